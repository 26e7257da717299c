"""A loss with a cliff, and where the steps of gradient descent land on it."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure


def draw_cliff(loss, span, paths, *, top):
    """Draw one panel for each path on the same curve, which is cut off at the top.

    Parameters
    ----------
    loss : callable
        The curve; takes arrays.
    span : tuple of float
        Left and right end of the horizontal axis.
    paths : dict of str to sequence of float
        Title of the panel, and the weights in the order of the steps. Where a step leaves the
        picture, an arrow shows to which side.
    top : float
        Where the vertical axis ends.

    Returns
    -------
    matplotlib.figure.Figure
    """
    left, right = span
    grid = np.linspace(left, right, 600)
    fig, axes = figure(columns=len(paths), sharey=True, squeeze=False)
    for ax, (title, path) in zip(axes[0], paths.items(), strict=True):
        path = np.asarray(path, dtype=float)
        inside = (path >= left) & (path <= right)
        ax.plot(grid, loss(grid), color=PALETTE["grey"], label="loss")
        ax.plot(
            path[inside], loss(path[inside]), "o-", color=PALETTE["blue"], lw=1.4, label="steps"
        )
        ax.plot(path[0], loss(path[0]), "D", color=PALETTE["red"], ms=11, label="start")
        if not inside.all():
            _exit(ax, (path[0], loss(path[0])), path[np.argmin(inside)], span)
        ax.set(title=title, xlabel="w", xlim=span, ylim=(-0.05 * top, top))
    axes[0, 0].set_ylabel("loss")
    axes[0, -1].legend(loc="upper left")
    return fig


def _exit(ax, start, target, span):
    """Draw an arrow from the start to the side where the step left the picture."""
    side = span[0] if target < span[0] else span[1]
    arrow = {"arrowstyle": "-|>", "lw": 2.0, "color": PALETTE["blue"], "mutation_scale": 18}
    ax.annotate("", (side, start[1]), start, arrowprops=arrow)
    ax.text(
        (side + start[0]) / 2, 1.06 * start[1], f"to w = {target:.0f}", ha="center", fontsize=13
    )
