"""A row of numbers for each word."""

import numpy as np

from dlcourse.nn.counts import expect_count
from dlcourse.nn.errors import DTypeError, EmptyBatchError
from dlcourse.nn.initializers import normal
from dlcourse.nn.layer import Layer
from dlcourse.nn.parameter import Parameter
from dlcourse.nn.shapes import (
    as_array,
    expect_float_dtype,
    expect_gradient,
    expect_shape,
    first_index,
)


class Embedding(Layer):
    """Look up a row of ``W`` for each whole number, ``y[...] = W[x[...]]``.

    It equals the product of a one-hot row with ``W``, without the multiplications by zero. The
    gradient of a row of ``W`` is the sum of the gradients of all places that looked it up.

    Parameters
    ----------
    vocabulary : int
        How many rows there are: the input holds numbers from 0 to ``vocabulary - 1``.
    features : int
        Width of a row.
    init : Initializer, default ``normal(std=1)``
    rng : numpy.random.Generator
        Needed by every initializer that draws.
    dtype : {"float64", "float32"}

    Shapes
    ------
    x : (...) of whole numbers -> y : (..., features)

    W : (vocabulary, features)

    Raises
    ------
    DTypeError
        If ``x`` does not hold whole numbers.
    IndexError
        If one of them is below 0 or not below ``vocabulary``.

    Notes
    -----
    Whole numbers have no gradient: `backward` returns zeros.

    Examples
    --------
    >>> layer = Embedding(3, 2, init=lambda shape, rng: np.arange(6.0).reshape(shape))
    >>> layer.forward(np.array([[2, 0]]))
    array([[[4., 5.],
            [0., 1.]]])

    References
    ----------
    Bengio et al. (2003), "A neural probabilistic language model".
    """

    def __init__(self, vocabulary, features, *, init=None, rng=None, dtype="float64"):
        self.vocabulary = expect_count(vocabulary, "Embedding: vocabulary")
        self.features = expect_count(features, "Embedding: features")
        dtype = expect_float_dtype(dtype, "Embedding")
        shape = (self.vocabulary, self.features)
        rows = (init or normal(std=1.0))(shape, rng)
        self.W = Parameter(expect_shape(rows, shape, "Embedding init"), "W")
        self.astype(dtype)

    def __repr__(self):
        return f"Embedding({self.vocabulary}, {self.features})"

    def forward(self, x, training=False):
        x = self.expect_indices(x)
        y = np.take(self.W.value, x, axis=0)  # (...) -> (..., D)
        self.remember(x, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (..., D)
        self.accumulate(grad)
        x, y = self.recall()
        return np.zeros(x.shape, y.dtype)

    def accumulate(self, grad):
        x, y = self.recall()
        grad = expect_gradient(grad, y, "Embedding gradient").reshape(-1, self.features)
        order = np.argsort(x, axis=None, kind="stable")  # brings equal numbers together
        numbers = x.ravel()[order]
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))  # where another number begins
        self.W.grad[numbers[starts]] += np.add.reduceat(grad[order], starts, axis=0)  # (rows, D)

    def output_shape(self, input_shape):
        return (*input_shape, self.features)

    def expect_indices(self, x):
        """Return ``x`` as an array of numbers from 0 to ``vocabulary - 1``."""
        x = as_array(x, "Embedding input")
        if x.size == 0:
            raise EmptyBatchError(f"Embedding input: expected an entry, got shape {x.shape}.")
        if x.dtype.kind not in "iu":
            raise DTypeError(
                f"Embedding input: expected whole numbers, got dtype {x.dtype}. "
                "Pass the numbers of words or characters, not vectors; .astype(int) if need be."
            )
        wrong = (x < 0) | (x >= self.vocabulary)
        if wrong.any():
            index = first_index(wrong)
            raise IndexError(
                f"Embedding input: expected numbers from 0 to {self.vocabulary - 1}, "
                f"got {x[index]} at index {index}."
            )
        return x.astype(np.intp, copy=False)
