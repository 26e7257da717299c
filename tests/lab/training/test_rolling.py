import itertools

import numpy as np
import pytest

from dlcourse.lab.training.rolling import FAR, OPTIMIZERS, roll
from dlcourse.lab.training.surfaces import SURFACES


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_goes_downhill_on_the_bowl(name):
    bowl = SURFACES["bowl"]
    path = roll(bowl, name, 0.1, steps=50)
    assert path.shape == (51, 2)
    np.testing.assert_array_equal(path[0], bowl.start)
    assert bowl.loss(*path[-1]) < bowl.loss(*path[0])


def test_sgd_takes_the_gradient_times_the_rate():
    surface = SURFACES["bend"]
    path = roll(surface, "SGD", 0.05, steps=4)
    for before, after in itertools.pairwise(path):
        np.testing.assert_allclose(after, before - 0.05 * np.array(surface.gradient(*before)))


def test_momentum_keeps_nine_tenths_of_its_last_step():
    surface = SURFACES["ravine"]
    path = roll(surface, "momentum", 0.05, steps=4)
    moves = np.diff(path, axis=0)
    for place, last, move in zip(path[1:], moves[:-1], moves[1:], strict=False):
        np.testing.assert_allclose(move, 0.9 * last - 0.05 * np.array(surface.gradient(*place)))


@pytest.mark.parametrize("name", ["Adagrad", "Adam"])
def test_the_first_step_is_as_long_as_the_rate_in_both_directions(name):
    path = roll(SURFACES["ravine"], name, 0.2, steps=1)
    np.testing.assert_allclose(np.abs(path[1] - path[0]), 0.2, rtol=1e-6)


def test_a_ball_that_runs_away_is_let_go():
    path = roll(SURFACES["ravine"], "SGD", 1.0, steps=100)
    assert len(path) < 101
    assert np.abs(path[-1]).max() >= FAR > np.abs(path[-2]).max()


def test_noise_comes_from_its_seed():
    bowl = SURFACES["bowl"]
    runs = [roll(bowl, "SGD", 0.1, 5, noise=1.0, seed=seed) for seed in (1, 1, 2)]
    np.testing.assert_array_equal(runs[0], runs[1])
    assert not np.allclose(runs[0], runs[2])
    assert not np.allclose(runs[0], roll(bowl, "SGD", 0.1, 5))
