"""RMSProp."""

import numpy as np

from dlcourse.nn.optimizers.base import Optimizer


class RMSProp(Optimizer):
    """Steps divided by the recent size of the gradient: ``w <- w - lr * g / (sqrt(s) + eps)``.

    ``s`` is the running mean of ``g**2``, ``s <- alpha * s + (1 - alpha) * g**2``; so it forgets,
    where `Adagrad` does not. Centered: ``sqrt(s - m**2)`` with the running mean ``m`` of ``g``
    takes the place of ``sqrt(s)``. With momentum ``v <- momentum * v + g / (sqrt(s) + eps)`` and
    ``w <- w - lr * v``. All as in ``torch.optim.RMSprop``, where ``s``, ``m`` and ``v`` are called
    ``square_avg``, ``grad_avg`` and ``momentum_buffer``.

    Parameters
    ----------
    parameters : sequence of Parameter
    lr : float, default 0.01
    alpha : float, default 0.99
        Share of the running means that is kept, from 0 up to 1.
    momentum : float, default 0
        From 0 up to, but not including, 1.
    centered : bool, default False
    eps : float, default 1e-8
        Keeps a division by zero away.
    weight_decay, clip_norm
        See `Optimizer`.

    Examples
    --------
    >>> from dlcourse.nn import Parameter
    >>> w = Parameter([1.0, 1.0], "w")
    >>> w.grad = [5.0, -0.5]
    >>> RMSProp([w], lr=0.1, alpha=0.75).step()
    >>> w.value.round(4)  # s = g**2 / 4
    array([0.8, 1.2])

    References
    ----------
    Hinton (2012), "Neural networks for machine learning", lecture 6e; Graves (2013), "Generating
    sequences with recurrent neural networks", for the centered form.
    """

    remembers = ("squares", "mean", "velocity")

    def __init__(
        self,
        parameters,
        lr=0.01,
        alpha=0.99,
        momentum=0.0,
        centered=False,
        *,
        eps=1e-8,
        weight_decay=0.0,
        clip_norm=None,
    ):
        super().__init__(parameters, lr, weight_decay=weight_decay, clip_norm=clip_norm)
        self.alpha = self.expect(0 <= alpha < 1, "alpha", "from 0 up to 1", alpha)
        self.momentum = self.expect(0 <= momentum < 1, "momentum", "from 0 up to 1", momentum)
        self.centered = centered
        self.eps = self.expect(eps > 0, "eps", "a number > 0", eps)

    def update(self, grad, state, spare, steps):
        squares, mean, velocity = state["squares"], state["mean"], state["velocity"]
        np.multiply(grad, grad, out=spare)
        spare *= 1.0 - self.alpha
        squares *= self.alpha
        squares += spare  # s
        if self.centered:
            np.multiply(grad, 1.0 - self.alpha, out=spare)
            mean *= self.alpha
            mean += spare  # m
            np.multiply(mean, mean, out=spare)
            np.subtract(squares, spare, out=spare)
            np.maximum(spare, 0.0, out=spare)  # rounding could make it negative
            np.sqrt(spare, out=spare)
        else:
            np.sqrt(squares, out=spare)
        spare += self.eps
        grad /= spare
        if self.momentum:
            velocity *= self.momentum
            velocity += grad  # v
            grad[...] = velocity
        grad *= self.lr
