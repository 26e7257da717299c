"""All activation functions of lesson 02 in one picture, each with its derivative."""

import numpy as np

from dlcourse.lab.style import DIVERGING, PALETTE, figure

RANGE = 4.0


def draw_zoo(zoo, scores):
    """Draw each function with its derivative, and softmax as bars with its table of derivatives.

    Parameters
    ----------
    zoo : dict of str to tuple of callable
        From a name to the function and its derivative, of an array.
    scores : array_like, (K,)
        What softmax turns into probabilities in the last two panels.

    Returns
    -------
    matplotlib.figure.Figure
        One panel for each function, then the two of softmax.
    """
    count = len(zoo) + 2
    rows = -(-count // 4)
    fig, axes = figure(rows=rows, columns=4, width=12.5, height=3.5 * rows)
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
    bars, table = panels[len(zoo) : count]
    _draw_softmax(bars, table, np.asarray(scores, dtype=float))
    for ax in panels[count:]:
        ax.remove()
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


def _draw_softmax(bars, table, scores):
    p, derivatives = softmax_and_derivatives(scores)
    names = [f"{score:g}" for score in scores]
    drawn = bars.bar(names, p, color=PALETTE["blue"], width=0.65)
    bars.bar_label(drawn, fmt="%.2f", fontsize=14, padding=2)
    bars.set(title="softmax", xlabel="scores", ylabel="probability", ylim=(0, 1))
    bars.grid(axis="x", visible=False)
    table.imshow(derivatives, cmap=DIVERGING, vmin=-0.4, vmax=0.4)
    for (row, column), value in np.ndenumerate(derivatives):
        table.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=14)
    ticks = range(len(scores))
    table.set(title="softmax, derivatives", xlabel="by score", ylabel="of probability")
    table.set_xticks(ticks, names)
    table.set_yticks(ticks, names)
    table.grid(visible=False)
