"""Scaled dot-product attention against loops over samples, heads, queries and keys."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import numerical_gradient
from dlcourse.nn.attention.dot_product import attend, attend_back, penalty

sizes = st.integers(1, 4)


def rng():
    return np.random.default_rng(0)


def naive_attend(q, k, v, visible):
    """``visible`` is (N, T, S)."""
    N, h, T, d = q.shape
    S = k.shape[2]
    mixed, weights = np.zeros((N, h, T, d)), np.zeros((N, h, S, T))
    for n, head, t in np.ndindex(N, h, T):
        powers = [0.0] * S
        for s in range(S):
            if visible[n, t, s]:
                powers[s] = math.exp(q[n, head, t] @ k[n, head, s] / math.sqrt(d))
        for s in range(S):
            if visible[n, t, s]:
                weights[n, head, s, t] = powers[s] / sum(powers)
                mixed[n, head, t] += weights[n, head, s, t] * v[n, head, s]
    return mixed, weights


@given(N=sizes, h=sizes, T=sizes, S=sizes, d=sizes, share=st.sampled_from([0.0, 0.5, 1.0]))
def test_the_products_equal_the_loops(N, h, T, S, d, share):
    draw = rng()
    q, k, v = (draw.normal(size=(N, h, length, d)) for length in (T, S, S))
    visible = draw.random((N, T, S)) < share
    mixed, weights = attend(q, k, v, [penalty(visible[:, None], np.float64)])
    naive_mixed, naive_weights = naive_attend(q, k, v, visible)
    np.testing.assert_allclose(weights, naive_weights, rtol=1e-12)
    np.testing.assert_allclose(mixed, naive_mixed, rtol=1e-12, atol=1e-14)


def test_gradients_match_finite_differences():
    draw = rng()
    q, k, v = (draw.normal(size=(2, 2, length, 3)) for length in (4, 5, 5))
    visible = draw.random((2, 1, 4, 5)) < 0.6
    visible[0, 0, 2] = False  # one query sees nothing
    hide, grad = penalty(visible, np.float64), draw.normal(size=(2, 2, 4, 3))
    got = attend_back(grad, q, k, v, *attend(q, k, v, [hide]))
    want = [
        numerical_gradient(lambda a: np.vdot(grad, attend(a, k, v, [hide])[0]), q),
        numerical_gradient(lambda a: np.vdot(grad, attend(q, a, v, [hide])[0]), k),
        numerical_gradient(lambda a: np.vdot(grad, attend(q, k, a, [hide])[0]), v),
    ]
    for ours, numeric in zip(got, want, strict=True):
        np.testing.assert_allclose(ours, numeric, rtol=1e-7, atol=1e-9)


def test_two_penalties_hide_what_either_hides():
    q, k, v = rng().normal(size=(3, 1, 1, 3, 2))
    first, second = rng().random((2, 3, 3)) < 0.6
    apart = attend(q, k, v, [penalty(first, np.float64), penalty(second, np.float64)])
    together = attend(q, k, v, [penalty(first & second, np.float64)])
    np.testing.assert_array_equal(apart[1], together[1])


def test_a_hidden_key_counts_for_nothing_however_well_it_fits():
    q, k, v = np.ones((1, 1, 1, 1)), np.array([[[[0.0], [1e4]]]]), np.array([[[[2.0], [3.0]]]])
    mixed, _ = attend(q, k, v, [penalty(np.array([[True, False]]), np.float64)])
    assert mixed.item() == 2.0


def test_equal_keys_give_the_mean_of_the_values():
    mixed, weights = attend(np.ones((1, 1, 1, 2)), np.ones((1, 1, 4, 2)), np.eye(4)[None, None])
    np.testing.assert_allclose(mixed, np.full((1, 1, 1, 4), 0.25))
    np.testing.assert_allclose(weights.sum(axis=2), 1.0)


def test_float32_stays_float32():
    q, k, v = rng().normal(size=(3, 1, 1, 3, 2)).astype(np.float32)
    mixed, weights = attend(q, k, v, [penalty(np.tri(3, dtype=bool), np.float32)])
    assert {a.dtype for a in (mixed, weights, *attend_back(mixed, q, k, v, mixed, weights))} == {
        np.dtype(np.float32)
    }
