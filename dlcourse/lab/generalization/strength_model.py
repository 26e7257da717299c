"""A small network on a few noisy points, with three ways to hold it back.

Nothing in here draws. Training is quick and depends on nothing but the state, so each state is
trained once and remembered.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dlcourse.data import moons
from dlcourse.nn import (
    L2,
    Adam,
    BinaryCrossEntropy,
    Dense,
    Dropout,
    Penalized,
    ReLU,
    Sequential,
    fit,
)

NOISE = 0.3
NEW_POINTS = 280
EPOCHS = 150


@dataclass(frozen=True)
class Strength:
    """What the reader can choose: capacity, two strengths, and how many points there are."""

    neurons: int = 30
    l2: float = 0.0
    rate: float = 0.0
    points: int = 60
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Trained:
    """A trained network and its two loss curves, one number for each epoch."""

    model: Sequential
    training: tuple
    new: tuple

    @property
    def best(self):
        """The epoch, counted from 1, with the lowest loss on new points."""
        return int(np.argmin(self.new)) + 1


def points(state):
    """The training points and 280 new ones, ``(x, y), (new_x, new_y)``, y as a column."""
    rng = np.random.default_rng(state.seed)
    pairs = moons(state.points, NOISE, rng), moons(NEW_POINTS, NOISE, rng)
    return tuple((x, y[:, np.newaxis].astype(float)) for x, y in pairs)


@lru_cache(maxsize=64)
def trained(state):
    """Train the network of a state from its first weights.

    Both curves hold the loss alone, without penalty and without dropout, measured after the epoch.
    """
    (x, y), new = points(state)
    rng = np.random.default_rng(state.seed + 1000)
    model = Sequential(
        Dense(2, state.neurons, rng=rng),
        ReLU(),
        Dropout(state.rate, rng=rng),
        Dense(state.neurons, state.neurons, rng=rng),
        ReLU(),
        Dropout(state.rate, rng=rng),
        Dense(state.neurons, 1, rng=rng),
    )
    measure = BinaryCrossEntropy(from_logits=True)
    weights = [parameter for parameter in model.parameters() if parameter.name == "W"]
    loss = Penalized(BinaryCrossEntropy(from_logits=True), L2(weights, state.l2))
    curves = [], []

    def note(run):
        for curve, (inputs, targets) in zip(curves, ((x, y), new), strict=True):
            curve.append(measure(model(inputs), targets))

    optimizer = Adam(model.parameters(), lr=0.01)
    fit(
        model, loss, optimizer, x, y, epochs=EPOCHS, callbacks=[note], rng=rng, progress=False
    )  # batches of 32: two an epoch
    return Trained(model, *map(tuple, curves))


def shares_right(state):
    """Shares of the training points and of the new points on the right side of the boundary."""
    model = trained(state).model
    return tuple(float(np.mean((model(x) > 0) == y)) for x, y in points(state))
