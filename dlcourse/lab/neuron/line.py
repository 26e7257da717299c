"""The line that a neuron of two inputs draws, and a plaything that moves it."""

from dataclasses import dataclass

import ipywidgets
import numpy as np

from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import CLASS_COLOURS, CLASS_MARKERS, DIVERGING, PALETTE, figure

LIMIT = 4.0
"""Both inputs run from minus this to plus this."""

COLOURS = {"cmap": DIVERGING, "vmin": -0.6, "vmax": 1.6}
"""Outputs of 0 and 1 stop short of the darkest colours, so that points stand out on them."""


@dataclass(frozen=True)
class NeuronState:
    """Weights and bias of a sigmoid neuron with two inputs."""

    w1: float = 3.0
    w2: float = -2.0
    b: float = 1.0

    def output(self, x1, x2):
        """The neuron's output for numbers or arrays of inputs."""
        return 1 / (1 + np.exp(-(self.w1 * x1 + self.w2 * x2 + self.b)))

    @property
    def has_line(self):
        return bool(self.w1 or self.w2)

    def line(self):
        """Two points of the line where the output is one half, far outside of the picture.

        Returns
        -------
        numpy.ndarray, (2, 2)
            One point a row.

        Examples
        --------
        >>> NeuronState(0.0, 2.0, -4.0).line()[:, 1]
        array([2., 2.])
        """
        w = np.array([self.w1, self.w2])
        length = np.linalg.norm(w)
        foot = -self.b * w / length**2
        along = 3 * (LIMIT + np.linalg.norm(foot)) * np.array([-w[1], w[0]]) / length
        return np.stack([foot - along, foot + along])


def draw_line(state, points=(), labels=()):
    """Draw the output from above, with the line where it is one half.

    Parameters
    ----------
    state : NeuronState
    points : array_like, (N, 2), optional
        Points to mark.
    labels : sequence of str, optional
        A text for each point.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=7.6, height=6.0)
    shade = _draw_top(ax, state)
    _draw_scale(fig, ax, shade)
    for point, label in zip(points, labels, strict=True):
        side = int(state.output(*point) > 0.5)
        colour, marker = CLASS_COLOURS[side], CLASS_MARKERS[side]
        style = {"color": colour, "markeredgecolor": "white", "markersize": 13, "zorder": 4}
        ax.plot(*point, marker, **style)
        box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 2}
        place = {"textcoords": "offset points", "ha": "center", "bbox": box, "zorder": 5}
        ax.annotate(label, point, (0, -27), fontsize=14, **place)
    return fig


def draw_neuron_state(state):
    """Draw the output twice: from above with its line, and as a surface."""
    fig, (left, right) = figure(columns=2, width=12.0, height=5.4)
    shade = _draw_top(left, state)
    _draw_scale(fig, left, shade)
    place = right.get_subplotspec()
    right.remove()
    surface = fig.add_subplot(place, projection="3d")
    axis = np.linspace(-LIMIT, LIMIT, 41)
    x1, x2 = np.meshgrid(axis, axis)
    y = state.output(x1, x2)
    surface.plot_surface(x1, x2, y, rcount=41, ccount=41, linewidth=0, **COLOURS)
    surface.set(xlabel="x₁", ylabel="x₂", zlim=(0, 1), zticks=[0, 0.5, 1])
    surface.set_title("the output y as a surface")
    surface.view_init(elev=28, azim=-60)
    return fig


def describe_neuron_state(state):
    """Give the weights, the line, and the output in the middle of the picture."""
    middle = f"At the origin the output is {state.output(0.0, 0.0):.3f}."
    weights = f"Output of a neuron with weights {state.w1:g} and {state.w2:g} and bias {state.b:g}."
    if not state.has_line:
        return f"{weights} Both weights are zero, so there is no line. {middle}"
    rule = f"{state.b:g} + {state.w1:g} x1 + {state.w2:g} x2 = 0".replace("+ -", "- ")
    return f"{weights} It is one half on the line {rule}. {middle}"


def neuron_plaything(state=None):
    """Move the weights and the bias of one neuron."""
    sliders = {
        name: ipywidgets.FloatSlider(min=-5, max=5, step=0.25, description=label)
        for name, label in (("w1", "weight w₁"), ("w2", "weight w₂"), ("b", "bias b"))
    }
    actions = {
        "Flip the sides": lambda s: NeuronState(-s.w1, -s.w2, -s.b),
        "Half as steep": lambda s: NeuronState(s.w1 / 2, s.w2 / 2, s.b / 2),
    }
    start = state or NeuronState()
    return Plaything(start, draw_neuron_state, describe_neuron_state, sliders, actions)


def _draw_top(ax, state):
    axis = np.linspace(-LIMIT, LIMIT, 161)
    square = {"extent": 2 * (-LIMIT, LIMIT), "origin": "lower", "interpolation": "bilinear"}
    shade = ax.imshow(state.output(*np.meshgrid(axis, axis)), **square, **COLOURS)
    ax.set(xlim=(-LIMIT, LIMIT), ylim=(-LIMIT, LIMIT), aspect="equal", xlabel="x₁", ylabel="x₂")
    ax.grid(False)
    if state.has_line:
        ax.plot(*state.line().T, color=PALETTE["black"], linewidth=3)
        w = np.array([state.w1, state.w2])
        foot = -state.b * w / (w @ w)
        tip = foot + 1.2 * w / np.linalg.norm(w)
        arrow = {"arrowstyle": "-|>", "lw": 3, "color": PALETTE["green"], "mutation_scale": 20}
        style = {"arrowprops": {**arrow, "shrinkA": 0, "shrinkB": 0}, "annotation_clip": True}
        ax.annotate("", tip, foot, **style)
    ax.set_title(f"z = {state.b:g} + {state.w1:g} x₁ + {state.w2:g} x₂".replace("+ -", "- "))
    return shade


def _draw_scale(fig, ax, shade):
    scale = fig.colorbar(shade, ax=ax, label="output y", ticks=[0, 0.25, 0.5, 0.75, 1])
    scale.ax.set_ylim(0, 1)
