"""MultiHeadAttention against loops over positions, masks, memory, odd input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn

sizes = st.integers(1, 4)


def rng(seed=0):
    return np.random.default_rng(seed)


def make(features=4, heads=2, **options):
    """Return a layer with no bias at zero."""
    layer = nn.MultiHeadAttention(features, heads, rng=rng(), **options)
    for parameter in layer.parameters():
        parameter.value = rng(1).normal(size=parameter.shape)
    return layer


def naive_forward(layer, x, memory, visible):
    """Position by position and head by head; ``visible`` is (N, T, S)."""
    d = layer.features // layer.heads
    y, weights = np.zeros_like(x), np.zeros((len(x), layer.heads, *visible.shape[1:]))
    for n, t in np.ndindex(*x.shape[:2]):
        q = layer.query(x[n])[t]
        k, v = layer.key(memory[n]), layer.value(memory[n])
        seen, gathered = np.flatnonzero(visible[n, t]), np.zeros(layer.features)
        for head in range(layer.heads):
            own = slice(head * d, (head + 1) * d)
            powers = np.array([np.exp(q[own] @ k[s, own] / np.sqrt(d)) for s in seen])
            for s, power in zip(seen, powers, strict=True):
                weights[n, head, t, s] = power / powers.sum()
                gathered[own] += weights[n, head, t, s] * v[s, own]
        y[n, t] = layer.output(gathered[None])[0]
    return y, weights


class Fixed(nn.Layer):
    """Attention with a mask, and with the memory as the end of the input."""

    def __init__(self, layer, T, mask, has_memory):
        self.layer, self.T, self.mask, self.has_memory = layer, T, mask, has_memory

    def forward(self, x, training=False):
        memory = x[:, self.T :] if self.has_memory else None
        return self.layer.forward(x[:, : self.T], training, memory=memory, mask=self.mask)

    def backward(self, grad):
        dx = self.layer.backward(grad)
        return np.hstack([dx, self.layer.memory_grad]) if self.has_memory else dx


masks = st.sampled_from(["none", "keys", "pairs", "nothing seen"])


def draw_mask(kind, N, T, S):
    return {
        "none": None,
        "keys": rng(3).random((N, S)) < 0.7,
        "pairs": rng(3).random((N, T, S)) < 0.7,
        "nothing seen": np.zeros((N, S), bool),
    }[kind]


def visible_pairs(mask, causal, N, T, S):
    visible = np.ones((N, T, S), bool)
    if mask is not None:
        visible &= mask[:, None] if mask.ndim == 2 else mask
    if causal:
        for t, s in np.ndindex(T, S):
            visible[:, t, s] &= s <= t
    return visible


@given(N=sizes, T=sizes, S=sizes, heads=sizes, d=sizes, mask=masks, causal=st.booleans())
def test_the_fast_way_equals_the_loops(N, T, S, heads, d, mask, causal):
    layer = make(heads * d, heads, causal=causal)
    x, memory = rng(2).normal(size=(N, T, heads * d)), rng(3).normal(size=(N, S, heads * d))
    for keys_from, given_memory in [(x, None), (memory, memory)]:
        S = keys_from.shape[1]
        mask_array = draw_mask(mask, N, T, S)
        y = layer.forward(x, memory=given_memory, mask=mask_array)
        weights = layer.attention_weights
        visible = visible_pairs(mask_array, causal, N, T, S)
        naive_y, naive_weights = naive_forward(layer, x, keys_from, visible)
        np.testing.assert_allclose(y, naive_y, rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(weights, naive_weights, rtol=1e-10, atol=1e-14)


@given(
    N=st.integers(1, 3),
    T=st.integers(1, 3),
    S=st.integers(1, 3),
    heads=st.integers(1, 2),
    d=st.integers(1, 2),
    mask=masks,
    causal=st.booleans(),
    has_memory=st.booleans(),
)
def test_gradients_match_finite_differences(N, T, S, heads, d, mask, causal, has_memory):
    S = S if has_memory else T
    layer = nn.MultiHeadAttention(heads * d, heads, causal=causal, rng=rng())
    x = rng(2).normal(size=(N, T + S if has_memory else T, heads * d))
    fixed = Fixed(layer, T, draw_mask(mask, N, T, S), has_memory)
    nn.check_gradients(fixed, x, tolerance=1e-7)


def test_what_sees_nothing_gives_the_bias_of_the_output_and_no_gradient():
    layer, x = make(), rng(2).normal(size=(2, 3, 4))
    mask = np.array([[True, True, False], [False, False, False]])
    y = layer.forward(x, mask=mask)
    np.testing.assert_allclose(y[1], np.tile(layer.output.b.value, (3, 1)))
    assert not layer.attention_weights[1].any()
    dx = layer.backward(np.ones_like(y))
    assert dx[0].any()
    assert not dx[1].any()


def test_causal_attention_does_not_see_what_comes_later():
    layer, x = make(causal=True), rng(2).normal(size=(2, 5, 4))
    y = layer.forward(x)
    later = x.copy()
    later[:, 3:] = 100.0
    np.testing.assert_array_equal(layer.forward(later)[:, :3], y[:, :3])


def test_padding_makes_no_difference():
    layer, x = make(), rng(2).normal(size=(2, 5, 4))
    padded = np.concatenate([x, np.full((2, 2, 4), 9.0)], axis=1)
    mask = np.arange(7) < np.array([[5], [5]])
    np.testing.assert_allclose(layer.forward(padded, mask=mask)[:, :5], layer.forward(x))


def test_without_positions_attention_does_not_know_the_order():
    layer, x = make(), rng(2).normal(size=(2, 5, 4))
    np.testing.assert_allclose(layer.forward(x[:, ::-1]), layer.forward(x)[:, ::-1])


def test_attention_weights_are_rows_that_sum_to_one_and_cannot_be_written_to():
    layer = make()
    layer.forward(rng(2).normal(size=(2, 5, 4)))
    assert layer.attention_weights.shape == (2, 2, 5, 5)
    np.testing.assert_allclose(layer.attention_weights.sum(axis=-1), 1.0)
    with pytest.raises(ValueError, match="read-only"):
        layer.attention_weights[:] = 0.0


def test_a_memory_has_a_gradient_of_its_own():
    layer, x = make(), rng(2).normal(size=(2, 3, 4))
    layer.backward(np.ones_like(layer.forward(x, memory=rng(3).normal(size=(2, 6, 4)))))
    assert layer.memory_grad.shape == (2, 6, 4)
    layer.backward(np.ones_like(layer.forward(x)))
    assert layer.memory_grad is None


def test_arrays_handed_over_are_not_changed_and_outputs_are_not_overwritten():
    layer, x, memory = make(), rng(2).normal(size=(2, 3, 4)), rng(3).normal(size=(2, 6, 4))
    mask, grad = np.ones((2, 6), bool), np.ones((2, 3, 4))
    for array in (x, memory, mask, grad):
        array.flags.writeable = False
    y = layer.forward(x, memory=memory, mask=mask)
    given = [y, layer.backward(grad), layer.memory_grad, layer.attention_weights]
    before = [array.copy() for array in given]
    layer.forward(2.0 * x, memory=2.0 * memory)
    layer.backward(3.0 * grad)
    for array, old in zip(given, before, strict=True):
        np.testing.assert_array_equal(array, old)


def test_float32_stays_float32():
    layer = make(dtype="float32")
    y = layer.forward(rng(2).normal(size=(2, 3, 4)), memory=np.ones((2, 5, 4)))
    assert y.dtype == layer.attention_weights.dtype == np.float32
    assert layer.backward(np.ones_like(y)).dtype == layer.memory_grad.dtype == np.float32


@pytest.mark.parametrize("shape", [(3, 6, 4), (2, 6, 5), (2, 4)])
def test_a_memory_of_another_shape_is_an_error(shape):
    with pytest.raises(nn.ShapeError, match=r"memory: expected \(2, S, 4\), got"):
        make().forward(np.ones((2, 3, 4)), memory=np.ones(shape))


def test_a_memory_with_nan_is_an_error():
    with pytest.raises(nn.NonFiniteError, match="MultiHeadAttention memory"):
        make().forward(np.ones((2, 3, 4)), memory=np.full((2, 3, 4), np.nan))


@pytest.mark.parametrize("shape", [(3,), (2, 4), (3, 3), (2, 1, 3), (1, 3, 3)])
def test_a_mask_of_another_shape_is_an_error(shape):
    with pytest.raises(nn.ShapeError, match=r"mask: expected \(2, 3\) or \(2, 3, 3\), got"):
        make().forward(np.ones((2, 3, 4)), mask=np.ones(shape, bool))


def test_a_mask_of_numbers_is_an_error():
    with pytest.raises(nn.DTypeError, match=r"mask: expected bool, .* got float64"):
        make().forward(np.ones((2, 3, 4)), mask=np.ones((2, 3)))


def test_a_mask_may_be_a_list():
    layer, x = make(), np.ones((1, 2, 4))
    layer.forward(x, mask=[[True, False]])
    np.testing.assert_array_equal(layer.attention_weights[0, 0], [[1.0, 0.0], [1.0, 0.0]])


def test_an_input_of_another_width_is_an_error():
    with pytest.raises(nn.ShapeError, match=r"MultiHeadAttention input: expected \(N, T, 4\), got"):
        make().forward(np.ones((2, 3, 5)))
    with pytest.raises(nn.ShapeError, match=r"MultiHeadAttention input: expected \(N, T, 4\), got"):
        make().output_shape(("N", "T", 5))


def test_heads_must_divide_the_features():
    with pytest.raises(ValueError, match="heads to divide features, got 3 heads for 4 features"):
        nn.MultiHeadAttention(4, 3, rng=rng())
    with pytest.raises(ValueError, match="MultiHeadAttention: heads: expected a whole number"):
        nn.MultiHeadAttention(4, 0, rng=rng())


def test_parameters_are_named_for_what_they_make():
    names = list(make().named_parameters())
    assert names == [f"{part}.{p}" for part in ("query", "key", "value", "output") for p in "Wb"]
    assert repr(make()) == "MultiHeadAttention(4, 2)"
    assert repr(make(causal=True)) == "MultiHeadAttention(4, 2, causal=True)"
