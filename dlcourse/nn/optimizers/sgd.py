"""Stochastic gradient descent."""

import numpy as np

from dlcourse.nn.optimizers.base import Optimizer


class SGD(Optimizer):
    """Stochastic gradient descent, ``w <- w - lr * g``, with momentum if wanted.

    With momentum a velocity remembers earlier steps, ``v <- momentum * v + g``, and the step is
    ``w <- w - lr * v``. Nesterov looks one step ahead: ``w <- w - lr * (g + momentum * v)``. All as
    in ``torch.optim.SGD``, where ``v`` is called ``momentum_buffer``.

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
    >>> from dlcourse.nn import Parameter
    >>> w = Parameter([1.0], "w")
    >>> optimizer = SGD([w], lr=0.1)
    >>> w.grad += 2.0
    >>> optimizer.step()
    >>> w.value
    array([0.8])

    References
    ----------
    Deck 001, "Gradient descent"; Sutskever et al. (2013), "On the importance of initialization and
    momentum in deep learning", for Nesterov's momentum.
    """

    remembers = ("velocity",)

    def __init__(
        self, parameters, lr, momentum=0.0, nesterov=False, *, weight_decay=0.0, clip_norm=None
    ):
        super().__init__(parameters, lr, weight_decay=weight_decay, clip_norm=clip_norm)
        self.momentum = self.expect(0 <= momentum < 1, "momentum", "from 0 up to 1", momentum)
        self.nesterov = nesterov
        if nesterov and momentum == 0:
            raise ValueError("SGD: nesterov=True needs a momentum > 0, such as momentum=0.9.")

    def update(self, grad, state, spare, steps):
        if self.momentum:
            velocity = state["velocity"]
            velocity *= self.momentum
            velocity += grad  # v <- momentum * v + g
            if self.nesterov:
                np.multiply(velocity, self.momentum, out=spare)
                grad += spare  # g + momentum * v
            else:
                grad[...] = velocity
        grad *= self.lr
