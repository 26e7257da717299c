"""Sequences that ask for a long memory: one flag, one answer, and who can learn it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dlcourse.data import memory_sequences

TRAINING = Path(__file__).parents[1] / "fixtures" / "memory_training.py"


def rng(seed=0):
    return np.random.default_rng(seed)


@pytest.mark.parametrize(("lag", "symbols", "window"), [(50, 4, 10), (0, 2, 1), (3, 7, 5)])
def test_one_flag_stands_by_the_answer_and_the_lag_follows(lag, symbols, window):
    x, y = memory_sequences(200, lag, rng(), symbols=symbols, window=window)
    assert x.shape == (200, window + lag, symbols + 1)
    np.testing.assert_array_equal(x[..., :symbols].sum(axis=-1), 1.0)
    assert set(np.unique(x)) <= {0.0, 1.0}
    np.testing.assert_array_equal(x[..., symbols].sum(axis=1), 1.0)
    flagged = x[..., symbols].argmax(axis=1)
    assert set(flagged) == set(range(window))
    np.testing.assert_array_equal(x[np.arange(200), flagged, :symbols].argmax(axis=-1), y)
    assert set(y) == set(range(symbols))


def test_no_other_step_tells_the_answer():
    x, y = memory_sequences(4000, 20, rng())
    shown = x[..., :4].argmax(axis=-1)  # (N, T)
    for step in range(10, 30):  # after the window
        assert abs((shown[:, step] == y).mean() - 0.25) < 0.04


def test_the_same_seed_draws_the_same_sequences():
    for one, two in zip(memory_sequences(5, 9, rng()), memory_sequences(5, 9, rng()), strict=True):
        np.testing.assert_array_equal(one, two)


def test_at_lag_50_an_lstm_learns_what_an_rnn_does_not():
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # more are slow on a busy machine
    finished = subprocess.run(
        [sys.executable, TRAINING], capture_output=True, text=True, check=True, env=environment
    )
    accuracy = json.loads(finished.stdout)
    assert accuracy["LSTM, lag 50"] > 0.95
    assert accuracy["RNN, lag 50"] < 0.35
    assert accuracy["RNN, lag 5"] > 0.85


@pytest.mark.parametrize(
    ("name", "bad"),
    [("n", 0), ("lag", -1), ("lag", 2.5), ("symbols", 1), ("window", 0), ("window", "wide")],
)
def test_a_number_that_makes_no_sense_is_named(name, bad):
    given = {"n": 5, "lag": 3, "rng": rng()} | {name: bad}
    with pytest.raises(ValueError, match=f"{name}: expected a whole number .*>= ., got"):
        memory_sequences(**given)


def test_what_is_no_generator_is_an_error():
    with pytest.raises(TypeError, match="rng: expected"):
        memory_sequences(5, 3, 7)
