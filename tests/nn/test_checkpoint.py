"""Checkpoint: a resumed run equals an unbroken one, to the last bit."""

import numpy as np
import pytest

from dlcourse import nn

OPTIMIZERS = {
    "SGD": lambda p: nn.SGD(p, 0.05),
    "SGD, all of it": lambda p: nn.SGD(p, 0.05, 0.9, True, weight_decay=0.01, clip_norm=1.0),
    "Adagrad": nn.Adagrad,
    "Adadelta": nn.Adadelta,
    "RMSProp": lambda p: nn.RMSProp(p, momentum=0.9, centered=True),
    "Adam": nn.Adam,
}


def network(seed=0, dtype="float64", width=6):
    """Layers with weights, with a generator, and with parameters that are not trained."""
    rng = np.random.default_rng(seed)
    return nn.Sequential(
        nn.Dense(3, width, rng=rng),
        nn.BatchNorm(width),
        nn.Tanh(),
        nn.Sequential(nn.Dropout(0.3, rng=np.random.default_rng(seed + 1))),
        nn.Dense(width, 1, rng=rng),
    ).astype(dtype)


class Break(Exception):
    """Stands for a power cut."""


def cut(epoch):
    """A callback that ends the run in the middle of an epoch."""

    class Cut(nn.Callback):
        def on_batch_end(self, run):
            if run.epoch == epoch and run.iteration % 4 == 2:
                raise Break

    return Cut()


def train(path=None, *, model=None, optimizer=nn.Adam, epochs=6, callbacks=(), rows=20, **settings):
    """Train; return what must be equal. With a path, keep a checkpoint and resume from it."""
    data = np.random.default_rng(5)
    x = data.normal(size=(rows, 3))
    y = x @ [[1.0], [2.0], [-1.0]] + 1.0
    model = model or network()
    optimizer, rng = optimizer(model.parameters()), settings.pop("rng", np.random.default_rng(7))
    keeper = [nn.Checkpoint(path, resume=True, **settings)] if path else []
    history = nn.fit(
        model,
        nn.MeanSquaredError(),
        optimizer,
        x,
        y,
        epochs=epochs,
        batch_size=6,
        validation=(x[:5], y[:5]),
        callbacks=[*keeper, *callbacks],
        rng=rng,
        progress=False,
    )
    parameters = {name: p.value.copy() for name, p in model.named_parameters().items()}
    return {
        "history": vars(history),
        "parameters": parameters,
        "states": optimizer.states(),
        "lr": optimizer.lr,
        "draws": [g.random() for g in (rng, *model.generators().values())],
    }


def expect_equal(one, other):
    np.testing.assert_equal(one, other)  # goes into dictionaries and lists, exact


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_resumed_run_equals_an_unbroken_one(tmp_path, name):
    unbroken = train(optimizer=OPTIMIZERS[name])
    with pytest.raises(Break):
        train(tmp_path / "run", optimizer=OPTIMIZERS[name], callbacks=[cut(4)])
    expect_equal(train(tmp_path / "run", optimizer=OPTIMIZERS[name]), unbroken)


def test_a_float32_run_resumes_bit_equal_too(tmp_path):
    unbroken = train(model=network(dtype="float32"))
    train(tmp_path / "run", model=network(dtype="float32"), epochs=2)
    expect_equal(train(tmp_path / "run", model=network(dtype="float32")), unbroken)


@pytest.mark.parametrize("kind", [np.random.MT19937, np.random.Philox, np.random.SFC64])
def test_every_kind_of_generator_is_put_back(tmp_path, kind):
    unbroken = train(rng=np.random.Generator(kind(7)))
    train(tmp_path / "run", rng=np.random.Generator(kind(7)), epochs=2)
    resumed = train(tmp_path / "run", rng=np.random.Generator(kind(99)))
    expect_equal(resumed, unbroken)


def test_one_generator_for_everything_is_put_back(tmp_path):
    def run(path=None, **settings):
        rng = np.random.default_rng(3)
        model = nn.Sequential(nn.Dense(3, 4, rng=rng), nn.Dropout(0.5, rng=rng))
        return train(path, model=nn.Sequential(model, nn.Dense(4, 1, rng=rng)), rng=rng, **settings)

    unbroken = run()
    run(tmp_path / "run", epochs=3)
    expect_equal(run(tmp_path / "run"), unbroken)


def schedule(per):
    length = 6 if per == "epoch" else 24
    return nn.LearningRate(nn.WarmUp(2, nn.CosineDecay(0.05, length)), per)


@pytest.mark.parametrize("per", ["epoch", "batch"])
def test_a_schedule_goes_on_where_it_was(tmp_path, per):
    unbroken = train(callbacks=[schedule(per)])
    with pytest.raises(Break):
        train(tmp_path / "run", callbacks=[schedule(per), cut(4)])
    expect_equal(train(tmp_path / "run", callbacks=[schedule(per)]), unbroken)


@pytest.mark.parametrize("broken_after", [2, 4, 7])
def test_early_stopping_stops_where_it_would_have(tmp_path, broken_after):
    def stop():
        return [nn.EarlyStopping("val_loss", patience=3, min_delta=0.5)]

    unbroken = train(epochs=30, callbacks=stop())
    assert unbroken["history"]["stopped"]
    train(tmp_path / "run", epochs=broken_after, callbacks=stop())
    resumed = train(tmp_path / "run", epochs=30, callbacks=stop())
    expect_equal(resumed["history"], unbroken["history"])
    expect_equal(resumed["parameters"], unbroken["parameters"])


def test_frozen_parameters_stay_frozen(tmp_path):
    def freeze(run):
        run.model[0].W.trainable = run.epoch < 2

    unbroken = train(callbacks=[freeze])
    train(tmp_path / "run", epochs=3, callbacks=[freeze])
    expect_equal(train(tmp_path / "run", callbacks=[freeze]), unbroken)


def test_a_finished_run_is_not_trained_again(tmp_path):
    once = train(tmp_path / "run")
    expect_equal(train(tmp_path / "run"), once)


def test_without_a_file_resuming_starts_at_the_beginning(tmp_path):
    expect_equal(train(tmp_path / "new folder" / "run"), train())
    assert [path.name for path in (tmp_path / "new folder").iterdir()] == ["run.npz"]


def test_without_resume_the_file_is_written_anew(tmp_path):
    train(tmp_path / "run", epochs=2)
    model, x = network(), np.ones((20, 3))
    keeper = nn.Checkpoint(tmp_path / "run")
    history = nn.fit(
        model,
        nn.MeanSquaredError(),
        nn.Adam(model.parameters()),
        x,
        x[:, :1],
        epochs=1,
        callbacks=[keeper],
        rng=np.random.default_rng(0),
        progress=False,
    )
    assert history.epochs == 1


@pytest.mark.parametrize(("every", "written"), [(1, [1, 2, 3, 4, 5]), (2, [2, 4, 5]), (9, [5])])
def test_the_file_is_written_after_every_so_many_epochs_and_the_last(
    tmp_path, monkeypatch, every, written
):
    epochs = []
    monkeypatch.setattr(nn.Checkpoint, "take", lambda self, run: epochs.append(run.epoch) or {})
    train(tmp_path / "run", epochs=5, every=every)
    assert epochs == written


def test_a_run_that_is_stopped_is_written(tmp_path):
    stop = [lambda run: run.stop("enough") if run.epoch == 3 else None]
    train(tmp_path / "run", every=100, callbacks=stop)
    assert train(tmp_path / "run")["history"]["stopped"] == "enough"


def test_the_file_holds_no_pickle(tmp_path):
    train(tmp_path / "run", rng=np.random.Generator(np.random.MT19937(1)))
    with np.load(tmp_path / "run.npz", allow_pickle=False) as file:
        assert {file[name].dtype.kind for name in file.files} <= set("fUu")
        assert "parameters/1.running_mean" in file.files
        assert "states/0/mean" in file.files


def expect_refusal(path, message, **settings):
    model = settings.pop("model", None) or network(seed=9)
    before = {name: p.value.copy() for name, p in model.named_parameters().items()}
    rng = settings.setdefault("rng", np.random.default_rng(11))
    state = rng.bit_generator.state
    with pytest.raises(nn.ModelFileError, match=message):
        train(path, model=model, **settings)
    expect_equal({name: p.value for name, p in model.named_parameters().items()}, before)
    expect_equal(rng.bit_generator.state, state)


def momentum_free(parameters):
    optimizer = nn.RMSProp(parameters)
    optimizer.remembers = ("squares",)
    return optimizer


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"model": network(width=5)}, r"0.W: the model has shape \(3, 5\), the file .* \(3, 6\)"),
        ({"model": network(dtype="float32")}, "parameter types in the file: {'0.W': 'float64'"),
        ({"optimizer": nn.Adagrad}, "optimizer in the file: RMSProp; here: Adagrad"),
        ({"optimizer": momentum_free}, "RMSProp: expected {'squares'.* as the state of W, got"),
        ({"rows": 40}, "number of batches in an epoch in the file: 4; here: 7"),
        (
            {"rng": np.random.Generator(np.random.MT19937(1))},
            "generators in the file: {'fit': 'PCG64', '3.0.rng': 'PCG64'}; here: {'fit': 'MT19937'",
        ),
        (
            {"callbacks": [nn.EarlyStopping()]},
            r"callbacks in the file: \[\]; here: \['EarlyStopping'\]",
        ),
    ],
)
def test_a_file_of_another_run_is_refused_and_nothing_changes(tmp_path, settings, message):
    train(tmp_path / "run", optimizer=nn.RMSProp, epochs=2)
    expect_refusal(tmp_path / "run", message, **{"optimizer": nn.RMSProp, **settings})


@pytest.mark.parametrize("damage", ["empty", "cut short", "one bit"])
def test_a_damaged_file_is_refused(tmp_path, damage):
    train(tmp_path / "run", epochs=2)
    path = tmp_path / "run.npz"
    content = bytearray(path.read_bytes())
    if damage == "one bit":
        content[len(content) // 3] ^= 1
    else:
        del content[0 if damage == "empty" else len(content) // 2 :]
    path.write_bytes(content)
    expect_refusal(path, "run.npz: expected an npz file")


def test_saved_parameters_alone_are_no_checkpoint(tmp_path):
    network().save(tmp_path / "run")
    expect_refusal(tmp_path / "run", "run.npz: expected a dlcourse checkpoint, version 1, and this")


def test_every_is_a_count():
    with pytest.raises(ValueError, match="Checkpoint: every: expected a whole number >= 1, got 0"):
        nn.Checkpoint("run", every=0)
