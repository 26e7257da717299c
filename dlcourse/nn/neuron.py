"""One unit alone: the perceptron of 1957 and the neuron of today."""

import numpy as np

from dlcourse.nn.activations import Sigmoid
from dlcourse.nn.errors import ShapeError, TargetError
from dlcourse.nn.initializers import expect_rng
from dlcourse.nn.shapes import expect_array, expect_shape


class Unit:
    """What perceptron and neuron share: weights, a bias and the weighted sum ``z = w . x + b``."""

    def __init__(self, weights, bias=0.0):
        name = type(self).__name__
        self.weights = np.array(expect_shape(weights, ("D",), f"{name} weights"))
        self.bias = float(bias)

    def __repr__(self):
        return f"{type(self).__name__}(weights={self.weights.tolist()}, bias={self.bias:g})"

    def __call__(self, x):
        return self.forward(x)

    def weighted_sum(self, x):
        """Multiply and add: ``z = w . x + b``.

        Parameters
        ----------
        x : (D,) or (N, D)

        Returns
        -------
        float or (N,)
        """
        what, width = f"{type(self).__name__} input", len(self.weights)
        x = expect_array(x, what)
        if x.ndim not in (1, 2) or x.shape[-1] != width:
            raise ShapeError(f"{what}: expected ({width},) or (N, {width}), got {x.shape}.")
        z = x @ self.weights + self.bias  # (N, D) @ (D,) -> (N,)
        return float(z) if x.ndim == 1 else z


class Perceptron(Unit):
    """Rosenblatt's perceptron: 1 if ``w . x + b > 0``, else 0.

    Parameters
    ----------
    weights : (D,)
    bias : float, default 0

    Examples
    --------
    >>> x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    >>> perceptron = Perceptron([0.0, 0.0])
    >>> perceptron.fit(x, [0, 0, 0, 1], epochs=20)
    [1, 3, 3, 2, 1, 0]
    >>> perceptron.forward(x)
    array([0, 0, 0, 1])

    References
    ----------
    Rosenblatt (1958), "The perceptron".
    """

    def forward(self, x):
        """Return 0 or 1 for x (D,), an array of them for x (N, D)."""
        z = self.weighted_sum(x)
        return int(z > 0) if isinstance(z, float) else (z > 0).astype(int)

    def fit(self, x, y, *, lr=1.0, epochs=100, rng=None):
        """Learn by the perceptron rule: ``w += lr (y - output) x`` and ``b += lr (y - output)``.

        Stops after the first epoch without a mistake.

        Parameters
        ----------
        x : (N, D)
        y : (N,)
            0 or 1.
        lr : float, default 1
        epochs : int, default 100
        rng : numpy.random.Generator, optional
            Shuffles the examples before each epoch; without it they keep their order.

        Returns
        -------
        list of int
            Mistakes in each epoch.
        """
        x = expect_shape(x, ("N", len(self.weights)), "Perceptron.fit x")
        y = expect_shape(y, (len(x),), "Perceptron.fit y")
        if not np.isin(y, (0, 1)).all():
            raise TargetError("Perceptron.fit y: expected only 0 and 1, got other values.")
        mistakes = []
        for _ in range(epochs):
            order = range(len(x)) if rng is None else expect_rng(rng, "fit").permutation(len(x))
            mistakes.append(sum(self._learn(x[i], y[i], lr) for i in order))
            if mistakes[-1] == 0:
                break
        return mistakes

    def _learn(self, x, y, lr):
        """Learn from one example, x (D,); return whether it was a mistake."""
        error = y - self.forward(x)  # -1, 0 or 1
        self.weights += lr * error * x
        self.bias += lr * error
        return bool(error)


class Neuron(Unit):
    """A neuron: multiply, add, activate.

    Parameters
    ----------
    weights : (D,)
    bias : float, default 0
    activation : callable, default ``Sigmoid()``
        From z to y, such as a layer without parameters.

    Examples
    --------
    >>> neuron = Neuron([0, 1], bias=4)
    >>> neuron.weighted_sum([2, 3])
    7.0
    >>> round(neuron.forward([2, 3]), 5)
    0.99909

    References
    ----------
    Deck 000, "A neuron".
    """

    def __init__(self, weights, bias=0.0, activation=None):
        super().__init__(weights, bias)
        self.activation = activation or Sigmoid()

    def forward(self, x):
        """Return the output, a float for x (D,), an array (N,) for x (N, D)."""
        z = self.weighted_sum(x)
        return float(self.activation(z)) if isinstance(z, float) else self.activation(z)
