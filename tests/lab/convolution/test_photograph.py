import numpy as np
import pytest

from dlcourse.lab.convolution.photograph import colour_photograph, photograph


def test_the_photograph_has_values_from_black_to_white():
    assert photograph().min() >= 0.0
    assert photograph().max() <= 1.0
    assert photograph().std() > 0.2


def test_grey_is_the_mean_of_the_colours():
    np.testing.assert_allclose(photograph(), colour_photograph().mean(axis=2))


def test_nobody_can_paint_on_the_picture_of_all():
    with pytest.raises(ValueError, match="read-only"):
        photograph()[0, 0] = 1.0
