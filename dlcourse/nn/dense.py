"""The fully connected layer."""

import numpy as np

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.functions import ones
from dlcourse.nn.initializers import glorot_uniform
from dlcourse.nn.layer import Layer
from dlcourse.nn.parameter import Parameter
from dlcourse.nn.shapes import (
    expect_float_dtype,
    expect_gradient,
    expect_shape,
    shape_fits,
    shape_text,
)


class Dense(Layer):
    """Fully connected layer, ``y = x @ W + b``.

    Parameters
    ----------
    in_features, out_features : int
        Width of the input and of the output.
    init : Initializer, default `glorot_uniform`
        Starting values of ``W``; ``b`` starts at zero.
    rng : numpy.random.Generator
        Needed by every initializer that draws.
    dtype : {"float64", "float32"}
        The input is converted to it.

    Shapes
    ------
    x : (N, in_features) -> y : (N, out_features); for sequences, (N, T, in_features) likewise

    Raises
    ------
    ShapeError
        If the last axis of ``x``, its width, is not ``in_features``.

    Examples
    --------
    >>> layer = Dense(2, 1, rng=np.random.default_rng(0))
    >>> layer.W.value[:] = [[0.0], [1.0]]
    >>> layer.b.value[:] = 4.0
    >>> layer.forward(np.array([[2.0, 3.0]]))
    array([[7.]])

    References
    ----------
    Decks 002 and 003, "Dense layer".
    """

    def __init__(
        self, in_features, out_features, *, init=glorot_uniform, rng=None, dtype="float64"
    ):
        for name, width in [("in_features", in_features), ("out_features", out_features)]:
            if not isinstance(width, (int, np.integer)) or width < 1:
                raise ValueError(
                    f"Dense: expected {name} to be a whole number >= 1, got {width!r}."
                )
        dtype = expect_float_dtype(dtype, "Dense")
        weights = init((in_features, out_features), rng)
        self.in_features, self.out_features = int(in_features), int(out_features)
        self.input_shape = ("N", self.in_features)
        self.W = Parameter(expect_shape(weights, (in_features, out_features), "Dense init"), "W")
        self.b = Parameter(np.zeros(out_features), "b")
        self.astype(dtype)

    def __repr__(self):
        return f"Dense({self.in_features}, {self.out_features})"

    def forward(self, x, training=False):
        x = expect_shape(x, ("N", ..., self.in_features), "Dense input", dtype=self.W.dtype)
        rows = as_rows(x)  # (N, I), or (N * T, I) for sequences
        y = rows.dot(self.W.value)  # (N, I) @ (I, O) -> (N, O)
        y += self.b.value  # (N, O) + (O,) -> (N, O)
        if x.ndim > 2:
            y = y.reshape(*x.shape[:-1], self.out_features)
        self.remember(rows, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (N, O)
        grad = np.asarray(grad)
        self.accumulate(grad)
        dx = as_rows(grad).dot(self.W.value.T)  # (N, O) @ (O, I) -> (N, I)
        return dx if grad.ndim == 2 else dx.reshape(*grad.shape[:-1], self.in_features)

    def accumulate(self, grad):
        rows, y = self.recall()
        grad = as_rows(expect_gradient(grad, y, "Dense gradient"))
        self.W.add_product(rows.T, grad)  # W.grad += x.T @ grad, (I, N) @ (N, O) -> (I, O)
        self.b.add_product(ones(len(rows), rows.dtype), grad)  # b.grad += sum over N, (O,)

    def output_shape(self, input_shape):
        expected = ("N", ..., self.in_features)
        if not shape_fits(input_shape, expected):
            raise ShapeError(
                f"Dense input: expected {shape_text(expected)}, got {shape_text(input_shape)}."
            )
        return (*input_shape[:-1], self.out_features)


def as_rows(x):
    """Return ``x`` with all axes but the last made one.

    Examples
    --------
    >>> as_rows(np.zeros((5, 2))).shape, as_rows(np.zeros((5, 3, 2))).shape
    ((5, 2), (15, 2))
    """
    return x if x.ndim == 2 else x.reshape(-1, x.shape[-1])
