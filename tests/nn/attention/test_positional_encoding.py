"""PositionalEncoding against the formula, entry by entry."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn

sizes = st.integers(1, 6)


@given(T=sizes, D=sizes)
def test_the_pattern_equals_the_formula(T, D):
    pattern = nn.PositionalEncoding(D).pattern(T)
    assert pattern.shape == (T, D)
    for t, column in np.ndindex(T, D):
        pair = column // 2
        angle = t / 10000.0 ** (2 * pair / D)
        want = math.sin(angle) if column == 2 * pair else math.cos(angle)
        assert math.isclose(pattern[t, column], want, rel_tol=1e-12, abs_tol=1e-15)


@given(N=sizes, T=sizes, D=sizes)
def test_gradients_match_finite_differences(N, T, D):
    nn.check_gradients(nn.PositionalEncoding(D), np.ones((N, T, D)))


def test_sequences_of_any_length_one_after_another():
    layer = nn.PositionalEncoding(4)
    for T in (3, 7, 2):
        x = np.random.default_rng(T).normal(size=(2, T, 4))
        np.testing.assert_allclose(layer.forward(x) - x, [layer.pattern(T)] * 2, atol=1e-15)


def test_the_gradient_given_back_is_a_new_array():
    layer = nn.PositionalEncoding(4)
    grad = np.ones_like(layer.forward(np.ones((2, 3, 4))))
    assert not np.shares_memory(layer.backward(grad), grad)


def test_an_input_of_another_width_is_an_error():
    with pytest.raises(nn.ShapeError, match=r"PositionalEncoding input: expected \(N, T, 4\), got"):
        nn.PositionalEncoding(4).forward(np.ones((2, 3, 5)))
    with pytest.raises(nn.ShapeError, match=r"PositionalEncoding input: expected \(N, T, 4\), got"):
        nn.PositionalEncoding(4).output_shape((2, 3, 5))


def test_a_width_is_a_whole_number_above_zero():
    with pytest.raises(ValueError, match="PositionalEncoding: features: expected a whole number"):
        nn.PositionalEncoding(0)
