"""The functions that several layers and losses share, written so that nothing overflows."""

import functools

import numpy as np


@functools.lru_cache(maxsize=64)
def ones(count, dtype):
    """Return a row of ones, to be read only: ``ones @ rows`` is the fastest sum over rows.

    Examples
    --------
    >>> ones(2, np.dtype("float32")) @ np.array([[1.0, 2.0], [3.0, 4.0]], np.float32)
    array([4., 6.], dtype=float32)
    """
    row = np.ones(count, dtype)
    row.flags.writeable = False
    return row


def sigmoid(z):
    """Return ``1 / (1 + exp(-z))``.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 7.0])).round(5)
    array([0.     , 0.5    , 0.99909])
    """
    with np.errstate(over="ignore"):  # exp(1000) is inf, and 1 / (1 + inf) = 0 is the right limit
        y = np.exp(-z)
    y += 1.0
    return 1.0 / y


def softplus(z):
    """Return ``log(1 + exp(z))``, which is also ``-log(sigmoid(-z))``.

    Examples
    --------
    >>> softplus(np.array([-1000.0, 0.0, 1000.0])).round(4)
    array([0.000e+00, 6.931e-01, 1.000e+03])
    """
    return np.logaddexp(0.0, z)


def softmax(z):
    """Return ``exp(z) / sum(exp(z))`` over the last axis.

    Adding a constant to all scores changes nothing, so the largest is made 0: no overflow.

    Examples
    --------
    >>> softmax(np.array([1000.0, 1000.0]))
    array([0.5, 0.5])
    """
    p = z - z.max(axis=-1, keepdims=True)  # (..., K)
    np.exp(p, out=p)
    p /= p.sum(axis=-1, keepdims=True)
    return p


def safe_log(p):
    """Return ``log p``, but never less than -100.

    So one hopeless guess, a probability of 0 for what is true, does not make a mean infinite.

    Examples
    --------
    >>> safe_log(np.array([0.0, 1.0]))
    array([-100.,    0.])
    """
    with np.errstate(divide="ignore"):
        return np.maximum(np.log(p), -100.0)
