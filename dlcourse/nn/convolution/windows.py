"""The windows of a block of images, copied side by side so that matrix products can use them.

There are two ways. Both have `count`, the number of products, and `unfold`, which returns that many
arrays of shape (images, output pixels, entries); their products with the kernel, cut into as many
pieces of shape (entries, filters), add up to the output.
"""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from dlcourse.nn.scratch import Scratch

BLOCK = 1 << 20  # bytes that the windows of a block of images may take: they should stay in cache
FEWEST_BLOCKS = 2  # of a batch that is worth sharing among threads
NARROW = 16  # with fewer entries in a row of the kernel, products by rows are too thin

scratch = Scratch()


def windows_for(geometry, channels):
    """Return the class that suits a kernel: by columns where its rows are narrow."""
    narrow = geometry.kernel[1] * channels < NARROW
    return ColumnWindows if narrow else RowWindows


class RowWindows:
    """Windows unfolded over the width only; one product for each row of the kernel.

    In a row of an image (W, C), the part that a kernel row sees is kw * C numbers in a row, since
    channels lie last. So one copy makes (H, W', kw * C) of an image, and what kernel row i sees of
    all windows is this array from row i on. With stride s, the rows 0, s, 2s, ... come first, then
    1, 1 + s, ..., so that these too lie behind one another.

    Parameters
    ----------
    geometry : Geometry
    image_shape, output_size : (H, W, C), (H', W')
    images : int
        How many make a block, see `block_length`.
    dtype : numpy.dtype
    """

    def __init__(self, geometry, image_shape, output_size, images, dtype):
        (kh, kw), (sh, sw) = geometry.kernel, geometry.stride
        (top, _), (left, _) = geometry.padding
        height, width, channels = image_shape
        self.kernel, self.stride, self.channels = geometry.kernel, geometry.stride, channels
        self.output_size = output_size
        self.count = kh
        self.lap = -(-kw // sw)  # of windows beside one another, each lap-th touches new columns
        m, (phases, rows, _, kw_c) = images, self.unfolded_shape(geometry, channels, output_size)
        columns = sw * (output_size[1] - 1 + self.lap)

        padded = scratch.array("padded", (m, rows * sh, columns, channels), dtype)
        padded.fill(0.0)
        self.inside = (slice(top, top + height), slice(left, left + width))
        self.padded = padded
        flat = padded.reshape(m, rows, sh, columns * channels)
        self.rows = flat[:, :, :phases].swapaxes(1, 2)  # (m, phases, rows, columns * C)
        views = sliding_window_view(self.rows, kw_c, axis=3)
        self.views = views[:, :, :, :: sw * channels][:, :, :, : output_size[1]]
        self.windows = scratch.array("windows", (m, phases, rows, output_size[1], kw_c), dtype)

    @staticmethod
    def unfolded_shape(geometry, channels, output_size):
        """Return the shape of the windows of one image: (phases, rows, W', kw * C)."""
        (kh, kw), (sh, _) = geometry.kernel, geometry.stride
        rows = output_size[0] + (kh - 1) // sh  # of one phase
        return min(kh, sh), rows, output_size[1], kw * channels

    def unfold(self, x):  # (m, H, W, C) -> kh arrays (m, H' * W', kw * C)
        inner = self.padded[: len(x), *self.inside]
        inner[...] = x[:, : inner.shape[1], : inner.shape[2]]
        self.windows[: len(x)] = self.views[: len(x)]
        return self.by_kernel_row(len(x))

    def by_kernel_row(self, m):
        """Return what each row of the kernel sees, as views of the windows."""
        rows, sh = self.output_size[0], self.stride[0]
        seen = [self.windows[:m, i % sh, i // sh : i // sh + rows] for i in range(self.count)]
        return [view.reshape(m, -1, view.shape[-1]) for view in seen]  # (m, H' * W', kw * C)

    def fold(self, dx):
        """Add up the windows at the places they came from, and write the sums to ``dx``.

        Windows that do not touch one another lie behind one another in a row of the image, so
        they are added all at once.
        """
        m, lap, sw, kw_c = len(dx), self.lap, self.stride[1], self.windows.shape[-1]
        self.padded[:m] = 0.0
        for first in range(min(lap, self.output_size[1])):
            windows = self.windows[:m, :, :, first::lap]  # (m, phases, rows, n, kw * C)
            *front, n, _ = windows.shape
            start, spacing = first * sw * self.channels, lap * sw * self.channels
            places = self.rows[:m, ..., start : start + n * spacing].reshape(*front, n, spacing)
            places[..., :kw_c] += windows
        inner = self.padded[:m, *self.inside]
        dx[:, : inner.shape[1], : inner.shape[2]] = inner


class ColumnWindows:
    """Windows unfolded over height and width, pixels last; one product in all.

    For images of few channels, such as grey or colour: (C, H, W) becomes (kw, C, H, W') and then
    (kh, kw, C, H', W'), so that most of the copying is done in long runs.
    """

    def __init__(self, geometry, image_shape, output_size, images, dtype):
        (kh, kw), (sh, sw) = geometry.kernel, geometry.stride
        (top, _), (left, _) = geometry.padding
        height, width, channels = image_shape
        rows, columns = sh * (output_size[0] - 1) + kh, sw * (output_size[1] - 1) + kw
        m = images
        self.count = 1
        self.padded = scratch.array("padded", (m, channels, rows, columns), dtype)
        self.padded.fill(0.0)
        self.inside = (slice(None), slice(top, top + height), slice(left, left + width))
        views = sliding_window_view(self.padded, kw, axis=3)[:, :, :, ::sw]
        self.views = views.transpose(0, 4, 1, 2, 3)  # (m, kw, C, rows, W')
        self.strips = scratch.array("strips", self.views.shape, dtype)
        height_seen = sh * (output_size[0] - 1) + 1
        self.kernel_rows = [slice(i, i + height_seen, sh) for i in range(kh)]
        shape = (m, *self.unfolded_shape(geometry, channels, output_size))
        self.windows = scratch.array("windows", shape, dtype)

    @staticmethod
    def unfolded_shape(geometry, channels, output_size):
        """Return the shape of the windows of one image: (kh, kw, C, H', W')."""
        return (*geometry.kernel, channels, *output_size)

    def unfold(self, x):  # (m, H, W, C) -> one array (m, H' * W', kh * kw * C)
        inner = self.padded[: len(x), *self.inside]
        inner[...] = x[:, : inner.shape[2], : inner.shape[3]].transpose(0, 3, 1, 2)
        self.strips[: len(x)] = self.views[: len(x)]
        for i, rows_seen in enumerate(self.kernel_rows):
            self.windows[: len(x), i] = self.strips[: len(x), :, :, rows_seen]
        kh, kw, channels, rows, columns = self.windows.shape[1:]
        matrices = self.windows[: len(x)].reshape(len(x), kh * kw * channels, rows * columns)
        return [matrices.swapaxes(1, 2)]


def block_length(unfolded_shape, images, dtype):
    """Return how many images make a block.

    As many as stay in cache; of a large batch no more than leave work for some threads.

    Examples
    --------
    >>> block_length((16, 16, 64), 32, "float32"), block_length((4, 4, 9), 32, "float32")
    (16, 32)
    """
    in_cache = BLOCK // (math.prod(unfolded_shape) * np.dtype(dtype).itemsize)
    for_threads = max(in_cache // FEWEST_BLOCKS, -(-images // FEWEST_BLOCKS))
    return max(1, min(images, in_cache, for_threads))
