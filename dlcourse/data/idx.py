"""The IDX format, in which MNIST comes: an array of bytes with its shape in front.

Two zero bytes, the code of the type (8: bytes), the number of axes, the length of each axis as four
bytes with the highest first, then the numbers, the last axis running fastest.
"""

import math
import struct

import numpy as np

UNSIGNED_BYTES = 8


def read_idx(path):
    """Read an array from a gzipped IDX file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    ndarray of uint8

    Raises
    ------
    ValueError
        If the file is not gzipped, is cut short, or holds no IDX array of bytes.
    """
    import gzip  # as zlib, needed by those who download only
    import zlib

    try:
        return parse_idx(gzip.decompress(path.read_bytes()))
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError) as error:
        raise ValueError(
            f"{path}: expected a gzipped IDX file, but it is damaged: {error}. "
            "Delete it, so that it is downloaded again."
        ) from error


def parse_idx(content):
    """Return the array which the bytes of an IDX file describe.

    Examples
    --------
    >>> parse_idx(bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 20, 21, 22]))
    array([[10, 11, 12],
           [20, 21, 22]], dtype=uint8)
    """
    if len(content) < 4 or content[:3] != bytes([0, 0, UNSIGNED_BYTES]):
        raise ValueError(f"it begins with {content[:4]!r}, not with 0, 0, 8 and a number of axes")
    axes = content[3]
    start = 4 + 4 * axes
    if len(content) < start:
        raise ValueError(f"it ends within the lengths of its {axes} axes")
    shape = struct.unpack(f">{axes}I", content[4:start])
    numbers = np.frombuffer(content, np.uint8, offset=start)
    if numbers.size != math.prod(shape):
        raise ValueError(f"its shape is {shape}, but {numbers.size} numbers follow")
    return numbers.reshape(shape)
