"""MaxPool2D against loops, finite differences, and wrong use."""

import naive_images
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from image_shapes import scenes

from dlcourse.nn import MaxPool2D, ShapeError, check_gradients
from dlcourse.nn.pooling import winners

pools = scenes(largest_padding=0)


def distinct(shape):
    """Images without ties: all pixels differ by at least one."""
    return np.random.default_rng(0).permutation(np.prod(shape)).reshape(shape).astype(float)


@given(scene=pools, levels=st.sampled_from([2, 1000]))
def test_it_equals_the_loops_also_where_pixels_are_equal(scene, levels):
    x = np.random.default_rng(0).integers(0, levels, scene.shape).astype(float)
    pool = MaxPool2D(scene.kernel, scene.stride)
    y = pool.forward(x)
    grad = scene.draw(*y.shape)
    naive_y, naive_dx = naive_images.max_pool(x, grad, scene.kernel, scene.stride)
    np.testing.assert_array_equal(y, naive_y)
    np.testing.assert_allclose(pool.backward(grad), naive_dx, atol=1e-13)
    assert pool.output_shape(scene.shape) == y.shape


@given(size=st.tuples(st.integers(2, 7), st.integers(2, 7)), levels=st.sampled_from([2, 3, 1000]))
def test_pairs_and_any_windows_have_the_same_winners(size, levels):
    x = np.random.default_rng(0).integers(0, levels, (3, *size, 2)).astype(float)
    fast = winners.PairWinners(x)
    pool = MaxPool2D((2, 2))
    slow = winners.WindowWinners(x, pool.geometry, fast.y.shape[1:3])
    np.testing.assert_array_equal(fast.y, slow.y)
    values = 1.0 + np.arange(fast.y.size).reshape(fast.y.shape)
    np.testing.assert_array_equal(fast.place(values), slow.place(values))
    np.testing.assert_array_equal(fast.pick(x), slow.pick(x))


@given(scene=scenes(channels=(1, 2), largest_padding=0))
def test_gradients_match_finite_differences(scene):
    check_gradients(MaxPool2D(scene.kernel, scene.stride), distinct(scene.shape), tolerance=1e-7)


@pytest.mark.parametrize("layer", [MaxPool2D(2), MaxPool2D(2, stride=1)])
@pytest.mark.parametrize(
    ("window", "winner"),
    [([[5, 5], [5, 5]], (0, 0)), ([[1, 5], [5, 1]], (0, 1)), ([[1, 2], [5, 5]], (1, 0))],
)
def test_the_first_of_equal_pixels_wins(layer, window, winner):
    layer.forward(np.array(window).reshape(1, 2, 2, 1))
    dx = layer.backward(np.ones((1, 1, 1, 1)))
    expected = np.zeros((2, 2))
    expected[winner] = 1.0
    np.testing.assert_array_equal(dx[0, :, :, 0], expected)


def test_rows_that_fill_no_window_get_no_gradient():
    pool = MaxPool2D(2)
    y = pool.forward(distinct((1, 5, 3, 1)))
    dx = pool.backward(np.ones(y.shape))
    assert y.shape == (1, 2, 1, 1)
    assert not dx[:, 4].any()
    assert not dx[:, :, 2].any()


def test_windows_of_many_pixels_work():
    x = np.zeros((1, 20, 20, 1))
    x[0, 19, 19] = 1.0
    pool = MaxPool2D(20)
    pool.forward(x)
    np.testing.assert_array_equal(pool.backward(np.ones((1, 1, 1, 1))), x)


def test_float32_stays_and_an_output_is_not_overwritten():
    pool = MaxPool2D(2)
    first = pool.forward(distinct((1, 4, 4, 1)).astype(np.float32))
    before = first.copy()
    pool.forward(np.zeros((1, 4, 4, 1), np.float32))
    assert first.dtype == np.float32
    np.testing.assert_array_equal(first, before)


def test_wrong_use_is_an_error():
    with pytest.raises(ShapeError, match="MaxPool2D input: expected at least 3 x 3 pixels"):
        MaxPool2D(3).forward(np.ones((1, 2, 4, 1)))
    with pytest.raises(ShapeError, match=r"MaxPool2D input: expected \(N, H, W, C\), got \(4, 4\)"):
        MaxPool2D(2).output_shape((4, 4))
    with pytest.raises(ValueError, match="MaxPool2D: stride: expected a whole number >= 1, got 0"):
        MaxPool2D(2, stride=0)
    with pytest.raises(ValueError, match="MaxPool2D: kernel size: expected a whole number >= 1"):
        MaxPool2D(0)


def test_the_representation_tells_the_settings():
    assert repr(MaxPool2D(2)) == "MaxPool2D(2x2)"
    assert repr(MaxPool2D((2, 3), stride=1)) == "MaxPool2D(2x3, stride=1)"
