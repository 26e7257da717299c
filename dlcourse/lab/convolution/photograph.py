"""A photograph to move filters over."""

from functools import cache

import numpy as np
from matplotlib.cbook import get_sample_data
from PIL import Image

SIDE = 120
"""Height and width of the photograph."""

BLOCK = 4
"""Each of its pixels is the mean of so many rows and columns of the original."""

LEFT, TOP = 16, 10
"""Where the square begins in the original of 512 by 600."""


@cache
def photograph():
    """Admiral Grace Hopper, who wrote one of the first compilers, in shades of grey.

    The picture was taken by the US Navy, is in the public domain, and comes with matplotlib.

    Returns
    -------
    numpy.ndarray, (120, 120)
        From 0, black, to 1, white. Read-only, because everybody gets the same one.

    Examples
    --------
    >>> photograph().shape
    (120, 120)
    """
    return _read_only(colour_photograph().mean(axis=2))


@cache
def colour_photograph():
    """The same picture in colours.

    Returns
    -------
    numpy.ndarray, (120, 120, 3)
        Red, green and blue from 0 to 1. Read-only.

    Examples
    --------
    >>> colour_photograph().shape
    (120, 120, 3)
    """
    with get_sample_data("grace_hopper.jpg") as file:
        pixels = np.asarray(Image.open(file).convert("RGB"), dtype=float) / 255
    extent = SIDE * BLOCK
    square = pixels[TOP : TOP + extent, LEFT : LEFT + extent]
    return _read_only(square.reshape(SIDE, BLOCK, SIDE, BLOCK, 3).mean(axis=(1, 3)))


def _read_only(array):
    array.flags.writeable = False
    return array
