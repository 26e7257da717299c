"""Normalization over the features."""

import numpy as np

from dlcourse.nn.normalization.base import Normalization, column_sums
from dlcourse.nn.shapes import expect_float_dtype


class LayerNorm(Normalization):
    """Bring each example to mean 0 and variance 1 over its features, then scale and shift them.

    ``y = gamma * (x - mean) / sqrt(variance + eps) + beta``, mean and variance over the last axis.
    Each example is on its own, so it is the same in training and after it, and for any batch.

    Parameters
    ----------
    features : int
        Length of the last axis.
    eps : float, default 1e-5
        Added to the variance, so that a constant example does not divide by zero.
    dtype : {"float64", "float32"}

    Shapes
    ------
    x : (..., features) -> y : the same

    gamma, beta : (features,)

    Raises
    ------
    ShapeError
        If the last axis has another length.

    Examples
    --------
    >>> LayerNorm(2).forward(np.array([[1.0, 3.0], [500.0, 100.0]])).round(3)
    array([[-1.,  1.],
           [ 1., -1.]])

    References
    ----------
    Ba, Kiros and Hinton (2016), "Layer normalization".
    """

    def __init__(self, features, eps=1e-5, *, dtype="float64"):
        super().__init__(features, eps, expect_float_dtype(dtype, "LayerNorm"))

    def forward(self, x, training=False):
        rows, shape = self.expect_rows(x)  # (M, F)
        share = np.full((self.features, 1), 1.0 / self.features, rows.dtype)
        z = rows - rows @ share  # minus the mean of each row, (M, F) @ (F, 1)
        variance = np.vecdot(z, z)[:, np.newaxis] / self.features  # (M, 1)
        scale = 1.0 / np.sqrt(variance + self.eps)
        z *= scale
        y = z * self.gamma.value
        y += self.beta.value
        y = y.reshape(shape)
        self.remember(z, scale, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (..., F)
        z, scale, y = self.recall()
        grad = self.expect_grad(grad, y)  # (M, F)
        weighted = grad * z
        self.gamma.grad += column_sums(weighted)  # (F,)
        self.beta.grad += column_sums(grad)
        share = (self.gamma.value / self.features)[:, np.newaxis]  # (F, 1)
        dx = grad * self.gamma.value
        dx -= grad @ share  # the mean of the example moves with x, and so does, (M, 1)
        dx -= z * (weighted @ share)  # its variance
        dx *= scale
        return dx.reshape(y.shape)
