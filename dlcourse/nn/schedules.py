"""Learning rates that change while the network learns.

A schedule is a function from the time ``t``, the number of epochs or batches that are done (0 at
the start), to the learning rate of the next one. It depends on ``t`` alone, so a resumed run goes
on where it was. `LearningRate` is the callback that applies it.
"""

import math

from dlcourse.nn.callbacks import Callback
from dlcourse.nn.counts import expect_count


class StepDecay:
    """Multiply by ``factor`` every ``length`` steps: ``lr * factor**(t // length)``.

    As ``torch.optim.lr_scheduler.StepLR``.

    Parameters
    ----------
    lr : float
    length : int
    factor : float, default 0.1
        Above 0, up to 1.

    Examples
    --------
    >>> rate = StepDecay(0.8, length=2, factor=0.5)
    >>> [rate(t) for t in range(5)]
    [0.8, 0.8, 0.4, 0.4, 0.2]

    References
    ----------
    Krizhevsky, Sutskever and Hinton (2012) divided by 10, by hand, when learning stalled.
    """

    def __init__(self, lr, length, factor=0.1):
        self.lr = expect_rate(lr, "StepDecay: lr")
        self.length = expect_count(length, "StepDecay: length")
        if not 0.0 < factor <= 1.0:
            raise ValueError(f"StepDecay: expected factor above 0, up to 1, got {factor!r}.")
        self.factor = float(factor)

    def __call__(self, t):
        return self.lr * self.factor ** (t // self.length)


class CosineDecay:
    """Go down half a cosine wave: ``end + (lr - end) * (1 + cos(pi * t / length)) / 2``.

    It stays at ``end`` afterwards. As ``torch.optim.lr_scheduler.CosineAnnealingLR`` up to there.

    Parameters
    ----------
    lr : float
    length : int
        Steps until ``end`` is reached, usually all there are.
    end : float, default 0

    Examples
    --------
    >>> rate = CosineDecay(1.0, length=4)
    >>> [round(rate(t), 4) for t in range(6)]
    [1.0, 0.8536, 0.5, 0.1464, 0.0, 0.0]

    References
    ----------
    Loshchilov and Hutter (2017), "SGDR: stochastic gradient descent with warm restarts".
    """

    def __init__(self, lr, length, end=0.0):
        self.lr = expect_rate(lr, "CosineDecay: lr")
        self.length = expect_count(length, "CosineDecay: length")
        if not 0.0 <= end <= lr:
            raise ValueError(f"CosineDecay: expected end from 0 to lr, got {end!r}.")
        self.end = float(end)

    def __call__(self, t):
        share = min(t / self.length, 1.0)
        return self.end + (self.lr - self.end) * (1.0 + math.cos(math.pi * share)) / 2.0


class WarmUp:
    """Rise in a straight line over ``length`` steps, then follow another schedule.

    Step ``t < length`` uses ``(t + 1) / (length + 1)`` of the first rate of the other schedule;
    from there on it is ``then(t - length)``.

    Parameters
    ----------
    length : int
    then : schedule or float
        A number is a learning rate that stays.

    Examples
    --------
    >>> rate = WarmUp(3, then=StepDecay(0.8, length=2, factor=0.5))
    >>> [round(rate(t), 4) for t in range(7)]
    [0.2, 0.4, 0.6, 0.8, 0.8, 0.4, 0.4]
    >>> WarmUp(1, then=0.5)(100)
    0.5

    References
    ----------
    Goyal et al. (2017), "Accurate, large minibatch SGD: training ImageNet in 1 hour".
    """

    def __init__(self, length, then):
        self.length = expect_count(length, "WarmUp: length")
        if not callable(then):
            rate = expect_rate(then, "WarmUp: then")
            self.then = lambda t: rate
        else:
            self.then = then

    def __call__(self, t):
        if t < self.length:
            return self.then(0) * (t + 1) / (self.length + 1)
        return self.then(t - self.length)


class LearningRate(Callback):
    """Sets the learning rate of the optimizer before every epoch, or every batch.

    The `History` gets a series ``"lr"``: the learning rate of the last batch of each epoch.

    Parameters
    ----------
    schedule : callable
        From the number of epochs (or batches) that are done to a learning rate: `StepDecay`,
        `CosineDecay`, `WarmUp` or a function of your own.
    per : {"epoch", "batch"}, default "epoch"

    Raises
    ------
    TypeError, ValueError
        If the schedule cannot be called, or ``per`` is neither.

    Examples
    --------
    >>> import numpy as np
    >>> from dlcourse.nn import SGD, Dense, MeanSquaredError, fit
    >>> rng = np.random.default_rng(0)
    >>> x, model = rng.normal(size=(20, 1)), Dense(1, 1, rng=rng)
    >>> history = fit(
    ...     model, MeanSquaredError(), SGD(model.parameters(), lr=0.1), x, 2 * x,
    ...     epochs=3, callbacks=[LearningRate(StepDecay(0.1, 2, 0.5))], rng=rng, progress=False,
    ... )
    >>> history["lr"]
    [0.1, 0.1, 0.05]
    """

    def __init__(self, schedule, per="epoch"):
        if not callable(schedule):
            raise TypeError(
                f"LearningRate: expected a schedule, such as StepDecay(0.1, length=10), or a "
                f"function of one number, got {schedule!r}."
            )
        if per not in ("epoch", "batch"):
            raise ValueError(f'LearningRate: expected per "epoch" or "batch", got {per!r}.')
        self.schedule, self.per = schedule, per

    def on_train_begin(self, run):
        run.optimizer.lr = self.schedule(0)

    def on_batch_end(self, run):
        run.logs["lr"] = run.optimizer.lr
        if self.per == "batch":
            run.optimizer.lr = self.schedule(run.iteration)

    def on_epoch_end(self, run):
        if self.per == "epoch":
            run.optimizer.lr = self.schedule(run.epoch)


def expect_rate(lr, what):
    """Return a learning rate as a float, if it is a number above 0.

    Examples
    --------
    >>> expect_rate(0, "StepDecay: lr")
    Traceback (most recent call last):
    ValueError: StepDecay: lr: expected a number > 0, got 0.
    """
    if not lr > 0.0:
        raise ValueError(f"{what}: expected a number > 0, got {lr!r}.")
    return float(lr)
