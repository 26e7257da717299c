"""RMSProp against the formula in plain Python. Parity with PyTorch: test_torch_parity.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_weight import naive_walk, walk

from dlcourse.nn import Parameter, RMSProp


@given(
    lr=st.floats(1e-3, 0.2),
    alpha=st.floats(0.3, 0.99),
    momentum=st.sampled_from([0.0, 0.5, 0.9]),
    centered=st.booleans(),
)
def test_steps_equal_the_formula(lr, alpha, momentum, centered):
    s = m = v = 0.0

    def step(g, t):
        nonlocal s, m, v
        s = alpha * s + (1.0 - alpha) * g * g
        m = alpha * m + (1.0 - alpha) * g
        v = momentum * v + g / (np.sqrt(s - m * m if centered else s) + 1e-3)
        return lr * v

    ours = walk(lambda p: RMSProp(p, lr, alpha, momentum, centered, eps=1e-3))
    np.testing.assert_allclose(ours, naive_walk(step), rtol=1e-7, atol=1e-9)


def test_a_variance_that_rounds_below_zero_counts_as_zero():
    w = Parameter(np.zeros(100), "w")
    w.grad = np.linspace(0.1, 1e8, 100)
    optimizer = RMSProp([w], alpha=0.0, centered=True)  # then s and m**2 are both g**2
    optimizer.step()
    np.testing.assert_allclose(w.value, -0.01 * w.grad / 1e-8)


@pytest.mark.parametrize("setting", [{"alpha": 1.0}, {"momentum": 1.0}, {"eps": 0.0}])
def test_a_setting_out_of_range_is_an_error(setting):
    with pytest.raises(ValueError, match=f"RMSProp: expected {next(iter(setting))} to be"):
        RMSProp([Parameter([1.0], "w")], **setting)
