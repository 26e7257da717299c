"""A small LeNet on the 8x8 digits that ship: five seeds, each with a split of its own."""

import time

import numpy as np

from dlcourse.data import load_digits
from dlcourse.nn import (
    Adam,
    Conv2D,
    CosineDecay,
    CrossEntropy,
    Dense,
    Dropout,
    Flatten,
    LearningRate,
    MaxPool2D,
    ReLU,
    Sequential,
    accuracy,
    evaluate,
    fit,
)
from learning.outcome import Outcome

SEEDS = range(5)
EPOCHS, BATCH, RATE = 40, 32, 2e-3
GOAL, LONGEST = 0.98, 60.0


def lenet(rng):
    """Return LeNet for 8x8 images: two convolutions with pooling, two dense layers."""
    return Sequential(
        *(Conv2D(1, 16, 3, padding=1, rng=rng), ReLU(), MaxPool2D(2)),  # (N, 4, 4, 16)
        *(Conv2D(16, 32, 3, padding=1, rng=rng), ReLU(), MaxPool2D(2)),  # (N, 2, 2, 32)
        *(Flatten(), Dense(128, 64, rng=rng), ReLU(), Dropout(0.3, rng=rng)),
        Dense(64, 10, rng=rng),
    ).astype("float32")


def train(seed):
    """Return the accuracy on the test images, and the seconds that training took."""
    rng = np.random.default_rng(seed)
    digits = load_digits(rng=rng)
    model, loss = lenet(rng), CrossEntropy()
    optimizer = Adam(model.parameters(), lr=RATE)
    start = time.perf_counter()
    fit(
        model,
        loss,
        optimizer,
        digits.x_train,
        digits.y_train,
        epochs=EPOCHS,
        batch_size=BATCH,
        callbacks=[LearningRate(CosineDecay(RATE, EPOCHS))],
        rng=rng,
        progress=False,
    )
    seconds = time.perf_counter() - start
    found = evaluate(model, loss, digits.x_test, digits.y_test, metrics=[accuracy])
    return found["accuracy"], seconds


def run():
    runs = [train(seed) for seed in SEEDS]
    reached = [right for right, _ in runs]
    mean, longest = float(np.mean(reached)), max(seconds for _, seconds in runs)
    return [
        Outcome(
            "LeNet on the digits, test accuracy, mean of five seeds and splits",
            f"{mean:.2%} (worst {min(reached):.2%})",
            f">= {GOAL:.0%}, each in {LONGEST:.0f} s",
            mean >= GOAL and longest <= LONGEST,
            longest,
        )
    ]
