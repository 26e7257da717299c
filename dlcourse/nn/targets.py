"""Checks of targets and probabilities, before a loss or a metric uses them."""

import numpy as np

from dlcourse.nn.errors import DTypeError, ShapeError, TargetError
from dlcourse.nn.shapes import as_array, expect_array, first_index

ROW_SUM_TOLERANCE = 1e-4  # float32 rows of a few thousand classes stay within this


def expect_pair(prediction, target, what):
    """Return prediction and target as float arrays of one shape and type.

    Raises
    ------
    ShapeError
        If the shapes differ. They are never broadcast: (N, 1) against (N,) would give (N, N).

    Examples
    --------
    >>> expect_pair([0.5, 0.5], [0, 1], "Example")
    (array([0.5, 0.5]), array([0., 1.]))
    """
    prediction = expect_array(prediction, f"{what} prediction")
    target = expect_array(target, f"{what} target", dtype=prediction.dtype)
    if target.shape != prediction.shape:
        raise ShapeError(
            f"{what} target: expected {prediction.shape}, the shape of the prediction, "
            f"got {target.shape}. {_repair(prediction, target)}"
        )
    return prediction, target


def _repair(prediction, target):
    """Say how to bring a target into the shape of the prediction."""
    if prediction.shape == (*target.shape, 1):
        return f"Add the missing axis: target[{':, ' * target.ndim}None]."
    if target.shape == (*prediction.shape, 1):
        return f"Drop the last axis: target[{':, ' * prediction.ndim}0]."
    return "Give one target for each entry of the prediction."


def expect_probabilities(p, what, hint=""):
    """Raise `TargetError` if an entry of the array lies outside 0 to 1.

    Examples
    --------
    >>> expect_probabilities(np.array([0.5, 1.5]), "p")
    Traceback (most recent call last):
    dlcourse.nn.errors.TargetError: p: expected probabilities from 0 to 1, got 1.5 at index (1,).
    """
    if p.min() < 0.0 or p.max() > 1.0:
        index = first_index((p < 0.0) | (p > 1.0))
        raise TargetError(
            f"{what}: expected probabilities from 0 to 1, got {p[index]:g} at index {index}. "
            f"{hint}".rstrip()
        )


def expect_classes(target, prediction, what):
    """Return the target as a list of classes, or as rows of probabilities.

    Parameters
    ----------
    target : array_like
        Integer classes in the shape of the prediction without its last axis, or one row that adds
        up to 1 for each row of the prediction.
    prediction : numpy.ndarray
        (..., K)
    what : str
        How an error names the caller.

    Returns
    -------
    numpy.ndarray
        Integers (M,) or floats (M, K), where M counts the rows of the prediction.

    Examples
    --------
    >>> expect_classes([[0, 1], [2, 0]], np.zeros((2, 2, 3)), "Example")
    array([0, 1, 2, 0])
    """
    target, count = as_array(target, f"{what} target"), prediction.shape[-1]
    if target.shape == prediction.shape:
        rows = expect_array(target, f"{what} target", dtype=prediction.dtype)
        expect_probabilities(rows, f"{what} target")
        off = np.abs(rows.sum(axis=-1) - 1.0).max()
        if off > ROW_SUM_TOLERANCE:
            raise TargetError(
                f"{what} target: expected rows that add up to 1, got one that is off by {off:.3g}. "
                "For several answers at once use BinaryCrossEntropy."
            )
        return rows.reshape(-1, count)
    if target.shape != prediction.shape[:-1]:
        raise ShapeError(
            f"{what} target: expected classes of shape {prediction.shape[:-1]} or one-hot rows of "
            f"shape {prediction.shape}, got {target.shape}."
        )
    if target.dtype.kind not in "iu":
        raise DTypeError(
            f"{what} target: expected integer classes, got dtype {target.dtype}. "
            "Use target.astype(int)."
        )
    if target.min() < 0 or target.max() >= count:
        index = first_index((target < 0) | (target >= count))
        raise TargetError(
            f"{what} target: expected classes from 0 to {count - 1}, got {target[index]} at index "
            f"{index}. The prediction has {count} columns."
        )
    return target.reshape(-1)
