"""L1 and L2: values, gradients, and how they join a loss."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn
from dlcourse.nn.penalties import Penalty

SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)


def weight(shape=(3,), seed=0, dtype="float64"):
    return nn.Parameter(np.random.default_rng(seed).normal(size=shape), "w").astype(dtype)


@pytest.mark.parametrize(("kind", "power"), [(nn.L1, 1), (nn.L2, 2)])
@given(shape=SHAPES, strength=st.floats(0.0, 3.0))
def test_values_equal_the_sum_written_out(kind, power, shape, strength):
    a, b = weight(shape), weight((2,), seed=1)
    expected = strength * sum(abs(w) ** power for p in (a, b) for w in p.value.flat)
    assert kind([a, b], strength).forward() == pytest.approx(expected)


@pytest.mark.parametrize("kind", [nn.L1, nn.L2])
@given(shape=SHAPES, strength=st.floats(0.01, 3.0))
def test_gradients_match_finite_differences_and_add_up(kind, shape, strength):
    w = weight(shape)
    penalty = kind([w], strength)

    def at(value):
        return kind([nn.Parameter(value, "w")], strength).forward()

    expected = nn.numerical_gradient(at, w.value.copy())
    penalty.backward()
    np.testing.assert_allclose(w.grad, expected, rtol=1e-7, atol=1e-9)
    penalty.backward()
    np.testing.assert_allclose(w.grad, 2.0 * expected, rtol=1e-7, atol=1e-9)


def test_l1_does_not_pull_at_zero():
    w = nn.Parameter([0.0], "w")
    nn.L1([w], 1.0).backward()
    assert w.grad.item() == 0.0


@pytest.mark.parametrize("kind", [nn.L1, nn.L2])
def test_frozen_parameters_do_not_count(kind):
    w = weight()
    w.trainable = False
    penalty = kind([w], 1.0)
    penalty.backward()
    assert penalty.forward() == 0.0
    assert w.grad.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("kind", [nn.L1, nn.L2])
def test_float32_gradients_stay_float32(kind):
    w = weight(dtype="float32")
    kind([w], 0.1).backward()
    assert w.grad.dtype == np.float32
    assert (w.grad != 0.0).all()


def train(loss, model, optimizer):
    x = np.random.default_rng(3).normal(size=(12, 2))
    return nn.fit(
        model,
        loss,
        optimizer,
        x,
        x @ [[1.0], [2.0]],
        epochs=4,
        validation=(x, x @ [[1.0], [2.0]]),
        rng=np.random.default_rng(4),
        progress=False,
    )


def test_l2_in_the_loss_moves_weights_as_weight_decay_does():
    models = [nn.Dense(2, 1, rng=np.random.default_rng(0)) for _ in range(2)]
    loss = nn.MeanSquaredError()
    decayed = nn.SGD(models[0].parameters(), 0.1, weight_decay=0.06)
    train(loss, models[0], decayed)
    penalized = nn.Penalized(loss, nn.L2(models[1].parameters(), 0.03))
    train(penalized, models[1], nn.SGD(models[1].parameters(), 0.1))
    np.testing.assert_allclose(models[0].W.value, models[1].W.value, rtol=1e-12)
    np.testing.assert_allclose(models[0].b.value, models[1].b.value, rtol=1e-12)


def test_recorded_losses_hold_the_penalties():
    model = nn.Dense(2, 1, rng=np.random.default_rng(0))
    loss = nn.Penalized(nn.MeanSquaredError(), nn.L1([model.W], 0.2), nn.L2([model.W], 0.1))
    history = train(loss, model, nn.SGD(model.parameters(), 0.1))
    x = np.random.default_rng(3).normal(size=(12, 2))
    plain = nn.MeanSquaredError().forward(model(x), x @ [[1.0], [2.0]])
    W = model.W.value
    expected = plain + 0.2 * np.abs(W).sum() + 0.1 * (W * W).sum()
    assert history["val_loss"][-1] == pytest.approx(expected)


def test_representation_names_all_parts():
    loss = nn.Penalized(nn.MeanSquaredError(), nn.L1([weight()], 0.5))
    assert repr(loss) == "Penalized(MeanSquaredError(), L1(0.5))"


@pytest.mark.parametrize("bad", [-0.1, np.nan, np.inf])
def test_a_strength_is_at_least_zero(bad):
    with pytest.raises(ValueError, match="L2: expected a strength >= 0, got"):
        nn.L2([weight()], bad)


def test_a_penalty_needs_parameters():
    with pytest.raises(ValueError, match="L1: expected at least one parameter, got none"):
        nn.L1([], 0.1)
    with pytest.raises(TypeError, match=r"L1: expected parameters, got ndarray. Pass model"):
        nn.L1([np.ones(3)], 0.1)


def test_a_penalized_loss_is_made_of_a_loss_and_penalties():
    with pytest.raises(TypeError, match="Penalized: expected a loss, got L1"):
        nn.Penalized(nn.L1([weight()], 0.1))
    with pytest.raises(TypeError, match="Penalized: expected a penalty, got 0.1"):
        nn.Penalized(nn.MeanSquaredError(), 0.1)


def test_a_penalty_without_formulas_says_so():
    with pytest.raises(NotImplementedError, match="Penalty has no size yet"):
        Penalty([weight()], 0.1).forward()
    with pytest.raises(NotImplementedError, match="Penalty has no slope yet"):
        Penalty([weight()], 0.1).backward()
