import numpy as np
import pytest

from dlcourse.lab.convolution.filters import KERNELS, feature_map
from dlcourse.nn import Conv2D


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 0), (1, 1), (3, 2)])
def test_feature_map_is_that_of_the_librarys_convolution(stride, padding):
    rng = np.random.default_rng(0)
    image, kernel = rng.normal(size=(7, 9)), rng.normal(size=(3, 3))
    layer = Conv2D(1, 1, 3, stride=stride, padding=padding, rng=rng)
    layer.W.value[:] = kernel.reshape(3, 3, 1, 1)
    expected = layer.forward(image.reshape(1, 7, 9, 1))[0, :, :, 0]
    np.testing.assert_allclose(feature_map(image, kernel, stride, padding), expected)


def test_a_kernel_larger_than_the_image_is_named():
    with pytest.raises(ValueError, match=r"\(2, 2\).*\(3, 3\) does not fit"):
        feature_map(np.ones((2, 2)), np.ones((3, 3)))


def test_edge_filters_are_silent_on_a_wall():
    for name in ("vertical edge", "horizontal edge", "outline"):
        assert np.sum(KERNELS[name]) == 0
