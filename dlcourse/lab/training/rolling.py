"""Let a ball roll: steps of an optimizer on a loss surface of two weights."""

import numpy as np

from dlcourse.nn import SGD, Adadelta, Adagrad, Adam, Parameter, RMSProp

OPTIMIZERS = {
    "SGD": lambda w, rate: SGD(w, lr=rate),
    "momentum": lambda w, rate: SGD(w, lr=rate, momentum=0.9),
    "Adagrad": lambda w, rate: Adagrad(w, lr=rate),
    "Adadelta": lambda w, rate: Adadelta(w, lr=rate),
    "RMSProp": lambda w, rate: RMSProp(w, lr=rate, alpha=0.9),
    "Adam": lambda w, rate: Adam(w, lr=rate),
}
"""Name to maker: ``maker(parameters, rate) -> Optimizer``. All else is as in the lesson."""

FAR = 1e3
"""A ball as far away as this is gone."""


def roll(surface, optimizer, rate, steps, *, noise=0.0, seed=0):
    """Return the places of a ball, (S + 1, 2), the start first.

    Parameters
    ----------
    surface : Surface
    optimizer : str
        A name in `OPTIMIZERS`.
    rate : float
    steps : int
        Fewer are taken if the ball gets further away than `FAR`.
    noise : float
        Standard deviation of what is added to each gradient, as small batches would.
    seed : int
        Of the noise.

    Examples
    --------
    >>> from dlcourse.lab.training.surfaces import SURFACES
    >>> roll(SURFACES["bowl"], "SGD", 0.5, steps=2)
    array([[-2.5  ,  1.5  ],
           [-1.25 ,  0.75 ],
           [-0.625,  0.375]])
    """
    rng = np.random.default_rng(seed)
    ball = Parameter(np.array(surface.start), "ball")
    stepper = OPTIMIZERS[optimizer]([ball], rate)
    path = [ball.value.copy()]
    while len(path) <= steps and np.abs(path[-1]).max() < FAR:
        ball.grad = np.array(surface.gradient(*ball.value)) + noise * rng.normal(size=2)
        stepper.step()
        path.append(ball.value.copy())
    return np.array(path)
