"""Weights that were found, beside the true ones."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure


def draw_weights(weights, truth):
    """Draw the weights of several fits as stems, with the true ones as open circles.

    Parameters
    ----------
    weights : dict of str to array_like, (W,)
        From a panel's title to the weights.
    truth : array_like, (W,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(columns=len(weights), width=13.0, height=3.8, sharey=True, squeeze=False)
    places = np.arange(1, len(truth) + 1)
    for ax, (title, values) in zip(axes[0], weights.items(), strict=True):
        ax.vlines(places, 0.0, values, color=PALETTE["blue"])
        ax.plot(places, values, "o", color=PALETTE["blue"], markersize=6, label="found")
        ring = {"markerfacecolor": "none", "markersize": 12, "linestyle": "none"}
        ax.plot(places, truth, "o", color=PALETTE["red"], label="true", **ring)
        ax.axhline(0.0, color=PALETTE["black"], linewidth=1)
        ax.set(title=title, xlabel="number of the weight")
    axes[0][0].set_ylabel("weight")
    axes[0][0].legend(loc="upper right", ncols=2)
    return fig
