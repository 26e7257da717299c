"""Activations against scalar formulas, finite differences, and wrong use."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn


def logistic(x):
    return 1.0 / (1.0 + math.exp(-x))


def gelu(x):
    return 0.5 * x * (1.0 + math.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * x**3)))


# layer, formula of one number, formula of its derivative
ELEMENTWISE = {
    "Identity": (nn.Identity(), lambda x: x, lambda x: 1.0),
    "Sigmoid": (nn.Sigmoid(), logistic, lambda x: logistic(x) * (1.0 - logistic(x))),
    "Tanh": (nn.Tanh(), math.tanh, lambda x: 1.0 - math.tanh(x) ** 2),
    "ReLU": (nn.ReLU(), lambda x: max(x, 0.0), lambda x: float(x > 0)),
    "LeakyReLU": (
        nn.LeakyReLU(0.1),
        lambda x: x if x > 0 else 0.1 * x,
        lambda x: 1.0 if x > 0 else 0.1,
    ),
    "Swish": (
        nn.Swish(),
        lambda x: x * logistic(x),
        lambda x: logistic(x) + x * logistic(x) * (1.0 - logistic(x)),
    ),
    "GELU": (nn.GELU(), gelu, lambda x: (gelu(x + 1e-6) - gelu(x - 1e-6)) / 2e-6),
}

shapes = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)


def away_from_kinks(shape):
    x = np.random.default_rng(0).normal(size=shape)
    return x + 0.01 * np.sign(x)


@pytest.mark.parametrize("name", ELEMENTWISE)
@given(shape=shapes)
def test_values_and_derivatives_equal_the_scalar_formula(name, shape):
    layer, formula, derivative = ELEMENTWISE[name]
    x = away_from_kinks(shape)
    y = layer.forward(x)
    dx = layer.backward(np.full(shape, 2.0))
    assert y.shape == dx.shape == shape
    for index in np.ndindex(shape):
        assert math.isclose(y[index], formula(x[index]), rel_tol=1e-12)
        assert math.isclose(dx[index], 2.0 * derivative(x[index]), rel_tol=1e-7)


@pytest.mark.parametrize("name", [*ELEMENTWISE, "Softmax"])
@given(shape=shapes)
def test_gradients_match_finite_differences(name, shape):
    nn.check_gradients(getattr(nn, name)(), away_from_kinks(shape), tolerance=1e-7)


@pytest.mark.parametrize(
    ("layer", "slope"), [(nn.ReLU(), 0.0), (nn.LeakyReLU(0.1), 0.1), (nn.LeakyReLU(0.0), 0.0)]
)
def test_at_the_kink_the_slope_is_that_of_the_left_side(layer, slope):
    layer.forward(np.zeros(3))
    np.testing.assert_array_equal(layer.backward(np.ones(3)), np.full(3, slope))


def test_one_number_goes_through_as_well():
    assert round(float(nn.Sigmoid().forward(7.0)), 5) == 0.99909


@given(shape=shapes)
def test_softmax_equals_the_loops(shape):
    x = away_from_kinks(shape)
    grad = np.random.default_rng(1).normal(size=shape)
    layer = nn.Softmax()
    y, dx = layer.forward(x), layer.backward(grad)
    for row in np.ndindex(shape[:-1]):
        powers = [math.exp(v) for v in x[row]]
        p = [power / sum(powers) for power in powers]
        np.testing.assert_allclose(y[row], p, rtol=1e-12)
        for j in range(shape[-1]):
            jacobian = [p[i] * ((i == j) - p[j]) for i in range(shape[-1])]
            want = sum(g * d for g, d in zip(grad[row], jacobian, strict=True))
            assert math.isclose(dx[row][j], want, rel_tol=1e-9, abs_tol=1e-14)


def test_softmax_of_one_number_is_an_error():
    with pytest.raises(nn.ShapeError, match=r"expected \(..., K\), got a single number"):
        nn.Softmax().forward(1.0)


@pytest.mark.parametrize("slope", [-0.1, 1.0, math.nan])
def test_a_slope_lies_between_0_and_1(slope):
    with pytest.raises(ValueError, match="0 <= slope < 1, got"):
        nn.LeakyReLU(slope)


def test_representation_shows_the_slope():
    assert repr(nn.LeakyReLU(0.2)) == "LeakyReLU(0.2)"
