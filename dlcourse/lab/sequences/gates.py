"""Sit at the taps of an LSTM cell: open and shut the gates while numbers arrive."""

from dataclasses import dataclass, replace

import ipywidgets
import numpy as np

from dlcourse.lab.plaything import Plaything
from dlcourse.lab.sequences.cell import pipe
from dlcourse.lab.style import PALETTE, figure

ARRIVALS = (0.0, 0.8, -0.4, 0.5, -0.9, 0.3, 0.7, -0.6, 0.2, 0.0)
"""The candidate g at each step."""


@dataclass(frozen=True)
class Taps:
    """The gates now, and how they stood at the steps before.

    Parameters
    ----------
    i, f, o : float
        Input, forget and output gate at the current step, from 0 (shut) to 1 (open).
    past : tuple of (i, f, o)
        One for each step that is over.

    Examples
    --------
    >>> Taps(i=1.0, f=1.0, o=1.0, past=((0, 1, 0),)).cells()
    array([0. , 0. , 0.8])
    """

    i: float = 0.5
    f: float = 0.5
    o: float = 0.5
    past: tuple = ()

    @property
    def step(self):
        """The number of the current step, from 1."""
        return len(self.past) + 1

    def gates(self):
        """How the gates stood at each step up to the current one, (steps, 3)."""
        return np.array([*self.past, (self.i, self.f, self.o)], dtype=float)

    def cells(self):
        """The cell before the first step and after each step up to the current one."""
        cells = [0.0]
        for (i, f, _), g in zip(self.gates(), ARRIVALS, strict=False):
            cells.append(f * cells[-1] + i * g)
        return np.array(cells)

    def hidden(self):
        """What comes out at each step up to the current one."""
        return self.gates()[:, 2] * np.tanh(self.cells()[1:])


def next_step(state):
    """Keep the gates of this step and go on; the last step is the end."""
    if state.step == len(ARRIVALS):
        return state
    return replace(state, past=(*state.past, (state.i, state.f, state.o)))


def one_back(state):
    """Take the last step back, with the gates as they stood."""
    if not state.past:
        return state
    *past, (i, f, o) = state.past
    return Taps(i, f, o, tuple(past))


def start_again(state):
    """Go back to the first step and leave the gates as they are."""
    return replace(state, past=())


def draw_taps(state):
    """Draw the cell at the current step, and below it the whole story so far.

    Parameters
    ----------
    state : Taps

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(rows=2, columns=1, width=10.5, height=7.2, height_ratios=(1.5, 1.0))
    cells, hidden = state.cells(), state.hidden()
    gates = {"i": state.i, "f": state.f, "o": state.o}
    pipe(axes[0], cells[-2], gates, ARRIVALS[state.step - 1], cells[-1], hidden[-1])
    axes[0].set_title(f"Step {state.step} of {len(ARRIVALS)}")
    _draw_story(axes[1], cells, hidden)
    return fig


def describe_taps(state):
    """Give the gates, what arrives, and cell and output so far.

    Examples
    --------
    >>> describe_taps(Taps(i=1.0, f=1.0, o=0.0, past=((1.0, 1.0, 0.0),))).splitlines()[1]
    'Old cell 0.00, new cell 0.80, output 0.00.'
    """
    cells, hidden = state.cells(), state.hidden()
    lines = [
        f"Step {state.step} of {len(ARRIVALS)}: {ARRIVALS[state.step - 1]:g} arrives. "
        f"Input gate {state.i:.2f}, forget gate {state.f:.2f}, output gate {state.o:.2f}.",
        f"Old cell {cells[-2]:.2f}, new cell {cells[-1]:.2f}, output {hidden[-1]:.2f}.",
        f"Cells so far: {_listed(cells[1:])}.",
        f"Outputs so far: {_listed(hidden)}.",
    ]
    return "\n".join(lines)


def gates_plaything(state=None):
    """Open and shut the three gates, step by step.

    Parameters
    ----------
    state : Taps, optional

    Examples
    --------
    >>> gates_plaything().state.step
    1
    """
    controls = {
        name: ipywidgets.FloatSlider(min=0, max=1, step=0.05, description=label)
        for name, label in (("i", "input i"), ("f", "forget f"), ("o", "output o"))
    }
    actions = {"Next step": next_step, "Back": one_back, "Start again": start_again}
    return Plaything(state or Taps(), draw_taps, describe_taps, controls, actions)


def _draw_story(ax, cells, hidden):
    steps = np.arange(1, len(ARRIVALS) + 1)
    done = steps[: len(hidden)]
    ax.axhline(0, color=PALETTE["grey"], lw=1)
    ax.plot(steps, ARRIVALS, "o", color=PALETTE["blue"], mfc="white", mew=2, label="arrives: g")
    ax.plot(done, cells[1:], "s-", color=PALETTE["green"], label="cell c")
    ax.plot(done, hidden, "^--", color=PALETTE["orange"], label="output h")
    ax.set(xlabel="step", xticks=steps, xlim=(0.5, len(ARRIVALS) + 0.5))
    high = max(1.1, 1.1 * np.abs(cells).max())
    ax.set_ylim(-high, high)
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))


def _listed(numbers):
    return ", ".join(f"{number:.2f}" for number in numbers)
