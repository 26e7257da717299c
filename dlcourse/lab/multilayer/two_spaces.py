"""The same points twice: as they come in, and as a hidden layer or a feature map shows them."""

import numpy as np

from dlcourse.lab.multilayer.boundary import add_points, add_surface, around
from dlcourse.lab.style import PALETTE, figure

LINES, ALONG = 13, 120
"""Lines of the grid each way, and places along each line."""

GRID = {"color": PALETTE["black"], "alpha": 0.5, "linewidth": 1.1}
"""Dark enough to be seen where the map presses the lines into a corner."""


def draw_two_spaces(
    x,
    y,
    move,
    output,
    *,
    titles,
    names,
    axis_names=("h₁", "h₂"),
    labels=(),
    grid=True,
    limits=None,
):
    """Draw points before and after a map of the plane, with the boundary in both pictures.

    The grid on the left is moved along, so that the right picture shows how the plane is bent.

    Parameters
    ----------
    x : array_like, (N, 2)
    y : array_like, (N,)
        Classes 0 and 1.
    move : callable
        The hidden layer or feature map, ``move(x (N, 2)) -> (N, 2)``.
    output : callable
        What is read off in the new space, ``output(h (N, 2)) -> (N,)``, between 0 and 1.
    titles : tuple of str
        For the left and the right picture.
    names : tuple of str
        Names of the two classes.
    axis_names : tuple of str
        Names of the two new coordinates.
    labels : sequence of str
        A text for each point; points that fall on one another share their place and their texts.
    grid : bool
        False leaves the grid out, for maps that jump.
    limits : pair of tuple of float, optional
        Ranges of the two new coordinates; by default a little beyond the points.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, (left, right) = figure(columns=2, width=11.0, height=5.2)
    x, hidden = np.asarray(x, dtype=float), np.asarray(move(x), dtype=float)
    add_surface(left, lambda x: output(move(x)), around(x))
    add_surface(right, output, limits or around(hidden))
    for line in grid_lines(around(x)) if grid else ():
        left.plot(*line.T, **GRID)
        right.plot(*np.asarray(move(line)).T, **GRID)
    for ax, places, title in ((left, x, titles[0]), (right, hidden, titles[1])):
        add_points(ax, places, y, names=names)
        _write(ax, places, labels)
        ax.set_title(title)
    left.set(xlabel="x₁", ylabel="x₂")
    right.set(xlabel=axis_names[0], ylabel=axis_names[1])
    fig.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return fig


def _write(ax, places, labels):
    """Write each label above its place, those of one place side by side."""
    together = {}
    for place, label in zip(places, labels, strict=False):
        together.setdefault(tuple(map(float, place)), []).append(label)
    left, right = ax.get_xlim()
    for place, texts in together.items():
        is_right = place[0] > (left + right) / 2
        style = {"textcoords": "offset points", "fontsize": 14, "zorder": 6}
        shift = (10, 14) if is_right else (-10, 14)
        ha = "right" if is_right else "left"
        ax.annotate(" and ".join(texts), place, shift, ha=ha, **style)


def grid_lines(ranges):
    """Lines across a rectangle both ways, each (places, 2).

    Examples
    --------
    >>> lines = grid_lines(((0.0, 1.0), (0.0, 2.0)))
    >>> len(lines), lines[0].shape
    (26, (120, 2))
    """
    (left, right), (low, high) = ranges
    along_1, along_2 = np.linspace(left, right, ALONG), np.linspace(low, high, ALONG)
    upright = [
        np.column_stack([np.full(ALONG, a), along_2]) for a in np.linspace(left, right, LINES)
    ]
    flat = [np.column_stack([along_1, np.full(ALONG, a)]) for a in np.linspace(low, high, LINES)]
    return upright + flat
