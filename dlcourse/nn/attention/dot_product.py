"""Scaled dot-product attention: who looks at whom, and what comes of it.

All arrays have the samples and the heads in front, ``(N, h, ...)``. The scores are kept with the
keys before the queries, ``(N, h, S, T)``: maximum and sum over the keys then add whole rows of
queries, several times faster than within short rows.
"""

import math

import numpy as np


def attend(queries, keys, values, penalties=()):
    """Return ``softmax(q @ k.T / sqrt(d)) @ v``, the softmax over the keys.

    Parameters
    ----------
    queries : (N, h, T, d)
    keys, values : (N, h, S, d)
    penalties : sequence of arrays that broadcast to (N, h, S, T)
        Added to the scores: ``-inf`` hides a key from a query, 0 lets it be seen.

    Returns
    -------
    mixed : (N, h, T, d)
        For each query a mean of the values, weighted by how well their keys fit.
    weights : (N, h, S, T)
        These weights. For a query that sees a key they sum to 1, else all are 0.

    Examples
    --------
    >>> q, k, v = np.array([[1.0, 0.0]]), np.array([[9.0, 0.0], [0.0, 9.0]]), np.eye(2)
    >>> mixed, weights = attend(q[None, None], k[None, None], v[None, None])
    >>> mixed.round(3)
    array([[[[0.998, 0.002]]]])

    References
    ----------
    Vaswani et al. (2017), "Attention is all you need", equation 1.
    """
    shrink = 1.0 / math.sqrt(queries.shape[-1])
    columns = np.multiply(queries.swapaxes(2, 3), shrink, order="C")  # (N, h, d, T)
    scores = keys @ columns  # (N, h, S, d) @ (N, h, d, T) -> (N, h, S, T)
    for penalty in penalties:
        scores += penalty
    best = scores.max(axis=2, keepdims=True)  # (N, h, 1, T)
    np.maximum(best, np.finfo(best.dtype).min, out=best)  # -inf - -inf would be NaN
    weights = np.exp(np.subtract(scores, best, out=scores), out=scores)
    total = weights.sum(axis=2, keepdims=True)
    total += total == 0.0  # nothing is seen: 0 / 1
    weights *= 1.0 / total
    return weights.swapaxes(2, 3) @ values, weights  # (N, h, T, S) @ (N, h, S, d)


def attend_back(grad, queries, keys, values, mixed, weights):
    """Return ``dL/dqueries``, ``dL/dkeys`` and ``dL/dvalues``.

    Parameters
    ----------
    grad : (N, h, T, d)
        ``dL/dmixed``
    queries, keys, values, mixed, weights
        As they went into and came from `attend`.

    Notes
    -----
    With weights ``w = softmax(s)``, ``dL/ds = w * (dL/dw - sum over keys of w * dL/dw)``. The sum
    is ``grad . mixed`` for each query, because ``dL/dw = v . grad`` and ``mixed = sum of w * v``.
    """
    shrink = 1.0 / math.sqrt(queries.shape[-1])
    d_values = weights @ grad  # (N, h, S, T) @ (N, h, T, d) -> (N, h, S, d)
    d_scores = values @ grad.swapaxes(2, 3).copy()  # dL/dw, (N, h, S, T)
    d_scores -= np.vecdot(grad, mixed)[:, :, None]  # (N, h, 1, T)
    d_scores *= weights
    d_queries = d_scores.swapaxes(2, 3) @ keys  # (N, h, T, S) @ (N, h, S, d) -> (N, h, T, d)
    d_keys = d_scores @ queries  # (N, h, S, T) @ (N, h, T, d) -> (N, h, S, d)
    d_queries *= shrink
    d_keys *= shrink
    return d_queries, d_keys, d_values


def penalty(visible, dtype):
    """Return 0 where ``visible`` is True and ``-inf`` elsewhere, keys before queries.

    Parameters
    ----------
    visible : (..., T, S) of bool

    Returns
    -------
    (..., S, T)

    Examples
    --------
    >>> penalty(np.array([[True, False]]), np.float64)
    array([[  0.],
           [-inf]])
    """
    return np.where(visible, 0.0, -np.inf).astype(dtype).swapaxes(-1, -2).copy()
