"""Dense against loops, finite differences, and wrong use."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import Dense, DTypeError, ShapeError, check_gradients, constant, zeros

sizes = st.integers(1, 6)


def rng():
    return np.random.default_rng(0)


def naive_forward(x, W, b):
    y = np.zeros((len(x), W.shape[1]))
    for n in range(len(x)):
        for o in range(W.shape[1]):
            for i in range(W.shape[0]):
                y[n, o] += x[n, i] * W[i, o]
            y[n, o] += b[o]
    return y


def naive_backward(x, W, grad):
    dx, dW, db = np.zeros_like(x), np.zeros_like(W), np.zeros(W.shape[1])
    for n in range(len(x)):
        for o in range(W.shape[1]):
            db[o] += grad[n, o]
            for i in range(W.shape[0]):
                dx[n, i] += grad[n, o] * W[i, o]
                dW[i, o] += grad[n, o] * x[n, i]
    return dx, dW, db


@given(rows=sizes, width=sizes, units=sizes)
def test_gradients_match_finite_differences(rows, width, units):
    check_gradients(
        Dense(width, units, rng=rng()), rng().normal(size=(rows, width)), tolerance=1e-7
    )


@given(rows=sizes, width=sizes, units=sizes)
def test_the_matrix_product_equals_the_loops(rows, width, units):
    draw = rng()
    layer = Dense(width, units, rng=draw)
    layer.b.value = draw.normal(size=units)
    x, grad = draw.normal(size=(rows, width)), draw.normal(size=(rows, units))
    np.testing.assert_allclose(layer.forward(x), naive_forward(x, layer.W.value, layer.b.value))
    dx, dW, db = naive_backward(x, layer.W.value, grad)
    np.testing.assert_allclose(layer.backward(grad), dx, atol=1e-14)
    np.testing.assert_allclose(layer.W.grad, dW, atol=1e-14)
    np.testing.assert_allclose(layer.b.grad, db, atol=1e-14)


@given(N=sizes, T=sizes, D=sizes, U=sizes)
def test_each_step_of_a_sequence_is_a_row(N, T, D, U):
    layer, x, grad = Dense(D, U, rng=rng()), rng().normal(size=(N, T, D)), np.ones((N, T, U))
    assert layer.output_shape((N, T, D)) == (N, T, U)
    y, dx = layer.forward(x), layer.backward(grad)
    sequences = layer.W.grad.copy(), layer.b.grad.copy()
    layer.W.zero_grad()
    layer.b.zero_grad()
    np.testing.assert_allclose(y.reshape(-1, U), layer.forward(x.reshape(-1, D)), atol=1e-14)
    rows_dx = layer.backward(grad.reshape(-1, U))
    np.testing.assert_allclose(dx.reshape(-1, D), rows_dx, atol=1e-14)
    np.testing.assert_allclose(layer.W.grad, sequences[0], atol=1e-13)
    np.testing.assert_allclose(layer.b.grad, sequences[1], atol=1e-13)


def test_three_neurons_of_the_deck_in_vector_form():
    layer = Dense(2, 3, init=constant(0.0))
    layer.W.value = [[0, 1, 2], [1, 0, 3]]
    layer.b.value = [4, 5, 6]
    np.testing.assert_array_equal(layer([[2, 3]]), [[7.0, 7.0, 19.0]])


@pytest.mark.parametrize("shape", [(5,), (5, 3), (5, 4, 1)])
def test_an_input_of_another_shape_is_an_error(shape):
    expected = rf"Dense input: expected \(N, ..., 4\), got \({shape[0]},"
    with pytest.raises(ShapeError, match=expected):
        Dense(4, 3, rng=rng()).forward(np.ones(shape))


def test_output_shape_refuses_another_width():
    with pytest.raises(ShapeError, match=r"expected \(N, ..., 4\), got \(N, 3\)"):
        Dense(4, 3, rng=rng()).output_shape(("N", 3))


@pytest.mark.parametrize("width", [0, -1, 2.0, "3"])
def test_a_width_is_a_whole_number_above_zero(width):
    with pytest.raises(ValueError, match="in_features to be a whole number >= 1, got"):
        Dense(width, 3, rng=rng())
    with pytest.raises(ValueError, match="out_features to be a whole number >= 1, got"):
        Dense(3, width, rng=rng())


def test_random_weights_need_a_generator():
    with pytest.raises(TypeError, match=r"expected rng=numpy.random.default_rng\(seed\), got None"):
        Dense(4, 3)


def test_an_initializer_of_the_wrong_shape_is_an_error():
    with pytest.raises(ShapeError, match=r"Dense init: expected \(4, 3\), got \(3, 4\)"):
        Dense(4, 3, init=lambda shape, rng: np.zeros((3, 4)))


def test_weights_that_need_no_generator_do_without_one():
    layer = Dense(4, 3, init=zeros)
    assert not layer.W.value.any()
    assert not layer.b.value.any()


def test_dtype_is_that_of_the_parameters():
    layer = Dense(4, 3, rng=rng(), dtype="float32")
    assert layer.W.dtype == layer.b.dtype == np.float32
    assert layer(np.ones((2, 4))).dtype == np.float32  # float64 comes in
    with pytest.raises(DTypeError, match="expected dtype float32 or float64, got 'int64'"):
        Dense(4, 3, rng=rng(), dtype="int64")


def test_the_same_seed_gives_the_same_weights():
    np.testing.assert_array_equal(Dense(4, 3, rng=rng()).W.value, Dense(4, 3, rng=rng()).W.value)
