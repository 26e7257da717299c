"""Reshape and its way back."""

import numpy as np
import pytest

from dlcourse.nn import Reshape, ShapeError


@pytest.mark.parametrize(
    ("shape", "expected"),
    [((4, 3), (2, 4, 3)), ((-1, 6), (2, 2, 6)), ([12], (2, 12)), ((2, -1, 2), (2, 2, 3, 2))],
)
def test_each_example_gets_the_shape_and_gives_it_back(shape, expected):
    layer, x = Reshape(shape), np.arange(24.0).reshape(2, 12)
    y = layer.forward(x)
    np.testing.assert_array_equal(y, x.reshape(expected))
    np.testing.assert_array_equal(layer.backward(y), x)
    assert layer.output_shape(("N", 12)) == ("N", *expected[1:])


@pytest.mark.parametrize("shape", [(5, 2), (-1, 5), (24,)])
def test_examples_that_do_not_fit_are_an_error(shape):
    with pytest.raises(ShapeError, match=r"Reshape input: expected examples that fit .*\(2, 12\)"):
        Reshape(shape).forward(np.ones((2, 12)))


def test_output_shape_needs_numbers():
    with pytest.raises(ShapeError, match=r"got \(N, T\)"):
        Reshape((3, 4)).output_shape(("N", "T"))


@pytest.mark.parametrize("shape", [12, (-1, -1), "ab", None])
def test_what_is_no_shape_is_an_error(shape):
    with pytest.raises(ValueError, match="Reshape: expected a shape such as"):
        Reshape(shape)


def test_a_length_is_a_whole_number_above_zero():
    with pytest.raises(ValueError, match="Reshape: length: expected a whole number >= 1, got 0"):
        Reshape((0, 4))


def test_the_representation_tells_the_shape():
    assert repr(Reshape((28, 28, 1))) == "Reshape((28, 28, 1))"
