"""Diagrams of a neuron and of a small network, with the numbers that run through them."""

from itertools import pairwise, product

import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch

from dlcourse.lab.style import PALETTE, figure

CURVES = {
    "step": lambda z: np.where(z > 0, 1.0, 0.0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}
"""The shapes that an activation box can show."""


def draw_neuron(inputs, weights, bias, total, output, *, activation="sigmoid"):
    """Draw one neuron: inputs times weights, plus bias, through the activation.

    Parameters
    ----------
    inputs, weights, bias, total, output : str or float
        What to write at each place; ``inputs`` and ``weights`` are sequences of equal length.
    activation : {"sigmoid", "step"}

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_neuron(["x₁"], ["w₁"], "b", "z", "y", activation="step")
    >>> [text.get_text() for text in fig.axes[0].texts if text.get_text()]
    ['x₁', '× w₁', '+', 'b', 'z', 'y', 'multiply', 'add', 'activate']
    """
    fig, ax = figure(width=10.0, height=4.2)
    heights = np.linspace(1.3, -1.3, len(inputs)) if len(inputs) > 1 else [0.0]
    for value, weight, height in zip(inputs, weights, heights, strict=True):
        _node(ax, (0, height), value, "blue")
        _arrow(ax, (0.55, height), (3.5, 0.22 * height))
        label = {"fontsize": 17, "color": PALETTE["red"], "ha": "center", "va": "center"}
        box = {"facecolor": "white", "edgecolor": "none", "pad": 2}
        ax.text(1.9, 0.62 * height, f"× {_text(weight)}", bbox=box, **label)
    _node(ax, (4, 0), "+", "black")
    _node(ax, (4, 1.75), bias, "purple")
    _arrow(ax, (4, 1.2), (4, 0.55))
    _arrow(ax, (4.55, 0), (6.1, 0))
    ax.text(5.3, 0.22, _text(total), fontsize=17, ha="center")
    _activation(ax, (6.9, 0), activation)
    _arrow(ax, (7.7, 0), (8.86, 0))
    _node(ax, (9.5, 0), output, "orange", radius=0.62)
    for x, step in ((1.9, "multiply"), (4, "add"), (6.9, "activate")):
        ax.text(x, -2.25, step, fontsize=17, ha="center", color="#555555", style="italic")
    _frame(ax, (-0.7, 10.3), (-2.4, 2.4))
    return fig


def draw_network(inputs, hidden, output, weights):
    """Draw two inputs, one layer of hidden neurons and one output neuron.

    Parameters
    ----------
    inputs, hidden : sequence of str
        What to write into the circles of the two columns.
    output : str
    weights : tuple of array_like
        ``(len(inputs), len(hidden))`` and ``(len(hidden), 1)``: a line's label.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=10.0, height=4.6)
    columns = [inputs, hidden, [output]]
    colours = ("blue", "green", "orange")
    titles = ("inputs", "hidden neurons", "output neuron")
    places = [
        [(4.2 * index, height) for height in np.linspace(1.25, -1.25, len(column))]
        if len(column) > 1
        else [(4.2 * index, 0.0)]
        for index, column in enumerate(columns)
    ]
    for (starts, ends), table in zip(pairwise(places), weights, strict=True):
        for (i, start), (j, end) in product(enumerate(starts), enumerate(ends)):
            _weight(ax, start, end, table[i][j])
    for place, column, colour, title in zip(places, columns, colours, titles, strict=True):
        for spot, text in zip(place, column, strict=True):
            _node(ax, spot, text, colour, radius=0.72)
        ax.text(
            place[0][0], -2.55, title, fontsize=16, ha="center", color="#555555", style="italic"
        )
    _frame(ax, (-0.9, 9.3), (-2.7, 2.1))
    return fig


def _weight(ax, start, end, value):
    """Draw a connection whose label stands nearer to its start, where lines do not cross."""
    start, end = np.array(start), np.array(end)
    along = (end - start) / np.linalg.norm(end - start)
    _arrow(ax, start + 0.74 * along, end - 0.76 * along)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    place = start + 0.36 * (end - start)
    label = {"fontsize": 14, "color": PALETTE["red"], "ha": "center", "va": "center"}
    ax.text(*place, f"× {_text(value)}", bbox=box, **label)


def _node(ax, centre, value, colour, radius=0.52):
    edge = PALETTE[colour]
    ax.add_patch(Circle(centre, radius, facecolor="white", edgecolor=edge, linewidth=3, zorder=3))
    style = {"fontsize": 17, "ha": "center", "va": "center", "zorder": 4}
    ax.text(*centre, _text(value), **style)


def _activation(ax, centre, name):
    x, y = centre
    box = FancyBboxPatch((x - 0.7, y - 0.6), 1.4, 1.2, boxstyle="round,pad=0.08")
    box.set(facecolor="#E4F3EE", edgecolor=PALETTE["green"], linewidth=3)
    ax.add_patch(box)
    z = np.linspace(-6, 6, 201)
    ax.plot(x + z / 10, y - 0.4 + 0.8 * CURVES[name](z), color=PALETTE["green"], linewidth=3)


def _arrow(ax, start, end):
    style = {"arrowstyle": "-|>", "lw": 2.0, "color": PALETTE["black"], "mutation_scale": 18}
    ax.annotate("", end, start, arrowprops={**style, "shrinkA": 0, "shrinkB": 0})


def _text(value):
    return value if isinstance(value, str) else f"{value:g}"


def _frame(ax, x_limits, y_limits):
    ax.set(xlim=x_limits, ylim=y_limits, aspect="equal")
    ax.axis("off")
