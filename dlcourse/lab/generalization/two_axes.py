"""Which numbers a normalization takes together."""

import numpy as np
from matplotlib.patches import Rectangle

from dlcourse.lab.style import CLASS_COLOURS, figure


def draw_two_axes(table):
    """Draw a table twice: with a frame around each column, and around each row.

    Parameters
    ----------
    table : array_like, (N, D)
        A row for each example, a column for each feature.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = np.asarray(table)
    rows, columns = table.shape
    fig, axes = figure(columns=2, width=10.0, height=0.9 + 0.75 * rows)
    titles = ("batch norm: each feature, over the batch", "layer norm: each example by itself")
    for ax, title in zip(axes, titles, strict=True):
        by_column = ax is axes[0]
        for k in range(columns if by_column else rows):
            place, width, height = ((k, 0), 1, rows) if by_column else ((0, k), columns, 1)
            corner = (place[0] - 0.42, place[1] - 0.42)
            colour = CLASS_COLOURS[k % len(CLASS_COLOURS)]
            box = {"facecolor": (*_rgb(colour), 0.16), "edgecolor": colour, "linewidth": 2.5}
            ax.add_patch(Rectangle(corner, width - 0.16, height - 0.16, **box))
        for (row, column), value in np.ndenumerate(table):
            ax.text(column, row, f"{value:g}", ha="center", va="center", fontsize=17)
        ax.set_xticks(range(columns), [f"feature {k + 1}" for k in range(columns)])
        ax.set_yticks(range(rows), [f"example {k + 1}" for k in range(rows)])
        ax.set(title=title, xlim=(-0.6, columns - 0.4), ylim=(rows - 0.4, -0.6))
        ax.tick_params(length=0)
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
    return fig


def _rgb(colour):
    """The three shares of a colour such as "#0072B2"."""
    return tuple(int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
