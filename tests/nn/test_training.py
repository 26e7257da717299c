"""fit: what it learns, what it records, and what it refuses."""

import functools

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.data import blobs, xor


def rng(seed=0):
    return np.random.default_rng(seed)


X = rng(1).normal(size=(10, 3))
Y = X @ [[1.0], [-2.0], [0.5]] + 3.0


def train(model=None, x=X, y=Y, loss=None, lr=0.1, **settings):
    model = model or nn.Dense(3, 1, rng=rng())
    settings = {"epochs": 3, "rng": rng(), "progress": False, **settings}
    return nn.fit(
        model, loss or nn.MeanSquaredError(), nn.SGD(model.parameters(), lr), x, y, **settings
    )


def test_a_linear_model_finds_the_plane():
    model = nn.Dense(3, 1, rng=rng())
    history = train(model, epochs=2000)
    np.testing.assert_allclose(model.W.value.ravel(), [1.0, -2.0, 0.5], atol=1e-3)
    np.testing.assert_allclose(model.b.value, [3.0], atol=1e-3)
    assert history["loss"][-1] < 1e-5 < history["loss"][0]


@pytest.mark.parametrize("seed", range(5))
def test_a_hidden_layer_learns_xor_from_several_seeds(seed):
    x, y = xor()
    draw = rng(seed)
    model = nn.Sequential(nn.Dense(2, 8, rng=draw), nn.Tanh(), nn.Dense(8, 1, rng=draw))
    loss = nn.BinaryCrossEntropy(from_logits=True)
    train(model, x, y[:, None], loss, lr=1.0, epochs=300, batch_size=4)
    np.testing.assert_array_equal((model(x) > 0).ravel(), y)


def test_one_epoch_equals_the_loop_written_by_hand():
    model, copy = nn.Dense(3, 1, rng=rng()), nn.Dense(3, 1, rng=rng())
    history = train(model, epochs=1, batch_size=4, rng=rng(7))
    loss, optimizer = nn.MeanSquaredError(), nn.SGD(copy.parameters(), 0.1)
    order, total = rng(7).permutation(10), 0.0
    for batch in (order[:4], order[4:8], order[8:]):
        total += loss.forward(copy(X[batch]), Y[batch]) * len(batch)
        optimizer.zero_grad()
        copy.backward(loss.backward())
        optimizer.step()
    np.testing.assert_array_equal(model.W.value, copy.W.value)
    assert history["loss"] == [total / 10]


def test_the_same_seed_gives_the_same_run():
    first, second = train(batch_size=3), train(batch_size=3)
    assert first["loss"] == second["loss"]


def test_metrics_and_validation_are_recorded():
    x, y = blobs(40, noise=0.3, rng=rng())
    model = nn.Dense(2, 2, rng=rng())
    history = train(
        model,
        x,
        y,
        nn.CrossEntropy(),
        epochs=5,
        batch_size=16,
        validation=(x[::2], y[::2]),
        metrics=[nn.accuracy],
    )
    assert list(history.keys()) == ["loss", "accuracy", "val_loss", "val_accuracy"]
    assert all(len(history[name]) == 5 for name in history)
    assert history["val_accuracy"][-1] == nn.accuracy(model(x[::2]), y[::2]) == 1.0
    measured = nn.evaluate(model, nn.CrossEntropy(), x[::2], y[::2])
    assert history["val_loss"][-1] == measured["loss"]


def test_training_metrics_use_the_predictions_of_the_epoch():
    seen = []

    def spy(prediction, target):
        seen.append((prediction, target))
        return 0.0

    train(nn.Dense(3, 1, rng=rng()), epochs=1, batch_size=4, lr=1e-12, metrics=[spy])
    prediction, target = seen[0]
    np.testing.assert_array_equal(np.sort(target, axis=0), np.sort(Y, axis=0))
    untrained = nn.Dense(3, 1, rng=rng())(X)
    in_order = prediction[target.ravel().argsort()]
    np.testing.assert_allclose(in_order, untrained[Y.ravel().argsort()])


def test_a_metric_with_arguments_filled_in_keeps_its_name():
    history = train(metrics=[functools.partial(nn.accuracy, threshold=0.0)], y=(Y > 3.0) * 1.0)
    assert "accuracy" in history


def test_a_metric_that_is_an_object_goes_by_its_class():
    class Largest:
        def __call__(self, prediction, target):
            return float(prediction.max())

    assert "Largest" in train(metrics=[Largest()])


def test_data_are_not_changed_and_lists_are_fine():
    x, y = X.copy(), Y.copy()
    x.flags.writeable = y.flags.writeable = False
    train(x=x, y=y, validation=(x, y))
    assert train(x=X.tolist(), y=Y.tolist()).epochs == 3


def test_float32_models_train_on_float64_data():
    model = nn.Dense(3, 1, rng=rng(), dtype="float32")
    train(model)
    assert model.W.value.dtype == np.float32


@pytest.mark.parametrize("batch_size", [1, 3, 10, 1000])
def test_any_batch_size_sees_every_example_once_an_epoch(batch_size):
    class Counter(nn.Identity):
        seen = 0

        def forward(self, x, training=False):
            self.seen += len(x)
            return super().forward(x)

    counter = Counter()
    train(nn.Sequential(counter, nn.Dense(3, 1, rng=rng())), epochs=2, batch_size=batch_size)
    assert counter.seen == 20


def test_a_diverging_run_ends_in_one_named_error():
    with pytest.raises(nn.NonFiniteError, match=r"diverged in epoch \d+, iteration \d+. Lower the"):
        train(lr=1e3, epochs=1000)


@pytest.mark.parametrize("loss", [nn.MeanSquaredError(), nn.CrossEntropy()])
def test_a_loss_that_overflows_ends_in_the_same_error(loss):
    model = nn.Dense(3, 2, init=nn.constant(1.0))
    y = np.tile([1.0, 0.0], (10, 1))
    with pytest.raises(nn.NonFiniteError, match="fit: training diverged in epoch 1, iteration 1"):
        train(model, np.sign(X) * 1.7e308, y, loss)


@pytest.mark.parametrize("name", ["epochs", "batch_size"])
@pytest.mark.parametrize("bad", [0, -1, 2.5, "3"])
def test_counts_are_whole_numbers_above_zero(name, bad):
    with pytest.raises(ValueError, match=f"fit: expected {name} to be a whole number >= 1, got"):
        train(**{name: bad})


def test_a_generator_is_needed():
    with pytest.raises(TypeError, match="fit: expected rng="):
        train(rng=0)


def test_examples_and_targets_are_as_many():
    with pytest.raises(nn.ShapeError, match=r"got x \(10, 3\) and y \(9, 1\)"):
        train(y=Y[:9])
    with pytest.raises(nn.ShapeError, match=r"fit validation: .* got x \(10, 3\) and y \(9, 1\)"):
        train(validation=(X, Y[:9]))


def test_single_numbers_are_no_examples():
    with pytest.raises(nn.ShapeError, match="fit y: expected an array of examples"):
        train(y=3.0)


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (np.full((10, 3), np.nan), nn.NonFiniteError),
        (np.empty((0, 3)), nn.EmptyBatchError),
        ([["a"]] * 10, nn.DTypeError),
        ([[1.0], [1.0, 2.0]], nn.ShapeError),
    ],
)
def test_bad_data_are_refused_before_anything_is_learned(bad, error):
    with pytest.raises(error, match="fit x"):
        train(x=bad)


def test_targets_of_another_shape_are_refused():
    with pytest.raises(nn.ShapeError, match="Add the missing axis"):
        train(y=Y.ravel())
