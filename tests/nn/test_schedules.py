"""Learning-rate schedules against their definitions, and what the callback does with them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse import nn

LENGTHS = st.integers(1, 20)


@given(length=LENGTHS, factor=st.floats(0.1, 1.0))
def test_step_decay_multiplies_at_every_multiple(length, factor):
    rate, expected = nn.StepDecay(0.5, length, factor), 0.5
    for t in range(50):
        if t > 0 and t % length == 0:
            expected *= factor
        assert rate(t) == pytest.approx(expected)


@given(length=LENGTHS, end=st.floats(0.0, 0.4))
def test_cosine_decay_goes_down_a_cosine_and_stays(length, end):
    rate = nn.CosineDecay(0.5, length, end)
    for t in range(length + 1):
        angle = math.pi * t / length
        assert rate(t) == pytest.approx(end + 0.5 * (0.5 - end) * (1 + math.cos(angle)))
    assert rate(0) == pytest.approx(0.5)
    assert rate(length) == rate(length + 7) == pytest.approx(end)


@given(length=LENGTHS)
def test_warm_up_rises_in_equal_steps_and_hands_over(length):
    then = nn.CosineDecay(0.5, 10)
    rate = nn.WarmUp(length, then)
    rates = [rate(t) for t in range(length + 1)]
    np.testing.assert_allclose(np.diff([0.0, *rates]), 0.5 / (length + 1))
    assert [rate(length + t) for t in range(12)] == [then(t) for t in range(12)]


def train(schedule, per="epoch", epochs=3):
    rng = np.random.default_rng(0)
    model, x = nn.Dense(1, 1, rng=rng), rng.normal(size=(8, 1))
    optimizer, used = nn.SGD(model.parameters(), lr=7.0), []
    step = optimizer.step
    optimizer.step = lambda: (used.append(optimizer.lr), step())
    history = nn.fit(
        model,
        nn.MeanSquaredError(),
        optimizer,
        x,
        x,
        epochs=epochs,
        batch_size=4,
        callbacks=[nn.LearningRate(schedule, per)],
        rng=rng,
        progress=False,
    )
    return used, history["lr"]


def test_the_rate_of_an_epoch_is_that_of_the_epochs_done():
    used, recorded = train(lambda t: 0.1 / (t + 1))
    assert used == [0.1, 0.1, 0.05, 0.05, 0.1 / 3, 0.1 / 3]
    assert recorded == [0.1, 0.05, 0.1 / 3]


def test_the_rate_of_a_batch_is_that_of_the_batches_done():
    used, recorded = train(nn.WarmUp(4, then=0.1), per="batch")
    np.testing.assert_allclose(used, [0.02, 0.04, 0.06, 0.08, 0.1, 0.1])
    np.testing.assert_allclose(recorded, [0.04, 0.08, 0.1])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nn.StepDecay(0.0, 3), "StepDecay: lr: expected a number > 0, got 0.0"),
        (lambda: nn.StepDecay(0.1, 0), "StepDecay: length: expected a whole number >= 1, got 0"),
        (lambda: nn.StepDecay(0.1, 3, 0.0), "StepDecay: expected factor above 0, up to 1, got 0.0"),
        (lambda: nn.StepDecay(0.1, 3, 2.0), "StepDecay: expected factor"),
        (lambda: nn.CosineDecay(-1.0, 3), "CosineDecay: lr"),
        (lambda: nn.CosineDecay(0.1, 1.5), "CosineDecay: length"),
        (lambda: nn.CosineDecay(0.1, 3, 0.2), "CosineDecay: expected end from 0 to lr, got 0.2"),
        (lambda: nn.WarmUp(0, 0.1), "WarmUp: length"),
        (lambda: nn.WarmUp(3, math.nan), "WarmUp: then: expected a number > 0, got nan"),
        (lambda: nn.LearningRate(nn.StepDecay(0.1, 3), "step"), 'expected per "epoch" or "batch"'),
    ],
)
def test_a_setting_out_of_range_is_an_error(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_a_number_is_no_schedule():
    with pytest.raises(TypeError, match="LearningRate: expected a schedule, such as StepDecay"):
        nn.LearningRate(0.1)
