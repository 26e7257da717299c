"""What the playground of lesson 02 knows: data, features, a network, and how far it is trained.

Nothing in here draws. A :class:`Playground` never changes; training gives a new one.
"""

from dataclasses import dataclass, replace

import numpy as np

from dlcourse.lab.multilayer.playground_data import DATA, FEATURES
from dlcourse.nn import (
    SGD,
    BinaryCrossEntropy,
    Dense,
    Identity,
    LeakyReLU,
    NonFiniteError,
    ReLU,
    Sequential,
    Sigmoid,
    Swish,
    Tanh,
    fit,
)

POINTS = 200
BATCH = 20
MOMENTUM = 0.9

ACTIVATIONS = {
    "tanh": Tanh,
    "sigmoid": Sigmoid,
    "ReLU": ReLU,
    "leaky ReLU": LeakyReLU,
    "swish": Swish,
    "linear": Identity,
}


@dataclass(frozen=True, eq=False)
class Run:
    """How far a network is trained.

    ``recipe`` says what the weights were made for, see `Playground.recipe`. ``losses`` and
    ``new_losses`` hold one number for each epoch: on the training points and on the new points.
    ``diverged`` is True once the loss was no longer a number.
    """

    recipe: tuple
    weights: tuple
    losses: tuple = ()
    new_losses: tuple = ()
    diverged: bool = False


@dataclass(frozen=True)
class Playground:
    """All that the reader can choose, and the training so far."""

    data: str = "rings"
    noise: float = 0.15
    draw: int = 0
    features: tuple = ("x₁", "x₂")
    layers: int = 1
    neurons: int = 4
    activation: str = "tanh"
    learning_rate: float = 0.03
    regularisation: float = 0.0
    start: int = 0
    trained: Run | None = None

    @property
    def recipe(self):
        """What the weights depend on; learning rate and regularisation may change on the way."""
        data = (self.data, self.noise, self.draw)
        return (*data, self.features, self.widths, self.activation, self.start)

    @property
    def widths(self):
        """Numbers of inputs, of neurons in each hidden layer, and of outputs."""
        return (len(self.features), *[self.neurons] * self.layers, 1)

    @property
    def run(self):
        """The training so far: none yet if it was done for another recipe.

        Examples
        --------
        >>> trained = train(Playground(neurons=2), epochs=3)
        >>> len(trained.run.losses), len(replace(trained, neurons=3).run.losses)
        (3, 0)
        """
        if self.trained is not None and self.trained.recipe == self.recipe:
            return self.trained
        parameters = _untrained(self).parameters()
        return Run(self.recipe, tuple(parameter.value for parameter in parameters))

    @property
    def epochs(self):
        return len(self.run.losses)


def points(state):
    """The training points and as many new ones, ``(x, y), (new_x, new_y)``, classes 0 and 1."""
    rng = np.random.default_rng(state.draw)
    make = DATA[state.data]
    return make(POINTS, state.noise, rng), make(POINTS, state.noise, rng)


def features_of(state, x):
    """What the network sees of x: (N, 2) gives (N, number of features).

    Examples
    --------
    >>> features_of(Playground(features=("x₁²", "x₁x₂")), np.array([[2.0, 3.0]]))
    array([[4., 6.]])
    """
    return np.stack([FEATURES[name](x) for name in state.features], axis=1)


def network(state):
    """The network as trained so far; its output is a score, positive for class 1."""
    model = _untrained(state)
    for parameter, value in zip(model.parameters(), state.run.weights, strict=True):
        parameter.value = value
    return model


def train(state, epochs):
    """The state after so many more epochs; unchanged weights if training diverges."""
    run = state.run
    if run.diverged:
        return replace(state, trained=run)
    (x, y), (new_x, new_y) = points(state)
    model = network(state)
    optimizer = SGD(
        model.parameters(),
        lr=state.learning_rate,
        momentum=MOMENTUM,
        weight_decay=state.regularisation,
    )
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            history = fit(
                model,
                BinaryCrossEntropy(from_logits=True),
                optimizer,
                features_of(state, x),
                y[:, None],
                epochs=epochs,
                batch_size=BATCH,
                validation=(features_of(state, new_x), new_y[:, None]),
                rng=np.random.default_rng([state.start, state.epochs]),
                progress=False,
            )
    except NonFiniteError:
        return replace(state, trained=replace(run, diverged=True))
    weights = tuple(parameter.value for parameter in model.parameters())
    losses = run.losses + tuple(history["loss"])
    new_losses = run.new_losses + tuple(history["val_loss"])
    return replace(state, trained=Run(run.recipe, weights, losses, new_losses))


def _untrained(state):
    rng = np.random.default_rng(state.start)
    layers = []
    for inputs, neurons in zip(state.widths[:-1], state.widths[1:], strict=True):
        layers += [Dense(inputs, neurons, rng=rng), ACTIVATIONS[state.activation]()]
    return Sequential(*layers[:-1])
