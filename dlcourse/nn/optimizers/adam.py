"""Adam."""

import math

import numpy as np

from dlcourse.nn.optimizers.base import Optimizer


class Adam(Optimizer):
    """Momentum, and steps divided by the recent size of the gradient.

    The running means ``m <- beta1 * m + (1 - beta1) * g`` and
    ``s <- beta2 * s + (1 - beta2) * g**2`` start at zero and are too small at first. Divided by
    ``1 - beta1**t`` and ``1 - beta2**t`` at step ``t = 1, 2, ...`` they are right, and the step is
    ``w <- w - lr * m / (sqrt(s) + eps)``. All as in ``torch.optim.Adam``, where ``m`` is called
    ``exp_avg`` and ``s`` is ``exp_avg_sq``.

    Parameters
    ----------
    parameters : sequence of Parameter
    lr : float, default 0.001
    betas : (float, float), default (0.9, 0.999)
        Share of each running mean that is kept, from 0 up to 1.
    eps : float, default 1e-8
        Keeps a division by zero away.
    weight_decay, clip_norm
        See `Optimizer`.

    Examples
    --------
    The first step has the length ``lr`` whatever the gradient is:

    >>> from dlcourse.nn import Parameter
    >>> w = Parameter([1.0, 1.0], "w")
    >>> w.grad = [5.0, -0.5]
    >>> Adam([w], lr=0.1).step()
    >>> w.value.round(6)
    array([0.9, 1.1])

    References
    ----------
    Kingma and Ba (2015), "Adam: a method for stochastic optimization".
    """

    remembers = ("mean", "squares")

    def __init__(
        self,
        parameters,
        lr=0.001,
        betas=(0.9, 0.999),
        *,
        eps=1e-8,
        weight_decay=0.0,
        clip_norm=None,
    ):
        super().__init__(parameters, lr, weight_decay=weight_decay, clip_norm=clip_norm)
        beta1, beta2 = betas
        for beta in (beta1, beta2):
            self.expect(0 <= beta < 1, "betas", "two numbers from 0 up to 1", betas)
        self.betas = beta1, beta2
        self.eps = self.expect(eps > 0, "eps", "a number > 0", eps)

    def update(self, grad, state, spare, steps):
        mean, squares = state["mean"], state["squares"]
        beta1, beta2 = self.betas
        grad *= 1.0 - beta1
        mean *= beta1
        mean += grad  # m
        grad *= grad  # ((1 - beta1) * g)**2
        grad *= (1.0 - beta2) / (1.0 - beta1) ** 2
        squares *= beta2
        squares += grad  # s
        right1, right2 = 1.0 - beta1**steps, math.sqrt(1.0 - beta2**steps)
        np.sqrt(squares, out=grad)
        grad += self.eps * right2  # both sides of the fraction times right2, which saves a pass
        np.divide(mean, grad, out=grad)
        grad *= self.lr * right2 / right1
