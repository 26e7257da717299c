"""Adadelta against the formula in plain Python. Parity with PyTorch: test_torch_parity.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_weight import naive_walk, walk

from dlcourse.nn import Adadelta, Parameter


@given(lr=st.floats(0.1, 2.0), rho=st.floats(0.0, 0.99), eps=st.floats(1e-8, 1e-2))
def test_steps_equal_the_formula(lr, rho, eps):
    s = c = 0.0

    def step(g, t):
        nonlocal s, c
        s = rho * s + (1.0 - rho) * g * g
        d = g * np.sqrt(c + eps) / np.sqrt(s + eps)
        c = rho * c + (1.0 - rho) * d * d
        return lr * d

    ours = walk(lambda p: Adadelta(p, lr, rho, eps=eps))
    np.testing.assert_allclose(ours, naive_walk(step), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("setting", [{"rho": 1.0}, {"rho": -0.1}, {"eps": 0.0}])
def test_a_setting_out_of_range_is_an_error(setting):
    with pytest.raises(ValueError, match=f"Adadelta: expected {next(iter(setting))} to be"):
        Adadelta([Parameter([1.0], "w")], **setting)
