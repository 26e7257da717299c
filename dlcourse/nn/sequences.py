"""Checks of sequences, (N, T, D), at the door of a layer."""

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.shapes import as_array, expect_shape, shape_fits, shape_text


def expect_sequences(x, features, what, dtype=None):
    """Turn ``x`` into an array of floats of shape (N, T, features).

    Parameters
    ----------
    x : array_like
    features : int
    what : str
        How the error names the array.
    dtype : numpy.dtype, optional
        Convert to this type.

    Raises
    ------
    ShapeError
        If ``x`` is not 3-D or has another width.

    Examples
    --------
    >>> import numpy as np
    >>> expect_sequences(np.ones((8, 20)), 1, "LSTM input")
    Traceback (most recent call last):
    dlcourse.nn.errors.ShapeError: LSTM input: expected (N, T, 1), got (8, 20).
        Single numbers need a last axis: x[..., np.newaxis].
    """
    x = as_array(x, what)
    return expect_shape(x, ("N", "T", features), what, dtype=dtype, hint=advice(x.shape, features))


def expect_sequence_shape(shape, features, what):
    """Return the shape as a tuple if it is one of sequences, else say what is wrong with it."""
    if not shape_fits(shape, ("N", "T", features)):
        raise ShapeError(
            f"{what}: expected {shape_text(('N', 'T', features))}, got {shape_text(shape)}. "
            f"{advice(shape, features)}".rstrip()
        )
    return tuple(shape)


def advice(shape, features):
    """Say what to do about a shape that is not (N, T, features).

    Examples
    --------
    >>> advice((20, 3), 3)
    'One sequence is a batch too: x[np.newaxis].'
    """
    if len(shape) == 2 and shape[1] == features:
        return "One sequence is a batch too: x[np.newaxis]."
    if len(shape) == 2 and features == 1:
        return "Single numbers need a last axis: x[..., np.newaxis]."
    return ""
