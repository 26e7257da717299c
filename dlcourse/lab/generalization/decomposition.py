"""Bias and variance: many fits to many draws, and what their error is made of."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure

SHOWN = 40
"""Fits that are drawn; more would be a blot."""


def draw_many_fits(x, fits, truth):
    """Draw one panel for each model: fits to different draws, their mean, and the truth.

    Parameters
    ----------
    x : (P,)
    fits : dict of str to array_like, (D, P)
        From a panel's title to the predictions of each of D fits.
    truth : (P,)

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(columns=len(fits), width=13.0, height=4.2, sharey=True, squeeze=False)
    for ax, (title, predictions) in zip(axes[0], fits.items(), strict=True):
        predictions = np.asarray(predictions)
        for number, line in enumerate(predictions[:SHOWN]):
            label = "one fit" if number == 0 else None
            ax.plot(x, line, color=PALETTE["sky"], linewidth=0.9, alpha=0.6, label=label)
        ax.plot(x, predictions.mean(axis=0), color=PALETTE["blue"], lw=3, label="mean of all")
        ax.plot(x, truth, "--", color=PALETTE["black"], label="truth")
        ax.set(title=title, xlabel="x", ylim=(-2.2, 2.8))
    axes[0][0].set_ylabel("prediction")
    axes[0][0].legend(loc="upper left", ncols=3, handlelength=1.2, columnspacing=0.8)
    return fig


def draw_parts(panels, noise):
    """Draw bias², variance and noise on top of one another, and the measured error as dots.

    Parameters
    ----------
    panels : list of dict
        For each panel ``xlabel``, ``settings`` (S labels), ``bias2``, ``variance`` and ``measured``
        (S numbers each).
    noise : float
        The variance of the noise.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(columns=len(panels), width=12.0, height=4.6, sharey=True, squeeze=False)
    parts = ("noise", "bias²", "variance")
    colours = (PALETTE["grey"], PALETTE["orange"], PALETTE["sky"])
    for ax, panel in zip(axes[0], panels, strict=True):
        places = np.arange(len(panel["settings"]))
        heights = np.stack([np.full(len(places), noise), panel["bias2"], panel["variance"]])
        floors = np.vstack([np.zeros(len(places)), np.cumsum(heights, axis=0)[:-1]])
        for name, colour, height, floor in zip(parts, colours, heights, floors, strict=True):
            bars = {"color": colour, "edgecolor": "white", "label": name}
            ax.bar(places, height, bottom=floor, width=0.8, **bars)
        ax.plot(places, panel["measured"], "D", color=PALETTE["black"], label="measured error")
        ax.set_xticks(places, panel["settings"])
        ax.set(xlabel=panel["xlabel"])
        ax.grid(axis="x", visible=False)
    axes[0][0].set_ylabel("mean squared error")
    axes[0][0].legend(loc="upper center")
    return fig
