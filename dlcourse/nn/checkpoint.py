"""Training that survives its end: everything it needs, in one file."""

from dlcourse.nn.callbacks import Callback
from dlcourse.nn.counts import expect_count
from dlcourse.nn.errors import ModelFileError, ShapeError
from dlcourse.nn.storage import expect_parameters, npz_path
from dlcourse.nn.tree_file import read_tree, write_tree

KIND = "dlcourse checkpoint, version 1"


class Checkpoint(Callback):
    """Keeps the state of training in a file, and takes it up again after a break.

    The file holds all parameters, the state and learning rate of the optimizer, the states of the
    generators (of `fit` and of layers such as `Dropout`), epoch and iteration, the history and what
    other callbacks remember. A resumed run gives the same weights, to the last bit, as one without
    a break. `fit` tells a checkpoint last, wherever it stands among the callbacks.

    The file is written beside and then takes the place of the old one, so a kill while it is being
    written leaves the old one whole. It is an ``.npz`` file with arrays and JSON, never pickle.

    Parameters
    ----------
    path : str or Path
        ``.npz`` is added if it is missing.
    every : int, default 1
        Write after every so many epochs; the last epoch is always written.
    resume : bool, default False
        Go on from the file if there is one. Build model, optimizer and callbacks as before, and
        call `fit` as before; ``epochs`` may be larger.

    Raises
    ------
    ModelFileError
        If the file is damaged, or comes from another model, optimizer or data set. Nothing has
        changed then.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from pathlib import Path
    >>> from dlcourse.nn import Adam, Dense, MeanSquaredError, fit
    >>> def train(epochs, path):
    ...     rng = np.random.default_rng(0)
    ...     x, model = rng.normal(size=(20, 1)), Dense(1, 1, rng=rng)
    ...     keeper = Checkpoint(path, resume=True)
    ...     fit(
    ...         model, MeanSquaredError(), Adam(model.parameters()), x, 2 * x,
    ...         epochs=epochs, callbacks=[keeper], rng=rng, progress=False,
    ...     )
    ...     return model.W.value.item()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     unbroken = train(5, Path(folder) / "unbroken")
    ...     first = train(2, Path(folder) / "broken")
    ...     unbroken == train(5, Path(folder) / "broken")
    True
    """

    is_told_last = True

    def __init__(self, path, *, every=1, resume=False):
        self.path = npz_path(path)
        self.every = expect_count(every, "Checkpoint: every")
        self.resume = resume

    def on_train_begin(self, run):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.resume and self.path.exists():
            self.put_back(read_tree(self.path, KIND), run)

    def on_epoch_end(self, run):
        if run.epoch % self.every == 0 or run.epoch == run.epochs or run.stopping:
            write_tree(self.path, KIND, self.take(run))

    def take(self, run):
        """Return all that a run needs to go on, as nested dictionaries."""
        parameters = run.model.named_parameters()
        return {
            "epoch": run.epoch,
            "iteration": run.iteration,
            "batches": run.iterations // run.epochs,
            "history": vars(run.history),
            "parameters": {name: p.value for name, p in parameters.items()},
            "trainable": {name: p.trainable for name, p in parameters.items()},
            "optimizer": type(run.optimizer).__name__,
            "lr": run.optimizer.lr,
            "states": run.optimizer.states(),
            "generators": {name: g.bit_generator.state for name, g in generators_of(run).items()},
            "callbacks": [[type(c).__name__, c.state()] for c in remembering(run.callbacks)],
        }

    def put_back(self, tree, run):
        """Put a run where `take` found it, once everything in the tree is known to fit."""
        parameters, generators = run.model.named_parameters(), generators_of(run)
        callbacks, here = remembering(run.callbacks), self.take(run)
        expect_parameters(tree["parameters"], parameters, self.path)
        self.expect_same(
            "parameter types", tree, here, "parameters", lambda array: array.dtype.name
        )
        self.expect_same("optimizer", tree, here, "optimizer")
        self.expect_same("number of batches in an epoch", tree, here, "batches")
        self.expect_same("generators", tree, here, "generators", lambda g: g["bit_generator"])
        self.expect_same("callbacks", tree, here, "callbacks", lambda pair: pair[0])
        try:
            run.optimizer.restore(tree["states"])
        except ShapeError as error:
            raise ModelFileError(f"{self.path}: {error}") from error
        run.optimizer.lr = tree["lr"]
        for name, parameter in parameters.items():
            parameter.value = tree["parameters"][name]
            parameter.trainable = tree["trainable"][name]
        for name, generator in generators.items():
            generator.bit_generator.state = tree["generators"][name]
        for callback, (_, state) in zip(callbacks, tree["callbacks"], strict=True):
            callback.restore(state)
        run.epoch, run.iteration = tree["epoch"], tree["iteration"]
        vars(run.history).update(tree["history"])

    def expect_same(self, what, tree, here, key, feature=None):
        """Raise a `ModelFileError` unless file and run agree in an entry, or in a feature of it."""
        saved, ours = (describe(side[key], feature) for side in (tree, here))
        if saved != ours:
            raise ModelFileError(
                f"{self.path}: the file does not fit this run. The {what} in the file: {saved}; "
                f"here: {ours}. Build everything as it was before the break."
            )


def describe(entry, feature):
    """Return a feature of everything in an entry; without a feature, the entry.

    Examples
    --------
    >>> describe({"a": [1, 2]}, len), describe([[1, 2]], len), describe(7, None)
    ({'a': 2}, [2], 7)
    """
    if feature is None:
        return entry
    if isinstance(entry, dict):
        return {name: feature(item) for name, item in entry.items()}
    return [feature(item) for item in entry]


def generators_of(run):
    """Return all generators that the run draws from, by their names."""
    return {"fit": run.rng} | run.model.generators()


def remembering(callbacks):
    """Return the callbacks that have something to remember."""
    return [callback for callback in callbacks if callback.state()]
