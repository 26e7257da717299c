"""Dropout in training and after it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import Dropout, check_gradients


def rng():
    return np.random.default_rng(0)


class SameMask(Dropout):
    """Draws the same mask each time, so that finite differences make sense."""

    def forward(self, x, training=False):
        self.rng = rng()
        return super().forward(x, training)


@given(shape=st.lists(st.integers(1, 5), min_size=1, max_size=3), training=st.booleans())
def test_gradients_match_finite_differences(shape, training):
    check_gradients(SameMask(0.4, rng=rng()), rng().normal(size=shape), training=training)


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_share_dropped_is_the_rate_and_the_mean_stays(rate, dtype):
    y = Dropout(rate, rng=rng()).forward(np.ones((200, 500), dtype), training=True)
    assert y.dtype == dtype
    assert (y == 0).mean() == pytest.approx(rate, abs=0.01)
    assert y.mean() == pytest.approx(1.0, abs=0.03)
    assert set(np.unique(y)) == {0, dtype(1.0 / (1.0 - rate))}


def test_the_gradient_takes_the_same_mask():
    layer = Dropout(0.5, rng=rng())
    y = layer.forward(np.ones((4, 5)), training=True)
    np.testing.assert_array_equal(layer.backward(np.ones((4, 5))), y)


def test_masks_differ_from_step_to_step_and_repeat_with_the_seed():
    layer, x = Dropout(0.5, rng=rng()), np.ones(50)
    first, second = layer.forward(x, training=True), layer.forward(x, training=True)
    assert (first != second).any()
    np.testing.assert_array_equal(Dropout(0.5, rng=rng()).forward(x, training=True), first)


def test_rate_zero_changes_nothing():
    x = rng().normal(size=(4, 5))
    np.testing.assert_array_equal(Dropout(0, rng=rng()).forward(x, training=True), x)


@pytest.mark.parametrize("rate", [-0.1, 1.0, 50])
def test_a_rate_is_a_share(rate):
    with pytest.raises(ValueError, match="expected 0 <= rate < 1, the share dropped, got"):
        Dropout(rate, rng=rng())


def test_it_needs_a_generator():
    with pytest.raises(TypeError, match="Dropout: expected rng="):
        Dropout(0.5, rng=0)


def test_the_representation_tells_the_rate():
    assert repr(Dropout(0.25, rng=rng())) == "Dropout(0.25)"
