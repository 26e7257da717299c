"""GRU against loops, and what its gates are for."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import GRU

sizes = st.integers(1, 5)


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def naive_step(x, h, W, U, b):
    a_r, a_z, a_n = np.split(x @ W + b, 3)
    p_r, p_z, p_n = np.split(h @ U, 3)
    r, z = sigmoid(a_r + p_r), sigmoid(a_z + p_z)
    n = np.tanh(a_n + r * p_n)
    return (1 - z) * n + z * h, (r, z, n, p_n)


def naive_step_back(dh, h, kept, W, U):
    """Return dx, dh of the step before, da and dp."""
    r, z, n, p_n = kept
    da_n = dh * (1 - z) * (1 - n**2)
    da_z = dh * (h - n) * z * (1 - z)
    da_r = da_n * p_n * r * (1 - r)
    da = np.concatenate([da_r, da_z, da_n])
    dp = np.concatenate([da_r, da_z, da_n * r])
    return W @ da, dh * z + U @ dp, da, dp


@given(N=sizes, T=sizes, D=sizes, U=sizes)
def test_the_fast_way_equals_the_loops(N, T, D, U):
    rng = np.random.default_rng(0)
    layer = GRU(D, U, rng=rng)
    layer.b.value = rng.normal(size=3 * U)
    x, h0 = rng.normal(size=(N, T, D)), rng.normal(size=(N, U))
    grad, dh_end = rng.normal(size=(N, T, U)), rng.normal(size=(N, U))
    y = layer.forward(x, state=h0)
    dx = layer.backward(grad, dh_end)
    W, U, b = (parameter.value for parameter in layer.parameters())
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    for n in range(N):
        hs, kept = [h0[n]], []
        for t in range(T):
            h, step_kept = naive_step(x[n, t], hs[-1], W, U, b)
            hs, kept = [*hs, h], [*kept, step_kept]
        np.testing.assert_allclose(y[n], hs[1:], rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(layer.final_state[n], hs[-1], rtol=1e-12, atol=1e-14)
        dh = dh_end[n]
        for t in reversed(range(T)):
            want, dh, da, dp = naive_step_back(dh + grad[n, t], hs[t], kept[t], W, U)
            np.testing.assert_allclose(dx[n, t], want, rtol=1e-10, atol=1e-13)
            dW, dU, db = dW + np.outer(x[n, t], da), dU + np.outer(hs[t], dp), db + da
        np.testing.assert_allclose(layer.initial_state_grad[n], dh, rtol=1e-10, atol=1e-13)
    for parameter, want in zip(layer.parameters(), [dW, dU, db], strict=True):
        np.testing.assert_allclose(parameter.grad, want, rtol=1e-10, atol=1e-13)


def test_every_gate_by_hand():
    layer = GRU(1, 1, rng=np.random.default_rng(0))
    layer.W.value, layer.b.value = [[1.0, 2.0, 3.0]], [0.1, 0.2, 0.3]
    layer.U.value = [[0.5, 0.6, 0.7]]
    r, z = sigmoid(0.25 - 0.5 + 0.1), sigmoid(0.5 - 0.6 + 0.2)
    n = math.tanh(0.75 + 0.3 + r * -0.7)
    h = (1 - z) * n + z * -1.0
    np.testing.assert_allclose(layer.forward([[[0.25]]], state=[[-1.0]]), [[[h]]], rtol=1e-14)


def test_a_closed_update_gate_keeps_the_state_for_long():
    layer = GRU(1, 1, rng=np.random.default_rng(0))
    layer.b.value = [0.0, 50.0, 0.0]  # z = 1
    layer.forward(np.ones((1, 200, 1)), state=[[0.7]])
    np.testing.assert_allclose(layer.final_state, [[0.7]], rtol=1e-12)
    layer.backward(np.zeros((1, 200, 1)), [[1.0]])
    np.testing.assert_allclose(layer.initial_state_grad, [[1.0]], rtol=1e-12)


def test_a_reset_gate_at_zero_hides_the_old_state_from_the_new_one():
    layer = GRU(2, 3, rng=np.random.default_rng(0))
    layer.b.value[:6] = -50.0  # r = z = 0
    x = np.random.default_rng(1).normal(size=(2, 1, 2))
    states = np.random.default_rng(2).normal(size=(2, 2, 3))
    np.testing.assert_allclose(layer.forward(x, state=states[0]), layer.forward(x, state=states[1]))


def test_the_trace_shows_the_gates_and_the_proposed_state():
    layer = GRU(2, 3, rng=np.random.default_rng(0))
    y = layer.forward(np.random.default_rng(1).normal(size=(4, 5, 2)))
    r, z, n = (layer.trace[name] for name in "rzn")
    assert r.shape == y.shape
    np.testing.assert_allclose(((1 - z) * n)[:, 1:] + z[:, 1:] * y[:, :-1], y[:, 1:], rtol=1e-12)
