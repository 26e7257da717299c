"""Normalization over the batch."""

import numpy as np

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.normalization.base import Normalization, column_sums
from dlcourse.nn.parameter import Parameter
from dlcourse.nn.shapes import expect_float_dtype


class BatchNorm(Normalization):
    """Bring each feature to mean 0 and variance 1 over the batch, then scale and shift it.

    ``y = gamma * (x - mean) / sqrt(variance + eps) + beta``. While training, mean and variance are
    those of the batch, over all axes but the last, and the running ones follow slowly,
    ``running <- momentum * running + (1 - momentum) * batch``. Afterwards the running ones are
    used, so that the answer to one example does not depend on the others.

    Parameters
    ----------
    features : int
        Length of the last axis: the channels of an image.
    momentum : float, default 0.9
        Share of the running mean and variance that is kept, as in Keras. PyTorch's ``momentum`` is
        the share that is replaced: its 0.1 is 0.9 here.
    eps : float, default 1e-5
        Added to the variance, so that a constant feature does not divide by zero.
    dtype : {"float64", "float32"}

    Shapes
    ------
    x : (..., features) -> y : the same

    gamma, beta, running_mean, running_variance : (features,)

    Raises
    ------
    ShapeError
        If the last axis has another length, or in training if there is one value for a feature.

    Notes
    -----
    The running mean and variance are parameters that are not trainable: they are saved, loaded and
    converted with the others, and optimizers leave them alone. As in PyTorch the running variance
    divides by ``M - 1``, the one that normalizes a batch by ``M``.

    Examples
    --------
    >>> layer = BatchNorm(1)
    >>> layer.forward(np.array([[1.0], [3.0]]), training=True).round(3)
    array([[-1.],
           [ 1.]])
    >>> layer.running_mean.value, layer.running_variance.value
    (array([0.2]), array([1.1]))

    References
    ----------
    Ioffe and Szegedy (2015), "Batch normalization".
    """

    def __init__(self, features, momentum=0.9, eps=1e-5, *, dtype="float64"):
        dtype = expect_float_dtype(dtype, "BatchNorm")
        super().__init__(features, eps, dtype)
        if not 0.0 <= momentum <= 1.0:
            raise ValueError(f"BatchNorm: expected 0 <= momentum <= 1, got {momentum!r}.")
        self.momentum = float(momentum)
        zeros, ones = np.zeros(self.features, dtype), np.ones(self.features, dtype)
        self.running_mean = Parameter(zeros, "running_mean", trainable=False)
        self.running_variance = Parameter(ones, "running_variance", trainable=False)

    def forward(self, x, training=False):
        rows, shape = self.expect_rows(x)  # (M, F)
        if training:
            self.expect_several(rows, shape)
            mean = column_sums(rows) / len(rows)  # (F,)
            z = rows - mean  # (M, F)
            variance = column_sums(z * z) / len(rows)  # (F,)
            self.follow(mean, variance, len(rows))
        else:
            z = rows - self.running_mean.value
            variance = self.running_variance.value
        scale = 1.0 / np.sqrt(variance + self.eps)  # (F,)
        z *= scale
        y = z * self.gamma.value
        y += self.beta.value
        y = y.reshape(shape)
        self.remember(z, scale, y, training)
        return y

    def backward(self, grad):  # grad = dL/dy, (..., F)
        z, scale, y, training = self.recall()
        grad = self.expect_grad(grad, y)  # (M, F)
        dgamma, dbeta = column_sums(grad * z), column_sums(grad)  # (F,)
        self.gamma.grad += dgamma
        self.beta.grad += dbeta
        factor = self.gamma.value * scale  # (F,)
        if not training:
            return (grad * factor).reshape(y.shape)
        dx = grad - dbeta / len(grad)  # the mean of the batch moves with x, and so does
        dx -= z * (dgamma / len(grad))  # its variance
        dx *= factor
        return dx.reshape(y.shape)

    def follow(self, mean, variance, rows):
        """Let the running mean and variance follow those of a batch."""
        kept = self.momentum
        unbiased = variance * (rows / (rows - 1))
        self.running_mean.value = kept * self.running_mean.value + (1.0 - kept) * mean
        self.running_variance.value = kept * self.running_variance.value + (1.0 - kept) * unbiased

    def expect_several(self, rows, shape):
        """Raise a ShapeError if there is one value for each feature: it has no variance."""
        if len(rows) == 1:
            raise ShapeError(
                f"BatchNorm input: expected several values for each feature to train with, "
                f"got {shape}. Use batches of at least 2 examples, or LayerNorm."
            )
