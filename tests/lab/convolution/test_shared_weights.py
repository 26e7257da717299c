import numpy as np

from dlcourse.lab.convolution.filters import feature_map
from dlcourse.lab.convolution.shared_weights import convolution_matrix, draw_weight_matrices


def test_the_matrix_does_what_the_filter_does():
    rng = np.random.default_rng(0)
    image, kernel = rng.normal(size=(5, 7)), rng.normal(size=(2, 3))
    result = image.ravel() @ convolution_matrix(kernel, (5, 7))
    np.testing.assert_allclose(result, feature_map(image, kernel).ravel())


def test_each_matrix_is_drawn_with_its_size():
    matrix = convolution_matrix([[1, -2]], (1, 4))
    fig = draw_weight_matrices({"one": matrix, "two": -matrix})
    left, right = fig.axes
    np.testing.assert_array_equal(right.images[0].get_array(), -matrix)
    assert (left.get_title(), left.get_xlabel(), left.get_ylabel()) == (
        "one",
        "3 outputs",
        "4 inputs",
    )
    assert left.images[0].get_clim() == (-2.0, 2.0)
