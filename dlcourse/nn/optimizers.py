"""Optimizers: from gradients to new parameters."""

import math

import numpy as np

from dlcourse.nn.errors import NonFiniteError
from dlcourse.nn.parameter import Parameter


class Optimizer:
    """The base of all optimizers.

    Parameters
    ----------
    parameters : sequence of Parameter
        Usually ``model.parameters()``.
    lr : float
        Learning rate; may be changed between steps.
    weight_decay : float, default 0
        Adds ``weight_decay * value`` to each gradient: the gradient of an L2 penalty.
    clip_norm : float, optional
        If the norm of all gradients together is larger, shrink them to this norm.

    Notes
    -----
    A subclass writes `start` and `update`.

    Raises
    ------
    NonFiniteError
        If a gradient is NaN or infinite when `step` is called. No parameter has changed then.
    """

    def __init__(self, parameters, lr, *, weight_decay=0.0, clip_norm=None):
        self.parameters = list(parameters)
        for parameter in self.parameters:
            if not isinstance(parameter, Parameter):
                raise TypeError(
                    f"{type(self).__name__}: expected parameters, got {type(parameter).__name__}. "
                    "Pass model.parameters()."
                )
        if not self.parameters:
            raise ValueError(f"{type(self).__name__}: expected at least one parameter, got none.")
        self.lr = self.expect(lr > 0, "lr", "a number > 0", lr)
        self.weight_decay = self.expect(
            weight_decay >= 0, "weight_decay", "a number >= 0", weight_decay
        )
        self.clip_norm = clip_norm
        if clip_norm is not None:
            self.expect(clip_norm > 0, "clip_norm", "a number > 0 or None", clip_norm)
        self.states = {}

    def expect(self, is_right, name, wanted, value):
        """Return ``value`` if it is right, else raise a ValueError that names it."""
        if not is_right:
            raise ValueError(
                f"{type(self).__name__}: expected {name} to be {wanted}, got {value!r}."
            )
        return value

    def zero_grad(self):
        """Set all gradients to zero: `Layer.backward` adds to them."""
        for parameter in self.parameters:
            parameter.zero_grad()

    def step(self):
        """Change each trainable parameter by its gradient."""
        shrink = self.clip_factor()
        for position, parameter in enumerate(self.parameters):
            if not parameter.trainable:
                continue
            if position not in self.states:
                self.states[position] = self.start(parameter)
            grad = parameter.grad
            if shrink < 1.0:
                grad = grad * shrink
            if self.weight_decay:
                grad = grad + self.weight_decay * parameter.value
            self.update(parameter, grad, self.states[position])

    def start(self, parameter):
        """Return the arrays to be kept for a parameter, as a dictionary."""
        raise NotImplementedError(f"{type(self).__name__} has no start yet.")

    def update(self, parameter, grad, state):
        """Change ``parameter.value`` in place, and leave ``grad`` as it is."""
        raise NotImplementedError(f"{type(self).__name__} has no update yet.")

    def clip_factor(self):
        """Return what to multiply all gradients with: 1, or less to keep ``clip_norm``."""
        grads = [parameter.grad for parameter in self.parameters if parameter.trainable]
        squares = sum(float(np.vdot(grad, grad)) for grad in grads)
        if not squares < np.inf:
            self.expect_finite()
        if self.clip_norm is None:
            return 1.0
        return min(1.0, self.clip_norm / (math.sqrt(squares) + 1e-6))

    def expect_finite(self):
        """Raise a `NonFiniteError` that names the first gradient with NaN or infinity in it."""
        for parameter in self.parameters:
            if parameter.trainable and not np.isfinite(parameter.grad).all():
                raise NonFiniteError(
                    f"{type(self).__name__}: the gradient of {parameter.name}, shape "
                    f"{parameter.shape}, is not finite. Lower the learning rate or set clip_norm."
                )


class SGD(Optimizer):
    """Stochastic gradient descent, ``w <- w - lr * g``, with momentum if wanted.

    With momentum a velocity remembers earlier steps, ``v <- momentum * v + g``, and the step is
    ``w <- w - lr * v``. Nesterov looks one step ahead: ``w <- w - lr * (g + momentum * v)``. All as
    in ``torch.optim.SGD``, clipping as in ``torch.nn.utils.clip_grad_norm_``.

    Parameters
    ----------
    parameters : sequence of Parameter
    lr : float
    momentum : float, default 0
        From 0 up to, but not including, 1.
    nesterov : bool, default False
    weight_decay, clip_norm
        See `Optimizer`.

    Examples
    --------
    >>> w = Parameter([1.0], "w")
    >>> optimizer = SGD([w], lr=0.1)
    >>> w.grad += 2.0
    >>> optimizer.step()
    >>> w.value
    array([0.8])

    References
    ----------
    Deck 001, "Gradient descent"; Sutskever et al. (2013) for Nesterov's momentum.
    """

    def __init__(
        self, parameters, lr, momentum=0.0, nesterov=False, *, weight_decay=0.0, clip_norm=None
    ):
        super().__init__(parameters, lr, weight_decay=weight_decay, clip_norm=clip_norm)
        self.momentum = self.expect(0 <= momentum < 1, "momentum", "from 0 up to 1", momentum)
        self.nesterov = nesterov
        if nesterov and momentum == 0:
            raise ValueError("SGD: nesterov=True needs a momentum > 0, such as momentum=0.9.")

    def start(self, parameter):
        return {"velocity": np.zeros_like(parameter.value), "step": np.empty_like(parameter.value)}

    def update(self, parameter, grad, state):
        velocity, step = state["velocity"], state["step"]
        if self.momentum:
            velocity *= self.momentum
            velocity += grad
            grad = grad + self.momentum * velocity if self.nesterov else velocity
        np.multiply(grad, self.lr, out=step)
        value = parameter.value
        value -= step
