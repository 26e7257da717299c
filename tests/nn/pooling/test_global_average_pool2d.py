"""GlobalAveragePool2D."""

import numpy as np
import pytest

from dlcourse.nn import GlobalAveragePool2D, ShapeError, check_gradients


def test_it_is_the_mean_over_height_and_width():
    x = np.random.default_rng(0).normal(size=(3, 4, 5, 2))
    np.testing.assert_allclose(GlobalAveragePool2D().forward(x), x.mean(axis=(1, 2)))


def test_gradients_match_finite_differences():
    check_gradients(GlobalAveragePool2D(), np.random.default_rng(0).normal(size=(2, 3, 2, 3)))


def test_the_output_has_one_number_a_channel():
    assert GlobalAveragePool2D().output_shape(("N", "H", "W", 7)) == ("N", 7)
    with pytest.raises(ShapeError, match=r"expected \(N, H, W, C\), got \(N, 7\)"):
        GlobalAveragePool2D().output_shape(("N", 7))
