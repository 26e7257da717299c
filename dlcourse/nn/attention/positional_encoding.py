"""Positions as waves: how attention learns what comes first."""

import numpy as np

from dlcourse.nn.counts import expect_count
from dlcourse.nn.layer import Layer
from dlcourse.nn.sequences import expect_sequence_shape, expect_sequences
from dlcourse.nn.shapes import expect_gradient


class PositionalEncoding(Layer):
    """Add to each position a pattern that belongs to it, ``y_t = x_t + p_t``.

    Attention treats its input as a set; the pattern tells where in the sequence a vector stands.
    Pairs of features are waves of growing length, from ``2 pi`` to ``10000 * 2 pi`` positions::

        p[t, 2i] = sin(t / 10000**(2i / D))     p[t, 2i + 1] = cos(t / 10000**(2i / D))

    Parameters
    ----------
    features : int
        Width ``D`` of the input.

    Shapes
    ------
    x : (N, T, D) -> y : (N, T, D)

    Raises
    ------
    ShapeError
        If ``x`` is not ``(N, T, features)``.

    Examples
    --------
    >>> PositionalEncoding(4).pattern(3).round(4)
    array([[ 0.    ,  1.    ,  0.    ,  1.    ],
           [ 0.8415,  0.5403,  0.01  ,  1.    ],
           [ 0.9093, -0.4161,  0.02  ,  0.9998]])

    References
    ----------
    Vaswani et al. (2017), "Attention is all you need", section 3.5.
    """

    def __init__(self, features):
        self.features = expect_count(features, "PositionalEncoding: features")
        self.input_shape = ("N", "T", self.features)
        self._pattern = self.pattern(1)

    def __repr__(self):
        return f"PositionalEncoding({self.features})"

    def pattern(self, length):
        """Return what is added to the positions 0 to ``length - 1``, (length, D)."""
        columns = np.arange(self.features)
        speeds = 10000.0 ** (
            -(columns - columns % 2) / self.features
        )  # one for a sine and a cosine
        angles = np.arange(length)[:, None] * speeds  # (T, 1) * (D,) -> (T, D)
        return np.where(columns % 2 == 0, np.sin(angles), np.cos(angles))

    def forward(self, x, training=False):
        x = expect_sequences(x, self.features, "PositionalEncoding input")
        T = x.shape[1]
        if len(self._pattern) < T:
            self._pattern = self.pattern(T)
        y = x + self._pattern[:T].astype(x.dtype)  # (N, T, D) + (T, D)
        self.remember(y)
        return y

    def backward(self, grad):
        (y,) = self.recall()
        return expect_gradient(grad, y, "PositionalEncoding gradient").copy()

    def output_shape(self, input_shape):
        return expect_sequence_shape(input_shape, self.features, "PositionalEncoding input")
