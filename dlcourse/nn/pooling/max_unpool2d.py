"""The way back from a maximum."""

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.images import expect_image_shape, expect_images
from dlcourse.nn.layer import Layer
from dlcourse.nn.pooling.max_pool2d import MaxPool2D
from dlcourse.nn.shapes import expect_gradient


class MaxUnpool2D(Layer):
    """Put each pixel where ``pool`` found the largest one of its window, and zeros elsewhere.

    Parameters
    ----------
    pool : MaxPool2D
        The layer whose last forward pass is undone. Its windows must not overlap.

    Shapes
    ------
    x : (N, H', W', C), as ``pool`` gave -> y : (N, H, W, C), as ``pool`` got

    Raises
    ------
    ShapeError
        If ``x`` has another shape than the last output of ``pool``.
    BackwardBeforeForwardError
        If ``pool`` has not run yet.

    Examples
    --------
    >>> import numpy as np
    >>> pool = MaxPool2D(2)
    >>> y = pool.forward(np.array([[1.0, 2.0], [4.0, 3.0]]).reshape(1, 2, 2, 1))
    >>> MaxUnpool2D(pool).forward(y)[0, :, :, 0]
    array([[0., 0.],
           [4., 0.]])

    References
    ----------
    Zeiler and Fergus (2014), "Visualizing and understanding convolutional networks".
    """

    def __init__(self, pool):
        if not isinstance(pool, MaxPool2D):
            raise TypeError(f"MaxUnpool2D: expected a MaxPool2D, got {pool!r}.")
        geometry = pool.geometry
        if any(s < k for s, k in zip(geometry.stride, geometry.kernel, strict=True)):
            raise ValueError(
                f"MaxUnpool2D: expected a pool whose windows do not overlap, got {pool!r}. "
                "Use a stride of at least the size."
            )
        self.pool = pool

    def __repr__(self):
        return f"MaxUnpool2D({self.pool!r})"

    def forward(self, x, training=False):
        x = expect_images(x, "C", "MaxUnpool2D input")
        (winners,) = self.pool.recall()
        if x.shape != winners.y.shape:
            raise ShapeError(
                f"MaxUnpool2D input: expected {winners.y.shape} as in the last output of "
                f"{self.pool!r}, got {x.shape}."
            )
        y = winners.place(x)  # (N, H, W, C)
        self.remember(winners, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (N, H, W, C)
        winners, y = self.recall()
        return winners.pick(expect_gradient(grad, y, "MaxUnpool2D gradient"))  # (N, H', W', C)

    def output_shape(self, input_shape):
        """Return the shape of ``y``: the image size of the pool's last input, if it ran before."""
        N, H, W, C = expect_image_shape(input_shape, "C", "MaxUnpool2D input")
        size = self.pool.image_size or self.pool.geometry.input_size(
            H, W, (0, 0), "MaxUnpool2D input"
        )
        return (N, *size, C)
