"""Penalties on large weights, added to a loss."""

import numpy as np

from dlcourse.nn.losses import Loss
from dlcourse.nn.parameter import Parameter


class Penalty:
    """A function of parameters, not of data, that is small where the weights are.

    `forward` returns the penalty, `backward` adds its gradient to each parameter. Parameters that
    are not trainable do not count. Give it to `Penalized`, or call both yourself in a loop of your
    own: ``backward`` after ``zero_grad``.

    Parameters
    ----------
    parameters : sequence of Parameter
        Usually the weights and not the biases:
        ``[p for p in model.parameters() if p.name == "W"]``.
    strength : float
        At least 0.

    Raises
    ------
    TypeError, ValueError
        If there are no parameters, or the strength is negative.
    """

    def __init__(self, parameters, strength):
        name = type(self).__name__
        self.parameters = list(parameters)
        for parameter in self.parameters:
            if not isinstance(parameter, Parameter):
                raise TypeError(
                    f"{name}: expected parameters, got {type(parameter).__name__}. "
                    "Pass model.parameters() or a list such as [layer.W]."
                )
        if not self.parameters:
            raise ValueError(f"{name}: expected at least one parameter, got none.")
        if not 0.0 <= strength < np.inf:
            raise ValueError(f"{name}: expected a strength >= 0, got {strength!r}.")
        self.strength = float(strength)

    def __repr__(self):
        return f"{type(self).__name__}({self.strength:g})"

    def forward(self):
        """Return the penalty as a float."""
        return self.strength * sum(self.size(p.value) for p in self.parameters if p.trainable)

    def backward(self):
        """Add ``dpenalty/dw`` to the gradient of each parameter."""
        for parameter in self.parameters:
            if parameter.trainable:
                parameter.grad += self.slope(parameter.value)

    def size(self, w):
        """Return the penalty of one array at strength 1."""
        raise NotImplementedError(f"{type(self).__name__} has no size yet.")

    def slope(self, w):
        """Return the gradient of the penalty of one array."""
        raise NotImplementedError(f"{type(self).__name__} has no slope yet.")


class L1(Penalty):
    """``strength * sum |w|``, with gradient ``strength * sign(w)``, 0 at 0.

    It pulls at small weights as hard as at large ones, so many of them end at zero.

    Parameters
    ----------
    parameters, strength
        See `Penalty`.

    Examples
    --------
    >>> w = Parameter([3.0, -1.0, 0.0], "w")
    >>> penalty = L1([w], 0.1)
    >>> penalty.forward()
    0.4
    >>> penalty.backward()
    >>> w.grad
    array([ 0.1, -0.1,  0. ])

    References
    ----------
    Tibshirani (1996), "Regression shrinkage and selection via the lasso".
    """

    def size(self, w):
        return float(np.abs(w).sum())

    def slope(self, w):
        return self.strength * np.sign(w)


class L2(Penalty):
    """``strength * sum w**2``, with gradient ``2 * strength * w``.

    It pulls at large weights most. With `SGD` it does what ``weight_decay=2 * strength`` does, but
    is part of the loss that is shown.

    Parameters
    ----------
    parameters, strength
        See `Penalty`.

    Examples
    --------
    >>> w = Parameter([3.0, -1.0], "w")
    >>> penalty = L2([w], 0.1)
    >>> penalty.forward()
    1.0
    >>> penalty.backward()
    >>> w.grad
    array([ 0.6, -0.2])

    References
    ----------
    Krogh and Hertz (1991), "A simple weight decay can improve generalization".
    """

    def size(self, w):
        return float(np.vdot(w, w))

    def slope(self, w):
        return 2.0 * self.strength * w


class Penalized(Loss):
    """A loss plus penalties, ``loss(prediction, target) + penalty_1 + penalty_2 + ...``.

    `backward` returns ``dL/dprediction`` as the loss does, and adds the gradients of the penalties
    to the parameters on the way, so it belongs after ``zero_grad``: `fit` does so.

    Parameters
    ----------
    loss : Loss
    *penalties : Penalty

    Raises
    ------
    TypeError
        If one of them is something else.

    Examples
    --------
    >>> from dlcourse.nn import Dense, MeanSquaredError
    >>> layer = Dense(1, 1, rng=np.random.default_rng(0))
    >>> layer.W.value = [[3.0]]
    >>> loss = Penalized(MeanSquaredError(), L2([layer.W], 0.5))
    >>> loss.forward(layer.forward([[1.0]]), [[1.0]])  # (3 - 1)**2 + 0.5 * 3**2
    8.5
    >>> dx = layer.backward(loss.backward())
    >>> layer.W.grad.item()  # 2 * (3 - 1) + 2 * 0.5 * 3
    7.0
    """

    def __init__(self, loss, *penalties):
        for thing, kind in [(loss, Loss), *((penalty, Penalty) for penalty in penalties)]:
            if not isinstance(thing, kind):
                raise TypeError(
                    f"Penalized: expected a {kind.__name__.lower()}, got {thing!r}. "
                    "Write Penalized(MeanSquaredError(), L2([layer.W], 0.01))."
                )
        self.loss, self.penalties = loss, penalties

    def __repr__(self):
        return f"Penalized({', '.join(map(repr, (self.loss, *self.penalties)))})"

    def forward(self, prediction, target):
        value = self.loss.forward(prediction, target)
        return value + sum(penalty.forward() for penalty in self.penalties)

    def backward(self):
        grad = self.loss.backward()
        for penalty in self.penalties:
            penalty.backward()
        return grad
