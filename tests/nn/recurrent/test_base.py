"""What holds for RNN, LSTM and GRU alike: gradients, states in and out, odd input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn
from dlcourse.nn.recurrent.base import Recurrent

KINDS = [nn.RNN, nn.LSTM, nn.GRU]
sizes = st.integers(1, 4)
each_kind = pytest.mark.parametrize("kind", KINDS)


def rng(seed=0):
    return np.random.default_rng(seed)


def make(kind, D, U, **options):
    """Return a layer with no bias at zero."""
    layer = kind(D, U, rng=rng(), **options)
    layer.b.value = rng(1).normal(size=layer.b.shape)
    return layer


def as_tuple(state):
    return state if isinstance(state, tuple) else (state,)


def as_state(parts):
    return tuple(parts) if len(parts) > 1 else parts[0]


def draw_state(kind, shape):
    return as_state([rng(seed).normal(size=shape) for seed, _ in enumerate(kind.state_names)])


class WithStates(nn.Layer):
    """A recurrent layer whose states are part of the input and of the output.

    All are laid out in one row per sample, so that `check_gradients` sees them.
    """

    def __init__(self, layer, T):
        self.layer, self.T = layer, T

    def forward(self, packed, training=False):
        x = packed[:, : self.T * self.layer.in_features]
        state = packed[:, x.shape[1] :]
        state = np.split(state, len(self.layer.state_names), axis=1)
        y = self.layer.forward(x.reshape(len(x), self.T, -1), training, as_state(state))
        self.y_shape = y.shape
        return np.hstack([y.reshape(len(y), -1), *as_tuple(self.layer.final_state)])

    def backward(self, grad):
        width = int(np.prod(self.y_shape[1:]))
        y_grad = grad[:, :width].reshape(self.y_shape)
        state_grad = np.split(grad[:, width:], len(self.layer.state_names), axis=1)
        dx = self.layer.backward(y_grad, as_state(state_grad))
        return np.hstack([dx.reshape(len(dx), -1), *as_tuple(self.layer.initial_state_grad)])


@each_kind
@given(N=sizes, T=sizes, D=sizes, U=sizes, return_sequences=st.booleans())
def test_gradients_match_finite_differences(kind, N, T, D, U, return_sequences):
    layer = make(kind, D, U, return_sequences=return_sequences)
    nn.check_gradients(layer, rng(2).normal(size=(N, T, D)), tolerance=1e-7)


@each_kind
@given(N=sizes, T=sizes, D=sizes, U=sizes, return_sequences=st.booleans())
def test_gradients_of_the_states_match_finite_differences(kind, N, T, D, U, return_sequences):
    layer = make(kind, D, U, return_sequences=return_sequences)
    packed = rng(2).normal(size=(N, T * D + U * len(kind.state_names)))
    nn.check_gradients(WithStates(layer, T), packed, tolerance=1e-7)


@each_kind
def test_two_halves_joined_by_the_state_equal_the_whole(kind):
    layer, x = make(kind, 3, 4), rng(2).normal(size=(2, 7, 3))
    grad = rng(3).normal(size=(2, 7, 4))
    whole = layer.forward(x)
    whole_dx, whole_state = layer.backward(grad), layer.final_state
    whole_grads = [parameter.grad.copy() for parameter in layer.parameters()]
    first, second = make(kind, 3, 4), make(kind, 3, 4)
    y = [first.forward(x[:, :3]), second.forward(x[:, 3:], state=first.final_state)]
    np.testing.assert_allclose(np.hstack(y), whole)
    np.testing.assert_allclose(second.final_state, whole_state)
    dx_second = second.backward(grad[:, 3:])
    dx_first = first.backward(grad[:, :3], second.initial_state_grad)
    np.testing.assert_allclose(np.hstack([dx_first, dx_second]), whole_dx, atol=1e-14)
    for a, b, want in zip(first.parameters(), second.parameters(), whole_grads, strict=True):
        np.testing.assert_allclose(a.grad + b.grad, want, atol=1e-13)


@each_kind
def test_the_last_step_alone_is_the_end_of_the_sequence(kind):
    x = rng(2).normal(size=(2, 5, 3))
    every, last = make(kind, 3, 4), make(kind, 3, 4, return_sequences=False)
    np.testing.assert_array_equal(last.forward(x), every.forward(x)[:, -1])
    np.testing.assert_array_equal(last.forward(x), as_tuple(last.final_state)[0])
    assert every.output_shape(("N", "T", 3)) == ("N", "T", 4)
    assert last.output_shape((2, 5, 3)) == (2, 4)


@each_kind
def test_no_state_is_a_state_of_zeros(kind):
    layer, x = make(kind, 3, 4), rng(2).normal(size=(2, 5, 3))
    zeros = as_state([np.zeros((2, 4)) for _ in kind.state_names])
    np.testing.assert_array_equal(layer.forward(x), layer.forward(x, state=zeros))


@each_kind
def test_accumulate_adds_the_same_gradients_as_backward(kind):
    layer, x = make(kind, 3, 4), rng(2).normal(size=(2, 5, 3))
    grad, state_grad = rng(3).normal(size=(2, 5, 4)), draw_state(kind, (2, 4))
    layer.forward(x)
    layer.backward(grad, state_grad)
    once = [parameter.grad.copy() for parameter in layer.parameters()]
    assert layer.accumulate(grad, state_grad) is None
    for parameter, first in zip(layer.parameters(), once, strict=True):
        np.testing.assert_allclose(parameter.grad, 2.0 * first)


@each_kind
@pytest.mark.parametrize("bad", [np.ones((2, 3)), np.ones((3, 4)), np.ones(4)])
def test_a_state_of_another_shape_is_an_error(kind, bad):
    layer, x = make(kind, 3, 4), np.ones((2, 5, 3))
    bad = as_state([bad for _ in kind.state_names])
    with pytest.raises(nn.ShapeError, match=rf"{kind.__name__} state h: expected \(2, 4\), got"):
        layer.forward(x, state=bad)
    layer.forward(x)
    with pytest.raises(nn.ShapeError, match=r"final_state_grad h: expected \(2, 4\), got"):
        layer.backward(np.ones((2, 5, 4)), bad)


@each_kind
def test_a_state_with_nan_is_an_error(kind):
    bad = as_state([np.full((2, 4), np.nan) for _ in kind.state_names])
    with pytest.raises(nn.NonFiniteError, match=f"{kind.__name__} state h: .*got nan at index"):
        make(kind, 3, 4).forward(np.ones((2, 5, 3)), state=bad)


@each_kind
@pytest.mark.parametrize("shape", [(5, 3), (2, 5, 4), (2, 5, 3, 1)])
def test_an_input_of_another_shape_is_an_error(kind, shape):
    with pytest.raises(nn.ShapeError, match=rf"{kind.__name__} input: expected \(N, T, 3\), got"):
        make(kind, 3, 4).forward(np.ones(shape))
    with pytest.raises(nn.ShapeError, match=rf"{kind.__name__} input: expected \(N, T, 3\), got"):
        make(kind, 3, 4).output_shape(shape)


@each_kind
@pytest.mark.parametrize("shape", [(0, 5, 3), (2, 0, 3)])
def test_no_samples_or_no_steps_is_an_error(kind, shape):
    with pytest.raises(nn.EmptyBatchError, match=f"{kind.__name__} input"):
        make(kind, 3, 4).forward(np.ones(shape))


@each_kind
def test_states_handed_over_are_not_changed_and_states_given_back_are_not_overwritten(kind):
    layer, x = make(kind, 3, 4), rng(2).normal(size=(2, 5, 3))
    state, grad = draw_state(kind, (2, 4)), np.ones((2, 5, 4))
    for array in as_tuple(state):
        array.flags.writeable = False
    y = layer.forward(x, state=state)
    layer.backward(grad, state)
    given = [y, *as_tuple(layer.final_state), *as_tuple(layer.initial_state_grad)]
    before = [array.copy() for array in given]
    layer.forward(2.0 * x, state=layer.final_state)
    layer.backward(grad)
    for array, old in zip(given, before, strict=True):
        np.testing.assert_array_equal(array, old)


@each_kind
@pytest.mark.parametrize("return_sequences", [True, False])
def test_whoever_changes_an_output_does_not_change_the_gradients(kind, return_sequences):
    layer = make(kind, 3, 4, return_sequences=return_sequences)
    x, state = rng(2).normal(size=(1, 1, 3)), draw_state(kind, (1, 4))
    grad = np.ones(layer.forward(x, state=state).shape)
    want = layer.backward(grad)
    y = layer.forward(x, state=state)
    for array in [y, *as_tuple(layer.final_state)]:
        array.fill(100.0)
    np.testing.assert_array_equal(layer.backward(grad), want)


@each_kind
def test_float32_stays_float32(kind):
    layer, x = make(kind, 3, 4), rng(2).normal(size=(2, 5, 3))
    state, grad = draw_state(kind, (2, 4)), np.ones((2, 5, 4))
    want, want_dx = layer.forward(x, state=state), layer.backward(grad, state)
    layer.astype("float32")
    y, dx = layer.forward(x, state=state), layer.backward(grad, state)
    arrays = [y, dx, *as_tuple(layer.final_state), *as_tuple(layer.initial_state_grad)]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
    np.testing.assert_allclose(y, want, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(dx, want_dx, rtol=1e-4, atol=1e-5)


@each_kind
def test_huge_input_saturates_and_does_not_overflow(kind):
    layer = make(kind, 3, 4)
    y = layer.forward(np.full((2, 5, 3), 1e6))  # warnings are errors here
    assert np.isfinite(y).all()
    assert np.isfinite(layer.backward(np.ones_like(y))).all()


@each_kind
def test_recurrent_weights_start_orthogonal_gate_by_gate(kind):
    layer = kind(3, 4, rng=rng())
    for block in np.split(layer.U.value, len(kind.scales), axis=1):
        np.testing.assert_allclose(block.T @ block, np.eye(4), atol=1e-14)


@each_kind
def test_weights_start_as_the_initializers_say(kind):
    layer = kind(3, 4, init=nn.zeros, recurrent_init=nn.constant(0.5))
    assert not layer.W.value.any()
    assert (layer.U.value == 0.5).all()
    with pytest.raises(nn.ShapeError, match=rf"{kind.__name__} U: expected \(4, 4\), got \(1, 4\)"):
        kind(3, 4, init=nn.zeros, recurrent_init=lambda shape, rng: np.ones((1, 4)))


@each_kind
@pytest.mark.parametrize("bad", [0, 2.0, "3"])
def test_a_width_is_a_whole_number_above_zero(kind, bad):
    with pytest.raises(ValueError, match=f"{kind.__name__}: in_features: expected a whole number"):
        kind(bad, 4, rng=rng())
    with pytest.raises(ValueError, match=f"{kind.__name__}: units: expected a whole number"):
        kind(3, bad, rng=rng())


@each_kind
def test_the_representation_tells_the_widths(kind):
    assert repr(make(kind, 3, 4)) == f"{kind.__name__}(3, 4)"
    last = make(kind, 3, 4, return_sequences=False)
    assert repr(last) == f"{kind.__name__}(3, 4, return_sequences=False)"


def test_the_base_has_no_cell_of_its_own():
    layer = Recurrent(3, 4, rng=rng())
    with pytest.raises(NotImplementedError, match="Recurrent has no run yet"):
        layer.forward(np.ones((2, 5, 3)))
    with pytest.raises(NotImplementedError, match="Recurrent has no run_back yet"):
        layer.run_back(None, None, None, None)
