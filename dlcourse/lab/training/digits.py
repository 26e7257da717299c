"""Images of digits, and tables of which class is taken for which."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure


def draw_digits(images, titles, *, columns=10):
    """Draw small images in rows, each with a title.

    Parameters
    ----------
    images : array_like, (N, H, W)
    titles : sequence of str
        One for each image.
    columns : int

    Returns
    -------
    matplotlib.figure.Figure
    """
    rows = -(-len(images) // columns)
    fig, axes = figure(rows, columns, width=12.0, height=1.5 * rows, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, titles, strict=False):
        ax.imshow(image, cmap="gray_r")
        ax.set_title(title, fontsize=12)
    return fig


def draw_confusion(matrix, names, *, title=""):
    """Draw a confusion matrix as a table; mistakes, off the diagonal, are shaded.

    Parameters
    ----------
    matrix : array_like, (K, K)
        Row: the true class. Column: the answer.
    names : sequence of str
        Of the classes.
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    matrix = np.asarray(matrix)
    side = 2.6 + 0.42 * len(matrix)
    fig, ax = figure(width=side + 0.6, height=side)
    mistakes = np.where(np.eye(len(matrix), dtype=bool), 0, matrix)
    ax.imshow(mistakes, cmap="Oranges", vmin=0, vmax=max(1, 1.6 * mistakes.max()))
    for (row, column), count in np.ndenumerate(matrix):
        weight = "bold" if row == column else "normal"
        colour = PALETTE["black"] if count else PALETTE["grey"]
        place = {"ha": "center", "va": "center", "fontweight": weight, "color": colour}
        ax.text(column, row, str(count), **place)
    ax.set_xticks(range(len(matrix)), names)
    ax.set_yticks(range(len(matrix)), names)
    ax.set(xlabel="answer", ylabel="truth", title=title)
    ax.grid(False)
    return fig
