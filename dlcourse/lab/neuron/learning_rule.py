"""How the perceptron learning rule moves a line from epoch to epoch."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from dlcourse.lab.style import CLASS_COLOURS, CLASS_MARKERS, PALETTE, figure


def draw_learning(x, y, path, mistakes, *, limits=(-0.6, 1.8)):
    """Draw the line after each epoch, and the mistakes of each epoch.

    Parameters
    ----------
    x : array_like, (N, 2)
    y : array_like, (N,)
        Classes 0 and 1.
    path : array_like, (E, 3)
        After each epoch: the two weights and the bias.
    mistakes : sequence of int
        One count for each epoch.
    limits : tuple of float
        Both inputs run from the first to the second.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, (left, right) = figure(columns=2, width=12.0, height=4.8)
    path = np.asarray(path, dtype=float)
    for epoch, (w1, w2, b) in enumerate(path[:-1], start=1):
        if w1 or w2:
            shade = 0.25 + 0.5 * epoch / len(path)
            style = {"color": PALETTE["grey"], "alpha": shade, "linestyle": "--"}
            left.plot(*line_points(w1, w2, b, limits), linewidth=1.8, **style)
    w1, w2, b = path[-1]
    left.plot(*line_points(w1, w2, b, limits), color=PALETTE["black"], linewidth=3.5)
    _draw_points(left, x, y)
    head = limits[1] + 0.16 * (limits[1] - limits[0])  # room for the legend
    left.set(xlim=limits, ylim=(limits[0], head), aspect="equal", xlabel="x₁", ylabel="x₂")
    sum_of_three = f"{b:.3g} + {w1:.3g} x₁ + {w2:.3g} x₂".replace("+ -", "- ")
    left.set_title(f"after epoch {len(path)}: z = {sum_of_three}")
    left.legend(loc="upper center", ncols=2, frameon=True, framealpha=1)
    epochs = np.arange(1, len(mistakes) + 1)
    bars = right.bar(epochs, mistakes, color=PALETTE["red"], width=0.65)
    right.bar_label(bars, fontsize=14, padding=2)
    right.set(xlabel="epoch", ylabel="mistakes", xticks=epochs, ylim=(0, max(mistakes) + 0.5))
    right.set_title("mistakes in each epoch")
    right.yaxis.set_major_locator(MaxNLocator(integer=True))
    right.grid(axis="x", visible=False)
    return fig


def line_points(w1, w2, b, limits):
    """Two points on ``w1 x1 + w2 x2 + b = 0`` far enough apart to cross the picture.

    Examples
    --------
    >>> across, up = line_points(0.0, 2.0, -1.0, (0, 1))
    >>> up
    array([0.5, 0.5])
    """
    w = np.array([w1, w2], dtype=float)
    foot = -b * w / (w @ w)
    reach = 2 * np.abs(limits).max() + np.linalg.norm(foot)
    along = 2 * reach * np.array([-w[1], w[0]]) / np.linalg.norm(w)
    return np.stack([foot - along, foot + along], axis=1)


def _draw_points(ax, x, y):
    x, y = np.asarray(x), np.asarray(y)
    for label in (0, 1):
        size = 15 if len(x) < 20 else 8
        style = {"color": CLASS_COLOURS[label], "markersize": size, "markeredgecolor": "white"}
        marker = CLASS_MARKERS[label]
        ax.plot(*x[y == label].T, marker, linestyle="", label=f"answer {label}", **style)
