"""Flatten and its way back."""

import numpy as np
import pytest

from dlcourse.nn import Flatten, ShapeError


def test_the_last_axis_runs_fastest():
    x = np.arange(24.0).reshape(2, 2, 2, 3)
    np.testing.assert_array_equal(Flatten().forward(x), np.arange(24.0).reshape(2, 12))


def test_memory_in_another_order_is_as_good():
    x = np.arange(24.0).reshape(2, 2, 2, 3)
    np.testing.assert_array_equal(Flatten().forward(x.copy("F")), Flatten().forward(x))


def test_backward_gives_the_shape_back():
    layer, x = Flatten(), np.arange(24.0).reshape(2, 2, 2, 3)
    np.testing.assert_array_equal(layer.backward(layer.forward(x)), x)


@pytest.mark.parametrize(
    ("shape", "flat"), [(("N", 4, 3), ("N", 12)), (("N",), ("N", 1)), ((5, 2), (5, 2))]
)
def test_output_shape_is_the_product(shape, flat):
    assert Flatten().output_shape(shape) == flat


def test_one_number_for_each_example_is_a_column():
    assert Flatten().forward(np.ones(5)).shape == (5, 1)


def test_output_shape_needs_numbers():
    with pytest.raises(ShapeError, match=r"expected numbers after the first axis, got \(N, H, 3\)"):
        Flatten().output_shape(("N", "H", 3))


def test_a_single_number_is_an_error():
    with pytest.raises(ShapeError, match=r"Flatten input: expected \(N, ...\), got \(\)"):
        Flatten().forward(3.0)
