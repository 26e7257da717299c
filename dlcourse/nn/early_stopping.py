"""Stop when the network no longer gets better."""

import math

from dlcourse.nn.callbacks import Callback
from dlcourse.nn.counts import expect_count

BETTER_SMALL, BETTER_LARGE = ("loss",), ("accuracy", "precision", "recall", "f1")


class EarlyStopping(Callback):
    """Stop when a number has not improved for ``patience`` epochs, and go back to the best weights.

    An epoch is the best so far if its number is smaller (or larger) than that of the best one
    before by more than ``min_delta``. When training ends, for whatever reason, all parameters of
    the model, also those that are not trainable, take the values they had after the best epoch.

    Parameters
    ----------
    monitor : str, default ``"val_loss"``
        A name in the `History`.
    patience : int, default 5
        Epochs without improvement that are borne, at least 1.
    min_delta : float, default 0
    mode : {"min", "max"}, optional
        Which way is better. Losses, accuracy, precision, recall and F1 need none.

    Attributes
    ----------
    best : float or None
    best_epoch : int

    Raises
    ------
    ValueError
        If a setting makes no sense, or ``mode`` is needed.
    KeyError
        In training, if nothing of the name ``monitor`` is recorded.

    Examples
    --------
    >>> import numpy as np
    >>> from dlcourse.nn import SGD, Dense, MeanSquaredError, fit
    >>> rng = np.random.default_rng(0)
    >>> x = rng.normal(size=(20, 1))
    >>> model = Dense(1, 1, rng=rng)
    >>> stop = EarlyStopping("loss", patience=3, min_delta=1e-6)
    >>> optimizer = SGD(model.parameters(), lr=0.1)
    >>> history = fit(
    ...     model, MeanSquaredError(), optimizer, x, 2 * x,
    ...     epochs=1000, callbacks=[stop], rng=rng, progress=False,
    ... )
    >>> history.stopped
    'loss has not improved for 3 epochs'
    >>> history.epochs - stop.best_epoch
    3

    References
    ----------
    Prechelt (1998), "Early stopping - but when?".
    """

    def __init__(self, monitor="val_loss", patience=5, *, min_delta=0.0, mode=None):
        self.monitor = monitor
        self.patience = expect_count(patience, "EarlyStopping: patience")
        if not min_delta >= 0.0:
            raise ValueError(f"EarlyStopping: expected min_delta >= 0, got {min_delta!r}.")
        self.min_delta = float(min_delta)
        self.mode = mode or usual_mode(monitor)
        if self.mode not in ("min", "max"):
            raise ValueError(f'EarlyStopping: expected mode "min" or "max", got {mode!r}.')
        self.forget()

    def forget(self):
        """Start anew."""
        self.best, self.best_epoch, self.weights = None, 0, {}

    def on_train_begin(self, run):
        self.forget()

    def on_epoch_end(self, run):
        if self.monitor not in run.logs:
            raise KeyError(
                f"EarlyStopping: {self.monitor!r} is not recorded, only {', '.join(run.logs)}. "
                "Pass validation= or metrics= to fit, or another monitor."
            )
        number = float(run.logs[self.monitor])
        if self.is_better(number):
            self.best, self.best_epoch = number, run.epoch
            named = run.model.named_parameters()
            self.weights = {name: parameter.value.copy() for name, parameter in named.items()}
        elif run.epoch - self.best_epoch >= self.patience:
            run.stop(f"{self.monitor} has not improved for {self.patience} epochs")

    def on_train_end(self, run):
        for name, array in self.weights.items():
            run.model.named_parameters()[name].value = array

    def is_better(self, number):
        """Say whether a number is the best so far; NaN never is."""
        if self.best is None:
            return not math.isnan(number)
        gain = self.best - number if self.mode == "min" else number - self.best
        return gain > self.min_delta

    def state(self):
        return {"best": self.best, "best_epoch": self.best_epoch, "weights": self.weights}

    def restore(self, state):
        self.best, self.best_epoch = state["best"], state["best_epoch"]
        self.weights = state["weights"]


def usual_mode(monitor):
    """Return which way is better for a number of this name.

    Examples
    --------
    >>> usual_mode("val_loss"), usual_mode("accuracy")
    ('min', 'max')
    >>> usual_mode("time")
    Traceback (most recent call last):
    ValueError: EarlyStopping: for 'time', say which way is better: mode="min" or mode="max".
    """
    name = monitor.removeprefix("val_")
    if name in BETTER_SMALL:
        return "min"
    if name in BETTER_LARGE:
        return "max"
    raise ValueError(
        f'EarlyStopping: for {monitor!r}, say which way is better: mode="min" or mode="max".'
    )
