"""What one unit of a network does while it reads: each letter on the colour of its value."""

import numpy as np

from dlcourse.lab.style import DIVERGING, figure

COLUMNS = 56
"""Characters in a row."""


def draw_letters(text, rows, *, columns=COLUMNS):
    """Draw the same text once for each unit, each character on the colour of the unit's value.

    Parameters
    ----------
    text : str
        Line ends are drawn as spaces.
    rows : dict of str to (len(text),) array_like
        Title, and the value after each character. Each has a scale of its own, around 0.
    columns : int

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_letters("to be", {"unit 1": [0.1, 0.2, -0.9, 0.1, 0.3]})
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['t', 'o', ' ', 'b', 'e']
    """
    lines = -(-len(text) // columns)
    fig, axes = figure(rows=len(rows), width=11.0, height=len(rows) * (0.55 + 0.36 * lines))
    for ax, (title, values) in zip(np.atleast_1d(axes), rows.items(), strict=True):
        values = np.asarray(values, dtype=float)
        reach = np.abs(values).max()
        grid = np.full(lines * columns, np.nan)
        grid[: len(text)] = values
        ax.imshow(
            grid.reshape(lines, columns), cmap=DIVERGING, vmin=-reach, vmax=reach, aspect="auto"
        )
        for place, (character, value) in enumerate(zip(text, values, strict=True)):
            row, column = divmod(place, columns)
            colour = "white" if abs(value) > 0.7 * reach else "black"
            style = {"family": "monospace", "fontsize": 13, "ha": "center", "va": "center"}
            ax.text(column, row, character.replace("\n", " "), color=colour, **style)
        ax.set(xticks=(), yticks=())
        ax.set_title(title, loc="left")
        ax.grid(False)
        ax.spines[:].set_visible(False)
    return fig
