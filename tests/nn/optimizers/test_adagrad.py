"""Adagrad against the formula in plain Python. Parity with PyTorch: test_torch_parity.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_weight import naive_walk, walk

from dlcourse.nn import Adagrad, Parameter


@given(lr=st.floats(1e-3, 0.5), lr_decay=st.floats(0.0, 1.0), eps=st.floats(1e-10, 1.0))
def test_steps_equal_the_formula(lr, lr_decay, eps):
    s = 0.0

    def step(g, t):
        nonlocal s
        s += g * g
        return lr / (1.0 + (t - 1) * lr_decay) * g / (np.sqrt(s) + eps)

    ours = walk(lambda p: Adagrad(p, lr, lr_decay, eps=eps))
    np.testing.assert_allclose(ours, naive_walk(step), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("setting", [{"lr_decay": -0.1}, {"eps": 0.0}])
def test_a_setting_out_of_range_is_an_error(setting):
    with pytest.raises(ValueError, match=f"Adagrad: expected {next(iter(setting))} to be a number"):
        Adagrad([Parameter([1.0], "w")], **setting)
