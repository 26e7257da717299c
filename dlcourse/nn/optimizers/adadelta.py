"""Adadelta."""

import numpy as np

from dlcourse.nn.optimizers.base import Optimizer


class Adadelta(Optimizer):
    """Steps measured by earlier steps, ``w <- w - lr * d``.

    Here ``d = g * sqrt(c + eps) / sqrt(s + eps)``. ``s`` is the running mean of ``g**2``,
    ``s <- rho * s + (1 - rho) * g**2``, and ``c`` that of ``d**2``, updated after ``d`` is
    computed. So a step has the unit of the weight, and needs no learning rate of its own. All as in
    ``torch.optim.Adadelta``, where ``s`` is called ``square_avg`` and ``c`` is ``acc_delta``.

    Parameters
    ----------
    parameters : sequence of Parameter
    lr : float, default 1
    rho : float, default 0.9
        Share of the running means that is kept, from 0 up to 1.
    eps : float, default 1e-6
        Also what the first steps start from.
    weight_decay, clip_norm
        See `Optimizer`.

    Examples
    --------
    >>> from dlcourse.nn import Parameter
    >>> w = Parameter([1.0, 1.0], "w")
    >>> w.grad = [5.0, -0.5]
    >>> Adadelta([w]).step()
    >>> (1.0 - w.value).round(5)  # sqrt(1e-6 / 0.1) for both
    array([ 0.00316, -0.00316])

    References
    ----------
    Zeiler (2012), "ADADELTA: an adaptive learning rate method".
    """

    remembers = ("squares", "changes")

    def __init__(self, parameters, lr=1.0, rho=0.9, *, eps=1e-6, weight_decay=0.0, clip_norm=None):
        super().__init__(parameters, lr, weight_decay=weight_decay, clip_norm=clip_norm)
        self.rho = self.expect(0 <= rho < 1, "rho", "from 0 up to 1", rho)
        self.eps = self.expect(eps > 0, "eps", "a number > 0", eps)

    def update(self, grad, state, spare, steps):
        squares, changes = state["squares"], state["changes"]
        self.follow(squares, grad, spare)  # s
        np.add(changes, self.eps, out=spare)
        np.sqrt(spare, out=spare)
        grad *= spare
        np.add(squares, self.eps, out=spare)
        np.sqrt(spare, out=spare)
        grad /= spare  # d
        self.follow(changes, grad, spare)  # c
        grad *= self.lr

    def follow(self, mean, x, spare):
        """Move a running mean of squares: ``mean <- rho * mean + (1 - rho) * x**2``."""
        np.multiply(x, x, out=spare)
        spare *= 1.0 - self.rho
        mean *= self.rho
        mean += spare
