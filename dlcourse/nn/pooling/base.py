"""What all pooling by windows has in common."""

from dlcourse.nn.convolution.geometry import shortest, window_geometry
from dlcourse.nn.images import expect_image_shape, expect_images
from dlcourse.nn.layer import Layer


class Pooling(Layer):
    """A layer that makes one number of each window of each channel.

    Parameters
    ----------
    size : int or (int, int)
        Height and width of the window.
    stride : int or (int, int), optional
        Step of the window; by default its size, so that windows touch and do not overlap. Rows and
        columns that are left over at the end belong to no window.
    """

    def __init__(self, size, stride=None):
        stride = size if stride is None else stride
        self.geometry = window_geometry(size, stride, 0, type(self).__name__)

    def __repr__(self):
        (kh, kw), stride = self.geometry.kernel, self.geometry.stride
        step = "" if stride == (kh, kw) else f", stride={shortest(stride)}"
        return f"{type(self).__name__}({kh}x{kw}{step})"

    def output_shape(self, input_shape):
        what = f"{type(self).__name__} input"
        N, H, W, C = expect_image_shape(input_shape, "C", what)
        return (N, *self.geometry.output_size(H, W, what), C)

    def expect_images(self, x):
        """Return images (N, H, W, C) and how many windows fit, down and across."""
        what = f"{type(self).__name__} input"
        x = expect_images(x, "C", what)
        return x, self.geometry.output_size(*x.shape[1:3], what)


def places(x, geometry, output_size):
    """Return the pixels that all windows see at their first place, second place, and so on.

    Parameters
    ----------
    x : numpy.ndarray
        Images (N, H, W, C).

    Returns
    -------
    list of numpy.ndarray
        For each of the kh * kw places, row by row, a view (N, H', W', C) of the images.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.arange(8).reshape(1, 2, 4, 1)
    >>> windows = window_geometry(2, 2, 0, "Example")
    >>> [view.ravel().tolist() for view in places(x, windows, (1, 2))]
    [[0, 2], [1, 3], [4, 6], [5, 7]]
    """
    (kh, kw), (sh, sw) = geometry.kernel, geometry.stride
    rows, columns = sh * (output_size[0] - 1) + 1, sw * (output_size[1] - 1) + 1
    return [
        x[:, i : i + rows : sh, j : j + columns : sw]  # (N, H', W', C)
        for i in range(kh)
        for j in range(kw)
    ]
