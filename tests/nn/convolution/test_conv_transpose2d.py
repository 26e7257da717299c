"""ConvTranspose2D against loops, finite differences, and wrong use."""

import naive_images
import numpy as np
import pytest
from hypothesis import assume, given
from image_shapes import scenes

from dlcourse.nn import Conv2D, ConvTranspose2D, ShapeError, check_gradients


def rng():
    return np.random.default_rng(0)


def layer_for(scene):
    """Make the layer that paints what a convolution over the scene sees, and its input."""
    settings = {"stride": scene.stride, "padding": scene.padding}
    conv = Conv2D(scene.channels, scene.filters, scene.kernel, **settings, rng=rng())
    shape = conv.output_shape(scene.shape)
    size = zip(scene.shape[1:3], shape[1:3], strict=True)
    extra = []
    for (large, small), k, s, p in zip(
        size, scene.kernel, scene.stride, scene.padding, strict=True
    ):
        extra.append(large - ((small - 1) * s - 2 * p + k))
    layer = ConvTranspose2D(
        scene.filters, scene.channels, scene.kernel, **settings, output_padding=extra, rng=rng()
    )
    layer.b.value = rng().normal(size=scene.channels)
    return layer, scene.draw(*shape)


@given(scene=scenes())
def test_it_equals_the_loops(scene):
    layer, x = layer_for(scene)
    y = layer.forward(x)
    W, b, where = layer.W.value, layer.b.value, (scene.stride, scene.padding)
    assert y.shape == scene.shape == layer.output_shape(x.shape)
    np.testing.assert_allclose(y, naive_images.paint(x, W, b, *where, scene.shape[1:3]), atol=1e-13)
    grad = scene.draw(*y.shape)
    dx, dW, db = naive_images.paint_backward(x, W, grad, *where)
    np.testing.assert_allclose(layer.backward(grad), dx, atol=1e-13)
    np.testing.assert_allclose(layer.W.grad, dW, atol=1e-13)
    np.testing.assert_allclose(layer.b.grad, db, atol=1e-13)


@given(scene=scenes(channels=(1, 2), largest_kernel=3))
def test_gradients_match_finite_differences(scene):
    layer, x = layer_for(scene)
    check_gradients(layer, x, tolerance=1e-7)


@given(scene=scenes())
def test_forward_is_the_backward_of_the_convolution(scene):
    assume(scene.filters != scene.channels)
    layer, x = layer_for(scene)
    layer.b.value = np.zeros(scene.channels)
    settings = {"stride": scene.stride, "padding": scene.padding}
    conv = Conv2D(scene.channels, scene.filters, scene.kernel, **settings, rng=rng())
    conv.W.value = layer.W.value
    conv.forward(np.ones(scene.shape))
    np.testing.assert_allclose(layer.forward(x), conv.backward(x), atol=1e-13)


def test_the_initializer_sees_inputs_before_outputs():
    seen = []

    def init(shape, rng):
        seen.append(shape)
        return np.zeros(shape)

    assert ConvTranspose2D(5, 2, (3, 4), init=init).W.shape == (3, 4, 2, 5)
    assert seen == [(3, 4, 5, 2)]


def test_padding_that_leaves_nothing_is_an_error():
    with pytest.raises(ShapeError, match="1 x 1 pixels with .* would give -1 x -1. Use less"):
        ConvTranspose2D(1, 1, 3, padding=2, rng=rng()).forward(np.ones((1, 1, 1, 1)))


def test_output_padding_is_smaller_than_the_stride():
    with pytest.raises(ValueError, match=r"output_padding to be smaller .*\(2, 2\), got \(0, 2\)"):
        ConvTranspose2D(1, 1, 3, stride=2, output_padding=(0, 2), rng=rng())


def test_another_shape_is_an_error():
    layer = ConvTranspose2D(3, 2, 3, rng=rng())
    with pytest.raises(ShapeError, match=r"ConvTranspose2D input: expected \(N, H, W, 3\)"):
        layer.forward(np.ones((5, 8, 8, 2)))
    with pytest.raises(ShapeError, match=r"ConvTranspose2D input: expected \(N, H, W, 3\)"):
        layer.output_shape(("N", 8, 8, 2))
    with pytest.raises(ShapeError, match="as numbers, got H"):
        layer.output_shape(("N", "H", "W", 3))


def test_the_representation_tells_the_settings():
    assert repr(ConvTranspose2D(3, 8, 2, rng=rng())) == "ConvTranspose2D(3, 8, 2x2)"
