"""One number for each channel of an image."""

import numpy as np

from dlcourse.nn.images import expect_image_shape, expect_images
from dlcourse.nn.layer import Layer
from dlcourse.nn.shapes import expect_gradient


class GlobalAveragePool2D(Layer):
    """The mean of each channel over the whole image, ``y[n, c] = mean over r, s of x[n, r, s, c]``.

    Shapes
    ------
    x : (N, H, W, C) -> y : (N, C)

    Raises
    ------
    ShapeError
        If ``x`` is not 4-D.

    Examples
    --------
    >>> x = np.array([[1.0, 2.0], [3.0, 6.0]]).reshape(1, 2, 2, 1)
    >>> GlobalAveragePool2D().forward(x)
    array([[3.]])

    References
    ----------
    Lin, Chen and Yan (2014), "Network in network".
    """

    def __repr__(self):
        return "GlobalAveragePool2D()"

    def forward(self, x, training=False):
        x = expect_images(x, "C", "GlobalAveragePool2D input")
        N, H, W, C = x.shape
        mean = np.full(H * W, 1.0 / (H * W), x.dtype)
        y = mean @ x.reshape(N, H * W, C)  # (P,) @ (N, P, C) -> (N, C)
        self.remember(x.shape, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (N, C)
        (N, H, W, C), y = self.recall()
        grad = expect_gradient(grad, y, "GlobalAveragePool2D gradient")
        share = grad * (1.0 / (H * W))
        return np.repeat(share, H * W, axis=0).reshape(N, H, W, C)

    def output_shape(self, input_shape):
        N, _, _, C = expect_image_shape(input_shape, "C", "GlobalAveragePool2D input")
        return (N, C)
