"""Adam against the formula in plain Python. Parity with PyTorch: test_torch_parity.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_weight import naive_walk, walk

from dlcourse.nn import Adam, Parameter


@given(lr=st.floats(1e-3, 0.5), beta1=st.floats(0.0, 0.99), beta2=st.floats(0.0, 0.9999))
def test_steps_equal_the_formula(lr, beta1, beta2):
    m = s = 0.0

    def step(g, t):
        nonlocal m, s
        m = beta1 * m + (1.0 - beta1) * g
        s = beta2 * s + (1.0 - beta2) * g * g
        return lr * (m / (1.0 - beta1**t)) / (np.sqrt(s / (1.0 - beta2**t)) + 1e-8)

    ours = walk(lambda p: Adam(p, lr, (beta1, beta2)))
    np.testing.assert_allclose(ours, naive_walk(step), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("betas", [(1.0, 0.9), (0.9, 1.0), (-0.1, 0.9)])
def test_betas_are_from_zero_up_to_one(betas):
    with pytest.raises(ValueError, match="Adam: expected betas to be two numbers from 0 up to 1"):
        Adam([Parameter([1.0], "w")], betas=betas)


def test_eps_is_above_zero():
    with pytest.raises(ValueError, match="Adam: expected eps to be a number > 0, got 0.0"):
        Adam([Parameter([1.0], "w")], eps=0.0)
