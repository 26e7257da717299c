"""CrossEntropy against loops, finite differences, and wrong use."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn
from dlcourse.nn.functions import softmax

fronts = st.lists(st.integers(1, 4), min_size=1, max_size=2).map(tuple)
counts = st.integers(1, 5)


def draw(front, count):
    """Scores (*front, K), classes (*front), and the same classes as one-hot rows."""
    rng = np.random.default_rng(0)
    classes = rng.integers(0, count, size=front)
    return rng.normal(size=(*front, count)), classes, np.eye(count)[classes]


@given(front=fronts, count=counts)
def test_the_fused_loss_equals_the_loops(front, count):
    z, classes, onehot = draw(front, count)
    total = 0.0
    for i in np.ndindex(front):
        powers = [math.exp(score) for score in z[i]]
        total -= math.log(powers[classes[i]] / sum(powers))
    want = total / classes.size
    assert math.isclose(nn.CrossEntropy()(z, classes), want, abs_tol=1e-12)
    assert math.isclose(nn.CrossEntropy()(z, onehot), want, abs_tol=1e-12)
    assert math.isclose(
        nn.CrossEntropy(from_logits=False)(softmax(z), classes), want, abs_tol=1e-12
    )


@given(front=fronts, count=counts)
def test_gradients_match_finite_differences(front, count):
    z, classes, onehot = draw(front, count)
    soft = softmax(np.random.default_rng(1).normal(size=z.shape))
    for target in (classes, onehot, soft):
        nn.check_gradients(nn.CrossEntropy(), z, target, tolerance=1e-7)


@given(rows=st.integers(1, 4), count=st.integers(2, 5))
def test_gradients_at_probabilities_are_minus_target_over_probability(rows, count):
    z, classes, onehot = draw((rows,), count)
    p = softmax(z)
    for target in (classes, onehot):
        loss = nn.CrossEntropy(from_logits=False)
        loss.forward(p, target)
        np.testing.assert_allclose(loss.backward(), -onehot / p / rows)


def test_the_gradient_of_softmax_and_cross_entropy_is_p_minus_y():
    z, classes, onehot = draw((6,), 3)
    loss = nn.CrossEntropy()
    loss.forward(z, classes)
    np.testing.assert_allclose(loss.backward(), (softmax(z) - onehot) / 6)


def test_the_fused_loss_gives_the_gradient_of_the_two_parts():
    z, classes, _ = draw((6,), 3)
    layer, loss = nn.Softmax(), nn.CrossEntropy(from_logits=False)
    loss.forward(layer.forward(z), classes)
    fused = nn.CrossEntropy()
    fused.forward(z, classes)
    np.testing.assert_allclose(fused.backward(), layer.backward(loss.backward()), atol=1e-15)


def test_extreme_scores_do_not_overflow():
    loss = nn.CrossEntropy()
    assert loss.forward([[1e4, 0.0], [0.0, 1e4]], [0, 0]) == 5000.0
    np.testing.assert_array_equal(loss.backward(), [[0.0, 0.0], [-0.5, 0.5]])


def test_a_hopeless_probability_costs_100_not_infinity():
    assert nn.CrossEntropy(from_logits=False)([[0.0, 1.0]], [0]) == 100.0


@pytest.mark.parametrize("target", [np.array([0, 2]), np.eye(3)[[0, 2]]])
def test_nothing_that_is_handed_over_changes(target):
    z = np.ones((2, 3))
    z.flags.writeable = target.flags.writeable = False
    loss = nn.CrossEntropy()
    loss.forward(z, target)
    np.testing.assert_array_equal(loss.backward(), loss.backward())


@pytest.mark.parametrize("from_logits", [True, False])
@pytest.mark.parametrize("target", [np.array([0, 2]), np.eye(3, dtype=np.float32)[[0, 2]]])
def test_float32_stays_float32(from_logits, target):
    loss = nn.CrossEntropy(from_logits)
    loss.forward(np.full((2, 3), 0.5, np.float32), target)
    assert loss.backward().dtype == np.float32


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ([0, 3], r"classes from 0 to 2, got 3 at index \(1,\). The prediction has 3 columns"),
        ([-1, 0], r"classes from 0 to 2, got -1 at index \(0,\)"),
        ([[1, 1, 0], [1, 0, 0]], "rows that add up to 1, got one that is off by 1"),
        ([[2, -1, 0], [1, 0, 0]], r"probabilities from 0 to 1, got 2 at index \(0, 0\)"),
    ],
)
def test_a_target_that_is_no_class_is_an_error(target, message):
    with pytest.raises(nn.TargetError, match=message):
        nn.CrossEntropy()(np.zeros((2, 3)), target)


@pytest.mark.parametrize("target", [[0], [[0], [1]], [0, 1, 2], 0])
def test_a_target_of_another_shape_is_an_error(target):
    with pytest.raises(nn.ShapeError, match=r"classes of shape \(2,\) or one-hot rows of shape"):
        nn.CrossEntropy()(np.zeros((2, 3)), target)


def test_classes_as_decimal_numbers_are_an_error():
    with pytest.raises(nn.DTypeError, match=r"got dtype float64. Use target.astype\(int\)"):
        nn.CrossEntropy()(np.zeros((2, 3)), [0.0, 1.0])


def test_a_prediction_without_a_class_axis_is_an_error():
    with pytest.raises(nn.ShapeError, match=r"expected \(N, ..., K\), got \(3,\)"):
        nn.CrossEntropy()(np.zeros(3), [0])


def test_scores_in_place_of_probabilities_are_an_error():
    with pytest.raises(nn.TargetError, match="use from_logits=True"):
        nn.CrossEntropy(from_logits=False)([[2.0, -1.0]], [0])
