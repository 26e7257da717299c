"""Tables of numbers: how a matrix product and broadcasting fit together."""

import numpy as np
from matplotlib.patches import Rectangle

from dlcourse.lab.style import PALETTE, figure

ROW, COLUMN, CELL = "#BBD7EE", "#F8DDA4", "#B5E0D0"
"""Pale blue, orange and green: light enough for black digits."""


def draw_product(a, b, row=0, column=0):
    """Draw ``a @ b`` so that a row of ``a`` and a column of ``b`` meet in one entry.

    The second matrix stands above the result and the first to its left: every entry of the result
    sits where its row and its column cross.

    Parameters
    ----------
    a, b : array_like, (n, k) and (k, m)
    row, column : int
        The entry to explain.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_product([[1, 2]], [[3], [4]])
    >>> fig.axes[0].texts[-1].get_text()
    '1·3 + 2·4 = 11'
    """
    a, b = np.asarray(a), np.asarray(b)
    product = a @ b
    inner = a.shape[1]
    fig, ax = figure(width=7.5, height=5.2)
    left, top = inner + 0.8, inner + 0.8
    _grid(ax, a, (0, top), lambda i, j: ROW if i == row else "white")
    _grid(ax, b, (left, 0), lambda i, j: COLUMN if j == column else "white")
    _grid(ax, product, (left, top), lambda i, j: CELL if (i, j) == (row, column) else "white")
    _caption(ax, inner / 2, top - 0.25, f"first matrix {_shape(a)}")
    _caption(ax, left + b.shape[1] / 2, -0.25, f"second matrix {_shape(b)}")
    _caption(ax, left + b.shape[1] / 2, top + len(a) + 0.45, f"product {_shape(product)}")
    terms = " + ".join(f"{p}·{q}" for p, q in zip(a[row], b[:, column], strict=True))
    ax.text(
        (left + b.shape[1]) / 2,
        top + len(a) + 1.2,
        f"{terms} = {product[row, column]}",
        ha="center",
        va="center",
        fontsize=18,
    )
    _frame(ax, (-0.2, left + b.shape[1] + 0.2), (top + len(a) + 1.6, -0.7))
    return fig


def draw_broadcast(table, row):
    """Draw ``table + row``: the row is written once and used for every row of the table.

    Parameters
    ----------
    table : array_like, (n, m)
    row : array_like, (m,)

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_broadcast([[1, 2], [3, 4]], [10, 20])
    >>> [text.get_text() for text in fig.axes[0].texts[-7:-1]]
    ['11', '22', '13', '24', 'the sum (2, 2)', '+']
    """
    table, row = np.asarray(table), np.asarray(row)
    n, m = table.shape
    fig, ax = figure(width=10.0, height=3.6)
    repeated = np.broadcast_to(row, table.shape)
    step = m + 1.2
    _grid(ax, table, (0, 0), lambda i, j: ROW)
    _caption(ax, m / 2, -0.3, f"the table {_shape(table)}")
    _grid(ax, repeated, (step, 0), lambda i, j: COLUMN if i == 0 else "white", ghost=1)
    _caption(ax, step + m / 2, -0.3, f"the row {_shape(row)}, reused")
    _grid(ax, table + row, (2 * step, 0), lambda i, j: CELL)
    _caption(ax, 2 * step + m / 2, -0.3, f"the sum {_shape(table)}")
    for index, sign in enumerate("+="):
        middle = (index + 1) * step - 0.6
        ax.text(middle, n / 2, sign, ha="center", va="center", fontsize=24)
    _frame(ax, (-0.2, 2 * step + m + 0.2), (n + 0.2, -0.8))
    return fig


def _grid(ax, values, corner, colour, ghost=None):
    """Draw a table with its upper left corner at ``corner``; rows from ``ghost`` on are copies."""
    left, top = corner
    for (i, j), value in np.ndenumerate(values):
        copied = ghost is not None and i >= ghost
        ax.add_patch(
            Rectangle(
                (left + j, top + i),
                1,
                1,
                facecolor=colour(i, j),
                edgecolor=PALETTE["grey" if copied else "black"],
                linestyle=":" if copied else "-",
                linewidth=1.4,
            )
        )
        ax.text(
            left + j + 0.5,
            top + i + 0.5,
            f"{value:g}",
            ha="center",
            va="center",
            fontsize=16,
            color="#6B6B6B" if copied else PALETTE["black"],
        )


def _caption(ax, x, y, text):
    ax.text(x, y, text, ha="center", va="center", fontsize=14)


def _shape(array):
    return str(array.shape)


def _frame(ax, x_limits, y_limits):
    ax.set(xlim=x_limits, ylim=y_limits, aspect="equal")
    ax.axis("off")
