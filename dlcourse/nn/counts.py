"""Checks of whole numbers: widths, sizes, strides."""

import numpy as np


def expect_count(value, what, smallest=1):
    """Return ``value`` as an int if it is a whole number of at least ``smallest``.

    Raises
    ------
    ValueError
        If it is not.

    Examples
    --------
    >>> expect_count(3, "Example: width")
    3
    >>> expect_count(0, "Example: width")
    Traceback (most recent call last):
    ValueError: Example: width: expected a whole number >= 1, got 0.
    """
    if not isinstance(value, (int, np.integer)) or isinstance(value, bool) or value < smallest:
        raise ValueError(f"{what}: expected a whole number >= {smallest}, got {value!r}.")
    return int(value)


def expect_pair(value, what, smallest=1):
    """Return a pair of ints; a single number counts for both.

    Examples
    --------
    >>> expect_pair(3, "Example: stride"), expect_pair((1, 2), "Example: stride")
    ((3, 3), (1, 2))
    """
    pair = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    if len(pair) != 2:
        raise ValueError(
            f"{what}: expected one number, or two (for height and width), got {value!r}."
        )
    return expect_count(pair[0], what, smallest), expect_count(pair[1], what, smallest)
