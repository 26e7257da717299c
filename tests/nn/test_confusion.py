"""The confusion matrix against a loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn


@given(rows=st.integers(1, 12), count=st.integers(2, 5), seed=st.integers(0, 99))
def test_entries_equal_the_loop(rows, count, seed):
    rng = np.random.default_rng(seed)
    scores, classes = rng.normal(size=(rows, count)), rng.integers(0, count, size=rows)
    expected = np.zeros((count, count), dtype=int)
    for row, true in zip(scores, classes, strict=True):
        expected[true, max(range(count), key=lambda k: row[k])] += 1
    np.testing.assert_array_equal(nn.confusion_matrix(scores, classes), expected)
    np.testing.assert_array_equal(nn.confusion_matrix(scores, np.eye(count)[classes]), expected)


@pytest.mark.parametrize("shape", [(5,), (5, 1)])
def test_yes_or_no_gives_two_rows(shape):
    prediction = np.reshape([0.2, 0.6, 0.7, 0.9, 0.4], shape)
    target = np.reshape([0, 0, 1, 1, 1], shape)
    assert nn.confusion_matrix(prediction, target).tolist() == [[1, 1], [1, 2]]
    matrix = nn.confusion_matrix(prediction, target, threshold=0.65)
    assert matrix.tolist() == [[2, 0], [1, 2]]


def test_sequences_count_every_position():
    scores = np.eye(3)[[[0, 1], [2, 2]]]  # (N, T, K)
    matrix = nn.confusion_matrix(scores, [[0, 1], [2, 0]])
    assert matrix.tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 1]]


def test_a_class_that_does_not_exist_is_an_error():
    with pytest.raises(nn.TargetError, match="confusion_matrix target: expected classes from 0"):
        nn.confusion_matrix([[0.1, 0.9]], [2])


def test_an_empty_batch_is_an_error():
    with pytest.raises(nn.EmptyBatchError, match="confusion_matrix prediction"):
        nn.confusion_matrix(np.empty((0, 3)), [])
