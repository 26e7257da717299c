"""Pictures that are shifted, turned or scaled."""

import numpy as np


def transformed(images, *, right=0.0, degrees=0.0, scale=1.0):
    """Shift images to the right, turn them against the clock, and scale them about the middle.

    Values between pixels are interpolated, and what comes in from outside is 0.

    Parameters
    ----------
    images : array_like, (N, H, W, C)
    right : float
        Pixels.
    degrees : float
    scale : float
        Above 1 makes what is shown larger.

    Returns
    -------
    numpy.ndarray, (N, H, W, C)

    Examples
    --------
    >>> row = np.array([1.0, 2.0, 3.0]).reshape(1, 1, 3, 1)
    >>> transformed(row, right=1)[0, 0, :, 0]
    array([0., 1., 2.])
    >>> transformed(row, degrees=180)[0, 0, :, 0].round(12)
    array([3., 2., 1.])
    """
    images = np.asarray(images, dtype=float)
    _, H, W, _ = images.shape
    down, along = np.mgrid[:H, :W]
    y, x = down - (H - 1) / 2, along - right - (W - 1) / 2
    turn = np.deg2rad(degrees)
    source_x = (np.cos(turn) * x - np.sin(turn) * y) / scale + (W - 1) / 2
    source_y = (np.sin(turn) * x + np.cos(turn) * y) / scale + (H - 1) / 2
    left, top = np.floor(source_x + 1e-9).astype(int), np.floor(source_y + 1e-9).astype(int)
    result = np.zeros_like(images)
    for i, j in np.ndindex(2, 2):
        weight = (1 - np.abs(source_y - (top + i))) * (1 - np.abs(source_x - (left + j)))
        weight = np.clip(weight, 0.0, 1.0)[None, :, :, None]
        result += weight * _pick(images, top + i, left + j)
    return result


def _pick(images, rows, columns):
    """Pixels at given places, 0 outside of the image."""
    _, H, W, _ = images.shape
    inside = (rows >= 0) & (rows < H) & (columns >= 0) & (columns < W)
    picked = images[:, np.clip(rows, 0, H - 1), np.clip(columns, 0, W - 1)]
    return picked * inside[None, :, :, None]
