"""Moving pictures by moving where each pixel is read from, for a whole batch at once."""

import numpy as np


def shift_images(x, down, right):
    """Shift each image by whole pixels; what comes in from outside is 0.

    Parameters
    ----------
    x : (N, H, W, C) float
    down, right : (N,) int
        May be negative.

    Returns
    -------
    (N, H, W, C)

    Examples
    --------
    >>> x = np.array([[1.0, 2.0], [3.0, 4.0]])[None, :, :, None]
    >>> shift_images(x, down=np.array([1]), right=np.array([0]))[0, :, :, 0]
    array([[0., 0.],
           [1., 2.]])
    """
    _, H, W, _ = x.shape
    rows = np.arange(H) - down[:, None]  # (N, H), where each row comes from
    columns = np.arange(W) - right[:, None]  # (N, W)
    return pick(x, rows[:, :, None], columns[:, None, :])


def rotate_images(x, degrees):
    """Rotate each image about its centre, counter-clockwise as `imshow` draws it.

    Each new pixel is read from where it was before; between four pixels their values are mixed
    according to how close they are (bilinear interpolation). What comes in from outside is 0.

    Parameters
    ----------
    x : (N, H, W, C) float
    degrees : (N,) float

    Returns
    -------
    (N, H, W, C)

    Examples
    --------
    >>> x = np.array([[1.0, 2.0], [3.0, 4.0]])[None, :, :, None]
    >>> rotate_images(x, np.array([90.0]))[0, :, :, 0].round(6)
    array([[2., 4.],
           [1., 3.]])
    """
    _, H, W, _ = x.shape
    angle = np.deg2rad(degrees)[:, None, None]  # (N, 1, 1)
    down = (np.arange(H) - (H - 1) / 2)[:, None]  # (H, 1), from the centre
    right = np.arange(W) - (W - 1) / 2  # (W,)
    rows = np.cos(angle) * down + np.sin(angle) * right + (H - 1) / 2  # (N, H, W)
    columns = np.cos(angle) * right - np.sin(angle) * down + (W - 1) / 2  # (N, H, W)
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)  # (N, H, W)
    below = (rows - top).astype(x.dtype)[..., None]  # (N, H, W, 1), how far below the upper pixel
    beside = (columns - left).astype(x.dtype)[..., None]  # how far right of the left pixel
    upper = (1 - beside) * pick(x, top, left) + beside * pick(x, top, left + 1)
    lower = (1 - beside) * pick(x, top + 1, left) + beside * pick(x, top + 1, left + 1)
    return (1 - below) * upper + below * lower  # (N, H, W, C)


def pick(x, rows, columns):
    """Read pixels of each image at the given places, 0 where there is no such place.

    Parameters
    ----------
    x : (N, H, W, C)
    rows, columns : int
        Shapes that broadcast to (N, H, W); image n is read at ``rows[n], columns[n]``.

    Examples
    --------
    >>> x = np.arange(4.0).reshape(1, 2, 2, 1)
    >>> pick(x, np.array([[[0, 1]]]), np.array([[[1, 2]]]))[0, :, :, 0]
    array([[1., 0.]])
    """
    N, H, W, _ = x.shape
    inside = (rows >= 0) & (rows < H) & (columns >= 0) & (columns < W)  # (N, H, W)
    image = np.arange(N)[:, None, None]
    found = x[image, rows.clip(0, H - 1), columns.clip(0, W - 1)]  # (N, H, W, C)
    return np.where(inside[..., None], found, x.dtype.type(0))
