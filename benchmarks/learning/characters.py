"""A model that reads the shipped book letter by letter and guesses the next one."""

import time

import numpy as np

from dlcourse.data import load_text, windows
from dlcourse.nn import LSTM, Adam, CrossEntropy, Dense, Embedding, Sequential, evaluate, fit
from learning.outcome import Outcome

LENGTH, FEATURES, UNITS, BATCH, EPOCHS = 64, 32, 160, 32, 6
GOAL, LONGEST = 1.9, 90.0  # nats a character, seconds


def run():
    rng = np.random.default_rng(0)
    book = load_text()
    letters = len(book.alphabet)
    model = Sequential(
        Embedding(letters, FEATURES, rng=rng),
        LSTM(FEATURES, UNITS, rng=rng),
        Dense(UNITS, letters, rng=rng),
    ).astype("float32")
    loss, optimizer = CrossEntropy(), Adam(model.parameters(), lr=5e-3, clip_norm=1.0)
    x, y = windows(book.train, LENGTH)
    start = time.perf_counter()
    fit(model, loss, optimizer, x, y, epochs=EPOCHS, batch_size=BATCH, rng=rng, progress=False)
    seconds = time.perf_counter() - start
    unseen = evaluate(model, loss, *windows(book.test, LENGTH))["loss"]
    return [
        Outcome(
            "character model, loss on unseen text, nats a character",
            f"{unseen:.2f}",
            f"< {GOAL} in {LONGEST:.0f} s",
            unseen < GOAL and seconds <= LONGEST,
            seconds,
        )
    ]
