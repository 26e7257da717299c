"""How a perceptron fares on three gates, and why its weights on XOR go in a circle."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure

COLOURS = {"AND": "green", "OR": "blue", "XOR": "red"}
DASHES = {"AND": "--", "OR": ":", "XOR": "-"}
MARKERS = {"AND": "^", "OR": "o", "XOR": "s"}


def draw_mistakes(mistakes):
    """Draw the mistakes of each epoch, one line for each gate.

    Parameters
    ----------
    mistakes : dict of str to sequence of int
        For "AND", "OR" and "XOR".

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=9.0)
    for gate, counts in mistakes.items():
        epochs = range(1, len(counts) + 1)
        look = {"color": PALETTE[COLOURS[gate]], "linestyle": DASHES[gate], "marker": MARKERS[gate]}
        ax.plot(epochs, counts, **look, linewidth=3, label=gate)
    longest = max(map(len, mistakes.values()))
    ax.set(xlabel="epoch", ylabel="mistakes", yticks=range(5), ylim=(-0.2, 4.8))
    ax.set_xticks(range(2, longest + 1, 2))
    ax.legend(loc="center right")
    return fig


def draw_cycle(path, period, start):
    """Draw the weights and the bias after each example, with the circle they run in shaded.

    Parameters
    ----------
    path : array_like, (S, 3)
        After each example: the two weights and the bias.
    period : int
        Number of examples after which everything repeats.
    start : int
        How many examples come before the first round.

    Returns
    -------
    matplotlib.figure.Figure
    """
    path = np.asarray(path, dtype=float)
    fig, axes = figure(rows=3, width=11.0, height=6.2, sharex=True, sharey=True)
    steps = np.arange(1, len(path) + 1)
    colours = (PALETTE["blue"], PALETTE["green"], PALETTE["purple"])
    for ax, values, name, colour in zip(axes, path.T, ("w₁", "w₂", "b"), colours, strict=True):
        ax.step(steps, values, where="mid", color=colour, linewidth=3)
        ax.plot(steps, values, "o", color=colour)
        ax.set_ylabel(name, rotation=0, labelpad=18, fontsize=17, va="center")
        for first in range(start, len(path), 2 * period):
            ax.axvspan(first + 0.5, first + period + 0.5, color="#EFE6F2", zorder=0)
    low, high = path.min(), path.max()
    axes[0].set(ylim=(low - 0.5, high + 0.5), yticks=np.arange(low, high + 1))
    axes[0].set_title(f"from example {start + 1} on, each block repeats the one before")
    axes[-1].set(xlabel="examples seen", xlim=(0.5, len(path) + 0.5), xticks=steps[3::4])
    return fig
