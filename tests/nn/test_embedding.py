"""Embedding: rows looked up, gradients summed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import (
    BackwardBeforeForwardError,
    DTypeError,
    Embedding,
    EmptyBatchError,
    Layer,
    Sequential,
    ShapeError,
    check_gradients,
)


def rng():
    return np.random.default_rng(0)


shapes = st.lists(st.integers(1, 5), min_size=0, max_size=3)


class Words(Layer):
    """Stands before an embedding in the gradient check: any input becomes the same words."""

    def __init__(self, words):
        self.words = words

    def forward(self, x, training=False):
        self.remember(x)
        return self.words

    def backward(self, grad):
        (x,) = self.recall()
        assert not grad.any()
        return np.zeros_like(x)


@given(shape=shapes)
def test_it_equals_the_loops(shape):
    layer, x = Embedding(4, 3, rng=rng()), rng().integers(0, 4, shape)
    y = layer.forward(x)
    grad = rng().normal(size=y.shape)
    dW = np.zeros((4, 3))
    for place in np.ndindex(*shape):
        np.testing.assert_array_equal(y[place], layer.W.value[x[place]])
        dW[x[place]] += grad[place]
    dx = layer.backward(grad)
    np.testing.assert_array_equal(dx, np.zeros(shape))
    np.testing.assert_allclose(layer.W.grad, dW, atol=1e-13)


def test_gradients_match_finite_differences():
    words = np.array([[3, 0, 3], [1, 1, 3]])
    check_gradients(Sequential(Words(words), Embedding(5, 2, rng=rng())), np.ones(1))


def test_gradients_add_up():
    layer = Embedding(3, 2, rng=rng())
    y = layer.forward(np.array([2, 2]))
    layer.accumulate(np.ones_like(y))
    layer.accumulate(np.ones_like(y))
    np.testing.assert_array_equal(layer.W.grad, [[0, 0], [0, 0], [4, 4]])


def test_changing_the_output_leaves_the_rows_alone():
    layer = Embedding(3, 2, rng=rng())
    before = layer.W.value.copy()
    layer.forward(np.array(1))[...] = 7.0
    layer.forward(np.array([1, 2]))[...] = 7.0
    np.testing.assert_array_equal(layer.W.value, before)


def test_float32_stays_float32():
    layer = Embedding(3, 2, rng=rng(), dtype="float32")
    y = layer.forward([0, 1])
    assert y.dtype == layer.backward(y).dtype == layer.W.grad.dtype == np.float32


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.int64])
def test_any_whole_numbers_do(kind):
    assert Embedding(3, 2, rng=rng()).forward(np.array([[2, 0, 1]], kind)).shape == (1, 3, 2)


def test_the_output_has_one_axis_more():
    assert Embedding(3, 2, rng=rng()).output_shape(("N", "T")) == ("N", "T", 2)


@pytest.mark.parametrize("word", [-1, 3])
def test_a_number_outside_the_vocabulary_is_an_error(word):
    with pytest.raises(IndexError, match=rf"from 0 to 2, got {word} at index \(1, 0\)"):
        Embedding(3, 2, rng=rng()).forward([[0, 1], [word, 2]])


def test_wrong_use_is_an_error():
    layer = Embedding(3, 2, rng=rng())
    with pytest.raises(BackwardBeforeForwardError):
        layer.backward(np.ones((1, 2)))
    with pytest.raises(DTypeError, match="Embedding input: expected whole numbers, got dtype flo"):
        layer.forward([0.0, 1.0])
    with pytest.raises(EmptyBatchError, match=r"got shape \(0,\)"):
        layer.forward(np.empty(0, int))
    with pytest.raises(ShapeError, match="Embedding init"):
        Embedding(3, 2, init=lambda shape, rng: np.zeros(shape[::-1]))
    with pytest.raises(ValueError, match="Embedding: vocabulary: expected a whole number >= 1"):
        Embedding(0, 2, rng=rng())
    layer.forward([0, 1])
    with pytest.raises(ShapeError, match=r"Embedding gradient: expected \(2, 2\)"):
        layer.backward(np.ones((2, 3)))


def test_the_representation_tells_the_sizes():
    assert repr(Embedding(3, 2, rng=rng())) == "Embedding(3, 2)"
