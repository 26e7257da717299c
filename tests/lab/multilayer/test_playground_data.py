import numpy as np
import pytest

from dlcourse.lab.multilayer.playground_data import DATA, FEATURES, LIMIT


@pytest.mark.parametrize("data", DATA)
def test_every_data_set_fills_the_picture_and_has_two_equal_classes(data):
    x, y = DATA[data](200, 0.15, np.random.default_rng(0))
    assert x.shape == (200, 2)
    assert np.bincount(y).tolist() == [100, 100]
    assert LIMIT / 2 < np.abs(x).max() < 1.2 * LIMIT


@pytest.mark.parametrize("data", DATA)
def test_noise_moves_the_points(data):
    calm, noisy = (DATA[data](50, noise, np.random.default_rng(0))[0] for noise in (0.0, 0.4))
    assert 0.01 < np.abs(noisy - calm).mean() < 1.0


def test_the_four_clouds_are_xor():
    x, y = DATA["four clouds (XOR)"](100, 0.1, np.random.default_rng(0))
    assert np.array_equal(y == 1, x[:, 0] * x[:, 1] < 0)


@pytest.mark.parametrize("name", FEATURES)
def test_every_feature_gives_one_number_a_point(name):
    assert FEATURES[name](np.ones((5, 2))).shape == (5,)
