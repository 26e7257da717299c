"""Turn capacity and strength, and see the error on the measurements and on new ones."""

from dataclasses import dataclass, replace

import ipywidgets
import numpy as np

from dlcourse.lab.generalization.polynomials import curve, errors, measurements, powers, solver
from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import PALETTE, figure

NOISE = 0.4
DEGREES = tuple(range(12))
STRENGTHS = (0.0, *(10.0**k for k in range(-6, 2)))
LOWEST, HIGHEST = 3e-3, 30.0
"""Errors outside are drawn at the edge."""


@dataclass(frozen=True)
class Capacity:
    """What the reader can choose."""

    degree: int = 3
    strength: float = 0.0
    points: int = 12
    seed: int = 2

    @property
    def data(self):
        """The measurements, (points,) and (points,)."""
        return measurements(self.points, NOISE, self.seed)

    def errors(self, **changes):
        """Errors on the measurements and on new ones, here or with other settings."""
        other = replace(self, **changes)
        return errors(*other.data, other.degree, other.strength, NOISE)


def draw_capacity(state):
    """Draw the fit, and both errors against the degree and against the strength.

    Parameters
    ----------
    state : Capacity

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, (fit, by_degree, by_strength) = figure(columns=3, width=13.0, height=4.4)
    _draw_fit(fit, state)
    both = [state.errors(degree=degree) for degree in DEGREES]
    _draw_errors(by_degree, DEGREES, both, state.degree)
    by_degree.set(title=f"strength {state.strength:g}", xlabel="capacity: degree")
    by_degree.set(ylabel="mean squared error", xticks=DEGREES[::2])
    by_degree.legend(loc="upper left")
    places = range(len(STRENGTHS))
    both = [state.errors(strength=strength) for strength in STRENGTHS]
    _draw_errors(by_strength, places, both, STRENGTHS.index(state.strength))
    names = ["0", *(f"$10^{{{k}}}$" for k in range(-6, 2))]
    by_strength.set(title=f"degree {state.degree}", xlabel="strength of the L2 penalty")
    by_strength.set_xticks(list(places)[::2], names[::2])
    return fig


def describe_capacity(state):
    """Say in words what the picture shows."""
    training, new = state.errors()
    best = min(DEGREES, key=lambda degree: state.errors(degree=degree)[1])
    strongest = min(STRENGTHS, key=lambda strength: state.errors(strength=strength)[1])
    return (
        f"A polynomial of degree {state.degree}, penalty strength {state.strength:g}, fitted to "
        f"{state.points} measurements: error {training:.3f} on them, {new:.3f} on new ones. "
        f"At this strength degree {best} is best on new ones; at this degree, strength "
        f"{strongest:g}."
    )


def capacity_plaything(state=None):
    """The three panels with sliders, and a button that draws new measurements.

    Parameters
    ----------
    state : Capacity, optional
        Where it starts.

    Returns
    -------
    Plaything
    """
    names = {"style": {"description_width": "80px"}, "layout": {"width": "320px"}}
    controls = {
        "degree": ipywidgets.IntSlider(min=0, max=DEGREES[-1], description="degree", **names),
        "strength": ipywidgets.SelectionSlider(
            options=[(f"{strength:g}", strength) for strength in STRENGTHS],
            description="strength",
            **names,
        ),
        "points": ipywidgets.IntSlider(min=12, max=60, step=4, description="points", **names),
    }
    actions = {"New data": lambda state: replace(state, seed=state.seed + 1)}
    return Plaything(state or Capacity(), draw_capacity, describe_capacity, controls, actions)


def _draw_fit(ax, state):
    x, y = state.data
    grid = np.linspace(-1.0, 1.0, 401)
    values = powers(grid, state.degree) @ (solver(x, state.degree, state.strength) @ y)
    ax.plot(grid, curve(grid), "--", color=PALETTE["grey"], label="truth")
    ax.plot(grid, values, color=PALETTE["blue"], label="fit")
    ax.plot(x, y, "o", color=PALETTE["black"], markersize=6, label="measured")
    training, new = state.errors()
    ax.set(title=f"error {training:.2f}, on new ones {new:.2f}")
    ax.set(xlabel="x", ylabel="y", ylim=(-2.6, 2.6))
    ax.legend(loc="lower right")


def _draw_errors(ax, places, both, here):
    """Draw a pair of errors for each place, and mark the place the sliders are at."""
    training, new = np.clip(np.transpose(both), LOWEST, HIGHEST)
    ax.plot(places, training, "o-", color=PALETTE["blue"], label="these measurements")
    ax.plot(places, new, "s--", color=PALETTE["red"], label="new ones")
    ax.axvline(here, color=PALETTE["grey"], linewidth=9, alpha=0.35, zorder=0)
    ax.set(yscale="log", ylim=(LOWEST / 1.6, 1.6 * HIGHEST))
