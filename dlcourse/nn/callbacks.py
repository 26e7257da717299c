"""Callbacks: what else happens during training."""


class Callback:
    """Something that is told how training goes.

    Override any of the four methods. ``run`` is the `TrainingRun`: it knows ``model``, ``loss``,
    ``optimizer``, ``history``, ``epochs``, ``epoch`` and ``iteration`` (both count from 1) and
    ``logs`` (the numbers so far); ``run.stop(reason)`` ends training after this epoch. A plain
    function is a callback too: it is called at the end of each epoch.

    A callback that remembers something from one epoch to the next overrides `state` and `restore`
    as well, so that `Checkpoint` can store it.

    Attributes
    ----------
    is_told_last : bool, default False
        Callbacks are told in the order they have in `fit`, those with True after the others.

    Examples
    --------
    >>> class StopWhenGood(Callback):
    ...     def on_epoch_end(self, run):
    ...         if run.logs["loss"] < 0.1:
    ...             run.stop("the loss is below 0.1")
    """

    is_told_last = False

    def on_train_begin(self, run):
        """Called once, before the first epoch."""

    def on_batch_end(self, run):
        """Called after each step of the optimizer."""

    def on_epoch_end(self, run):
        """Called after each epoch, validation included."""

    def on_train_end(self, run):
        """Called once, at the end, also after an error."""

    def state(self):
        """Return what is remembered, as a dictionary of numbers, texts, arrays, or more of them."""
        return {}

    def restore(self, state):
        """Go on from what `state` returned."""


class FunctionCallback(Callback):
    """Calls a plain function at the end of each epoch."""

    def __init__(self, function):
        self.function = function

    def on_epoch_end(self, run):
        self.function(run)


def as_callback(callback):
    """Return the callback itself, or the callback for a plain function.

    Raises
    ------
    TypeError
        If it is neither.
    """
    if isinstance(callback, Callback):
        return callback
    if isinstance(callback, type) or not callable(callback):
        raise TypeError(f"fit: expected callbacks or functions of one argument, got {callback!r}.")
    return FunctionCallback(callback)
