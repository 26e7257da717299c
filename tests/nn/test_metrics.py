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


def naive_scores(answers, truths, k):
    """Precision, recall and F1 of class k."""
    pairs = list(zip(answers, truths, strict=True))
    tp = sum(a == k and t == k for a, t in pairs)
    fp = sum(a == k and t != k for a, t in pairs)
    fn = sum(a != k and t == k for a, t in pairs)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


METRICS = [nn.precision, nn.recall, nn.f1]


@given(rows=st.integers(1, 12), count=st.integers(2, 5), seed=st.integers(0, 99))
def test_scores_of_classes_equal_the_loop_and_the_mean_is_over_those_that_occur(rows, count, seed):
    rng = np.random.default_rng(seed)
    scores, classes = rng.normal(size=(rows, count)), rng.integers(0, count, size=rows)
    answers = scores.argmax(axis=1)
    each = [naive_scores(answers, classes, k) for k in range(count)]
    present = [each[k] for k in range(count) if k in answers or k in classes]
    for m, metric in enumerate(METRICS):
        assert metric(scores, classes) == pytest.approx(np.mean([row[m] for row in present]))
        for k in range(count):
            assert metric(scores, classes, positive=k) == pytest.approx(each[k][m])


@pytest.mark.parametrize("metric", METRICS)
def test_errors_name_the_metric(metric):
    with pytest.raises(nn.TargetError, match=f"{metric.__name__} target: expected classes from 0"):
        metric([[0.1, 0.9]], [2])


@given(rows=st.integers(1, 12), seed=st.integers(0, 99), threshold=st.sampled_from([0.2, 0.5]))
def test_scores_of_yes_or_no_equal_the_loop(rows, seed, threshold):
    rng = np.random.default_rng(seed)
    prediction, target = rng.uniform(size=(rows, 1)), rng.integers(0, 2, size=(rows, 1))
    answers = (prediction > threshold).astype(int).ravel()
    for k in (None, 0, 1):
        wanted = naive_scores(answers, target.ravel(), 1 if k is None else k)
        for metric, value in zip(METRICS, wanted, strict=True):
            got = metric(prediction, target, positive=k, threshold=threshold)
            assert got == pytest.approx(value)
            assert type(got) is float


@pytest.mark.parametrize("metric", METRICS)
def test_no_answer_and_no_truth_count_as_zero(metric):
    assert metric([0.1, 0.2], [0, 0]) == 0.0


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("bad", [2, -1, "yes"])
def test_positive_is_a_class(metric, bad):
    with pytest.raises(ValueError, match=f"{metric.__name__}: expected positive to be a class"):
        metric([0.1, 0.9], [0, 1], positive=bad)
