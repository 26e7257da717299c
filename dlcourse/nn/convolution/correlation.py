"""The sums of a convolution and of its two gradients, over blocks of images.

With ``x`` (N, H, W, C), ``W`` (kh, kw, C, F) and ``y`` (N, H', W', F), stride ``s``, padding ``p``:

    y[n, r, c, f] = sum over i, j, d of x[n, r s + i - p, c s + j - p, d] W[i, j, d, f]

`correlate` computes it, `kernel_gradient` gives ``dL/dW`` and `correlate_transposed` gives
``dL/dx`` from ``dL/dy``. Loops that say the same stand in ``tests/fixtures/naive_images.py``.
"""

import numpy as np

from dlcourse.nn.convolution.windows import BLOCK, RowWindows, scratch, windows_for
from dlcourse.nn.threads import map_parts

SMALL_PRODUCT = 1_000_000  # multiplications; up to here OpenBLAS multiplies without repacking


def correlate(x, W, geometry, output_size, bias=None):
    """Return ``y``: each window of ``x`` times the kernel, plus a bias for each filter."""
    N, filters = len(x), W.shape[-1]
    make_windows = windows_for(geometry, x.shape[-1])
    rows, columns = output_size
    y = np.empty((N, rows * columns, filters), x.dtype)
    row_of_biases = None if bias is None else np.tile(bias, columns)  # long rows add fast

    def work(start, stop):
        windows = make_windows(geometry, x.shape[1:], output_size, stop - start, x.dtype)
        kernels = W.reshape(windows.count, -1, filters)  # (products, entries, F)
        shape = (windows.images, rows * columns, filters)
        term = scratch.array("term", shape if windows.count > 1 else (0,), x.dtype)
        for first, last in blocks(start, stop, windows.images):
            seen, sums = windows.unfold(x[first:last]), y[first:last]
            multiply(seen[0], kernels[0], sums, columns)  # (m, P, entries) @ (entries, F)
            for rows_seen, kernel in zip(seen[1:], kernels[1:], strict=True):
                sums += multiply(rows_seen, kernel, term[: last - first], columns)
            if bias is not None:
                by_row = sums.reshape(-1, columns * filters)
                by_row += row_of_biases

    map_parts(work, N, part_length(x))
    return y.reshape(N, rows, columns, filters)


def kernel_gradient(x, grad, geometry):
    """Return ``dL/dW`` (kh, kw, C, F): each window of ``x`` times the gradient it got, summed."""
    N, rows, columns, filters = grad.shape
    make_windows = windows_for(geometry, x.shape[-1])
    grad = grad.reshape(N, rows * columns, filters)

    def work(start, stop):
        windows = make_windows(geometry, x.shape[1:], (rows, columns), stop - start, x.dtype)
        total = [0.0] * windows.count
        for first, last in blocks(start, stop, windows.images):
            for i, seen in enumerate(windows.unfold(x[first:last])):
                products = seen.swapaxes(1, 2) @ grad[first:last]  # (m, entries, P) @ (m, P, F)
                total[i] = total[i] + products.sum(axis=0)  # (entries, F)
        return np.stack(total)

    total = sum(map_parts(work, N, part_length(x)))
    return total.reshape(*geometry.kernel, x.shape[-1], filters)


def input_gradient(grad, W, geometry, image_size):
    """Return ``dL/dx`` (N, H, W, C), by the cheaper of two ways.

    With stride 1 it is a correlation of the gradient with the kernel turned by half a circle.
    """
    kh, kw, channels, filters = W.shape
    flipped = geometry.flipped()
    grows = all(
        min(padding) >= 0 and 2 * max(padding) <= k - 1
        for padding, k in zip(flipped.padding, geometry.kernel, strict=True)
    )
    if geometry.stride == (1, 1) and grows and filters <= 2 * channels:
        turned = np.ascontiguousarray(W[::-1, ::-1].swapaxes(2, 3))  # (kh, kw, F, C)
        return correlate(grad, turned, flipped, image_size)
    return correlate_transposed(grad, W, geometry, image_size)


def correlate_transposed(grad, W, geometry, image_size, bias=None):
    """Return ``dL/dx`` (N, H, W, C): each output adds its share to the window that it saw."""
    N, rows, columns, filters = grad.shape
    kh, kw, channels, _ = W.shape
    kernels = np.ascontiguousarray(W.reshape(kh, kw * channels, filters).swapaxes(1, 2))
    grad = grad.reshape(N, rows * columns, filters)
    dx = np.zeros((N, *image_size, channels), grad.dtype)
    output_size = rows, columns

    def work(start, stop):
        windows = RowWindows(geometry, dx.shape[1:], output_size, stop - start, grad.dtype)
        shape = (windows.images, rows * columns, kw * channels)
        term = scratch.array("term", shape, grad.dtype)
        for first, last in blocks(start, stop, windows.images):
            windows.windows.fill(0.0)
            for sums, kernel in zip(windows.by_kernel_row(last - first), kernels, strict=True):
                sums += multiply(grad[first:last], kernel, term[: last - first], columns)
            windows.fold(dx[first:last])

    map_parts(work, N, part_length(dx))
    if bias is not None:
        by_row = dx.reshape(N * image_size[0], -1)
        by_row += np.tile(bias, image_size[1])
    return dx


def multiply(a, b, out, columns):
    """Write the product of pixels (m, P, K) and a matrix (K, F) to ``out`` (m, P, F), return it.

    The pixels are taken in pieces of whole rows of the image, as many as make a small product.
    """
    m, pixels, K = a.shape
    F = b.shape[-1]
    rows = pixels // columns
    at_once = max(1, min(rows, SMALL_PRODUCT // (columns * K * F)))
    while rows % at_once:
        at_once -= 1
    pieces = rows // at_once
    np.matmul(a.reshape(m, pieces, -1, K), b, out=out.reshape(m, pieces, -1, F))
    return out


def blocks(start, stop, length):
    """Return the (first, last) of the blocks that make up ``range(start, stop)``."""
    return [(first, min(first + length, stop)) for first in range(start, stop, length)]


def part_length(x):
    """Return how many images a thread should take at least: those of a quarter of a block."""
    return max(1, BLOCK // 4 // (x[0].size * x.itemsize))
