"""Checks of images, (N, H, W, C), at the door of a layer."""

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.shapes import as_array, expect_shape, shape_fits, shape_text


def expect_images(x, channels, what, dtype=None):
    """Turn ``x`` into an array of floats of shape (N, H, W, channels).

    Parameters
    ----------
    x : array_like
    channels : int or str
        A string such as ``"C"`` stands for any number.
    what : str
        How the error names the array.
    dtype : numpy.dtype, optional
        Convert to this type.

    Raises
    ------
    ShapeError
        If ``x`` is not 4-D or has other channels.

    Examples
    --------
    >>> import numpy as np
    >>> expect_images(np.ones((8, 3, 28, 28)), 3, "Conv2D input")
    Traceback (most recent call last):
    dlcourse.nn.errors.ShapeError: Conv2D input: expected (N, H, W, 3), got (8, 3, 28, 28).
        Channels come last here: x.transpose(0, 2, 3, 1).
    """
    x = as_array(x, what)
    return expect_shape(
        x, ("N", "H", "W", channels), what, dtype=dtype, hint=advice(x.shape, channels)
    )


def expect_image_shape(shape, channels, what):
    """Return the shape if it is one of images, else say what is wrong with it."""
    if not shape_fits(shape, ("N", "H", "W", channels)):
        raise ShapeError(
            f"{what}: expected {shape_text(('N', 'H', 'W', channels))}, got {shape_text(shape)}. "
            f"{advice(shape, channels)}".rstrip()
        )
    return tuple(shape)


def advice(shape, channels):
    """Say what to do about a shape that is not (N, H, W, channels).

    Examples
    --------
    >>> advice((8, 28, 28), 1)
    'Grey images need a last axis: x[..., np.newaxis].'
    >>> advice((28, 28, 3), 3)
    'One image is a batch too: x[np.newaxis].'
    """
    if len(shape) == 4 and shape[1] == channels:
        return "Channels come last here: x.transpose(0, 2, 3, 1)."
    if len(shape) == 3 and shape[2] == channels:
        return "One image is a batch too: x[np.newaxis]."
    if len(shape) == 3 and channels in (1, "C"):
        return "Grey images need a last axis: x[..., np.newaxis]."
    return ""
