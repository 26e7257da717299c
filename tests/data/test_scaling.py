"""Scalers: learned from one table, applied to any."""

import numpy as np
import pytest

from dlcourse.data import min_max_scaler, standard_scaler

SCALERS = [standard_scaler, min_max_scaler]
TRAIN = np.random.default_rng(0).normal([5.0, -1000.0], [0.01, 300.0], (50, 2))


def test_standard_features_have_mean_0_and_deviation_1():
    z = standard_scaler(TRAIN)(TRAIN)
    np.testing.assert_allclose(z.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(z.std(axis=0), 1.0)


def test_min_max_features_reach_from_0_to_1():
    z = min_max_scaler(TRAIN)(TRAIN)
    np.testing.assert_allclose([z.min(axis=0), z.max(axis=0)], [[0.0, 0.0], [1.0, 1.0]])


@pytest.mark.parametrize("make", SCALERS)
def test_later_examples_are_scaled_as_the_training_part_was(make):
    scaler, later = make(TRAIN), TRAIN[:3] + 1.0
    np.testing.assert_allclose(
        scaler(later) - scaler(TRAIN[:3]), np.tile(1.0 / scaler.width, (3, 1))
    )
    np.testing.assert_allclose(scaler.undo(scaler(later)), later)
    np.testing.assert_array_equal(scaler(later[0]), scaler(later)[0])  # one example alone


@pytest.mark.parametrize("make", SCALERS)
@pytest.mark.parametrize("value", [0.0, 7.0, 0.1, 1e300])
def test_a_feature_that_never_varies_becomes_0(make, value):
    x = np.full((3, 1), value)
    np.testing.assert_allclose(make(x)(x), 0.0, atol=1e-12 * max(value, 1.0))


@pytest.mark.parametrize("make", SCALERS)
def test_whole_numbers_and_lists_are_welcome(make):
    scaler = make([[1, 2], [3, 6]])
    np.testing.assert_array_equal(scaler([[1, 2]]), scaler(np.array([[1.0, 2.0]])))


@pytest.mark.parametrize("make", SCALERS)
@pytest.mark.parametrize("bad", [np.zeros(3), np.zeros((0, 3)), np.zeros((2, 2, 2))])
def test_a_scaler_is_made_from_a_table(make, bad):
    with pytest.raises(ValueError, match=r"_scaler: expected shape \(N, D\) with N >= 1, got"):
        make(bad)


@pytest.mark.parametrize("make", SCALERS)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_hole_in_the_table_is_named(make, bad):
    x = np.ones((3, 4))
    x[1, 2] = bad
    with pytest.raises(ValueError, match="column 2 holds NaN or infinity"):
        make(x)


def test_another_width_is_an_error():
    scaler = standard_scaler(TRAIN)
    for use in (scaler, scaler.undo):
        with pytest.raises(ValueError, match=r"expected shape \(N, 2\).* got \(3, 5\)"):
            use(np.zeros((3, 5)))
        with pytest.raises(ValueError, match=r"got \(\)"):
            use(1.0)


def test_a_scaler_cannot_be_rewritten():
    with pytest.raises(AttributeError, match="cannot assign"):
        standard_scaler(TRAIN).offset = 0.0
