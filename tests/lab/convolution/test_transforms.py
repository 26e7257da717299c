import numpy as np

from dlcourse.lab.convolution.transforms import transformed

IMAGES = np.random.default_rng(0).random((3, 8, 8, 2))


def test_without_a_change_images_stay_as_they_are():
    np.testing.assert_allclose(transformed(IMAGES), IMAGES, atol=1e-8)


def test_a_shift_moves_columns_and_brings_in_zeros():
    moved = transformed(IMAGES, right=2)
    np.testing.assert_allclose(moved[:, :, 2:], IMAGES[:, :, :-2], atol=1e-8)
    assert not moved[:, :, :2].any()


def test_a_quarter_turn_goes_against_the_clock():
    np.testing.assert_allclose(
        transformed(IMAGES, degrees=90), np.rot90(IMAGES, axes=(1, 2)), atol=1e-6
    )


def test_scaling_keeps_the_middle_and_empties_the_border():
    bright = np.ones((1, 9, 9, 1))
    small = transformed(bright, scale=0.5)[0, :, :, 0]
    assert small[4, 4] == 1.0
    assert not small[0].any()
    np.testing.assert_allclose(transformed(bright, scale=2.0), bright)
