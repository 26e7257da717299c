"""Conv2D against loops, finite differences, and wrong use."""

import naive_images
import numpy as np
import pytest
from hypothesis import given
from image_shapes import scenes

from dlcourse.nn import (
    Conv2D,
    DTypeError,
    EmptyBatchError,
    NonFiniteError,
    ShapeError,
    check_gradients,
    constant,
    threads,
)
from dlcourse.nn.convolution import correlation, windows


def rng():
    return np.random.default_rng(0)


def conv_for(scene):
    layer = Conv2D(
        scene.channels,
        scene.filters,
        scene.kernel,
        stride=scene.stride,
        padding=scene.padding,
        rng=rng(),
    )
    layer.b.value = rng().normal(size=scene.filters)
    return layer


@given(scene=scenes())
def test_it_equals_the_loops(scene):
    layer, x = conv_for(scene), scene.draw()
    y = layer.forward(x)
    W, b, where = layer.W.value, layer.b.value, (scene.stride, scene.padding)
    np.testing.assert_allclose(y, naive_images.convolve(x, W, b, *where), atol=1e-13)
    grad = scene.draw(*y.shape)
    dx, dW, db = naive_images.convolve_backward(x, W, grad, *where)
    np.testing.assert_allclose(layer.backward(grad), dx, atol=1e-13)
    np.testing.assert_allclose(layer.W.grad, dW, atol=1e-13)
    np.testing.assert_allclose(layer.b.grad, db, atol=1e-13)


@given(scene=scenes(channels=(1, 2), largest_kernel=3))
def test_gradients_match_finite_differences(scene):
    check_gradients(conv_for(scene), scene.draw(), tolerance=1e-7)


@given(scene=scenes())
def test_output_shape_tells_the_shape_of_the_output(scene):
    layer = conv_for(scene)
    assert layer.output_shape(scene.shape) == layer.forward(scene.draw()).shape


def test_gradients_of_wide_layers_match_finite_differences():
    check_gradients(Conv2D(8, 3, 3, padding=1, rng=rng()), rng().normal(size=(2, 3, 4, 8)))


@pytest.mark.parametrize(("channels", "filters"), [(1, 2), (9, 2), (3, 17)])
def test_blocks_and_parts_give_what_one_block_gives(monkeypatch, channels, filters):
    layer = Conv2D(channels, filters, 3, padding=1, rng=rng())
    x, grad = rng().normal(size=(11, 5, 6, channels)), rng().normal(size=(11, 5, 6, filters))
    y, dx, dW = layer.forward(x), layer.backward(grad), layer.W.grad.copy()
    monkeypatch.setattr(windows, "BLOCK", 30_000)  # a few images
    monkeypatch.setattr(correlation, "SMALL_PRODUCT", 500)  # a few rows
    layer.W.zero_grad()
    np.testing.assert_allclose(layer.forward(x), y, atol=1e-13)
    np.testing.assert_allclose(layer.backward(grad), dx, atol=1e-13)
    np.testing.assert_allclose(layer.W.grad, dW, atol=1e-13)


@pytest.mark.parametrize("channels", [1, 32])
@pytest.mark.parametrize("padding", [0, 1])  # two ways to the gradient of the input
def test_any_number_of_threads_gives_equal_bits(monkeypatch, channels, padding):
    monkeypatch.setattr(threads, "core_count", lambda: 4)
    monkeypatch.setattr(threads, "WORTH_SHARING", 0)
    monkeypatch.setattr(windows, "BLOCK", 20_000)  # many parts
    layer = Conv2D(channels, 4, 3, padding=padding, rng=rng(), dtype="float32")
    x = rng().normal(size=(30, 12, 12, channels)).astype(np.float32)
    results = []
    for count in "134":
        monkeypatch.setenv("DLCOURSE_THREADS", count)
        layer.W.zero_grad()
        y = layer.forward(x)
        results.append((y, layer.backward(y), layer.W.grad.copy()))
    for other in results[1:]:
        for array, same in zip(results[0], other, strict=True):
            np.testing.assert_array_equal(array, same)


def test_same_padding_keeps_height_and_width():
    for kernel in [(1, 2), (3, 4), (5, 6)]:
        layer = Conv2D(2, 3, kernel, padding="same", rng=rng())
        assert layer.forward(np.ones((1, 4, 7, 2))).shape == (1, 4, 7, 3)
        check_gradients(layer, rng().normal(size=(1, 3, 4, 2)))


def test_same_padding_puts_the_odd_zero_behind():
    layer = Conv2D(1, 1, (1, 2), padding="same", init=constant(1.0))
    np.testing.assert_array_equal(
        layer.forward(np.array([1.0, 2.0, 3.0]).reshape(1, 1, 3, 1)).ravel(), [3.0, 5.0, 3.0]
    )


def test_accumulate_gives_the_parameter_gradients_alone():
    layer = Conv2D(2, 3, 3, rng=rng())
    y = layer.forward(rng().normal(size=(2, 5, 5, 2)))
    layer.backward(y)
    dW, db = layer.W.grad.copy(), layer.b.grad.copy()
    layer.W.zero_grad(), layer.b.zero_grad()
    assert layer.accumulate(y) is None
    np.testing.assert_array_equal(layer.W.grad, dW)
    np.testing.assert_array_equal(layer.b.grad, db)


def test_an_output_is_not_overwritten_by_the_next_one():
    layer = Conv2D(1, 2, 3, rng=rng())
    first = layer.forward(rng().normal(size=(2, 6, 6, 1)))
    dx = layer.backward(first)
    before = first.copy(), dx.copy()
    layer.backward(layer.forward(np.ones((2, 6, 6, 1))))
    np.testing.assert_array_equal(first, before[0])
    np.testing.assert_array_equal(dx, before[1])


def test_the_border_stays_zero_after_another_layer_used_the_memory():
    layer, other = Conv2D(1, 1, 3, padding=1, init=constant(1.0)), Conv2D(1, 1, 2, init=constant(1))
    x = np.ones((1, 3, 3, 1))
    corner = layer.forward(x)[0, 0, 0, 0]
    other.backward(other.forward(np.full((1, 9, 9, 1), 7.0)))
    assert layer.forward(x)[0, 0, 0, 0] == corner == 4.0


def test_memory_in_another_order_is_as_good():
    layer, x = Conv2D(3, 2, 3, rng=rng()), rng().normal(size=(4, 6, 5, 3))
    y = layer.forward(x)
    grad = np.asfortranarray(y)
    dx = layer.backward(y)
    np.testing.assert_array_equal(layer.forward(x.copy("F")), y)
    np.testing.assert_array_equal(layer.backward(grad), dx)
    np.testing.assert_array_equal(layer.forward(x[:, ::-1])[:, ::-1].shape, y.shape)


def test_images_larger_than_a_block_work():
    layer = Conv2D(4, 1, 5, padding=2, init=constant(1.0), dtype="float32")
    y = layer.forward(np.ones((1, 330, 330, 4), np.float32))
    assert y[0, 100, 100, 0] == 100.0


@pytest.mark.parametrize(
    ("shape", "advice"),
    [
        ((5, 3, 8, 8), r"Channels come last here: x.transpose\(0, 2, 3, 1\)"),
        ((8, 8, 3), r"One image is a batch too: x\[np.newaxis\]"),
        ((5, 8, 8, 1), r"got \(5, 8, 8, 1\)"),
        ((5, 8), r"got \(5, 8\)"),
    ],
)
def test_another_shape_is_an_error_that_says_what_to_do(shape, advice):
    layer = Conv2D(3, 2, 3, rng=rng())
    with pytest.raises(ShapeError, match=rf"Conv2D input: expected \(N, H, W, 3\), .*{advice}"):
        layer.forward(np.ones(shape))
    with pytest.raises(ShapeError, match=rf"Conv2D input: expected \(N, H, W, 3\), .*{advice}"):
        layer.output_shape(shape)


def test_grey_images_without_channels_are_told_to_add_an_axis():
    with pytest.raises(ShapeError, match=r"x\[..., np.newaxis\]"):
        Conv2D(1, 2, 3, rng=rng()).forward(np.ones((5, 8, 8)))


def test_a_window_larger_than_the_image_is_an_error():
    layer = Conv2D(1, 2, (3, 5), padding=(0, 1), rng=rng())
    with pytest.raises(ShapeError, match="expected at least 3 x 5 pixels .*, got 4 x 2 with"):
        layer.forward(np.ones((5, 4, 2, 1)))


def test_output_shape_needs_numbers():
    with pytest.raises(ShapeError, match="expected height and width as numbers, got H"):
        Conv2D(1, 2, 3, rng=rng()).output_shape(("N", "H", 8, 1))
    assert Conv2D(1, 2, 3, rng=rng()).output_shape(("N", 8, 9, 1)) == ("N", 6, 7, 2)


def test_an_empty_batch_nan_and_words_are_errors():
    layer = Conv2D(1, 2, 3, rng=rng())
    with pytest.raises(EmptyBatchError):
        layer.forward(np.ones((0, 8, 8, 1)))
    x = np.ones((1, 8, 8, 1))
    x[0, 2, 3, 0] = np.nan
    with pytest.raises(NonFiniteError, match=r"at index \(0, 2, 3, 0\)"):
        layer.forward(x)
    with pytest.raises(DTypeError):
        layer.forward(np.full((1, 8, 8, 1), "a"))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"in_channels": 0}, "Conv2D: in_channels: expected a whole number >= 1, got 0"),
        ({"filters": 2.0}, "Conv2D: filters: expected a whole number >= 1, got 2.0"),
        ({"kernel_size": 0}, "Conv2D: kernel size: expected a whole number >= 1, got 0"),
        ({"kernel_size": (3, 3, 3)}, r"expected one number, or two .*, got \(3, 3, 3\)"),
        ({"stride": (1, 0)}, "Conv2D: stride: expected a whole number >= 1, got 0"),
        ({"padding": -1}, "Conv2D: padding: expected a whole number >= 0, got -1"),
        ({"padding": "full"}, "expected padding as numbers or \"same\", got 'full'"),
        ({"padding": "same", "stride": 2}, 'padding="same" needs stride 1'),
    ],
)
def test_a_wrong_setting_is_an_error_that_names_it(wrong, message):
    settings = {"in_channels": 1, "filters": 2, "kernel_size": 3} | wrong
    with pytest.raises(ValueError, match=message):
        Conv2D(**settings, rng=rng())


def test_an_initializer_of_the_wrong_shape_is_an_error():
    with pytest.raises(ShapeError, match=r"Conv2D init: expected \(3, 3, 1, 2\), got \(2,\)"):
        Conv2D(1, 2, 3, init=lambda shape, rng: np.zeros(2))


def test_the_representation_tells_the_settings():
    layer = Conv2D(3, 8, (3, 5), stride=2, padding=1, rng=rng())
    assert repr(layer) == "Conv2D(3, 8, 3x5, stride=2, padding=1)"
