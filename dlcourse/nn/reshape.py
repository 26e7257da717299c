"""Another shape for each example."""

import math

from dlcourse.nn.counts import expect_count
from dlcourse.nn.errors import ShapeError
from dlcourse.nn.layer import Layer
from dlcourse.nn.shapes import expect_gradient, expect_shape, shape_text


class Reshape(Layer):
    """Give each example another shape; the numbers keep their order, last axis fastest.

    Parameters
    ----------
    shape : tuple of int
        Without the batch axis. One length may be -1: whatever is left.

    Shapes
    ------
    x : (N, ...) -> y : (N, *shape)

    Raises
    ------
    ShapeError
        If the examples have another number of entries than ``shape``.

    Examples
    --------
    >>> import numpy as np
    >>> Reshape((28, 28, 1)).forward(np.ones((5, 784))).shape
    (5, 28, 28, 1)
    """

    def __init__(self, shape):
        if not isinstance(shape, (tuple, list)) or list(shape).count(-1) > 1:
            raise ValueError(
                f"Reshape: expected a shape such as (28, 28, 1) with at most one -1, got {shape!r}."
            )
        self.shape = tuple(
            -1 if length == -1 else expect_count(length, "Reshape: length") for length in shape
        )

    def __repr__(self):
        return f"Reshape({self.shape})"

    def forward(self, x, training=False):
        x = expect_shape(x, ("N", ...), "Reshape input")
        y = x.reshape(self.output_shape(x.shape))  # (N, *shape)
        self.remember(x.shape, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (N, *shape)
        shape, y = self.recall()
        return expect_gradient(grad, y, "Reshape gradient").reshape(shape)

    def output_shape(self, input_shape):
        N, *lengths = input_shape
        known = math.prod(length for length in self.shape if length != -1)
        entries = None if any(isinstance(n, str) for n in lengths) else math.prod(lengths)
        if entries is None or entries % known or (-1 not in self.shape and entries != known):
            raise ShapeError(
                f"Reshape input: expected examples that fit {shape_text(self.shape)}, "
                f"got {shape_text(input_shape)}. The numbers of entries must agree."
            )
        return (N, *(entries // known if length == -1 else length for length in self.shape))
