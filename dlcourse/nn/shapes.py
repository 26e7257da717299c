"""Checks of arrays at the door of a layer, before anything is computed."""

import functools

import numpy as np

from dlcourse.nn.errors import DTypeError, EmptyBatchError, NonFiniteError, ShapeError


def expect_array(x, what, dtype=None):
    """Turn ``x`` into an array of real floating-point numbers.

    Parameters
    ----------
    x : array_like
        Integers and booleans become float64; an array that fits is not copied.
    what : str
        How the error names the array, for example ``"Dense input"``.
    dtype : numpy.dtype, optional
        Convert to this type.

    Raises
    ------
    ShapeError
        If ``x`` is a ragged list, or the result would be empty.
    DTypeError
        If ``x`` holds strings, objects or complex numbers.
    NonFiniteError
        If ``x`` holds NaN or infinity.

    Examples
    --------
    >>> expect_array([1, 2], "Example")
    array([1., 2.])
    >>> expect_array(["a"], "Example")
    Traceback (most recent call last):
    dlcourse.nn.errors.DTypeError: Example: expected real numbers, got dtype <U1. Convert it first.
    """
    x = x if isinstance(x, np.ndarray) else as_array(x, what)
    if x.dtype.kind != "f" or (dtype is not None and x.dtype != dtype):
        if x.dtype.kind not in "fiub":
            raise DTypeError(
                f"{what}: expected real numbers, got dtype {x.dtype}. Convert it first."
            )
        x = x.astype(dtype or np.float64)
    if x.size == 0:
        raise EmptyBatchError(f"{what}: expected at least one entry, got shape {x.shape}.")
    # A finite sum of squares, one fast pass, clears all entries; a huge one asks for a second look.
    if not np.vdot(x, x) < np.inf and not np.isfinite(x).all():
        index = first_index(~np.isfinite(x))
        raise NonFiniteError(
            f"{what}: expected finite numbers, got {x[index]} at index {index}. "
            "Look for a division by zero, a log of zero or a missing value before this step."
        )
    return x


def as_array(x, what):
    """Turn ``x`` into an array of any type.

    Raises
    ------
    ShapeError
        If ``x`` is a ragged list.

    Examples
    --------
    >>> as_array([[1, 2], [3]], "Example")
    Traceback (most recent call last):
    dlcourse.nn.errors.ShapeError: Example: expected rows of equal length, got a ragged list.
    """
    try:
        return np.asarray(x)
    except ValueError as error:
        raise ShapeError(f"{what}: expected rows of equal length, got a ragged list.") from error


def first_index(mask):
    """Return the index of the first True, as a tuple of plain integers.

    Examples
    --------
    >>> first_index(np.array([[False, False], [True, False]]))
    (1, 0)
    """
    return tuple(int(i) for i in np.argwhere(mask)[0])


def expect_shape(x, shape, what, *, dtype=None, hint=""):
    """Turn ``x`` into an array of floats with the given shape.

    Parameters
    ----------
    x : array_like
    shape : tuple
        An int is an exact length, a string a free length with a name, ``...`` any number of axes.
    what : str
        How the error names the array.
    dtype : numpy.dtype, optional
        Convert to this type.
    hint : str, optional
        What to do about a wrong shape; ends the message.

    Raises
    ------
    ShapeError, EmptyBatchError, DTypeError, NonFiniteError
        See `expect_array`.

    Examples
    --------
    >>> expect_shape([[1, 2]], ("N", 2), "Dense input")
    array([[1., 2.]])
    >>> expect_shape([1, 2], ("N", 2), "Dense input")
    Traceback (most recent call last):
    dlcourse.nn.errors.ShapeError: Dense input: expected (N, 2), got (2,).
    """
    x = expect_array(x, what, dtype)
    if not _fits(x.shape, shape):
        raise ShapeError(f"{what}: expected {shape_text(shape)}, got {x.shape}. {hint}".rstrip())
    return x


def expect_gradient(grad, y, what):
    """Turn ``grad`` into an array with the shape and type of the output ``y`` it belongs to.

    Raises
    ------
    ShapeError
        If the shapes differ.

    Examples
    --------
    >>> expect_gradient([1, 2], np.zeros(3), "Dense gradient")
    Traceback (most recent call last):
    dlcourse.nn.errors.ShapeError: Dense gradient: expected (3,) as in the output, got (2,).
    """
    grad = np.asarray(grad, dtype=y.dtype)
    if grad.shape != y.shape:
        raise ShapeError(f"{what}: expected {y.shape} as in the output, got {grad.shape}.")
    return grad


def shape_fits(actual, expected):
    """Say whether a shape has the form that `expect_shape` describes.

    Examples
    --------
    >>> shape_fits((8, 3), ("N", 3)), shape_fits((8, 5, 3), ("N", ..., 3))
    (True, True)
    """
    return _fits(tuple(actual), tuple(expected))


@functools.lru_cache(maxsize=4096)  # the same few shapes come again and again
def _fits(actual, expected):
    """Say what `shape_fits` says."""
    if ... in expected:
        front = expected.index(...)
        back = len(expected) - front - 1
        if len(actual) < front + back:
            return False
        actual = actual[:front] + actual[len(actual) - back :]
        expected = expected[:front] + expected[front + 1 :]
    return len(actual) == len(expected) and all(
        got == want or isinstance(want, str) for got, want in zip(actual, expected, strict=True)
    )


def shape_text(shape):
    """Write a shape as it stands in messages and summaries.

    Examples
    --------
    >>> shape_text(("N", 28, 28)), shape_text(("N",)), shape_text(("N", ..., 3))
    ('(N, 28, 28)', '(N,)', '(N, ..., 3)')
    """
    words = ["..." if length is ... else str(length) for length in shape]
    return f"({', '.join(words)}{',' if len(words) == 1 else ''})"


def expect_float_dtype(dtype, what):
    """Return ``dtype`` as a NumPy dtype if it is float32 or float64.

    Examples
    --------
    >>> expect_float_dtype("float32", "Dense")
    dtype('float32')
    >>> expect_float_dtype(int, "Dense")
    Traceback (most recent call last):
    dlcourse.nn.errors.DTypeError: Dense: expected dtype float32 or float64, got <class 'int'>.
    """
    if str(dtype) == dtype or isinstance(dtype, (type, np.dtype)):
        try:
            result = np.dtype(dtype)
        except TypeError:
            result = None
        if result in (np.float32, np.float64):
            return result
    raise DTypeError(f"{what}: expected dtype float32 or float64, got {dtype!r}.")
