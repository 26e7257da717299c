"""Where in each window the largest pixel stands.

Both classes have the maxima ``y`` (N, H', W', C), `place`, which puts numbers where the largest
pixels stood, and `pick`, which takes numbers from there. `WindowWinners` works for any windows,
`PairWinners` for those of 2x2 that touch, and faster. Loops that say the same stand in
``tests/fixtures/naive_images.py``.
"""

import numpy as np

from dlcourse.nn.pooling.base import places


class WindowWinners:
    """The maxima of any windows; of equal pixels the first one wins, row by row."""

    def __init__(self, x, geometry, output_size):
        self.shape, self.geometry, self.output_size = x.shape, geometry, output_size
        first, *others = self.views(x)
        self.y = first.copy()  # (N, H', W', C)
        self.index = np.zeros(self.y.shape, np.min_scalar_type(len(others)))
        for number, view in enumerate(others, start=1):
            larger = view > self.y
            np.maximum(self.index, larger * self.index.dtype.type(number), out=self.index)
            np.maximum(self.y, view, out=self.y)

    def place(self, values):  # (N, H', W', C) -> (N, H, W, C)
        x = np.zeros(self.shape, values.dtype)
        for number, view in enumerate(self.views(x)):
            view += values * (self.index == number)
        return x

    def pick(self, x):  # (N, H, W, C) -> (N, H', W', C)
        values = np.zeros(self.y.shape, x.dtype)
        for number, view in enumerate(self.views(x)):
            values += view * (self.index == number)
        return values

    def views(self, x):
        return places(x, self.geometry, self.output_size)


class PairWinners:
    """The maxima of 2x2 windows: the larger of two rows, then the larger of two columns.

    On equal pixels the first one wins, row by row, as in `WindowWinners`.
    """

    def __init__(self, x):
        self.shape = x.shape
        top, bottom = pair(x, axis=1)  # (N, H', W, C)
        self.top = top >= bottom
        columns = pair(np.maximum(top, bottom), axis=2)
        left, right = (half.copy() for half in columns)  # (N, H', W', C), compared faster
        self.y = np.maximum(left, right)
        left_top, right_top = pair(self.top, axis=2)
        self.left = left > right
        self.left |= (left == right) & (left_top >= right_top)  # a draw: the upper row, then left

    def place(self, values):  # (N, H', W', C) -> (N, H, W, C)
        N, H, W, C = self.shape
        return spread(spread(values, self.left, W, axis=2), self.top, H, axis=1)

    def pick(self, x):  # (N, H, W, C) -> (N, H', W', C)
        top, bottom = pair(x, axis=1)
        left, right = pair(top * self.top + bottom * ~self.top, axis=2)
        return left * self.left + right * ~self.left


def pair(x, axis):
    """Return every first and every second entry along an axis; an odd last one is left out.

    Examples
    --------
    >>> pair(np.array([1, 2, 3, 4, 5]), axis=0)
    (array([1, 3]), array([2, 4]))
    """
    front, end = (slice(None),) * axis, x.shape[axis] // 2 * 2
    return x[*front, 0:end:2], x[*front, 1:end:2]


def spread(values, is_first, length, axis):
    """Undo `pair`: put each number at the first or at the second place, and 0 at the other.

    Examples
    --------
    >>> spread(np.array([7.0, 8.0]), np.array([True, False]), 5, axis=0)
    array([7., 0., 0., 8., 0.])
    """
    shape = list(values.shape)
    shape[axis] = length
    x = np.empty(shape, values.dtype)
    first, second = pair(x, axis)
    part = values * is_first
    first[...] = part
    second[...] = np.subtract(values, part, out=part)  # the number where first is 0, else 0
    x[*(slice(None),) * axis, length // 2 * 2 :] = 0.0
    return x
