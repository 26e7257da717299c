import numpy as np
import pytest

from dlcourse.lab.training.answers import (
    right_iterations,
    right_precision_recall,
    right_velocities,
)
from dlcourse.nn import precision, recall


@pytest.mark.parametrize(("n", "size", "epochs"), [(7, 3, 2), (9, 3, 1), (1, 8, 3), (100, 7, 5)])
def test_iterations_are_counted_one_by_one(n, size, epochs):
    assert right_iterations(n, size, epochs) == epochs * len(range(0, n, size))


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 1])
def test_velocities_are_those_of_the_loop(beta):
    g = np.random.default_rng(0).normal(size=6)
    v, expected = 0.0, []
    for slope in g:
        v = beta * v + slope
        expected.append(v)
    np.testing.assert_allclose(right_velocities(g, beta), expected)


def test_precision_and_recall_are_those_of_the_library():
    prediction, truth = np.array([0.9, 0.8, 0.2, 0.1, 0.7]), np.array([1, 0, 1, 0, 1])
    got = right_precision_recall(np.array([[1, 1], [1, 2]]))
    np.testing.assert_allclose(got, [precision(prediction, truth), recall(prediction, truth)])


def test_nothing_found_gives_zeros():
    np.testing.assert_array_equal(right_precision_recall(np.array([[9, 0], [0, 0]])), [0.0, 0.0])
