"""BatchNorm: statistics of the batch, running statistics, gradients."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import (
    SGD,
    BatchNorm,
    Dense,
    DTypeError,
    Sequential,
    ShapeError,
    check_gradients,
)

shapes = st.lists(st.integers(1, 4), min_size=1, max_size=3).filter(lambda s: np.prod(s) > 2)


def rng():
    return np.random.default_rng(0)


def layer_for(features):
    layer, draw = BatchNorm(features), rng()
    layer.gamma.value = draw.normal(size=features)
    layer.beta.value = draw.normal(size=features)
    layer.running_mean.value = draw.normal(size=features)
    layer.running_variance.value = draw.uniform(0.5, 2.0, size=features)
    return layer


@given(front=shapes, features=st.integers(1, 4), training=st.booleans())
def test_gradients_match_finite_differences(front, features, training):
    x = 2.0 * rng().normal(size=(*front, features))
    check_gradients(layer_for(features), x, training=training, tolerance=1e-7)


@given(front=shapes, features=st.integers(1, 4))
def test_a_batch_gets_mean_0_and_variance_1_before_scale_and_shift(front, features):
    layer = BatchNorm(features, eps=1e-12)
    y = layer.forward(5.0 + 2.0 * rng().normal(size=(*front, features)), training=True)
    rows = y.reshape(-1, features)
    np.testing.assert_allclose(rows.mean(axis=0), 0.0, atol=1e-10)
    np.testing.assert_allclose(rows.var(axis=0), 1.0, atol=1e-8)


def test_it_equals_the_loops():
    layer, x = layer_for(3), rng().normal(size=(5, 4, 3))
    mean, variance = layer.running_mean.value.copy(), layer.running_variance.value.copy()
    y = layer.forward(x, training=True)
    for f in range(3):
        column = [x[n, t, f] for n in range(5) for t in range(4)]
        m = sum(column) / 20
        v = sum((number - m) ** 2 for number in column) / 20
        for n in range(5):
            for t in range(4):
                z = (x[n, t, f] - m) / (v + 1e-5) ** 0.5
                expected = layer.gamma.value[f] * z + layer.beta.value[f]
                assert y[n, t, f] == pytest.approx(expected, rel=1e-12)
        assert layer.running_mean.value[f] == pytest.approx(0.9 * mean[f] + 0.1 * m)
        assert layer.running_variance.value[f] == pytest.approx(
            0.9 * variance[f] + 0.1 * v * 20 / 19
        )


def test_after_training_the_running_statistics_are_used_and_kept():
    layer, x = layer_for(3), rng().normal(size=(5, 3))
    mean, variance = layer.running_mean.value.copy(), layer.running_variance.value.copy()
    z = (x - mean) / np.sqrt(variance + layer.eps)
    np.testing.assert_allclose(layer.forward(x), layer.gamma.value * z + layer.beta.value)
    np.testing.assert_allclose(layer.forward(x[:1]), layer.forward(x)[:1])  # a batch of one
    np.testing.assert_array_equal(layer.running_mean.value, mean)
    np.testing.assert_array_equal(layer.running_variance.value, variance)


def test_running_statistics_are_saved_and_loaded(tmp_path):
    model = Sequential(Dense(2, 3, rng=rng()), BatchNorm(3))
    model.forward(rng().normal(size=(8, 2)), training=True)
    model.save(tmp_path / "model.npz")
    fresh = Sequential(Dense(2, 3, rng=np.random.default_rng(9)), BatchNorm(3))
    x = rng().normal(size=(4, 2))
    np.testing.assert_array_equal(fresh.load(tmp_path / "model.npz")(x), model(x))
    assert fresh[1].running_mean.value.any()


def test_running_statistics_are_converted():
    layer = layer_for(3).astype("float32")
    layer.forward(np.ones((4, 3), np.float32), training=True)
    assert layer.running_mean.dtype == layer.running_variance.dtype == np.float32
    assert BatchNorm(3, dtype="float32").running_mean.dtype == np.float32


def test_optimizers_leave_running_statistics_alone():
    layer = layer_for(3)
    before = layer.running_mean.value.copy()
    optimizer = SGD(layer.parameters(), lr=0.1, weight_decay=0.5)
    layer.accumulate(layer.forward(rng().normal(size=(5, 3))))
    optimizer.step()
    np.testing.assert_array_equal(layer.running_mean.value, before)


def test_a_constant_feature_is_no_division_by_zero():
    layer = BatchNorm(2)
    y = layer.forward(np.full((4, 2), 7.0), training=True)
    np.testing.assert_array_equal(y, 0.0)
    assert np.isfinite(layer.backward(np.ones((4, 2)))).all()


def test_one_value_for_a_feature_cannot_train():
    with pytest.raises(ShapeError, match=r"expected several values .* got \(1, 3\). Use batches"):
        BatchNorm(3).forward(np.ones((1, 3)), training=True)


@pytest.mark.parametrize("momentum", [-0.1, 1.1])
def test_a_momentum_is_a_share(momentum):
    with pytest.raises(ValueError, match="expected 0 <= momentum <= 1, got"):
        BatchNorm(3, momentum=momentum)


def test_wrong_use_is_an_error():
    with pytest.raises(ShapeError, match=r"BatchNorm input: expected \(..., 3\), got \(5, 4\)"):
        BatchNorm(3).forward(np.ones((5, 4)))
    with pytest.raises(ShapeError, match=r"BatchNorm input: expected \(..., 3\), got \(N, 4\)"):
        BatchNorm(3).output_shape(("N", 4))
    with pytest.raises(ValueError, match="BatchNorm: features: expected a whole number >= 1"):
        BatchNorm(0)
    with pytest.raises(ValueError, match="BatchNorm: expected eps > 0, got 0"):
        BatchNorm(3, eps=0)
    with pytest.raises(DTypeError, match="float32 or float64"):
        BatchNorm(3, dtype="int32")
