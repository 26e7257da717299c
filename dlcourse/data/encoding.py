"""Classes as vectors."""

import numpy as np


def one_hot(y, classes):
    """Return a vector for each class: 1 at the class's own place, 0 elsewhere.

    Parameters
    ----------
    y : (...,) array_like of int
        From 0 to ``classes - 1``.
    classes : int
        How many there are. It is not guessed from ``y``, for a small part of the data may lack
        the last class.

    Returns
    -------
    (..., classes) float

    Raises
    ------
    ValueError
        If ``y`` holds anything but whole numbers from 0 to ``classes - 1``.

    Examples
    --------
    >>> one_hot([2, 0], classes=3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    y = np.asarray(y)
    if not isinstance(classes, (int, np.integer)) or classes < 1:
        raise ValueError(f"classes: expected a whole number >= 1, got {classes!r}.")
    if y.dtype.kind not in "iu":
        raise ValueError(f"y: expected classes as whole numbers, got {y.dtype}. Use y.astype(int).")
    if y.size and not (y.min() >= 0 and y.max() < classes):
        raise ValueError(
            f"y: expected classes from 0 to {classes - 1}, got numbers from {y.min()} to {y.max()}."
        )
    return np.eye(classes)[y]  # (..., classes)
