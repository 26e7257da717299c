"""Pooling by the mean."""

import numpy as np

from dlcourse.nn.pooling.base import Pooling, places
from dlcourse.nn.shapes import expect_gradient


class AveragePool2D(Pooling):
    """The mean of each window, ``y[n, r, c, d] = mean over i, j of x[n, r s + i, c s + j, d]``.

    The gradient is shared equally among the pixels of the window.

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
    >>> x = np.array([[1.0, 2.0, 0.0, 0.0], [3.0, 4.0, 0.0, 0.0]]).reshape(1, 2, 4, 1)
    >>> AveragePool2D(2).forward(x).ravel()
    array([2.5, 0. ])
    """

    def forward(self, x, training=False):
        x, output_size = self.expect_images(x)
        first, *others = places(x, self.geometry, output_size)
        y = first.copy()  # (N, H', W', C)
        for view in others:
            y += view
        y *= 1.0 / (1 + len(others))
        self.remember(x.shape, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (N, H', W', C)
        shape, y = self.recall()
        grad = expect_gradient(grad, y, "AveragePool2D gradient")
        dx = np.zeros(shape, grad.dtype)  # (N, H, W, C)
        views = places(dx, self.geometry, y.shape[1:3])
        share = grad * (1.0 / len(views))
        for view in views:
            view += share
        return dx
