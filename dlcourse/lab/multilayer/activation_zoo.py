"""The activation functions of lesson 02, each with its derivative."""

import numpy as np

from dlcourse.lab.style import DIVERGING, PALETTE, figure

RANGE = 4.0


def draw_zoo(zoo):
    """Draw each function with its derivative.

    Parameters
    ----------
    zoo : dict of str to tuple of callable
        From a name to the function and its derivative, of an array.

    Returns
    -------
    matplotlib.figure.Figure
        One panel for each function, three in a row.
    """
    rows = -(-len(zoo) // 3)
    fig, axes = figure(rows=rows, columns=3, width=11.0, height=3.4 * rows)
    z = np.linspace(-RANGE, RANGE, 401)
    panels = axes.ravel()
    for ax, (name, (function, slope)) in zip(panels, zoo.items(), strict=False):
        ax.axhline(0, color=PALETTE["grey"], linewidth=1)
        ax.axvline(0, color=PALETTE["grey"], linewidth=1)
        ax.plot(z, _with_gaps(z, function(z)), color=PALETTE["blue"], linewidth=3, label="function")
        style = {"color": PALETTE["red"], "linestyle": "--", "linewidth": 2.5}
        ax.plot(z, _with_gaps(z, slope(z)), **style, label="derivative")
        ax.set(title=name, xlim=(-RANGE, RANGE), ylim=(-1.3, 2.3), xticks=(-4, -2, 0, 2, 4))
        ax.set_yticks((-1, 0, 1, 2))
    panels[0].legend(loc="upper left")
    for ax in panels[len(zoo) :]:
        ax.remove()
    return fig


def draw_softmax(scores):
    """Draw softmax of some scores as bars, and beside it the table of its derivatives.

    Parameters
    ----------
    scores : array_like, (K,)
        What softmax turns into probabilities.

    Returns
    -------
    matplotlib.figure.Figure
    """
    p, derivatives = softmax_and_derivatives(np.asarray(scores, dtype=float))
    names = [f"{score:g}" for score in scores]
    fig, (bars, table) = figure(columns=2, width=9.0, height=4.0)
    drawn = bars.bar(names, p, color=PALETTE["blue"], width=0.65)
    bars.bar_label(drawn, fmt="%.3f", fontsize=14, padding=2)
    bars.set(title="softmax", xlabel="scores", ylabel="probability", ylim=(0, 1))
    bars.grid(axis="x", visible=False)
    table.imshow(derivatives, cmap=DIVERGING, vmin=-0.4, vmax=0.4)
    for (row, column), value in np.ndenumerate(derivatives):
        table.text(column, row, f"{value:.3f}", ha="center", va="center", fontsize=14)
    ticks = range(len(names))
    table.set(title="its derivatives", xlabel="with respect to score", ylabel="of probability")
    table.set_xticks(ticks, names)
    table.set_yticks(ticks, names)
    table.grid(visible=False)
    return fig


def softmax_and_derivatives(scores):
    """Softmax of K scores, and the table of all K times K derivatives.

    Examples
    --------
    >>> p, table = softmax_and_derivatives(np.array([0.0, 0.0]))
    >>> p, table
    (array([0.5, 0.5]), array([[ 0.25, -0.25],
           [-0.25,  0.25]]))
    """
    powers = np.exp(scores - np.max(scores))
    p = powers / powers.sum()
    return p, np.diag(p) - np.outer(p, p)


def _with_gaps(z, values):
    """Values with a gap where they jump, so that no upright line is drawn there."""
    values = np.array(np.broadcast_to(values, z.shape), dtype=float)
    values[1:][np.abs(np.diff(values)) > 0.5] = np.nan
    return values
