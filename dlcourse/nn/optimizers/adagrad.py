"""Adagrad."""

import numpy as np

from dlcourse.nn.optimizers.base import Optimizer


class Adagrad(Optimizer):
    """Smaller steps for weights that have moved much: ``w <- w - lr * g / (sqrt(s) + eps)``.

    Here ``s <- s + g**2`` adds up all squares so far, so steps only ever shrink. All as in
    ``torch.optim.Adagrad``, where ``s`` is called ``sum``.

    Parameters
    ----------
    parameters : sequence of Parameter
    lr : float, default 0.01
    lr_decay : float, default 0
        Step number ``t = 1, 2, ...`` uses ``lr / (1 + (t - 1) * lr_decay)``.
    eps : float, default 1e-10
        Keeps a division by zero away.
    weight_decay, clip_norm
        See `Optimizer`.

    Examples
    --------
    The first step has the same length whatever the gradient is:

    >>> from dlcourse.nn import Parameter
    >>> w = Parameter([1.0, 1.0], "w")
    >>> w.grad = [5.0, -0.5]
    >>> Adagrad([w], lr=0.1).step()
    >>> w.value
    array([0.9, 1.1])

    References
    ----------
    Duchi, Hazan and Singer (2011), "Adaptive subgradient methods for online learning and stochastic
    optimization".
    """

    remembers = ("squares",)

    def __init__(
        self, parameters, lr=0.01, lr_decay=0.0, *, eps=1e-10, weight_decay=0.0, clip_norm=None
    ):
        super().__init__(parameters, lr, weight_decay=weight_decay, clip_norm=clip_norm)
        self.lr_decay = self.expect(lr_decay >= 0, "lr_decay", "a number >= 0", lr_decay)
        self.eps = self.expect(eps > 0, "eps", "a number > 0", eps)

    def update(self, grad, state, spare, steps):
        squares = state["squares"]
        np.multiply(grad, grad, out=spare)
        squares += spare  # s <- s + g**2
        np.sqrt(squares, out=spare)
        spare += self.eps
        grad /= spare
        grad *= self.lr / (1.0 + (steps - 1) * self.lr_decay)
