"""Filters with a name, and the map that one of them makes of an image."""

import numpy as np

KERNELS = {
    "vertical edge": ((1.0, 0.0, -1.0), (1.0, 0.0, -1.0), (1.0, 0.0, -1.0)),
    "horizontal edge": ((1.0, 1.0, 1.0), (0.0, 0.0, 0.0), (-1.0, -1.0, -1.0)),
    "outline": ((-1.0, -1.0, -1.0), (-1.0, 8.0, -1.0), (-1.0, -1.0, -1.0)),
    "blur": ((0.11, 0.11, 0.11), (0.11, 0.11, 0.11), (0.11, 0.11, 0.11)),
    "sharpen": ((0.0, -1.0, 0.0), (-1.0, 5.0, -1.0), (0.0, -1.0, 0.0)),
    "nothing": ((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0)),
}
"""Filters of three rows and three columns, by name."""


def feature_map(image, kernel, stride=1, padding=0):
    """Move a kernel over one image: multiply, add, and write the sum down.

    Parameters
    ----------
    image : array_like, (H, W)
    kernel : array_like, (k, k)
    stride, padding : int

    Returns
    -------
    numpy.ndarray, (H', W')
        With H' = floor((H + 2 padding - k) / stride) + 1.

    Raises
    ------
    ValueError
        If the padded image is smaller than the kernel.

    Examples
    --------
    >>> feature_map([[0, 0, 5, 5]], [[-1, 1]])
    array([[0, 5, 0]])
    """
    image, kernel = np.pad(np.asarray(image), padding), np.asarray(kernel)
    if any(size < k for size, k in zip(image.shape, kernel.shape, strict=True)):
        raise ValueError(
            f"The padded image has shape {image.shape}, and the kernel {kernel.shape} does not "
            "fit into it: take a smaller kernel or more padding."
        )
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("rcij,ij->rc", windows[::stride, ::stride], kernel)
