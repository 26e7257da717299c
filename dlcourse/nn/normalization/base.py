"""What the normalizing layers have in common: scale, shift, and the sums over rows."""

import numpy as np

from dlcourse.nn.counts import expect_count
from dlcourse.nn.errors import ShapeError
from dlcourse.nn.layer import Layer
from dlcourse.nn.parameter import Parameter
from dlcourse.nn.shapes import expect_gradient, expect_shape, shape_fits, shape_text


class Normalization(Layer):
    """A layer that ends in ``y = gamma * z + beta``, where ``z`` has mean 0 and variance 1.

    Parameters
    ----------
    features : int
        Length of the last axis.
    eps : float
        Added to the variance, so that a constant input does not divide by zero.
    """

    def __init__(self, features, eps, dtype):
        name = type(self).__name__
        self.features = expect_count(features, f"{name}: features")
        if not eps > 0.0:
            raise ValueError(f"{name}: expected eps > 0, got {eps!r}.")
        self.eps = float(eps)
        self.gamma = Parameter(np.ones(self.features, dtype), "gamma")
        self.beta = Parameter(np.zeros(self.features, dtype), "beta")

    def __repr__(self):
        return f"{type(self).__name__}({self.features})"

    def expect_rows(self, x):
        """Return ``x`` as rows (M, features) and the shape it had."""
        name = f"{type(self).__name__} input"
        x = expect_shape(x, (..., self.features), name, dtype=self.gamma.dtype)
        return np.ascontiguousarray(x).reshape(-1, self.features), x.shape

    def expect_grad(self, grad, y):
        """Return the gradient of ``y`` as rows (M, features)."""
        grad = expect_gradient(grad, y, f"{type(self).__name__} gradient")
        return np.ascontiguousarray(grad).reshape(-1, self.features)

    def output_shape(self, input_shape):
        if not shape_fits(input_shape, (..., self.features)):
            raise ShapeError(
                f"{type(self).__name__} input: expected (..., {self.features}), "
                f"got {shape_text(input_shape)}."
            )
        return tuple(input_shape)


def column_sums(rows):
    """Return the sum of each column, as a product with ones: fast over short rows.

    Examples
    --------
    >>> column_sums(np.array([[1.0, 10.0], [3.0, 20.0]]))
    array([ 4., 30.])
    """
    return np.ones(len(rows), rows.dtype) @ rows
