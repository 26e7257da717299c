"""Attention learns to look at the right place, together with the rest of the library."""

import numpy as np

from dlcourse import nn


def word_before(rng, N):
    """Words 0 to 3; the answer at each step is the word before it, at first 0."""
    x = rng.integers(0, 4, size=(N, 8))
    return x, np.hstack([np.zeros((N, 1), int), x[:, :-1]])


def train(position, steps):
    """Return the accuracy on fresh samples, and the attention that was learned."""
    rng = np.random.default_rng(0)
    attention = nn.MultiHeadAttention(16, 1, causal=True, rng=rng)
    model = nn.Sequential(
        nn.Embedding(4, 16, rng=rng),
        position,
        nn.Residual(attention),
        nn.LayerNorm(16),
        nn.Dense(16, 4, rng=rng),
    )
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.01)
    for _ in range(steps):
        x, target = word_before(rng, 32)
        loss.forward(model.forward(x, training=True), target)
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    x, target = word_before(rng, 200)
    return np.mean(model.forward(x).argmax(axis=-1) == target), attention.attention_weights


def test_attention_learns_to_look_one_step_back():
    accuracy, weights = train(nn.PositionalEncoding(16), steps=200)
    assert accuracy > 0.95
    steps = np.arange(1, 8)
    before = weights[:, 0, steps, steps - 1].mean()  # what position t takes from t - 1
    evenly = np.mean(1.0 / (steps + 1))
    assert before > 1.5 * evenly


def test_without_positions_it_cannot():
    accuracy, _ = train(nn.Identity(), steps=200)
    assert accuracy < 0.8
