"""Sequences that ask for a long memory: one flag, one answer, and who can learn it."""

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.data import memory_sequences


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


def learn(kind, lag, **options):
    """Train a layer of 32 units on 2000 sequences, return the accuracy on 1000 others."""
    draw = rng()
    x, y = memory_sequences(2000, lag, draw)
    x_test, y_test = memory_sequences(1000, lag, draw)
    layer = kind(5, 32, return_sequences=False, rng=draw, **options)
    model = nn.Sequential(layer, nn.Dense(32, 4, rng=draw)).astype("float32")
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.003, clip_norm=1.0)
    how = {"epochs": 20, "batch_size": 50, "rng": draw, "progress": False}
    nn.fit(model, loss, optimizer, x, y, **how)
    return nn.accuracy(model(x_test), y_test)


def test_at_lag_50_an_lstm_learns_what_an_rnn_does_not():
    assert learn(nn.LSTM, lag=50, forget_bias=3.0) > 0.95
    assert learn(nn.RNN, lag=50) < 0.35


def test_at_lag_5_an_rnn_learns_it_too():
    assert learn(nn.RNN, lag=5) > 0.85


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
