"""Gradient descent on a curve."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure


def draw_descents(loss, slope, paths, *, weight="w", span=None):
    """Draw one panel for each path of gradient descent on the same curve.

    Parameters
    ----------
    loss, slope : callable
        The curve and its derivative; both take arrays.
    paths : dict of str to sequence of float
        Title of the panel, and the weights that were visited in order.
    weight : str
        Label of the horizontal axis.
    span : tuple of float, optional
        Left and right end of the horizontal axis. By default a little wider than the paths.

    Returns
    -------
    matplotlib.figure.Figure
        Every panel has the curve, the tangent at the start, and the path.
    """
    visited = np.concatenate([np.asarray(path, dtype=float) for path in paths.values()])
    margin = 0.15 * np.ptp(visited)
    left, right = span or (visited.min() - margin, visited.max() + margin)
    grid = np.linspace(left, right, 400)
    top = loss(grid).max()
    fig, axes = figure(columns=len(paths), sharey=True, squeeze=False)
    for number, (ax, (title, path)) in enumerate(zip(axes[0], paths.items(), strict=True)):
        path = np.asarray(path, dtype=float)
        start = path[0]
        reach = np.array([-0.16, 0.16]) * (right - left)
        ax.plot(grid, loss(grid), color=PALETTE["grey"], label="loss")
        tangent = loss(start) + slope(start) * reach
        ax.plot(start + reach, tangent, "--", color=PALETTE["black"], label="slope at the start")
        ax.plot(path, loss(path), "-o", color=PALETTE["blue"], lw=1.6, label="steps")
        ax.plot(start, loss(start), "D", color=PALETTE["red"], ms=11, label="start")
        ax.set(title=title, xlabel=weight, xlim=(left, right), ylim=(-0.08 * top, top))
        if number == 0:
            ax.set_ylabel("loss")
            ax.legend(loc="upper center")
    return fig
