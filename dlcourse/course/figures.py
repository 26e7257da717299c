"""Compares figures by their pixels."""

from __future__ import annotations

import base64
import io
import math

import numpy as np
from nbformat import NotebookNode
from PIL import Image

# Of 255, in the mean over a figure. The last bits of a long training may move a curve by less than
# a pixel, or choose other ones of the 256 colours; a line that moves by two pixels is more.
LARGEST_DIFFERENCE = 0.2


def pictures(outputs: list[NotebookNode]) -> list[str]:
    """The PNG files among outputs, as notebooks store them."""
    found = [output.get("data", {}).get("image/png") for output in outputs]
    return [picture for picture in found if picture is not None]


def difference(one: str, other: str) -> float:
    """Mean absolute difference of two pictures, 0 to 255.

    Parameters
    ----------
    one, other : str
        PNG files in base 64.

    Returns
    -------
    float
        Infinite if they differ in size.
    """
    first, second = _pixels(one), _pixels(other)
    if first.shape != second.shape:
        return math.inf
    return float(np.abs(first - second).mean())


def _pixels(picture: str) -> np.ndarray:
    image = Image.open(io.BytesIO(base64.b64decode(picture)))
    return np.asarray(image.convert("RGBA"), dtype=np.float64)  # (height, width, 4)
