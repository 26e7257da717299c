"""Toy data sets: small, two-dimensional, drawn in the blink of an eye."""

import numpy as np

from dlcourse.data.draw import classes, expect_count, expect_rng, shake


def xor():
    """Return the four points of exclusive or.

    Returns
    -------
    x : (4, 2) float
    y : (4,) int
        1 where exactly one of the two inputs is 1.

    Examples
    --------
    >>> x, y = xor()
    >>> x
    array([[0., 0.],
           [0., 1.],
           [1., 0.],
           [1., 1.]])
    >>> y
    array([0, 1, 1, 0])
    """
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return x, np.array([0, 1, 1, 0])


def rings(n, noise, rng):
    """Draw two rings around the origin, of radius 0.5 (class 0) and 1 (class 1).

    A circle parts them, no line does; in polar coordinates a line does too.

    Parameters
    ----------
    n : int
        Number of points, half of them in each class; class 0 has one more if n is odd.
    noise : float
        Standard deviation of the normal noise added to each coordinate.
    rng : numpy.random.Generator

    Returns
    -------
    x : (n, 2) float
    y : (n,) int

    Examples
    --------
    >>> x, y = rings(4, noise=0.0, rng=np.random.default_rng(0))
    >>> np.hypot(x[:, 0], x[:, 1]).round(3), y
    (array([0.5, 0.5, 1. , 1. ]), array([0, 0, 1, 1]))
    """
    y = classes(n, 2)
    radius = np.array([0.5, 1.0])[y]  # (n,)
    angle = expect_rng(rng).uniform(0.0, 2.0 * np.pi, n)  # (n,)
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)  # (n, 2)
    return shake(x, noise, rng), y


def two_curves(n, rng):
    """Draw two arches, one half a unit above the other: ``x2 = 0.25 - x1**2`` and ``0.75 - x1**2``.

    No line parts them; a hidden layer of two units bends the plane so that a line does.

    Parameters
    ----------
    n : int
        Number of points, half of them on each arch; the lower one (class 0) has one more if n is
        odd.
    rng : numpy.random.Generator

    Returns
    -------
    x : (n, 2) float
    y : (n,) int

    Examples
    --------
    >>> x, y = two_curves(4, rng=np.random.default_rng(0))
    >>> (x[:, 1] + x[:, 0] ** 2).round(3), y
    (array([0.25, 0.25, 0.75, 0.75]), array([0, 0, 1, 1]))
    """
    y = classes(n, 2)
    x1 = expect_rng(rng).uniform(-1.0, 1.0, n)  # (n,)
    x2 = np.array([0.25, 0.75])[y] - x1**2  # (n,)
    return np.stack([x1, x2], axis=1), y


def moons(n, noise, rng):
    """Draw two half circles that reach into each other.

    Parameters
    ----------
    n : int
    noise : float
        Standard deviation of the normal noise added to each coordinate.
    rng : numpy.random.Generator

    Returns
    -------
    x : (n, 2) float
        The upper moon is centred at (0, 0) (class 0), the lower at (1, 0.5) (class 1).
    y : (n,) int

    Examples
    --------
    >>> x, y = moons(200, noise=0.0, rng=np.random.default_rng(0))
    >>> bool(np.allclose(np.hypot(*x[y == 0].T), 1.0)), x[y == 0][:, 1].min() >= 0.0
    (True, np.True_)
    """
    y = classes(n, 2)
    angle = expect_rng(rng).uniform(0.0, np.pi, n)  # (n,)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)  # (n, 2)
    x = np.where(y[:, None] == 0, upper, [1.0, 0.5] - upper)  # (n, 2)
    return shake(x, noise, rng), y


def spirals(n, noise, rng, *, turns=1.5):
    """Draw two spirals wound into each other.

    Parameters
    ----------
    n : int
    noise : float
        Standard deviation of the normal noise added to each coordinate.
    rng : numpy.random.Generator
    turns : float, default 1.5
        More turns are harder.

    Returns
    -------
    x : (n, 2) float
        Within 1 of the origin, but for the noise.
    y : (n,) int

    Examples
    --------
    >>> x, y = spirals(200, noise=0.0, rng=np.random.default_rng(0))
    >>> x.shape, bool((np.hypot(*x.T) <= 1.0).all()), np.bincount(y)
    ((200, 2), True, array([100, 100]))
    """
    y = classes(n, 2)
    radius = np.sqrt(expect_rng(rng).uniform(0.01, 1.0, n))  # (n,), even along the arm
    angle = 2.0 * np.pi * turns * radius + np.pi * y  # (n,), class 1 is half a turn ahead
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)  # (n, 2)
    return shake(x, noise, rng), y


def blobs(n, noise, rng, *, centers=((-1.0, -1.0), (1.0, 1.0))):
    """Draw round clouds of points, one class each.

    Parameters
    ----------
    n : int
        Number of points, shared out evenly.
    noise : float
        Standard deviation of each cloud.
    rng : numpy.random.Generator
    centers : (K, 2), default two clouds at (-1, -1) and (1, 1)

    Returns
    -------
    x : (n, 2) float
    y : (n,) int
        0 to K - 1.

    Examples
    --------
    >>> x, y = blobs(4, noise=0.0, rng=np.random.default_rng(0), centers=[[0, 0], [2, 1]])
    >>> x
    array([[0., 0.],
           [0., 0.],
           [2., 1.],
           [2., 1.]])
    >>> y
    array([0, 0, 1, 1])
    """
    centers = np.asarray(centers, dtype=float)
    if centers.ndim != 2 or centers.shape[1] != 2 or len(centers) == 0:
        raise ValueError(f"centers: expected shape (K, 2) with K >= 1, got {centers.shape}.")
    y = classes(n, len(centers))
    return shake(centers[y], noise, rng), y


def sines(n, noise, rng):
    """Draw a function of one variable to fit: ``y = sin(3 x) + 0.5 sin(7 x)`` for x from -1 to 1.

    Parameters
    ----------
    n : int
    noise : float
        Standard deviation of the normal noise added to y.
    rng : numpy.random.Generator

    Returns
    -------
    x : (n, 1) float
        In ascending order.
    y : (n, 1) float

    Examples
    --------
    >>> x, y = sines(100, noise=0.0, rng=np.random.default_rng(0))
    >>> x.shape, bool(np.allclose(y, np.sin(3 * x) + 0.5 * np.sin(7 * x)))
    ((100, 1), True)
    """
    expect_count(n, 1)
    x = np.sort(expect_rng(rng).uniform(-1.0, 1.0, n))[:, None]  # (n, 1)
    return x, shake(np.sin(3.0 * x) + 0.5 * np.sin(7.0 * x), noise, rng)
