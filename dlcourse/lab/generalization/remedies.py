"""Every remedy against the same baseline, in one picture."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure


def draw_remedies(results, quantity):
    """Draw two numbers for each remedy, joined by a line; the first remedy is the baseline.

    Parameters
    ----------
    results : dict of str to pair of float
        From the remedy to its number on the training set and on the test set.
    quantity : str
        What the numbers are.

    Returns
    -------
    matplotlib.figure.Figure
    """
    names = list(results)
    training, test = np.array(list(results.values())).T
    places = np.arange(len(names))
    fig, ax = figure(width=9.0, height=1.2 + 0.42 * len(names))
    ax.hlines(places, training, test, color=PALETTE["grey"], linewidth=5, alpha=0.45)
    ring = {"markerfacecolor": "none", "markersize": 12, "markeredgewidth": 2.5}
    ax.plot(training, places, "o", color=PALETTE["blue"], label="training set", **ring)
    ax.plot(test, places, "s", color=PALETTE["red"], markersize=7, label="test set")
    ax.axvline(test[0], color=PALETTE["red"], linestyle=":", linewidth=1.5)
    ax.set_yticks(places, names)
    ax.set(xlabel=quantity, ylim=(len(names) - 0.4, -0.6))
    ax.set_xlim(left=-0.02 * max(training.max(), test.max()))
    ax.grid(axis="y", visible=False)
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return fig
