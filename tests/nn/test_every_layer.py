"""What holds for every layer: a new one adds a line to LAYERS.

A layer whose input is not (N, 4) adds a line to INPUT_SHAPES as well.
"""

import re

import numpy as np
import pytest

from dlcourse import nn

LAYERS = {
    "Dense": lambda: nn.Dense(4, 3, rng=np.random.default_rng(0)),
    "GELU": nn.GELU,
    "Identity": nn.Identity,
    "LeakyReLU": nn.LeakyReLU,
    "ReLU": nn.ReLU,
    "Sigmoid": nn.Sigmoid,
    "Softmax": nn.Softmax,
    "Swish": nn.Swish,
    "Tanh": nn.Tanh,
    "Sequential": lambda: nn.Sequential(nn.Dense(4, 3, rng=np.random.default_rng(0)), nn.Tanh()),
    "AveragePool2D": lambda: nn.AveragePool2D(2),
    "BatchNorm": lambda: nn.BatchNorm(4),
    "Conv2D": lambda: nn.Conv2D(4, 3, 2, rng=np.random.default_rng(0)),
    "ConvTranspose2D": lambda: nn.ConvTranspose2D(4, 3, 2, rng=np.random.default_rng(0)),
    "Dropout": lambda: nn.Dropout(0.5, rng=np.random.default_rng(0)),
    "Flatten": nn.Flatten,
    "GRU": lambda: nn.GRU(4, 3, rng=np.random.default_rng(0)),
    "GlobalAveragePool2D": nn.GlobalAveragePool2D,
    "LSTM": lambda: nn.LSTM(4, 3, rng=np.random.default_rng(0)),
    "LayerNorm": lambda: nn.LayerNorm(4),
    "MaxPool2D": lambda: nn.MaxPool2D(2),
    "MaxUnpool2D": lambda: unpool(),
    "MultiHeadAttention": lambda: nn.MultiHeadAttention(4, 2, rng=np.random.default_rng(0)),
    "Parallel": lambda: nn.Parallel(nn.Identity(), nn.Dense(4, 2, rng=np.random.default_rng(0))),
    "PositionalEncoding": lambda: nn.PositionalEncoding(4),
    "RNN": lambda: nn.RNN(4, 3, rng=np.random.default_rng(0)),
    "Reshape": lambda: nn.Reshape((2, 2)),
    "Residual": lambda: nn.Residual(nn.Dense(4, 4, rng=np.random.default_rng(0))),
}
INPUT_SHAPES = {
    "AveragePool2D": (5, 3, 5, 4),
    "Conv2D": (5, 3, 3, 4),
    "ConvTranspose2D": (5, 3, 3, 4),
    "Flatten": (5, 2, 4),
    "GlobalAveragePool2D": (5, 2, 3, 4),
    "GRU": (5, 2, 4),
    "LSTM": (5, 2, 4),
    "MaxPool2D": (5, 3, 5, 4),
    "MaxUnpool2D": (5, 1, 2, 4),
    "MultiHeadAttention": (5, 2, 4),
    "PositionalEncoding": (5, 2, 4),
    "RNN": (5, 2, 4),
}


TAKES_WHOLE_NUMBERS = {"Embedding"}  # what holds for it stands in test_embedding.py


def unpool():
    """Make the layer that undoes a pool, after the pool has run."""
    pool = nn.MaxPool2D(2)
    pool.forward(np.random.default_rng(0).normal(size=(5, 3, 5, 4)))
    return nn.MaxUnpool2D(pool)


@pytest.fixture(params=LAYERS)
def layer(request):
    return LAYERS[request.param]()


@pytest.fixture
def x(layer):
    shape = INPUT_SHAPES.get(type(layer).__name__, (5, 4))
    return np.random.default_rng(1).normal(size=shape)


def frozen(array):
    array = array.copy()
    array.flags.writeable = False
    return array


def test_every_layer_stands_in_the_list():
    classes = {name for name in nn.__all__ if is_layer(getattr(nn, name))}
    assert classes - {"Layer"} - TAKES_WHOLE_NUMBERS == set(LAYERS)


def is_layer(thing):
    return isinstance(thing, type) and issubclass(thing, nn.Layer)


def test_arrays_handed_over_are_not_changed(layer, x):
    y = layer.forward(frozen(x), training=True)
    layer.backward(frozen(np.ones_like(y)))  # a write into a frozen array raises


def test_calling_the_layer_is_forward(layer, x):
    np.testing.assert_array_equal(layer(x), layer.forward(x))


def test_gradients_match_finite_differences(layer, x):
    nn.check_gradients(layer, x)


def test_output_shape_tells_the_shape_of_the_output(layer, x):
    assert layer.output_shape(x.shape) == layer.forward(x).shape
    assert layer.output_shape(("N", *x.shape[1:])) == ("N", *layer.forward(x).shape[1:])


def test_backward_before_forward_is_an_error(layer):
    with pytest.raises(nn.BackwardBeforeForwardError, match="Call forward first"):
        layer.backward(np.ones((5, 3)))


def test_backward_twice_gives_the_same(layer, x):
    grad = np.ones_like(layer.forward(x))
    np.testing.assert_array_equal(layer.backward(grad), layer.backward(grad))


def test_parameter_gradients_add_up(layer, x):
    grad = np.random.default_rng(2).normal(size=layer.forward(x).shape)
    layer.backward(grad)
    once = [parameter.grad.copy() for parameter in layer.parameters()]
    layer.accumulate(grad)
    for parameter, first in zip(layer.parameters(), once, strict=True):
        np.testing.assert_allclose(parameter.grad, 2.0 * first)


def test_a_gradient_of_another_shape_is_an_error(layer, x):
    layer.forward(x)
    with pytest.raises(nn.ShapeError, match=r"gradient: expected \(5, .+\) as in the output, got"):
        layer.backward(np.ones((5, 7)))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_nan_and_infinity_are_an_error_that_names_the_place(layer, x, bad):
    x[3, ..., 1] = bad
    first = (3, *(0 for _ in x.shape[1:-1]), 1)
    with pytest.raises(nn.NonFiniteError, match=re.escape(f"got {bad} at index {first}")):
        layer.forward(x)


def test_an_empty_batch_is_an_error(layer, x):
    with pytest.raises(nn.EmptyBatchError, match=r"got shape \(0, .*4\)"):
        layer.forward(x[:0])


@pytest.mark.parametrize("bad", [[["a"] * 4], [[1j] * 4], [[None] * 4]])
def test_what_is_no_real_number_is_an_error(layer, bad):
    with pytest.raises(nn.DTypeError, match="expected real numbers, got dtype"):
        layer.forward(bad)


def test_a_ragged_list_is_an_error(layer):
    with pytest.raises(nn.ShapeError, match="ragged"):
        layer.forward([[1.0, 2.0, 3.0, 4.0], [1.0]])


def test_integers_are_computed_as_float64(layer, x):
    ones = layer.forward(np.ones(x.shape, dtype=int))
    assert ones.dtype == np.float64
    np.testing.assert_array_equal(ones, layer.forward(np.ones(x.shape)))


def test_float32_stays_float32(layer, x):
    layer.astype("float32")
    y = layer.forward(x.astype(np.float32))
    assert y.dtype == np.float32
    assert layer.backward(np.ones(y.shape, np.float32)).dtype == np.float32
    assert {parameter.grad.dtype for parameter in layer.parameters()} <= {np.dtype(np.float32)}
    np.testing.assert_allclose(y, layer.astype("float64").forward(x), rtol=2e-5, atol=2e-6)


def test_huge_numbers_do_not_overflow(layer, x):
    x[...] = [1e4, -1e4, 1e3, -1e3]
    y = layer.forward(x)  # warnings are errors here
    assert np.isfinite(y).all()
    assert np.isfinite(layer.backward(np.ones_like(y))).all()


def test_a_column_view_is_as_good_as_a_copy(layer, x):
    np.testing.assert_allclose(layer.forward(np.asfortranarray(x)), layer.forward(x))


def test_the_representation_names_the_layer(layer):
    assert repr(layer).startswith(type(layer).__name__ + "(")
