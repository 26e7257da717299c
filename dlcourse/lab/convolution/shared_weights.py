"""A convolution written as a matrix: mostly zeros, and few different numbers."""

import numpy as np

from dlcourse.lab.style import DIVERGING, figure


def convolution_matrix(kernel, shape):
    """The matrix that does to a flattened image what the kernel does to the image.

    Parameters
    ----------
    kernel : array_like, (kh, kw)
    shape : (int, int)
        Height and width of the image.

    Returns
    -------
    numpy.ndarray, (H * W, H' * W')
        ``image.ravel() @ matrix`` is the feature map, flattened: one column for each output.

    Examples
    --------
    >>> convolution_matrix([[-1, 1]], (1, 3))
    array([[-1.,  0.],
           [ 1., -1.],
           [ 0.,  1.]])
    """
    kernel = np.asarray(kernel, dtype=float)
    kh, kw = kernel.shape
    rows, columns = shape[0] - kh + 1, shape[1] - kw + 1
    matrix = np.zeros((*shape, rows, columns))
    for r, c in np.ndindex(rows, columns):
        matrix[r : r + kh, c : c + kw, r, c] = kernel
    return matrix.reshape(shape[0] * shape[1], rows * columns)


def draw_weight_matrices(matrices):
    """Draw weight matrices side by side, one column for each output.

    Parameters
    ----------
    matrices : dict of str to numpy.ndarray

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(columns=len(matrices), width=5.0 * len(matrices), height=6.2, squeeze=False)
    for ax, (name, matrix) in zip(axes.flat, matrices.items(), strict=True):
        limit = float(np.abs(matrix).max())
        ax.imshow(matrix, cmap=DIVERGING, vmin=-limit, vmax=limit, aspect="auto")
        ax.set(xlabel=f"{matrix.shape[1]} outputs", ylabel=f"{matrix.shape[0]} inputs")
        ax.set(xticks=[], yticks=[], title=name)
        ax.set_xticks(np.arange(0.5, matrix.shape[1] - 1), minor=True)
        ax.set_yticks(np.arange(0.5, matrix.shape[0] - 1), minor=True)
        ax.grid(False)
        ax.grid(True, which="minor", color="#E3E3E3", linewidth=0.6)
        ax.tick_params(which="minor", length=0)
        ax.spines[:].set_visible(True)
    return fig
