"""Initializers: bounds, spread, and the need for a generator."""

import math

import numpy as np
import pytest

from dlcourse import nn

SHAPE = (200, 100)
RANDOM = {
    "normal": nn.normal(std=0.5),
    "uniform": nn.uniform(-0.5, 0.5),
    "glorot_uniform": nn.glorot_uniform,
    "glorot_normal": nn.glorot_normal,
    "he_uniform": nn.he_uniform,
    "he_normal": nn.he_normal,
    "orthogonal": nn.orthogonal,
}


def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize(
    ("name", "std"),
    [
        ("normal", 0.5),
        ("uniform", 1.0 / math.sqrt(12.0)),
        ("glorot_uniform", math.sqrt(2.0 / 300.0)),
        ("glorot_normal", math.sqrt(2.0 / 300.0)),
        ("he_uniform", math.sqrt(2.0 / 200.0)),
        ("he_normal", math.sqrt(2.0 / 200.0)),
    ],
)
def test_draws_have_mean_zero_and_the_spread_of_the_formula(name, std):
    weights = RANDOM[name](SHAPE, rng())
    assert weights.shape == SHAPE
    assert abs(weights.mean()) < std / 50.0
    assert weights.std() == pytest.approx(std, rel=0.03)


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("uniform", 0.5),
        ("glorot_uniform", math.sqrt(6.0 / 300.0)),
        ("he_uniform", math.sqrt(6.0 / 200.0)),
    ],
)
def test_even_draws_keep_and_reach_their_bound(name, bound):
    weights = np.abs(RANDOM[name](SHAPE, rng()))
    assert 0.99 * bound < weights.max() <= bound


def test_normal_and_uniform_take_their_place_from_their_numbers():
    assert nn.normal(std=0.1, mean=3.0)(SHAPE, rng()).mean() == pytest.approx(3.0, abs=0.01)
    assert nn.uniform(2.0, 3.0)(SHAPE, rng()).min() >= 2.0


@pytest.mark.parametrize("name", RANDOM)
def test_the_same_seed_draws_the_same_numbers(name):
    np.testing.assert_array_equal(RANDOM[name](SHAPE, rng()), RANDOM[name](SHAPE, rng()))


@pytest.mark.parametrize("name", RANDOM)
@pytest.mark.parametrize("bad", [None, 0, np.random])
def test_what_is_no_generator_is_an_error(name, bad):
    with pytest.raises(TypeError, match=rf"{name}: expected rng=numpy.random.default_rng\(seed\)"):
        RANDOM[name](SHAPE, bad)


@pytest.mark.parametrize("shape", [(5, 5), (7, 3), (3, 7), (2, 2, 3, 4), (1, 1)])
def test_orthogonal_gives_orthonormal_columns_or_rows(shape):
    weights = nn.orthogonal(shape, rng())
    assert weights.shape == shape
    q = weights.reshape(-1, shape[-1])
    product = q.T @ q if len(q) >= shape[-1] else q @ q.T
    np.testing.assert_allclose(product, np.eye(len(product)), atol=1e-14)


def test_orthogonal_prefers_no_sign():
    entries = [nn.orthogonal((2, 2), np.random.default_rng(seed))[0, 0] for seed in range(200)]
    assert 60 < np.sum(np.array(entries) > 0) < 140


def test_zeros_and_constant_need_no_generator():
    assert not nn.zeros((2, 3)).any()
    assert (nn.constant(0.5)((2, 3)) == 0.5).all()


def test_the_window_of_a_convolution_counts_for_both_fans():
    weights = nn.he_uniform((3, 3, 16, 32), rng())
    assert 0.99 < np.abs(weights).max() / math.sqrt(6.0 / 144.0) <= 1.0


def test_a_bias_has_no_fans():
    with pytest.raises(nn.ShapeError, match="Use zeros or constant for a bias"):
        nn.glorot_uniform((3,), rng())
    with pytest.raises(nn.ShapeError, match="Use zeros or constant for a bias"):
        nn.orthogonal((3,), rng())
