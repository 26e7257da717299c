"""Twelve noisy measurements of a curve, and polynomials that are fitted to them.

The model whose capacity the reader turns up and down: a polynomial of degree d has d + 1 weights,
and the best ones are found in one step, so that no training gets in the way.
"""

import numpy as np


def curve(x):
    """The truth behind the measurements: ``sin(3 x + 0.6)``.

    Examples
    --------
    >>> round(float(curve(0.0)), 4)
    0.5646
    """
    return np.sin(3.0 * np.asarray(x) + 0.6)


def measurements(points, noise, seed):
    """Measure the curve at equally spaced places from -1 to 1.

    Returns
    -------
    x, y : (points,) float
    """
    x = np.linspace(-1.0, 1.0, points)
    return x, curve(x) + np.random.default_rng(seed).normal(0.0, noise, points)


def powers(x, degree):
    """Return the columns 1, x, x², ... up to x to the power of ``degree``.

    Examples
    --------
    >>> powers([2.0, 3.0], 2)
    array([[1., 2., 4.],
           [1., 3., 9.]])
    """
    return np.vander(x, degree + 1, increasing=True)  # (N, degree + 1)


def solver(x, degree, strength=0.0):
    """Return the matrix that turns measurements at ``x`` into the best weights.

    The weights make ``mean((powers @ w - y)**2) + strength * sum(w[1:]**2)`` as small as possible;
    ``w[0]``, the bias, goes free. Where several are best, the shortest ones are taken.

    Parameters
    ----------
    x : (N,)
    degree : int
    strength : float
        At least 0.

    Returns
    -------
    numpy.ndarray, (degree + 1, N)

    Examples
    --------
    A straight line through two points, without and with a pull towards a slope of 0:

    >>> solver(np.array([0.0, 1.0]), 1) @ [1.0, 3.0]
    array([1., 2.])
    >>> slope = solver(np.array([0.0, 1.0]), 1, strength=0.25) @ [1.0, 3.0]
    >>> slope.round(6)
    array([1.5, 1. ])
    """
    pull = np.sqrt(len(x) * strength) * np.eye(degree + 1)[1:]  # (degree, degree + 1)
    stacked = np.vstack([powers(x, degree), pull])  # the penalty as further measurements of 0
    return np.linalg.pinv(stacked)[:, : len(x)]


def errors(x, y, degree, strength, noise):
    """Return the mean squared errors of the best polynomial: on the measurements, and on new ones.

    The second is what new measurements anywhere from -1 to 1 would have on average, computed and
    not drawn: the squared distance from the curve, and the noise.
    """
    w = solver(x, degree, strength) @ y
    grid = np.linspace(-1.0, 1.0, 401)
    training = np.mean((powers(x, degree) @ w - y) ** 2)
    distance = np.mean((powers(grid, degree) @ w - curve(grid)) ** 2)
    return float(training), float(distance + noise**2)
