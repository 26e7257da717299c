"""AveragePool2D against loops, finite differences, and wrong use."""

import naive_images
import numpy as np
import pytest
from hypothesis import given
from image_shapes import scenes

from dlcourse.nn import AveragePool2D, ShapeError, check_gradients


@given(scene=scenes(largest_padding=0))
def test_it_equals_the_loops(scene):
    pool, x = AveragePool2D(scene.kernel, scene.stride), scene.draw()
    y = pool.forward(x)
    grad = scene.draw(*y.shape)
    naive_y, naive_dx = naive_images.average_pool(x, grad, scene.kernel, scene.stride)
    np.testing.assert_allclose(y, naive_y, atol=1e-14)
    np.testing.assert_allclose(pool.backward(grad), naive_dx, atol=1e-14)
    assert pool.output_shape(scene.shape) == y.shape


@given(scene=scenes(channels=(1, 2), largest_padding=0))
def test_gradients_match_finite_differences(scene):
    check_gradients(AveragePool2D(scene.kernel, scene.stride), scene.draw(), tolerance=1e-7)


def test_wrong_use_is_an_error():
    with pytest.raises(ShapeError, match="AveragePool2D input: expected at least 3 x 3 pixels"):
        AveragePool2D(3).forward(np.ones((1, 2, 4, 1)))
    with pytest.raises(ShapeError, match="Grey images need a last axis"):
        AveragePool2D(2).forward(np.ones((5, 4, 4)))
