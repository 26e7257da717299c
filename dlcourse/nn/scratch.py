"""Arrays for intermediate results, used again and again instead of asked from the system."""

import math
import threading

import numpy as np

LARGEST_KEPT = 1 << 23  # bytes


class Scratch(threading.local):
    """Arrays by name, a set for each thread.

    An array is good until the same name is asked for again, so it must never leave the function
    that asked. Asking the system for a new array is slow: it comes in pages that are filled with
    zeros at first touch.

    Examples
    --------
    >>> scratch = Scratch()
    >>> a = scratch.array("sums", (2, 3), np.float32)
    >>> b = scratch.array("sums", (3,), np.float64)
    >>> a.shape, b.dtype, np.shares_memory(a, b)
    ((2, 3), dtype('float64'), True)
    """

    def __init__(self):
        self.kept = {}

    def array(self, name, shape, dtype):
        """Return an array whose values are whatever was there."""
        dtype = np.dtype(dtype)
        size = math.prod(shape) * dtype.itemsize
        if size > LARGEST_KEPT:
            return np.empty(shape, dtype)
        if name not in self.kept or self.kept[name].size < size:
            self.kept[name] = np.empty(size, np.uint8)
        return self.kept[name][:size].view(dtype).reshape(shape)
