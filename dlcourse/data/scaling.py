"""Bringing features to a common scale, learned from the training part alone."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Scaler:
    """Moves and stretches each feature: ``(x - offset) / width``.

    Made by `standard_scaler` or `min_max_scaler` from the training part, then called on every part
    and on whatever comes later. Numbers of the test part must not have a say in how the data are
    scaled, or the test is no longer a test.

    Parameters
    ----------
    offset, width : (D,) float

    Examples
    --------
    >>> scaler = Scaler(offset=np.array([10.0]), width=np.array([2.0]))
    >>> scaler(np.array([[10.0], [14.0]]))
    array([[0.],
           [2.]])
    >>> scaler.undo(np.array([[2.0]]))
    array([[14.]])
    """

    offset: np.ndarray
    width: np.ndarray

    def __call__(self, x):
        """Return ``x (N, D)``, scaled."""
        return (self.expect(x) - self.offset) / self.width  # (N, D)

    def undo(self, z):
        """Return scaled ``z (N, D)`` in the old units."""
        return self.expect(z) * self.width + self.offset  # (N, D)

    def expect(self, x):
        """Return ``x`` if its last axis holds the features that the scaler knows."""
        x = np.asarray(x)
        if x.shape[-1:] != self.offset.shape:
            raise ValueError(
                f"scaler: expected shape (N, {len(self.offset)}), as it was made from, "
                f"got {x.shape}."
            )
        return x


def standard_scaler(x_train):
    """Return the `Scaler` which gives each feature mean 0 and standard deviation 1.

    A feature which never varies becomes 0.

    Parameters
    ----------
    x_train : (N, D) array_like
        The training part.

    Raises
    ------
    ValueError
        If ``x_train`` is not 2-D, is empty, or holds NaN or infinite numbers.

    Examples
    --------
    >>> x_train = np.array([[1.0, 5.0], [3.0, 5.0]])
    >>> scaler = standard_scaler(x_train)
    >>> scaler(x_train)
    array([[-1.,  0.],
           [ 1.,  0.]])
    >>> scaler(np.array([[4.0, 5.0]]))
    array([[2., 0.]])
    """
    x = expect_table(x_train, "standard_scaler")
    return Scaler(x.mean(axis=0), without_zeros(x.std(axis=0), x))


def min_max_scaler(x_train):
    """Return the `Scaler` which brings each feature of the training part to 0..1.

    Later examples may lie a little outside. A feature which never varies becomes 0.

    Parameters
    ----------
    x_train : (N, D) array_like
        The training part.

    Raises
    ------
    ValueError
        If ``x_train`` is not 2-D, is empty, or holds NaN or infinite numbers.

    Examples
    --------
    >>> scaler = min_max_scaler(np.array([[1.0], [3.0], [5.0]]))
    >>> scaler(np.array([[1.0], [4.0], [6.0]]))
    array([[0.  ],
           [0.75],
           [1.25]])
    """
    x = expect_table(x_train, "min_max_scaler")
    return Scaler(x.min(axis=0), without_zeros(np.ptp(x, axis=0), x))


def without_zeros(width, x):
    """Return the widths with 1 for features which never vary, so that nothing is divided by 0."""
    return np.where((x == x[0]).all(axis=0), 1.0, width)  # (D,)


def expect_table(x, what):
    """Return ``x`` as floats if it is a table of finite numbers with at least one row."""
    x = np.asarray(x, dtype=float)
    if x.ndim != 2 or len(x) == 0:
        raise ValueError(f"{what}: expected shape (N, D) with N >= 1, got {x.shape}.")
    if not np.isfinite(x).all():
        column = int(np.flatnonzero(~np.isfinite(x).all(axis=0))[0])
        raise ValueError(
            f"{what}: expected finite numbers, column {column} holds NaN or infinity. "
            "Drop or fill such rows first."
        )
    return x
