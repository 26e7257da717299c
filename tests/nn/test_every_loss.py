"""What holds for every loss: a new one adds a line to LOSSES."""

import copy

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.nn.losses import Loss

# name -> loss, prediction, target
LOSSES = {
    "MeanSquaredError": (nn.MeanSquaredError(), [[0.2], [0.7]], [[1.0], [0.0]]),
    "BinaryCrossEntropy": (nn.BinaryCrossEntropy(), [[0.2], [0.7]], [[1.0], [0.0]]),
    "BinaryCrossEntropy logits": (nn.BinaryCrossEntropy(True), [[0.2], [0.7]], [[1.0], [0.0]]),
    "CrossEntropy": (nn.CrossEntropy(), [[0.2, 0.8], [0.7, 0.3]], [0, 1]),
    "CrossEntropy probabilities": (nn.CrossEntropy(False), [[0.2, 0.8], [0.7, 0.3]], [0, 1]),
    "Penalized": (
        nn.Penalized(nn.MeanSquaredError(), nn.L2([nn.Parameter([3.0], "w")], 0.1)),
        [[0.2], [0.7]],
        [[1.0], [0.0]],
    ),
}


@pytest.fixture(params=LOSSES)
def case(request):
    loss, prediction, target = LOSSES[request.param]
    return copy.deepcopy(loss), np.array(prediction), np.array(target)


def test_every_loss_stands_in_the_list():
    public = {name for name in nn.__all__ if is_loss(getattr(nn, name))}
    assert {name.split()[0] for name in LOSSES} == public


def is_loss(thing):
    return isinstance(thing, type) and issubclass(thing, Loss)


def test_the_loss_is_a_plain_float_and_calling_is_forward(case):
    loss, prediction, target = case
    assert type(loss.forward(prediction, target)) is float
    assert loss(prediction, target) == loss.forward(prediction, target)


def test_backward_before_forward_is_an_error(case):
    with pytest.raises(nn.BackwardBeforeForwardError, match="Call forward"):
        case[0].backward()


def test_arrays_handed_over_are_not_changed(case):
    loss, prediction, target = case
    prediction.flags.writeable = target.flags.writeable = False
    loss.forward(prediction, target)
    first = loss.backward()
    np.testing.assert_array_equal(loss.backward(), first)


def test_the_loss_is_a_mean_so_doubling_the_batch_changes_nothing(case):
    loss, prediction, target = case
    once = loss.forward(prediction, target)
    gradient = loss.backward()
    twice = loss.forward(np.concatenate([prediction] * 2), np.concatenate([target] * 2))
    assert twice == pytest.approx(once)
    np.testing.assert_allclose(loss.backward(), np.concatenate([gradient] * 2) / 2.0)


def test_nan_is_an_error_that_names_the_place(case):
    loss, prediction, target = case
    prediction[1, 0] = np.nan
    with pytest.raises(nn.NonFiniteError, match=r"prediction: .* got nan at index \(1, 0\)"):
        loss.forward(prediction, target)


def test_an_empty_batch_is_an_error(case):
    loss, prediction, target = case
    with pytest.raises(nn.EmptyBatchError):
        loss.forward(prediction[:0], target[:0])


def test_float32_stays_float32(case):
    loss, prediction, target = case
    loss.forward(prediction.astype(np.float32), target)
    assert loss.backward().dtype == np.float32


def test_a_loss_without_formulas_says_so():
    with pytest.raises(NotImplementedError, match="Loss has no forward yet"):
        Loss().forward(0, 0)
    with pytest.raises(NotImplementedError, match="Loss has no backward yet"):
        Loss().backward()
