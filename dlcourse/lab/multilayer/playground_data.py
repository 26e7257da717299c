"""Data sets and features that the playground of lesson 02 offers."""

import numpy as np

from dlcourse.data import blobs, moons, rings, spirals, two_curves

LIMIT = 2.6
"""Both inputs run from minus this to plus this."""


def _four_clouds(n, noise, rng):
    corners = ((-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0))
    x, cloud = blobs(n, noise, rng, centers=corners)
    return 1.2 * x, cloud // 2


DATA = {
    "four clouds (XOR)": _four_clouds,
    "two clouds": lambda n, noise, rng: blobs(n, 2 * noise, rng),
    "rings": lambda n, noise, rng: _scaled(*rings(n, noise / 2, rng), 1.9, (0.0, 0.0)),
    "moons": lambda n, noise, rng: _scaled(*moons(n, noise / 2, rng), 1.4, (0.5, 0.25)),
    "two curves": lambda n, noise, rng: _scaled(*_curves(n, noise / 4, rng), 2.0, (0.0, 0.0)),
    "spirals": lambda n, noise, rng: _scaled(*spirals(n, noise / 6, rng), 2.3, (0.0, 0.0)),
}
"""Name to maker: ``maker(n, noise, rng) -> x (n, 2), y (n,)``, all of about the same size."""

FEATURES = {
    "x₁": lambda x: x[:, 0],
    "x₂": lambda x: x[:, 1],
    "x₁²": lambda x: x[:, 0] ** 2,
    "x₂²": lambda x: x[:, 1] ** 2,
    "x₁x₂": lambda x: x[:, 0] * x[:, 1],
    "radius": lambda x: np.hypot(x[:, 0], x[:, 1]),
    "sin 2x₁": lambda x: np.sin(2 * x[:, 0]),
    "sin 2x₂": lambda x: np.sin(2 * x[:, 1]),
}
"""Name to function: ``feature(x) -> (N,)``."""


def _curves(n, noise, rng):
    x, y = two_curves(n, rng)
    return x + rng.normal(0.0, noise, x.shape), y


def _scaled(x, y, factor, centre):
    return factor * (x - centre), y
