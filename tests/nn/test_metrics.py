"""Accuracy: every form of prediction and target, and wrong use."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn


@given(rows=st.integers(1, 6), count=st.integers(2, 5))
def test_accuracy_equals_the_loop_for_classes_and_one_hot_rows(rows, count):
    rng = np.random.default_rng(0)
    scores, classes = rng.normal(size=(rows, count)), rng.integers(0, count, size=rows)
    right = sum(max(range(count), key=lambda k: scores[n, k]) == classes[n] for n in range(rows))
    assert nn.accuracy(scores, classes) == right / rows
    assert nn.accuracy(scores, np.eye(count)[classes]) == right / rows


@pytest.mark.parametrize("shape", [(4,), (4, 1)])
def test_yes_or_no_is_decided_at_the_threshold(shape):
    prediction = np.reshape([0.2, 0.4, 0.6, 0.9], shape)
    target = np.reshape([0, 1, 1, 1], shape)
    assert nn.accuracy(prediction, target) == 0.75
    assert nn.accuracy(prediction, target, threshold=0.3) == 1.0


def test_sequences_count_every_position():
    scores = np.eye(3)[[[0, 1], [2, 2]]]  # (N, T, K)
    assert nn.accuracy(scores, [[0, 1], [2, 0]]) == 0.75


def test_the_result_is_a_plain_float():
    assert type(nn.accuracy([0.1], [0])) is float


def test_a_target_that_would_be_broadcast_is_an_error():
    with pytest.raises(nn.ShapeError, match=r"accuracy target: .* Add the missing axis"):
        nn.accuracy(np.full((4, 1), 0.5), [0, 1, 0, 1])


def test_a_class_that_does_not_exist_is_an_error():
    with pytest.raises(nn.TargetError, match="accuracy target: expected classes from 0 to 1"):
        nn.accuracy([[0.1, 0.9]], [2])


def test_nan_is_an_error():
    with pytest.raises(nn.NonFiniteError, match="accuracy prediction"):
        nn.accuracy([[np.nan, 1.0]], [0])
