"""EarlyStopping: when it stops, and which weights remain."""

import numpy as np
import pytest

from dlcourse import nn


class Script(nn.Callback):
    """Replaces a number of each epoch, and changes the model so that epochs can be told apart."""

    def __init__(self, name, numbers):
        self.name, self.numbers = name, numbers

    def on_epoch_end(self, run):
        run.logs[self.name] = self.numbers[run.epoch - 1]
        for parameter in run.model.parameters():
            parameter.value = np.full(parameter.shape, float(run.epoch))


def play(numbers, stop=None, name="val_loss", **settings):
    """Train as many epochs as there are numbers; return history, callback and model."""
    stop = stop or nn.EarlyStopping(name, **settings)
    model = normalized()
    x = np.random.default_rng(0).normal(size=(8, 2))
    history = nn.fit(
        model,
        nn.MeanSquaredError(),
        nn.SGD(model.parameters(), 1e-9),
        x,
        np.zeros((8, 3)),
        epochs=len(numbers),
        callbacks=[Script(name, numbers), stop],
        rng=np.random.default_rng(1),
        progress=False,
    )
    return history, stop, model


def normalized():
    return nn.Sequential(nn.Dense(2, 3, rng=np.random.default_rng(0)), nn.BatchNorm(3))


@pytest.mark.parametrize("patience", [1, 2, 3])
def test_training_stops_after_so_many_epochs_without_improvement(patience):
    history, stop, _ = play([3.0, 2.0, 1.0, 1.0, 1.5, 2.0, 0.5], patience=patience)
    assert history.epochs == 3 + patience
    assert history.stopped == f"val_loss has not improved for {patience} epochs"
    assert (stop.best, stop.best_epoch) == (1.0, 3)


def test_improvement_in_time_starts_the_patience_anew():
    history, stop, _ = play([3.0, 4.0, 2.0, 4.0, 1.0, 4.0], patience=2)
    assert (history.epochs, history.stopped, stop.best_epoch) == (6, None, 5)


def test_all_parameters_take_the_values_of_the_best_epoch():
    _, _, model = play([3.0, 1.0, 2.0, 2.0, 2.0], patience=2)
    named = model.named_parameters()
    assert "1.running_mean" in named
    for name, parameter in named.items():
        assert (parameter.value == 2.0).all(), name


def test_the_best_weights_come_back_also_when_training_runs_to_its_end():
    _, _, model = play([3.0, 1.0, 2.0], patience=5)
    assert model[0].W.value[0, 0] == 2.0


def test_the_best_weights_come_back_after_an_error():
    model, stop = normalized(), nn.EarlyStopping("loss")
    x = np.random.default_rng(0).normal(size=(8, 2))

    def fail(run):
        if run.epoch == 2:
            run.model[0].b.value = np.full(3, 99.0)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nn.fit(
            model,
            nn.MeanSquaredError(),
            nn.SGD(model.parameters(), 1e-3),
            x,
            np.zeros((8, 3)),
            epochs=3,
            callbacks=[fail, stop],
            rng=np.random.default_rng(1),
            progress=False,
        )
    assert stop.best_epoch == 1
    assert (np.abs(model[0].b.value) < 1.0).all()


def test_gains_of_no_more_than_min_delta_do_not_count():
    history, stop, _ = play([3.0, 2.5, 2.25, 2.0, 1.0], patience=3, min_delta=0.5)
    assert (stop.best_epoch, history.epochs) == (5, 5)
    history, stop, _ = play([3.0, 2.5, 2.5, 2.5, 1.0], patience=3, min_delta=0.5)
    assert (stop.best_epoch, history.epochs) == (1, 4)


def test_accuracy_is_better_when_larger():
    _, stop, _ = play([0.5, 0.75, 0.25], name="val_accuracy")
    assert (stop.best, stop.best_epoch) == (0.75, 2)


def test_mode_decides_for_any_other_name():
    assert play([1.0, 3.0, 2.0], name="distance", mode="max")[1].best_epoch == 2
    assert play([1.0, 3.0, 2.0], name="distance", mode="min")[1].best_epoch == 1


def test_nan_is_never_the_best():
    _, stop, model = play([np.nan, 2.0, np.nan], patience=5)
    assert (stop.best, stop.best_epoch) == (2.0, 2)
    assert play([np.nan, np.nan, np.nan], patience=2)[0].epochs == 2


def test_a_callback_used_again_starts_anew():
    stop = nn.EarlyStopping()
    play([1.0, 2.0], stop)
    play([5.0, 4.0], stop)
    assert stop.best == 4.0


def test_what_is_not_recorded_cannot_be_monitored():
    rng = np.random.default_rng(0)
    model, x = nn.Dense(1, 1, rng=rng), np.ones((2, 1))
    optimizer = nn.SGD(model.parameters(), 0.1)
    with pytest.raises(KeyError, match="'val_loss' is not recorded, only loss. Pass validation="):
        nn.fit(
            model,
            nn.MeanSquaredError(),
            optimizer,
            x,
            x,
            epochs=1,
            callbacks=[nn.EarlyStopping()],
            rng=rng,
            progress=False,
        )


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"patience": 0}, "EarlyStopping: patience: expected a whole number >= 1, got 0"),
        ({"min_delta": -1.0}, "EarlyStopping: expected min_delta >= 0, got -1.0"),
        ({"mode": "up"}, 'EarlyStopping: expected mode "min" or "max", got \'up\''),
        ({"monitor": "distance"}, "for 'distance', say which way is better"),
    ],
)
def test_a_setting_out_of_range_is_an_error(settings, message):
    with pytest.raises(ValueError, match=message):
        nn.EarlyStopping(**settings)
