"""The sums of a convolution and of its two gradients, over blocks of images.

With ``x`` (N, H, W, C), ``W`` (kh, kw, C, F) and ``y`` (N, H', W', F), stride ``s``, padding ``p``:

    y[n, r, c, f] = sum over i, j, d of x[n, r s + i - p, c s + j - p, d] W[i, j, d, f]

`correlate` computes it, `kernel_gradient` gives ``dL/dW`` and `correlate_transposed` gives
``dL/dx`` from ``dL/dy``. Loops that say the same stand in ``tests/fixtures/naive_images.py``.
"""

import itertools
import math

import numpy as np

from dlcourse.nn.convolution.windows import RowWindows, block_length, scratch, windows_for
from dlcourse.nn.threads import map_parts

SMALL_PRODUCT = 1_000_000  # multiplications; up to here OpenBLAS multiplies without repacking


def correlate(x, W, geometry, output_size, bias=None):
    """Return ``y``: each window of ``x`` times the kernel, plus a bias for each filter."""
    N, filters = len(x), W.shape[-1]
    rows, columns = output_size
    y = np.empty((N, rows * columns, filters), x.dtype)
    row_of_biases = None if bias is None else np.tile(bias, columns)  # long rows add fast
    make_windows, length = plan(geometry, x.shape, output_size, x.dtype)

    def work(parts):
        windows = make_windows(geometry, x.shape[1:], output_size, length, x.dtype)
        kernels = W.reshape(windows.count, -1, filters)  # (products, entries, F)
        term = scratch.array("term", (length, rows * columns, filters), x.dtype)
        for block in itertools.chain(*parts):
            seen, sums = windows.unfold(x[block]), y[block]
            multiply(seen[0], kernels[0], sums, columns)  # (m, P, entries) @ (entries, F)
            for row_seen, kernel in zip(seen[1:], kernels[1:], strict=True):
                sums += multiply(row_seen, kernel, term[: len(sums)], columns)
            if bias is not None:
                by_row = sums.reshape(-1, columns * filters)
                by_row += row_of_biases

    map_parts(work, N, length, W.size * N * rows * columns)
    return y.reshape(N, rows, columns, filters)


def kernel_gradient(x, grad, geometry):
    """Return ``dL/dW`` (kh, kw, C, F): each window of ``x`` times the gradient it got, summed."""
    N, rows, columns, filters = grad.shape
    grad = grad.reshape(N, rows * columns, filters)
    make_windows, length = plan(geometry, x.shape, (rows, columns), x.dtype)

    def work(parts):
        windows = make_windows(geometry, x.shape[1:], (rows, columns), length, x.dtype)
        return [sum(gradient_of_block(windows, block) for block in part) for part in parts]

    def gradient_of_block(windows, block):
        seen, grad_of_block = windows.unfold(x[block]), grad[block]
        products = [array.swapaxes(1, 2) @ grad_of_block for array in seen]  # (m, entries, F)
        return np.stack([product.sum(axis=0) for product in products])  # (products, entries, F)

    shape = (*geometry.kernel, x.shape[-1], filters)
    of_threads = map_parts(work, N, length, math.prod(shape) * N * rows * columns)
    return sum(itertools.chain(*of_threads)).reshape(shape)


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
    shape = RowWindows.unfolded_shape(geometry, channels, (rows, columns))
    length = block_length(shape, N, grad.dtype)

    def work(parts):
        windows = RowWindows(geometry, dx.shape[1:], (rows, columns), length, grad.dtype)
        term = scratch.array("term", (length, rows * columns, kw * channels), grad.dtype)
        for block in itertools.chain(*parts):
            grad_of_block = grad[block]  # (m, P, F)
            m = len(grad_of_block)
            windows.windows[:m] = 0.0
            for sums, kernel in zip(windows.by_kernel_row(m), kernels, strict=True):
                sums += multiply(grad_of_block, kernel, term[:m], columns)  # (m, P, kw * C)
            windows.fold(dx[block])

    map_parts(work, N, length, W.size * N * rows * columns)
    if bias is not None:
        by_row = dx.reshape(N * image_size[0], -1)
        by_row += np.tile(bias, image_size[1])
    return dx


def plan(geometry, shape, output_size, dtype):
    """Return how to unfold images (N, H, W, C), and how many at once."""
    make_windows = windows_for(geometry, shape[-1])
    unfolded_shape = make_windows.unfolded_shape(geometry, shape[-1], output_size)
    return make_windows, block_length(unfolded_shape, shape[0], dtype)


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
