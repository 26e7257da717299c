"""Moving pictures: shifts and turns against NumPy's own, and against loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.data.pixels import pick, rotate_images, shift_images

quiet = settings(deadline=None, max_examples=40, derandomize=True)


def images(N, H, W, C, dtype=float):
    return np.random.default_rng(0).uniform(0.1, 1.0, (N, H, W, C)).astype(dtype)


@quiet
@given(
    H=st.integers(1, 6),
    W=st.integers(1, 6),
    C=st.integers(1, 3),
    down=st.integers(-7, 7),
    right=st.integers(-7, 7),
)
def test_a_shift_is_a_window_of_the_padded_image(H, W, C, down, right):
    x = images(2, H, W, C)
    padded = np.pad(x, [(0, 0), (7, 7), (7, 7), (0, 0)])
    expected = padded[:, 7 - down : 7 - down + H, 7 - right : 7 - right + W]
    moved = shift_images(x, np.array([down, 0]), np.array([right, 0]))
    np.testing.assert_array_equal(moved[0], expected[0])
    np.testing.assert_array_equal(moved[1], x[1])  # each image has its own move


@pytest.mark.parametrize("side", [1, 2, 5, 8])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3, 4, -1])
def test_quarter_turns_are_those_of_numpy(side, quarters):
    x = images(3, side, side, 2)
    turned = rotate_images(x, np.full(3, 90.0 * quarters))
    np.testing.assert_allclose(turned, np.rot90(x, quarters, axes=(1, 2)), atol=1e-12)


def test_half_a_turn_of_an_oblong_image():
    x = images(1, 3, 6, 1)
    np.testing.assert_allclose(rotate_images(x, np.array([180.0])), x[:, ::-1, ::-1], atol=1e-12)


def bilinear_loop(image, degrees):
    """One image (H, W), pixel by pixel."""
    H, W = image.shape
    turned = np.zeros((H, W))
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    for i in range(H):
        for j in range(W):
            down, right = i - (H - 1) / 2, j - (W - 1) / 2
            row = cos * down + sin * right + (H - 1) / 2
            column = cos * right - sin * down + (W - 1) / 2
            for r in range(H):
                for c in range(W):
                    closeness = max(0.0, 1.0 - abs(r - row)) * max(0.0, 1.0 - abs(c - column))
                    turned[i, j] += closeness * image[r, c]
    return turned


@quiet
@given(H=st.integers(1, 6), W=st.integers(1, 6), degrees=st.floats(-200.0, 200.0))
def test_turning_a_batch_is_turning_each_image_pixel_by_pixel(H, W, degrees):
    x = images(2, H, W, 2)
    turned = rotate_images(x, np.array([degrees, -degrees / 3]))
    for n, angle in enumerate([degrees, -degrees / 3]):
        for c in range(2):
            expected = bilinear_loop(x[n, :, :, c], angle)
            np.testing.assert_allclose(turned[n, :, :, c], expected, atol=1e-12)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_type_of_the_images_stays(dtype):
    x = images(2, 4, 5, 1, dtype)
    assert rotate_images(x, np.array([10.0, 20.0])).dtype == dtype
    assert shift_images(x, np.array([1, 0]), np.array([0, 1])).dtype == dtype


def test_what_lies_outside_counts_as_nothing_even_next_to_nan():
    x = np.full((1, 2, 2, 1), np.nan)
    assert not pick(x, np.array([[[-1, 2]]]), np.array([[[0, 0]]])).any()
