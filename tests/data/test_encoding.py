"""One-hot vectors."""

import numpy as np
import pytest

from dlcourse.data import one_hot


@pytest.mark.parametrize("shape", [(), (5,), (2, 3), (0,)])
def test_a_one_stands_at_the_place_of_each_class(shape):
    y = np.random.default_rng(0).integers(0, 4, shape)
    vectors = one_hot(y, 4)
    assert (vectors.shape, vectors.dtype) == ((*shape, 4), np.float64)
    np.testing.assert_array_equal(vectors.sum(axis=-1), 1.0)
    np.testing.assert_array_equal(vectors.argmax(axis=-1), y)


@pytest.mark.parametrize("y", [[0, 4], [-1, 0]])
def test_a_class_out_of_range_is_an_error(y):
    with pytest.raises(ValueError, match=f"from 0 to 3, got numbers from {min(y)} to {max(y)}"):
        one_hot(y, 4)


@pytest.mark.parametrize("y", [[0.0, 1.0], [True, False], ["a", "b"]])
def test_classes_are_whole_numbers(y):
    with pytest.raises(ValueError, match="y: expected classes as whole numbers, got"):
        one_hot(y, 2)


@pytest.mark.parametrize("classes", [0, -1, 2.0, "three"])
def test_the_number_of_classes_is_at_least_one(classes):
    with pytest.raises(ValueError, match="classes: expected a whole number >= 1, got"):
        one_hot([0], classes)
