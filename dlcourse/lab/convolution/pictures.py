"""Pictures side by side: images in grey, feature maps in two colours around zero."""

import numpy as np

from dlcourse.lab.style import DIVERGING, figure


def draw_pictures(pictures, *, signed=(), rows=1, side=2.6):
    """Draw pictures in rows, each with its name above it.

    Parameters
    ----------
    pictures : dict of str to array_like
        (H, W), or (H, W, 3) in colours from 0 to 1.
    signed : collection of str
        Which of them have two signs: these are drawn in two colours that meet in white at zero.
    rows : int
    side : float
        Inches for each picture.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_pictures({"one": [[0, 1]], "two": [[1, -1]]}, signed=["two"])
    >>> [ax.get_title() for ax in fig.axes]
    ['one', 'two']
    """
    columns = -(-len(pictures) // rows)
    fig, axes = figure(
        rows, columns, width=columns * side, height=rows * (side + 0.35), squeeze=False
    )
    for ax in axes.flat[len(pictures) :]:
        ax.remove()
    for ax, (name, picture) in zip(axes.flat, pictures.items(), strict=False):
        draw_picture(ax, picture, signed=name in signed)
        ax.set_title(name)
    return fig


def draw_picture(ax, picture, *, signed=False):
    """Draw one picture without ticks; grey goes from 0, black, to 1, white, and no further."""
    picture = np.asarray(picture)
    if signed:
        limit = float(np.abs(picture).max()) or 1.0
        ax.imshow(picture, cmap=DIVERGING, vmin=-limit, vmax=limit)
    else:
        ax.imshow(picture, cmap="gray", vmin=0.0, vmax=1.0)
    ax.set(xticks=[], yticks=[])
    ax.grid(False)
    ax.spines[:].set_visible(True)
