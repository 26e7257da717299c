"""SGD against the formula in plain Python. Parity with PyTorch: test_torch_parity.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_weight import naive_walk, walk

from dlcourse.nn import SGD, Parameter


@given(lr=st.floats(1e-3, 0.3), momentum=st.floats(0.01, 0.95), nesterov=st.booleans())
def test_steps_with_momentum_equal_the_formula(lr, momentum, nesterov):
    v = 0.0

    def step(g, t):
        nonlocal v
        v = momentum * v + g
        return lr * (g + momentum * v if nesterov else v)

    ours = walk(lambda p: SGD(p, lr, momentum, nesterov))
    np.testing.assert_allclose(ours, naive_walk(step), rtol=1e-9, atol=1e-12)


def test_steps_without_momentum_equal_the_formula():
    ours = walk(lambda p: SGD(p, 0.1))
    np.testing.assert_allclose(ours, naive_walk(lambda g, t: 0.1 * g), rtol=1e-12)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"momentum": 1.0}, "SGD: expected momentum to be from 0 up to 1, got 1.0"),
        ({"momentum": -0.1}, "SGD: expected momentum"),
        ({"nesterov": True}, "nesterov=True needs a momentum > 0"),
    ],
)
def test_a_setting_out_of_range_is_an_error(settings, message):
    with pytest.raises(ValueError, match=message):
        SGD([Parameter([1.0], "w")], 0.1, **settings)
