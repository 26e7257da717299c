"""Remember a symbol for fifty steps: an LSTM can, a plain RNN cannot."""

import time

import numpy as np

from dlcourse.data import memory_sequences
from dlcourse.nn import LSTM, RNN, Adam, CrossEntropy, Dense, Sequential, accuracy, evaluate, fit
from learning.outcome import Outcome

LAG, UNITS, SYMBOLS = 50, 32, 4
EPOCHS = 20


def train(layer, rng):
    """Return the accuracy on new sequences, and the seconds that training took."""
    x, y = memory_sequences(2000, LAG, rng, symbols=SYMBOLS)
    x_test, y_test = memory_sequences(500, LAG, rng, symbols=SYMBOLS)
    model, loss = (
        Sequential(layer, Dense(UNITS, SYMBOLS, rng=rng)).astype("float32"),
        CrossEntropy(),
    )
    optimizer = Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    start = time.perf_counter()
    fit(model, loss, optimizer, x, y, epochs=EPOCHS, batch_size=50, rng=rng, progress=False)
    seconds = time.perf_counter() - start
    return evaluate(model, loss, x_test, y_test, metrics=[accuracy])["accuracy"], seconds


def run():
    lstm_rng, rnn_rng = np.random.default_rng(0), np.random.default_rng(0)
    lstm = LSTM(SYMBOLS + 1, UNITS, return_sequences=False, forget_bias=3.0, rng=lstm_rng)
    rnn = RNN(SYMBOLS + 1, UNITS, return_sequences=False, rng=rnn_rng)
    task = f"a symbol remembered over {LAG} steps, {{}}, test accuracy"
    right, seconds = train(lstm, lstm_rng)
    guessed, rnn_seconds = train(rnn, rnn_rng)
    return [
        Outcome(task.format("LSTM"), f"{right:.1%}", ">= 99%", right >= 0.99, seconds),
        Outcome(
            task.format("RNN"),
            f"{guessed:.1%}",
            "fails: < 50%, guessing is 25%",
            guessed < 0.5,
            rnn_seconds,
        ),
    ]
