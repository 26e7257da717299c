"""MaxUnpool2D: the way back from a maximum."""

import numpy as np
import pytest
from hypothesis import assume, given
from image_shapes import scenes

from dlcourse.nn import (
    AveragePool2D,
    BackwardBeforeForwardError,
    MaxPool2D,
    MaxUnpool2D,
    Sequential,
    ShapeError,
    check_gradients,
)


@given(scene=scenes(largest_padding=0))
def test_unpooling_is_the_backward_of_pooling_and_back_again(scene):
    assume(all(s >= k for s, k in zip(scene.stride, scene.kernel, strict=True)))
    pool = MaxPool2D(scene.kernel, scene.stride)
    unpool = MaxUnpool2D(pool)
    x = scene.draw()
    small = pool.forward(x)
    large = unpool.forward(small)
    np.testing.assert_array_equal(large, pool.backward(small))
    np.testing.assert_array_equal(unpool.backward(x), small)  # picks what pool had picked
    assert unpool.output_shape(small.shape) == large.shape == x.shape


@pytest.mark.parametrize("size", [2, 3])
def test_gradients_match_finite_differences(size):
    pool = MaxPool2D(size)
    x = np.random.default_rng(0).normal(size=(2, 7, 6, 2))
    check_gradients(MaxUnpool2D(pool), pool.forward(x))


def test_it_keeps_the_winners_of_its_own_forward():
    pool = MaxPool2D(2)
    unpool = MaxUnpool2D(pool)
    x = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 2, 2, 1)
    unpool.forward(pool.forward(x))
    pool.forward(-x)
    np.testing.assert_array_equal(unpool.backward(x).ravel(), [4.0])


def test_before_the_pool_has_run_the_shape_is_a_multiple():
    pool = MaxPool2D((2, 3))
    assert MaxUnpool2D(pool).output_shape(("N", 4, 5, 3)) == ("N", 8, 15, 3)
    model = Sequential(pool, MaxUnpool2D(pool))
    assert model.output_shape(("N", 8, 15, 3)) == ("N", 8, 15, 3)


def test_wrong_use_is_an_error():
    pool = MaxPool2D(2)
    unpool = MaxUnpool2D(pool)
    with pytest.raises(BackwardBeforeForwardError, match="MaxPool2D.forward"):
        unpool.forward(np.ones((1, 2, 2, 1)))
    pool.forward(np.ones((1, 4, 4, 1)))
    with pytest.raises(ShapeError, match=r"expected \(1, 2, 2, 1\) as in the last output of Max"):
        unpool.forward(np.ones((1, 2, 2, 3)))
    with pytest.raises(TypeError, match="expected a MaxPool2D, got AveragePool2D"):
        MaxUnpool2D(AveragePool2D(2))
    with pytest.raises(ValueError, match=r"do not overlap, got MaxPool2D\(3x3, stride=2\)"):
        MaxUnpool2D(MaxPool2D(3, 2))


def test_the_representation_names_the_pool():
    assert repr(MaxUnpool2D(MaxPool2D(2))) == "MaxUnpool2D(MaxPool2D(2x2))"
