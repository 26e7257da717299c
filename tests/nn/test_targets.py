"""Checks of targets: what counts as a class, a one-hot row, a probability."""

import numpy as np
import pytest

from dlcourse.nn import TargetError
from dlcourse.nn.targets import expect_classes, expect_pair, expect_probabilities

SCORES = np.zeros((2, 3))


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64])
def test_classes_may_be_integers_of_any_size(dtype):
    assert expect_classes(np.array([0, 2], dtype), SCORES, "Example").tolist() == [0, 2]


@pytest.mark.parametrize("dtype", [bool, int, np.float32])
def test_one_hot_rows_may_be_of_any_type(dtype):
    rows = np.eye(3)[[0, 2]].astype(dtype)
    assert expect_classes(rows, SCORES, "Example").tolist() == [[1, 0, 0], [0, 0, 1]]


def test_rows_of_many_float32_classes_add_up_closely_enough():
    rng = np.random.default_rng(0)
    rows = rng.uniform(size=(4, 10_000)).astype(np.float32)
    rows /= rows.sum(axis=-1, keepdims=True)
    assert expect_classes(rows, np.zeros_like(rows), "Example").shape == (4, 10_000)


def test_rows_that_are_slightly_off_are_an_error():
    rows = np.array([[0.5, 0.5, 0.0], [0.5, 0.49, 0.0]])
    with pytest.raises(TargetError, match="off by 0.01. For several answers at once use Binary"):
        expect_classes(rows, SCORES, "Example")


def test_0_and_1_are_probabilities():
    expect_probabilities(np.array([0.0, 1.0]), "Example")


def test_the_target_takes_the_type_of_the_prediction():
    prediction, target = expect_pair(np.ones(2, np.float32), [0, 1], "Example")
    assert prediction.dtype == target.dtype == np.float32
