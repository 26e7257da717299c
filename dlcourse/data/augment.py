"""Augmentation: more pictures out of those one has, by changes that leave the class as it is.

A step is called with images and a generator and returns new images; so does a `Pipeline` of steps,
and any function of your own that takes ``(x, rng)``.
"""

from dataclasses import dataclass

import numpy as np

from dlcourse.data.draw import expect_rng
from dlcourse.data.pixels import rotate_images, shift_images
from dlcourse.data.splitting import expect_rows


@dataclass(frozen=True)
class Shift:
    """Shifts each image by up to ``pixels`` up or down, left or right; 0 comes in at the edges.

    Parameters
    ----------
    pixels : int

    Examples
    --------
    >>> x = np.ones((1, 3, 3, 1))
    >>> Shift(1)(x, np.random.default_rng(0))[0, :, :, 0]
    array([[0., 0., 0.],
           [1., 1., 1.],
           [1., 1., 1.]])
    """

    pixels: int

    def __post_init__(self):
        if not isinstance(self.pixels, (int, np.integer)) or self.pixels < 0:
            raise ValueError(f"Shift: expected whole pixels >= 0, got {self.pixels!r}.")

    def __call__(self, x, rng):
        x = expect_images(x, "Shift")
        moves = expect_rng(rng).integers(-self.pixels, self.pixels, (2, len(x)), endpoint=True)
        return shift_images(x, *moves)


@dataclass(frozen=True)
class Rotate:
    """Rotates each image about its centre by an angle between ``-degrees`` and ``degrees``.

    Parameters
    ----------
    degrees : float
        A 6 that is turned too far is a 9: for digits 15 is plenty.

    Examples
    --------
    >>> x = np.zeros((1, 3, 3, 1))
    >>> x[0, 1] = 1.0
    >>> Rotate(20)(x, np.random.default_rng(0))[0, :, :, 0].round(2)
    array([[0.  , 0.  , 0.09],
           [0.9 , 1.  , 0.9 ],
           [0.09, 0.  , 0.  ]])
    """

    degrees: float

    def __post_init__(self):
        expect_strength(self.degrees, "Rotate", "degrees")

    def __call__(self, x, rng):
        x = expect_images(x, "Rotate")
        return rotate_images(x, expect_rng(rng).uniform(-self.degrees, self.degrees, len(x)))


@dataclass(frozen=True)
class Noise:
    """Adds normal noise to each pixel and keeps the result within 0..1.

    Parameters
    ----------
    deviation : float
        Standard deviation; pixels go from 0 to 1.

    Examples
    --------
    >>> Noise(0.1)(np.full((1, 1, 2, 1), 0.5), np.random.default_rng(0)).ravel().round(3)
    array([0.513, 0.487])
    """

    deviation: float

    def __post_init__(self):
        expect_strength(self.deviation, "Noise", "deviation")

    def __call__(self, x, rng):
        x = expect_images(x, "Noise")
        noise = expect_rng(rng).normal(0.0, self.deviation, x.shape).astype(x.dtype)
        return (x + noise).clip(0.0, 1.0)


class Pipeline:
    """Steps one after the other.

    Parameters
    ----------
    *steps : callable
        Each is called as ``step(x, rng)``.

    Examples
    --------
    >>> augment = Pipeline(Shift(1), Rotate(10), Noise(0.05))
    >>> augment
    Pipeline(Shift(pixels=1), Rotate(degrees=10), Noise(deviation=0.05))
    >>> augment(np.zeros((5, 8, 8, 1)), np.random.default_rng(0)).shape
    (5, 8, 8, 1)
    """

    def __init__(self, *steps):
        for step in steps:
            if not callable(step):
                raise TypeError(f"Pipeline: expected steps such as Shift(1), got {step!r}.")
        self.steps = steps

    def __call__(self, x, rng):
        for step in self.steps:
            x = step(x, rng)
        return x

    def __repr__(self):
        return f"Pipeline({', '.join(map(repr, self.steps))})"


def enlarge(x, y, step, *, copies, rng):
    """Return the examples together with augmented copies of them.

    Only the training part is for enlarging: a test is made of pictures as they are.

    Parameters
    ----------
    x : (N, H, W, C) float
    y : (N, ...) array_like
        Classes; the copies keep them.
    step : callable
        A `Pipeline` or a single step.
    copies : int
        Of each image.
    rng : numpy.random.Generator

    Returns
    -------
    x, y
        ``N * (1 + copies)`` examples, the given ones first.

    Examples
    --------
    >>> x, y = enlarge(np.ones((3, 8, 8, 1)), [0, 1, 2], Shift(1), copies=2,
    ...                rng=np.random.default_rng(0))
    >>> x.shape, y
    ((9, 8, 8, 1), array([0, 1, 2, 0, 1, 2, 0, 1, 2]))
    """
    x, y = expect_rows((x, y))
    if not isinstance(copies, (int, np.integer)) or copies < 0:
        raise ValueError(f"copies: expected a whole number >= 0, got {copies!r}.")
    batches = [x, *(step(x, rng) for _ in range(copies))]
    return np.concatenate(batches), np.concatenate([y] * (1 + copies))


def expect_images(x, what):
    """Return ``x`` if it is a batch of images of floats."""
    x = np.asarray(x)
    if x.ndim != 4 or x.dtype.kind != "f":
        raise ValueError(
            f"{what}: expected images of floats with shape (N, H, W, C), got {x.dtype} of shape "
            f"{x.shape}. For flat images use x.reshape(N, H, W, C), for bytes x / 255."
        )
    return x


def expect_strength(number, what, unit):
    """Raise a ValueError if ``number`` is negative, infinite or NaN."""
    if not 0.0 <= number < np.inf:
        raise ValueError(f"{what}: expected {unit} >= 0, got {number!r}.")
