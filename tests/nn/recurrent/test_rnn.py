"""RNN against loops and against numbers computed by hand."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import RNN

sizes = st.integers(1, 5)


def naive_forward(x, h, W, U, b):
    """Return h before the first and after each step, (N, T + 1, U)."""
    N, T, _ = x.shape
    states = np.zeros((N, T + 1, len(U)))
    for n in range(N):
        states[n, 0] = h[n]
        for t in range(T):
            states[n, t + 1] = np.tanh(x[n, t] @ W + states[n, t] @ U + b)
    return states


def naive_backward(x, states, W, U, grad, final_grad):
    N, T, _ = x.shape
    dx, dh0, dW, dU = (
        np.zeros_like(x),
        np.zeros_like(final_grad),
        np.zeros_like(W),
        np.zeros_like(U),
    )
    db = np.zeros(len(U))
    for n in range(N):
        dh = final_grad[n]
        for t in reversed(range(T)):
            da = (dh + grad[n, t]) * (1 - states[n, t + 1] ** 2)
            dW += np.outer(x[n, t], da)
            dU += np.outer(states[n, t], da)
            db += da
            dx[n, t] = W @ da
            dh = U @ da
        dh0[n] = dh
    return dx, dh0, dW, dU, db


@given(N=sizes, T=sizes, D=sizes, U=sizes)
def test_the_fast_way_equals_the_loops(N, T, D, U):
    rng = np.random.default_rng(0)
    layer = RNN(D, U, rng=rng)
    layer.b.value = rng.normal(size=U)
    x, h = rng.normal(size=(N, T, D)), rng.normal(size=(N, U))
    grad, final_grad = rng.normal(size=(N, T, U)), rng.normal(size=(N, U))
    W, U, b = (parameter.value for parameter in layer.parameters())
    states = naive_forward(x, h, W, U, b)
    np.testing.assert_allclose(layer.forward(x, state=h), states[:, 1:], rtol=1e-12)
    np.testing.assert_allclose(layer.final_state, states[:, -1], rtol=1e-12)
    dx = layer.backward(grad, final_grad)
    got = [dx, layer.initial_state_grad, layer.W.grad, layer.U.grad, layer.b.grad]
    want = naive_backward(x, states, W, U, grad, final_grad)
    for ours, naive in zip(got, want, strict=True):
        np.testing.assert_allclose(ours, naive, rtol=1e-10, atol=1e-13)


def test_three_steps_by_hand():
    layer = RNN(1, 1, rng=np.random.default_rng(0))
    layer.W.value, layer.U.value, layer.b.value = [[0.5]], [[-2.0]], [0.1]
    h1 = math.tanh(0.5 * 1.0 + 0.1)
    h2 = math.tanh(0.5 * 2.0 - 2.0 * h1 + 0.1)
    h3 = math.tanh(0.5 * 3.0 - 2.0 * h2 + 0.1)
    np.testing.assert_allclose(layer([[[1], [2], [3]]]).ravel(), [h1, h2, h3], rtol=1e-12)


def test_gradients_vanish_or_grow_with_the_recurrent_weight():
    layer = RNN(1, 1, return_sequences=False, rng=np.random.default_rng(0))
    for weight in (0.5, 2.0):
        layer.U.value = [[weight]]
        layer.forward(np.zeros((1, 10, 1)))  # at h = 0 the slope of tanh is 1
        layer.backward(np.ones((1, 1)))
        np.testing.assert_allclose(layer.initial_state_grad, [[weight**10]], rtol=1e-12)
