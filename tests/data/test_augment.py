"""Augmentation: each image its own change, within the strength, and repeatable."""

import numpy as np
import pytest

from dlcourse.data import Noise, Pipeline, Rotate, Shift, enlarge, load_digits

STEPS = [Shift(2), Rotate(15), Noise(0.1), Pipeline(Shift(1), Rotate(10), Noise(0.05))]


def rng(seed=0):
    return np.random.default_rng(seed)


@pytest.fixture
def digits():
    x, _ = load_digits(rng=rng()).test
    x.flags.writeable = False
    return x


@pytest.mark.parametrize("step", STEPS, ids=repr)
def test_a_step_gives_new_images_of_the_same_kind(step, digits):
    for dtype in ("float64", "float32"):
        x = digits.astype(dtype)
        changed = step(x, rng())
        assert (changed.shape, changed.dtype) == (x.shape, x.dtype)
        assert changed.min() >= 0.0
        assert changed.max() <= 1.0
        assert (changed != x).any(axis=(1, 2, 3)).mean() > 0.5
    assert step(digits[:0], rng()).shape == (0, 8, 8, 1)


@pytest.mark.parametrize("step", STEPS, ids=repr)
def test_the_same_seed_gives_the_same_images(step, digits):
    np.testing.assert_array_equal(step(digits, rng(1)), step(digits, rng(1)))
    assert not np.array_equal(step(digits, rng(1)), step(digits, rng(2)))


def test_shifts_reach_as_far_as_they_may_and_no_further():
    x = np.zeros((500, 9, 9, 1))
    x[:, 4, 4] = 1.0
    _, rows, columns, _ = np.nonzero(Shift(2)(x, rng()))
    assert len(rows) == 500  # none has lost its dot
    assert {(r - 4, c - 4) for r, c in zip(rows, columns, strict=True)} == {
        (down, right) for down in range(-2, 3) for right in range(-2, 3)
    }


def test_turns_stay_within_their_angle():
    x = np.zeros((500, 41, 41, 1))
    x[:, 20, 38] = 1.0  # 18 pixels to the right of the centre
    turned = Rotate(30)(x, rng())[..., 0]
    total = turned.sum(axis=(1, 2))
    row = (turned * np.arange(41)[:, None]).sum(axis=(1, 2)) / total - 20
    column = (turned * np.arange(41)).sum(axis=(1, 2)) / total - 20
    degrees = np.degrees(np.arctan2(-row, column))
    assert -32 < degrees.min() < -25
    assert 25 < degrees.max() < 32


def test_noise_has_its_deviation():
    x = np.full((100, 8, 8, 1), 0.5)
    assert (Noise(0.05)(x, rng()) - x).std() == pytest.approx(0.05, rel=0.05)


@pytest.mark.parametrize("step", [Shift(0), Rotate(0), Noise(0), Pipeline()], ids=repr)
def test_no_strength_changes_nothing(step, digits):
    np.testing.assert_allclose(step(digits, rng()), digits, atol=1e-15)


def test_a_pipeline_goes_through_its_steps_in_order_and_takes_functions():
    calls = []
    pipeline = Pipeline(lambda x, rng: calls.append("one") or x + 1.0, lambda x, rng: x * 2.0)
    np.testing.assert_array_equal(pipeline(np.zeros(3), rng()), [2.0, 2.0, 2.0])
    assert calls == ["one"]


def test_enlarging_keeps_the_originals_and_the_classes(digits):
    y = np.arange(len(digits))
    x_more, y_more = enlarge(digits, y, Shift(1), copies=3, rng=rng())
    assert len(x_more) == len(y_more) == 4 * len(digits)
    np.testing.assert_array_equal(x_more[: len(digits)], digits)
    np.testing.assert_array_equal(y_more, np.tile(y, 4))
    copies = x_more[len(digits) :].reshape(3, *digits.shape)
    assert not np.array_equal(copies[0], copies[1])
    assert len(enlarge(digits, y, Shift(1), copies=0, rng=rng())[0]) == len(digits)


@pytest.mark.parametrize("step", STEPS, ids=repr)
@pytest.mark.parametrize("bad", [np.zeros((3, 8, 8)), np.zeros((3, 8, 8, 1), np.uint8)])
def test_images_are_batches_of_floats(step, bad):
    with pytest.raises(ValueError, match=r"expected images of floats with shape \(N, H, W, C\)"):
        step(bad, rng())


@pytest.mark.parametrize("step", STEPS, ids=repr)
def test_a_seed_is_no_generator(step, digits):
    with pytest.raises(TypeError, match="rng: expected"):
        step(digits, 7)


@pytest.mark.parametrize("kind", [Shift, Rotate, Noise])
@pytest.mark.parametrize("bad", [-1, np.nan, np.inf])
def test_a_strength_is_a_number_from_0(kind, bad):
    with pytest.raises(ValueError, match=f"{kind.__name__}: expected .* >= 0, got"):
        kind(bad)


def test_a_shift_is_by_whole_pixels():
    with pytest.raises(ValueError, match="Shift: expected whole pixels >= 0, got 1.5"):
        Shift(1.5)


def test_what_is_no_step_is_an_error():
    with pytest.raises(TypeError, match="Pipeline: expected steps such as Shift.1., got 3"):
        Pipeline(Shift(1), 3)


@pytest.mark.parametrize("bad", [-1, 1.5])
def test_copies_are_counted_in_whole_numbers(bad, digits):
    with pytest.raises(ValueError, match="copies: expected a whole number >= 0, got"):
        enlarge(digits, np.zeros(len(digits)), Shift(1), copies=bad, rng=rng())


def test_examples_and_classes_belong_together(digits):
    with pytest.raises(ValueError, match="same number of rows"):
        enlarge(digits, [1, 2], Shift(1), copies=1, rng=rng())
