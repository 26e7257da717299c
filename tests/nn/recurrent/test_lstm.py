"""LSTM against loops, and what its gates are for."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import LSTM

sizes = st.integers(1, 5)


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def naive_step(x, h, c, W, U, b):
    a_i, a_f, a_g, a_o = np.split(x @ W + h @ U + b, 4)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c = f * c + i * g
    return o * np.tanh(c), c, (i, f, g, o)


def naive_step_back(dh, dc, c_before, c, gates, W, U):
    """Return dx, dh and dc of the step before, and da."""
    i, f, g, o = gates
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    da_i, da_f = dc * g * i * (1 - i), dc * c_before * f * (1 - f)
    da_g, da_o = dc * i * (1 - g**2), dh * np.tanh(c) * o * (1 - o)
    da = np.concatenate([da_i, da_f, da_g, da_o])
    return W @ da, U @ da, dc * f, da


@given(N=sizes, T=sizes, D=sizes, U=sizes)
def test_the_fast_way_equals_the_loops(N, T, D, U):
    rng = np.random.default_rng(0)
    layer = LSTM(D, U, rng=rng)
    layer.b.value = rng.normal(size=4 * U)
    x, h0, c0 = rng.normal(size=(N, T, D)), rng.normal(size=(N, U)), rng.normal(size=(N, U))
    grad, dh_end, dc_end = (rng.normal(size=s) for s in [(N, T, U), (N, U), (N, U)])
    y = layer.forward(x, state=(h0, c0))
    dx = layer.backward(grad, (dh_end, dc_end))
    W, U, b = (parameter.value for parameter in layer.parameters())
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    for n in range(N):
        hs, cs, gates = [h0[n]], [c0[n]], []
        for t in range(T):
            h, c, step_gates = naive_step(x[n, t], hs[-1], cs[-1], W, U, b)
            hs, cs, gates = [*hs, h], [*cs, c], [*gates, step_gates]
        np.testing.assert_allclose(y[n], hs[1:], rtol=1e-12)
        np.testing.assert_allclose([s[n] for s in layer.final_state], [hs[-1], cs[-1]], rtol=1e-12)
        dh, dc = dh_end[n], dc_end[n]
        for t in reversed(range(T)):
            want, dh, dc, da = naive_step_back(
                dh + grad[n, t], dc, cs[t], cs[t + 1], gates[t], W, U
            )
            np.testing.assert_allclose(dx[n, t], want, rtol=1e-10, atol=1e-13)
            dW, dU, db = dW + np.outer(x[n, t], da), dU + np.outer(hs[t], da), db + da
        state_grad = [s[n] for s in layer.initial_state_grad]
        np.testing.assert_allclose(state_grad, [dh, dc], rtol=1e-10, atol=1e-13)
    for parameter, want in zip(layer.parameters(), [dW, dU, db], strict=True):
        np.testing.assert_allclose(parameter.grad, want, rtol=1e-10, atol=1e-13)


def test_every_gate_by_hand():
    layer = LSTM(1, 1, rng=np.random.default_rng(0))
    layer.W.value, layer.b.value = [[1.0, 2.0, 3.0, 4.0]], [0.1, 0.2, 0.3, 0.4]
    layer.U.value = [[0.5, 0.6, 0.7, 0.8]]
    layer.forward([[[0.25]]], state=([[-1.0]], [[2.0]]))
    i, f = sigmoid(0.25 - 0.5 + 0.1), sigmoid(0.5 - 0.6 + 0.2)
    g, o = math.tanh(0.75 - 0.7 + 0.3), sigmoid(1.0 - 0.8 + 0.4)
    c = f * 2.0 + i * g
    np.testing.assert_allclose(layer.final_state, [[[o * math.tanh(c)]], [[c]]], rtol=1e-14)


def test_the_forget_bias_starts_at_one_or_where_it_is_set():
    default = LSTM(2, 3, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(default.b.value, [0] * 3 + [1] * 3 + [0] * 6)
    layer = LSTM(2, 3, forget_bias=0, rng=np.random.default_rng(0), dtype="float32")
    assert not layer.b.value.any()
    assert layer.b.dtype == np.float32


@pytest.mark.parametrize("bad", [np.ones((2, 3)), [np.ones((2, 3))], "hc", np.ones((2, 2, 3))])
def test_a_state_is_a_pair(bad):
    layer = LSTM(4, 3, rng=np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"LSTM state: expected a tuple \(h, c\) of arrays"):
        layer.forward(np.ones((2, 5, 4)), state=bad)


def test_an_open_forget_gate_and_a_closed_input_gate_keep_the_cell_for_long():
    layer = LSTM(1, 1, rng=np.random.default_rng(0))
    layer.b.value = [-50.0, 50.0, 0.0, 0.0]  # i = 0, f = 1
    layer.forward(np.ones((1, 200, 1)), state=([[0.0]], [[0.7]]))
    np.testing.assert_allclose(layer.final_state[1], [[0.7]], rtol=1e-12)
    layer.backward(np.zeros((1, 200, 1)), ([[0.0]], [[1.0]]))
    np.testing.assert_allclose(layer.initial_state_grad[1], [[1.0]], rtol=1e-12)


def test_the_trace_shows_every_gate_and_the_cell():
    layer = LSTM(2, 3, rng=np.random.default_rng(0))
    assert layer.trace is None
    y = layer.forward(np.random.default_rng(1).normal(size=(4, 5, 2)))
    i, f, g, o, c = (layer.trace[name] for name in "ifgoc")
    np.testing.assert_allclose(o * np.tanh(c), y, rtol=1e-14)
    np.testing.assert_allclose(f[:, 1:] * c[:, :-1] + (i * g)[:, 1:], c[:, 1:], rtol=1e-14)
    with pytest.raises(ValueError, match="read-only"):
        c[:] = 0.0
