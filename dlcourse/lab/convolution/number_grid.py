"""Tables of numbers in squares, the way pixels are drawn in this lesson."""

from matplotlib.patches import Rectangle

from dlcourse.lab.style import PALETTE

WINDOW, KERNEL, RESULT = "#BBD7EE", "#F8DDA4", "#B5E0D0"
"""Pale blue, orange and green: light enough for black digits."""


def draw_numbers(ax, values, corner, colour, *, size=15):
    """Draw a table with its upper left corner at ``corner``, one unit for a square.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        With y growing downwards.
    values : array_like, (rows, columns)
        Entries that are None stay empty.
    corner : (float, float)
        Left and top.
    colour : callable
        ``colour(row, column)`` gives the colour of a square.
    size : float
        Of the letters.
    """
    left, top = corner
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            edge = {"edgecolor": PALETTE["black"], "linewidth": 1.2}
            square = Rectangle((left + j, top + i), 1, 1, facecolor=colour(i, j), **edge)
            ax.add_patch(square)
            if value is not None:
                place = {"ha": "center", "va": "center", "fontsize": size}
                ax.text(left + j + 0.5, top + i + 0.5, short(value), **place)


def short(value):
    """A number in as few letters as say it.

    Examples
    --------
    >>> short(-4.0), short(0.11), short(2.123)
    ('-4', '0.11', '2.12')
    """
    return f"{round(float(value), 2) + 0.0:g}"
