"""One row of numbers for each example."""

import math

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.layer import Layer
from dlcourse.nn.shapes import expect_gradient, expect_shape, shape_text


class Flatten(Layer):
    """Write the entries of each example in one row, ``y[n] = x[n].ravel()``, last axis fastest.

    Shapes
    ------
    x : (N, ...) -> y : (N, product of the others)

    Examples
    --------
    >>> import numpy as np
    >>> Flatten().forward(np.ones((5, 4, 3, 2))).shape
    (5, 24)
    """

    def __repr__(self):
        return "Flatten()"

    def forward(self, x, training=False):
        x = expect_shape(x, ("N", ...), "Flatten input")
        y = x.reshape(len(x), -1)  # (N, product)
        self.remember(x.shape, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (N, product)
        shape, y = self.recall()
        return expect_gradient(grad, y, "Flatten gradient").reshape(shape)

    def output_shape(self, input_shape):
        N, *lengths = input_shape
        if any(isinstance(length, str) for length in lengths):
            raise ShapeError(
                f"Flatten input: expected numbers after the first axis, got "
                f"{shape_text(input_shape)}. Give the shape of the input, such as "
                'model.summary(("N", 28, 28, 1)).'
            )
        return (N, math.prod(lengths))
