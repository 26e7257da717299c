"""Recurrent layers learn what needs a memory, together with the rest of the library."""

import numpy as np
import pytest

from dlcourse import nn


def train(model, draw, steps):
    """Take steps of Adam on fresh samples, and return the accuracy on others."""
    rng = np.random.default_rng(1)
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.01, clip_norm=1.0)
    for _ in range(steps):
        x, target = draw(rng, 32)
        loss.forward(model.forward(x, training=True), target)
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    x, target = draw(rng, 200)
    return np.mean(model.forward(x).argmax(axis=-1) == target)


def first_of_fifteen(rng, N):
    """Words 0 to 3; the answer is the first one, long ago."""
    x = rng.integers(0, 4, size=(N, 15))
    return x, x[:, 0]


def word_before_last(rng, N):
    """Words 0 to 3; the answer at each step is the word two steps ago, at first always 0."""
    x = rng.integers(0, 4, size=(N, 8))
    return x, np.hstack([np.zeros((N, 2), int), x[:, :-2]])


def test_lstm_remembers_the_first_word():
    rng = np.random.default_rng(0)
    model = nn.Sequential(
        nn.Embedding(4, 8, rng=rng),
        nn.LSTM(8, 16, return_sequences=False, rng=rng),
        nn.Dense(16, 4, rng=rng),
    )
    assert train(model, first_of_fifteen, steps=300) > 0.95


@pytest.mark.parametrize("kind", [nn.RNN, nn.LSTM, nn.GRU])
def test_an_answer_at_every_step(kind):
    rng = np.random.default_rng(0)
    model = nn.Sequential(
        nn.Embedding(4, 8, rng=rng), kind(8, 16, rng=rng), nn.Dense(16, 4, rng=rng)
    )
    assert train(model, word_before_last, steps=200) > 0.95
