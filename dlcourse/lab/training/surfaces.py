"""Loss surfaces over two weights, for balls to roll on."""

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Surface:
    """A loss of two weights.

    Parameters
    ----------
    loss : callable
        ``loss(w1, w2)``; takes numbers and arrays.
    gradient : callable
        ``gradient(w1, w2) -> (dJ/dw1, dJ/dw2)``.
    start : (float, float)
        Where the ball is put down.
    goal : (float, float)
        A lowest point.
    right, top : float
        The picture shows ``w1`` from ``-right`` to ``right`` and ``w2`` from ``-top`` to ``top``.

    Examples
    --------
    >>> SURFACES["bowl"].loss(1.0, 1.0)
    1.0
    """

    loss: Any
    gradient: Any
    start: tuple
    goal: tuple
    right: float = 3.0
    top: float = 2.0

    def grid(self, points=161):
        """Return w1 (points,), w2 (points,) and the loss there, (points, points)."""
        w1 = np.linspace(-self.right, self.right, points)
        w2 = np.linspace(-self.top, self.top, points)
        return w1, w2, self.loss(*np.meshgrid(w1, w2))


def quadratic(matrix, start=(-2.5, 0.5)):
    """Return a bowl, ``w @ matrix @ w / 2``, lowest at the origin.

    Parameters
    ----------
    matrix : array_like, (2, 2)
        Symmetric: the curvatures.
    start : (float, float)

    Examples
    --------
    >>> quadratic([[1.0, 0.0], [0.0, 20.0]]).gradient(2.0, 1.0)
    (2.0, 20.0)
    """
    (a, b), (_, c) = np.asarray(matrix, dtype=float).tolist()
    return Surface(
        lambda w1, w2: (a * w1**2 + 2 * b * w1 * w2 + c * w2**2) / 2,
        lambda w1, w2: (a * w1 + b * w2, b * w1 + c * w2),
        start=start,
        goal=(0.0, 0.0),
    )


SURFACES = {
    "bowl": quadratic(np.eye(2), start=(-2.5, 1.5)),
    "ravine": quadratic([[0.25, 0.0], [0.0, 10.0]], start=(-2.7, 0.8)),
    "bend": Surface(
        lambda w1, w2: (1 - w1) ** 2 / 4 + 2 * (w2 + 1 - w1**2 / 2) ** 2,
        lambda w1, w2: (
            (w1 - 1) / 2 - 4 * w1 * (w2 + 1 - w1**2 / 2),
            4 * (w2 + 1 - w1**2 / 2),
        ),
        start=(-2.4, 1.2),
        goal=(1.0, -0.5),
    ),
    "saddle": Surface(
        lambda w1, w2: w1**2 / 2 - w2**2 / 2 + w2**4 / 8,
        lambda w1, w2: (w1, w2**3 / 2 - w2),
        start=(-2.5, 0.001),
        goal=(0.0, np.sqrt(2.0)),
    ),
    "two valleys": Surface(
        lambda w1, w2: (w1**2 - 2) ** 2 / 8 - 0.2 * w1 + w2**2 / 2 + 0.6,
        lambda w1, w2: (w1 * (w1**2 - 2) / 2 - 0.2, w2),
        start=(-2.7, 1.0),
        goal=(1.505237, 0.0),
    ),
}
"""The surfaces of the plaything, by name."""
