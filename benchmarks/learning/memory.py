"""Remember a symbol for fifty steps: an LSTM can, a plain RNN cannot."""

import time

import numpy as np

from dlcourse.data import memory_sequences
from dlcourse.nn import LSTM, RNN, Adam, CrossEntropy, Dense, Sequential, accuracy, evaluate, fit
from learning.outcome import Outcome

LAG, UNITS, SYMBOLS = 50, 32, 4
SEEDS, EPOCHS = range(5), 25


def train(kind, seed, **options):
    """Return the accuracy on new sequences, and the seconds that training took."""
    rng = np.random.default_rng(seed)
    x, y = memory_sequences(2000, LAG, rng, symbols=SYMBOLS)
    x_test, y_test = memory_sequences(500, LAG, rng, symbols=SYMBOLS)
    layer = kind(SYMBOLS + 1, UNITS, return_sequences=False, rng=rng, **options)
    model = Sequential(layer, Dense(UNITS, SYMBOLS, rng=rng)).astype("float32")
    loss, optimizer = CrossEntropy(), Adam(model.parameters(), lr=0.003, clip_norm=1.0)
    start = time.perf_counter()
    fit(model, loss, optimizer, x, y, epochs=EPOCHS, batch_size=50, rng=rng, progress=False)
    seconds = time.perf_counter() - start
    return evaluate(model, loss, x_test, y_test, metrics=[accuracy])["accuracy"], seconds


def run():
    lstm = [train(LSTM, seed, forget_bias=3.0) for seed in SEEDS]
    rnn = [train(RNN, seed) for seed in SEEDS]
    worst, best = min(right for right, _ in lstm), max(right for right, _ in rnn)
    task = f"a symbol remembered over {LAG} steps, {{}} of five seeds, test accuracy"
    return [
        Outcome(
            task.format("LSTM, worst"),
            f"{worst:.1%}",
            ">= 99%",
            worst >= 0.99,
            max(seconds for _, seconds in lstm),
        ),
        Outcome(
            task.format("RNN, best"),
            f"{best:.1%}",
            "fails: < 50%, guessing is 25%",
            best < 0.5,
            max(seconds for _, seconds in rnn),
        ),
    ]
