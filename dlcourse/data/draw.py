"""What the toy generators share."""

import numpy as np


def classes(n, count):
    """Return ``n`` classes from 0 to ``count - 1`` in ascending order and equal shares.

    The earlier classes get what is left over.

    Examples
    --------
    >>> classes(5, 2)
    array([0, 0, 0, 1, 1])
    """
    expect_count(n, count)
    return np.arange(n) * count // n  # (n,)


def shake(x, noise, rng):
    """Return ``x`` plus normal noise with the given standard deviation.

    Examples
    --------
    >>> shake(np.ones(2), 0.0, np.random.default_rng(0))
    array([1., 1.])
    """
    if not noise >= 0.0:
        raise ValueError(f"noise: expected a standard deviation >= 0, got {noise!r}.")
    return x + expect_rng(rng).normal(0.0, noise, x.shape)


def expect_count(n, least):
    """Raise a ValueError if ``n`` is not a whole number of at least ``least``."""
    if not isinstance(n, (int, np.integer)) or n < least:
        raise ValueError(f"n: expected a whole number of points >= {least}, got {n!r}.")


def expect_rng(rng):
    """Return ``rng`` if it is a random generator, else say how to get one."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng: expected numpy.random.default_rng(seed), got {rng!r}.")
    return rng
