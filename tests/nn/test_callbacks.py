"""Callbacks: who is told what, and when."""

import numpy as np
import pytest

from dlcourse import nn

X = np.arange(10.0).reshape(5, 2) / 10.0
Y = X.sum(axis=1, keepdims=True)


def train(callbacks, epochs=2, lr=0.01):
    rng = np.random.default_rng(0)
    model = nn.Dense(2, 1, rng=rng)
    return nn.fit(
        model,
        nn.MeanSquaredError(),
        nn.SGD(model.parameters(), lr),
        X,
        Y,
        epochs=epochs,
        batch_size=2,
        validation=(X, Y),
        callbacks=callbacks,
        rng=rng,
        progress=False,
    )


class Diary(nn.Callback):
    def __init__(self):
        self.entries = []

    def on_train_begin(self, run):
        self.entries.append(("begin", run.epoch, run.iteration, sorted(run.logs)))

    def on_batch_end(self, run):
        self.entries.append(("batch", run.epoch, run.iteration, sorted(run.logs)))

    def on_epoch_end(self, run):
        self.entries.append(("epoch", run.epoch, run.iteration, sorted(run.logs)))

    def on_train_end(self, run):
        self.entries.append(("end", run.epoch, run.iteration, sorted(run.logs)))


def test_events_come_in_order_and_count_from_one():
    diary = Diary()
    train([diary])
    assert diary.entries == [
        ("begin", 0, 0, []),
        ("batch", 1, 1, ["loss"]),
        ("batch", 1, 2, ["loss"]),
        ("batch", 1, 3, ["loss"]),
        ("epoch", 1, 3, ["loss", "val_loss"]),
        ("batch", 2, 4, ["loss"]),
        ("batch", 2, 5, ["loss"]),
        ("batch", 2, 6, ["loss"]),
        ("epoch", 2, 6, ["loss", "val_loss"]),
        ("end", 2, 6, ["loss", "val_loss"]),
    ]


def test_a_function_is_called_after_each_epoch_and_sees_the_history():
    seen = []
    history = train([lambda run: seen.append((run.epoch, list(run.history["loss"])))])
    assert seen == [(1, history["loss"][:1]), (2, history["loss"])]


def test_a_callback_that_overrides_nothing_is_fine():
    assert train([nn.Callback()]).epochs == 2


def test_stop_ends_training_after_the_epoch_and_says_why():
    history = train([lambda run: run.stop("enough") if run.epoch == 3 else None], epochs=10)
    assert history.epochs == 3
    assert history.stopped == "enough"
    assert train([]).stopped is None


def test_the_run_knows_who_takes_part():
    seen = {}
    train([lambda run: seen.update(vars(run))], epochs=1)
    assert isinstance(seen["model"], nn.Dense)
    assert isinstance(seen["loss"], nn.MeanSquaredError)
    assert isinstance(seen["optimizer"], nn.SGD)
    assert (seen["epochs"], seen["iterations"]) == (1, 3)


def test_the_end_is_told_after_an_error_too():
    diary = Diary()

    def fail(run):
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        train([diary, fail])
    assert diary.entries[-1][0] == "end"


@pytest.mark.parametrize("bad", [nn.Callback, "early stopping", None])
def test_what_is_no_callback_is_an_error(bad):
    with pytest.raises(TypeError, match="expected callbacks or functions of one argument, got"):
        train([bad])
