"""LayerNorm: each example on its own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import LayerNorm, ShapeError, check_gradients

shapes = st.lists(st.integers(1, 4), min_size=0, max_size=3)


def rng():
    return np.random.default_rng(0)


def layer_for(features):
    layer = LayerNorm(features)
    layer.gamma.value = rng().normal(size=features)
    layer.beta.value = rng().normal(size=features)
    return layer


@given(front=shapes, features=st.integers(2, 6))
def test_gradients_match_finite_differences(front, features):
    x = 2.0 * rng().normal(size=(*front, features))
    check_gradients(layer_for(features), x, tolerance=1e-7)


@given(front=shapes, features=st.integers(1, 5))
def test_it_equals_the_loops(front, features):
    layer, x = layer_for(features), rng().normal(size=(*front, features))
    y = layer.forward(x)
    for place in np.ndindex(*front):
        mean = sum(x[place]) / features
        variance = sum((number - mean) ** 2 for number in x[place]) / features
        z = (x[place] - mean) / (variance + 1e-5) ** 0.5
        np.testing.assert_allclose(
            y[place], layer.gamma.value * z + layer.beta.value, rtol=1e-10, atol=1e-13
        )


def test_an_example_does_not_depend_on_the_others_nor_on_training():
    layer, x = layer_for(4), rng().normal(size=(5, 3, 4))
    y = layer.forward(x)
    np.testing.assert_allclose(layer.forward(x[2]), y[2])
    np.testing.assert_array_equal(layer.forward(x, training=True), y)


def test_wrong_use_is_an_error():
    with pytest.raises(ShapeError, match=r"LayerNorm input: expected \(..., 3\), got \(5, 4\)"):
        LayerNorm(3).forward(np.ones((5, 4)))
    with pytest.raises(ValueError, match="LayerNorm: expected eps > 0, got -1"):
        LayerNorm(3, eps=-1)
