"""Pooling by the maximum."""

from dlcourse.nn.pooling.base import Pooling
from dlcourse.nn.pooling.winners import PairWinners, WindowWinners
from dlcourse.nn.shapes import expect_gradient


class MaxPool2D(Pooling):
    """The largest pixel of each window, ``y[n, r, c] = max over i, j of x[n, r s + i, c s + j]``.

    Each channel is pooled on its own. The gradient goes to the largest pixel alone. If several are
    equally large, the first one in the order of reading wins: left to right, then the next row.
    PyTorch does the same.

    Parameters
    ----------
    size : int or (int, int)
        Height and width of the window.
    stride : int or (int, int), optional
        Step of the window; by default its size. Rows and columns that are left over at the end
        belong to no window.

    Shapes
    ------
    x : (N, H, W, C) -> y : (N, H', W', C), H' = floor((H - size) / stride) + 1

    Raises
    ------
    ShapeError
        If ``x`` is not 4-D or smaller than the window.

    Examples
    --------
    >>> import numpy as np
    >>> pool = MaxPool2D(2)
    >>> x = np.array([[1.0, 2.0, 0.0, 0.0], [3.0, 4.0, 0.0, 0.0]]).reshape(1, 2, 4, 1)
    >>> pool.forward(x).ravel()
    array([4., 0.])
    >>> pool.backward(np.array([[[[5.0], [6.0]]]]))[0, :, :, 0]
    array([[0., 0., 6., 0.],
           [0., 5., 0., 0.]])
    """

    image_size = None  # height and width of the last input: MaxUnpool2D goes back to it

    def forward(self, x, training=False):
        x, output_size = self.expect_images(x)
        if self.geometry.kernel == self.geometry.stride == (2, 2):
            winners = PairWinners(x)
        else:
            winners = WindowWinners(x, self.geometry, output_size)
        self.image_size = x.shape[1:3]
        self.remember(winners)
        return winners.y  # (N, H', W', C)

    def backward(self, grad):  # grad = dL/dy, (N, H', W', C)
        (winners,) = self.recall()
        return winners.place(expect_gradient(grad, winners.y, "MaxPool2D gradient"))
