"""Shuffling and splitting: nothing lost, nothing twice, classes in their shares."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dlcourse.data import shuffle, split

quiet = settings(deadline=None, max_examples=60, derandomize=True)


def rng(seed=0):
    return np.random.default_rng(seed)


@quiet
@given(
    n=st.integers(2, 60),
    test_share=st.sampled_from([0.0, 0.1, 0.25, 0.5]),
    validation_share=st.sampled_from([0.0, 0.1, 0.3]),
    classes=st.integers(1, 5),
    stratify=st.booleans(),
)
def test_every_example_is_in_one_part_with_its_class(
    n, test_share, validation_share, classes, stratify
):
    counts = [round(n * validation_share), round(n * test_share)]
    assume(
        all(
            (count > 0) == (share > 0)
            for count, share in zip(counts, [validation_share, test_share], strict=True)
        )
    )
    assume(sum(counts) < n)
    x = np.arange(n) * 10
    y = rng(n).integers(0, classes, n)
    parts = split(
        x,
        y,
        test_share=test_share,
        validation_share=validation_share,
        stratify=stratify,
        rng=rng(),
    )
    sizes = [0 if part is None else len(part[0]) for part in parts]
    assert sizes == [n - sum(counts), *counts]
    held = [part for part in parts if part is not None]
    assert sorted(np.concatenate([part[0] for part in held])) == x.tolist()
    for x_part, y_part in held:
        np.testing.assert_array_equal(y_part, y[x_part // 10])
        if stratify:
            shares = np.bincount(y, minlength=classes) * len(x_part) / n
            assert abs(np.bincount(y_part, minlength=classes) - shares).max() < 2.0


def test_parts_come_in_random_order_not_class_by_class():
    y = np.repeat([0, 1], 50)
    train, _, test = split(np.arange(100), y, rng=rng())
    for _, y_part in (train, test):
        assert (np.diff(y_part) != 0).sum() > 3


def test_every_example_can_come_into_every_part():
    seen = {int(i) for s in range(40) for i in split(range(10), [0] * 10, rng=rng(s))[2][0]}
    assert seen == set(range(10))


def test_classes_may_be_names_and_targets_numbers():
    names = np.array(["cat"] * 8 + ["dog"] * 4)
    _, _, test = split(np.arange(12), names, test_share=0.25, rng=rng())
    assert sorted(test[1]) == ["cat", "cat", "dog"]
    y = np.linspace(0, 1, 12)[:, None]
    train, _, _ = split(np.arange(12), y, stratify=False, rng=rng())
    assert train[1].shape == (10, 1)


def test_inputs_stay_as_they_are():
    x, y = np.arange(20.0), np.arange(20) % 2
    x.flags.writeable = y.flags.writeable = False
    (x_train, _), _, _ = split(x, y, rng=rng())
    (shuffled,) = shuffle(x, rng=rng())
    x_train[:] = shuffled[:] = -1.0
    np.testing.assert_array_equal(x, np.arange(20.0))


def test_shuffle_keeps_rows_together_and_repeats():
    x, y, z = shuffle(np.arange(50)[:, None], np.arange(50), list(range(50)), rng=rng(3))
    np.testing.assert_array_equal(x[:, 0], y)
    np.testing.assert_array_equal(y, z)
    assert sorted(y) == list(range(50)) != y.tolist()
    np.testing.assert_array_equal(shuffle(np.arange(50), rng=rng(3))[0], y)


@pytest.mark.parametrize("name", ["test_share", "validation_share"])
@pytest.mark.parametrize("bad", [-0.1, 1.0, 20, float("nan")])
def test_a_share_is_a_number_from_0_to_below_1(name, bad):
    with pytest.raises(ValueError, match=f"{name}: expected a share from 0 to below 1"):
        split(np.arange(10), np.zeros(10, int), **{name: bad}, rng=rng())


def test_a_share_of_less_than_one_example_is_an_error():
    with pytest.raises(ValueError, match=r"validation_share=0.01 of 10 examples is not even one"):
        split(np.arange(10), np.zeros(10, int), validation_share=0.01, rng=rng())


def test_something_must_be_left_to_train_on():
    with pytest.raises(ValueError, match="leave nothing of 10 examples to train on"):
        split(np.arange(10), np.zeros(10, int), test_share=0.5, validation_share=0.5, rng=rng())
    with pytest.raises(ValueError, match="leave nothing of 0 examples"):
        split([], [], test_share=0.0, rng=rng())


@pytest.mark.parametrize("y", [np.zeros((10, 2), int), np.linspace(0, 1, 10)])
def test_what_is_no_class_is_not_stratified_by(y):
    with pytest.raises(ValueError, match="Pass stratify=False if these are no classes"):
        split(np.arange(10), y, rng=rng())


@pytest.mark.parametrize("arrays", [(np.zeros(3), np.zeros(4)), (np.zeros(3), 1.0)])
def test_lengths_must_agree(arrays):
    with pytest.raises(ValueError, match=r"same number of rows, got \(3,\), \("):
        shuffle(*arrays, rng=rng())
    with pytest.raises(ValueError, match=r"same number of rows, got \(3,\), \("):
        split(*arrays, rng=rng())


def test_shuffling_nothing_is_an_error():
    with pytest.raises(ValueError, match="same number of rows, got no array"):
        shuffle(rng=rng())


def test_what_is_no_generator_is_an_error():
    with pytest.raises(TypeError, match="rng: expected"):
        shuffle([1, 2], rng=7)
    with pytest.raises(TypeError, match="rng: expected"):
        split([1, 2, 3, 4, 5], [0] * 5, rng=None)
