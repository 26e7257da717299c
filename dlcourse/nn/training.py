"""The training loop."""

import math

import numpy as np

from dlcourse.nn.callbacks import as_callback
from dlcourse.nn.errors import NonFiniteError
from dlcourse.nn.evaluation import evaluate, expect_examples, measure
from dlcourse.nn.history import History
from dlcourse.nn.initializers import expect_rng
from dlcourse.nn.progress import Progress


class TrainingRun:
    """What callbacks see: the state of a training that is under way.

    Attributes
    ----------
    model, loss, optimizer, rng, callbacks
        As given to `fit`; the callbacks in the order in which they are told.
    history : History
    epochs, iterations : int
        How many there will be, if nothing stops the run.
    epoch, iteration : int
        The current ones, counted from 1; 0 before the first.
    logs : dict
        From name to number: the running mean of the loss during an epoch, all numbers at its end.
    """

    def __init__(self, model, loss, optimizer, rng, callbacks, epochs, iterations):
        self.model, self.loss, self.optimizer = model, loss, optimizer
        self.rng, self.callbacks = rng, callbacks
        self.epochs, self.iterations = epochs, iterations
        self.epoch = self.iteration = 0
        self.logs = {}
        self.history = History()

    @property
    def stopping(self):
        return self.history.stopped is not None

    def stop(self, reason):
        """End training after this epoch; the reason stands in ``history.stopped``."""
        self.history.stopped = reason

    def tell(self, event):
        """Call a method of every callback."""
        for callback in self.callbacks:
            getattr(callback, event)(self)


def fit(
    model,
    loss,
    optimizer,
    x,
    y,
    *,
    epochs,
    batch_size=32,
    validation=None,
    callbacks=(),
    metrics=(),
    rng,
    progress=True,
):
    """Train a model by mini-batches and return what happened.

    Each epoch goes through the examples once, in a new order. A batch is one iteration: forward,
    loss, backward, step of the optimizer.

    Parameters
    ----------
    model : Layer
    loss : Loss
    optimizer : Optimizer
        Made with ``model.parameters()``.
    x, y : array_like
        Examples and targets along the first axis, N of each.
    epochs : int
    batch_size : int, default 32
        The last batch of an epoch may be smaller.
    validation : (x, y), optional
        Adds ``val_loss`` and ``val_`` metrics, measured after each epoch.
    callbacks : sequence of Callback or function
    metrics : sequence of function
        ``metric(prediction, target) -> float``, such as `accuracy`. On the training data they use
        the predictions made while the epoch ran.
    rng : numpy.random.Generator
        Orders the examples.
    progress : bool, default True
        Show a progress line.

    Returns
    -------
    History
        Has ``"loss"``, the mean over the epoch, and what else was asked for.

    Raises
    ------
    ShapeError, EmptyBatchError, DTypeError
        If x and y do not belong together, or cannot be numbers.
    NonFiniteError
        If the data hold NaN, or training diverges: a number is no longer finite.

    Examples
    --------
    >>> from dlcourse.nn import SGD, Dense, MeanSquaredError
    >>> rng = np.random.default_rng(0)
    >>> x = rng.normal(size=(100, 1))
    >>> model = Dense(1, 1, rng=rng)
    >>> optimizer = SGD(model.parameters(), lr=0.1)
    >>> history = fit(
    ...     model, MeanSquaredError(), optimizer, x, 3 * x + 1, epochs=20, rng=rng, progress=False
    ... )
    >>> model.W.value.round(2), model.b.value.round(2)
    (array([[3.]]), array([1.]))
    """
    x, y = expect_examples(x, y, "fit")
    if validation is not None:
        validation = expect_examples(*validation, "fit validation")
    for name, number in [("epochs", epochs), ("batch_size", batch_size)]:
        if not isinstance(number, (int, np.integer)) or number < 1:
            raise ValueError(f"fit: expected {name} to be a whole number >= 1, got {number!r}.")
    expect_rng(rng, "fit")
    callbacks = sorted(map(as_callback, callbacks), key=lambda callback: callback.is_told_last)
    if progress:
        callbacks.append(Progress())
    iterations = epochs * math.ceil(len(x) / batch_size)
    run = TrainingRun(model, loss, optimizer, rng, callbacks, epochs, iterations)
    run.tell("on_train_begin")
    try:
        while run.epoch < epochs and not run.stopping:
            run.epoch += 1
            run.logs = _train_epoch(run, x, y, batch_size, metrics)
            if validation is not None:
                measured = evaluate(model, loss, *validation, metrics=metrics)
                run.logs |= {f"val_{name}": number for name, number in measured.items()}
            run.history.append(run.logs)
            run.tell("on_epoch_end")
    finally:
        run.tell("on_train_end")
    return run.history


def _train_epoch(run, x, y, batch_size, metrics):
    """Go through all examples once; return the numbers of the epoch."""
    order = run.rng.permutation(len(x))
    predictions = []
    total = 0.0
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        run.iteration += 1
        try:
            value, prediction = _train_batch(run, x[batch], y[batch])
        except NonFiniteError as error:
            raise NonFiniteError(
                f"fit: training diverged in epoch {run.epoch}, iteration {run.iteration}. "
                f"Lower the learning rate, scale the inputs, or set clip_norm. ({error})"
            ) from error
        total += value * len(batch)
        run.logs = {"loss": total / (start + len(batch))}
        if metrics:
            predictions.append(prediction)
        run.tell("on_batch_end")
    if metrics:
        run.logs |= measure(metrics, np.concatenate(predictions), y[order])
    return run.logs


def _train_batch(run, x, y):
    """Do one iteration; return loss and prediction."""
    with np.errstate(over="ignore", invalid="ignore"):  # the checks report what overflows
        prediction = run.model.forward(x, training=True)
        value = run.loss.forward(prediction, y)
        if not math.isfinite(value):
            raise NonFiniteError(f"The loss is {value}.")
        run.optimizer.zero_grad()
        run.model.accumulate(run.loss.backward())
        run.optimizer.step()
    return value, prediction
