"""Losses: numbers of the decks, scalar formulas, finite differences, and wrong use."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn

shapes = st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)


def rng():
    return np.random.default_rng(0)


def test_mean_squared_error_of_the_deck():
    assert round(nn.MeanSquaredError()([30, 80, 85], [90, 20, 95]), 2) == 2433.33


def test_binary_cross_entropy_of_the_deck():
    assert round(nn.BinaryCrossEntropy()([0.1, 0.8, 0.6], [1, 0, 1]), 4) == 1.4743


@given(shape=shapes)
def test_mean_squared_error_equals_the_loops(shape):
    p, t = rng().normal(size=(2, *shape))
    total = sum((p[i] - t[i]) ** 2 for i in np.ndindex(shape))
    assert math.isclose(nn.MeanSquaredError()(p, t), total / p.size)


@given(shape=shapes)
def test_binary_cross_entropy_equals_the_loops_with_and_without_logits(shape):
    z, t = rng().normal(size=shape), rng().uniform(size=shape)
    p = 1.0 / (1.0 + np.exp(-z))
    total = 0.0
    for i in np.ndindex(shape):
        total -= t[i] * math.log(p[i]) + (1.0 - t[i]) * math.log(1.0 - p[i])
    assert math.isclose(nn.BinaryCrossEntropy()(p, t), total / z.size)
    assert math.isclose(nn.BinaryCrossEntropy(from_logits=True)(z, t), total / z.size)


@given(shape=shapes)
def test_gradients_of_elementwise_losses_match_finite_differences(shape):
    p, t = rng().normal(size=shape), rng().uniform(size=shape)
    nn.check_gradients(nn.MeanSquaredError(), p, t, tolerance=1e-7)
    nn.check_gradients(nn.BinaryCrossEntropy(from_logits=True), p, t, tolerance=1e-7)
    inside = rng().uniform(0.1, 0.9, size=shape)
    nn.check_gradients(nn.BinaryCrossEntropy(), inside, t, tolerance=1e-7)


def test_extreme_logits_do_not_overflow():
    loss = nn.BinaryCrossEntropy(from_logits=True)
    assert loss.forward([1000.0, -1000.0], [0, 0]) == 500.0
    np.testing.assert_array_equal(loss.backward(), [0.5, 0.0])


def test_a_hopeless_probability_costs_100_not_infinity():
    assert nn.BinaryCrossEntropy()([0.0], [1]) == 100.0


@pytest.mark.parametrize("loss", [nn.MeanSquaredError(), nn.BinaryCrossEntropy()])
@pytest.mark.parametrize(
    ("prediction", "target", "repair"),
    [
        ((4, 1), (4,), r"Add the missing axis: target\[:, None\]"),
        ((4,), (4, 1), r"Drop the last axis: target\[:, 0\]"),
        ((2, 3), (2, 3, 1), r"Drop the last axis: target\[:, :, 0\]"),
        ((2, 3, 1), (2, 3), r"Add the missing axis: target\[:, :, None\]"),
        ((4, 2), (4,), "one target for each entry"),
    ],
)
def test_shapes_are_never_broadcast(loss, prediction, target, repair):
    with pytest.raises(nn.ShapeError, match=repair):
        loss.forward(np.full(prediction, 0.5), np.zeros(target))


@pytest.mark.parametrize("from_logits", [False, True])
def test_a_target_is_a_probability(from_logits):
    with pytest.raises(nn.TargetError, match=r"target: expected .* got 2 at index \(1,\)"):
        nn.BinaryCrossEntropy(from_logits)([0.5, 0.5], [0, 2])


@pytest.mark.parametrize("bad", [-0.1, 1.1])
def test_scores_in_place_of_probabilities_are_an_error(bad):
    with pytest.raises(nn.TargetError, match="If these are scores, use from_logits=True"):
        nn.BinaryCrossEntropy()([0.5, bad], [0, 1])


def test_representations():
    assert repr(nn.MeanSquaredError()) == "MeanSquaredError()"
    assert repr(nn.BinaryCrossEntropy()) == "BinaryCrossEntropy(from_logits=False)"
    assert repr(nn.CrossEntropy()) == "CrossEntropy(from_logits=True)"
