"""From scores to chances to letters: what the temperature does to a writer."""

from dataclasses import dataclass, replace
from textwrap import wrap

import ipywidgets
import numpy as np

from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import PALETTE, figure

SHOWN = 12
"""How many of the most likely characters get a bar."""

NAMES = {" ": "space", "\n": "line end"}


def chances(scores, temperature):
    """Return the softmax of ``scores / temperature``.

    Examples
    --------
    >>> chances(np.log([1.0, 3.0]), 1.0).round(3)
    array([0.25, 0.75])
    >>> chances(np.log([1.0, 3.0]), 0.5).round(3)
    array([0.1, 0.9])
    """
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


@dataclass(frozen=True)
class Heat:
    """The temperature, and the seed of the sample that is shown."""

    temperature: float = 1.0
    seed: int = 0


def draw_heat(state, scores, alphabet, write):
    """Draw the chances of the next character beside a sample written at this temperature.

    Parameters
    ----------
    state : Heat
    scores : (V,)
        Of the next character.
    alphabet : str
        The V characters.
    write : callable
        ``write(temperature, seed) -> str``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, (left, right) = figure(columns=2, width=12.0, height=5.0, width_ratios=(1.0, 1.5))
    order = np.argsort(-np.asarray(scores), kind="stable")[:SHOWN]
    names = [_name(alphabet[k]) for k in order]
    left.barh(names, chances(scores, state.temperature)[order], color=PALETTE["blue"])
    left.invert_yaxis()
    left.set(xlim=(0, 1), xlabel="chance to come next", title=f"temperature {state.temperature:g}")
    right.axis("off")
    lines = [
        piece for line in _sample(state, write).splitlines() for piece in wrap(line, 46) or [""]
    ]
    style = {"family": "monospace", "fontsize": 14, "va": "top", "transform": right.transAxes}
    right.text(0.02, 0.98, "\n".join(lines[:14]), **style)
    return fig


def describe_heat(state, scores, alphabet, write):
    """Give the three likeliest characters with their chances, and the sample."""
    given = chances(scores, state.temperature)
    order = np.argsort(-given, kind="stable")[:3]
    likely = ", ".join(f"{_name(alphabet[k])} {given[k]:.2f}" for k in order)
    return (
        f"Temperature {state.temperature:g}. Most likely to come next: {likely}. "
        f"A sample: {_sample(state, write)}"
    )


def temperature_plaything(scores, alphabet, write, state=None):
    """Move the temperature and read what the network writes.

    Parameters
    ----------
    scores, alphabet, write
        See `draw_heat`.
    state : Heat, optional

    Examples
    --------
    >>> toy = temperature_plaything([0.0, 1.0], "ab", lambda temperature, seed: "abba")
    >>> toy.description
    'Temperature 1. Most likely to come next: b 0.73, a 0.27. A sample: abba'
    """
    slider = ipywidgets.FloatSlider(min=0.1, max=2.0, step=0.1, description="temperature")
    actions = {"Another sample": lambda heat: replace(heat, seed=heat.seed + 1)}
    return Plaything(
        state or Heat(),
        lambda heat: draw_heat(heat, scores, alphabet, write),
        lambda heat: describe_heat(heat, scores, alphabet, write),
        {"temperature": slider},
        actions,
    )


def _sample(state, write):
    return write(state.temperature, state.seed)


def _name(character):
    return NAMES.get(character, character)
