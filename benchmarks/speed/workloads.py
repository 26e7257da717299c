"""The eight workloads. Each is a function, so that growth curves can ask for other sizes."""

import numpy as np

from speed.recipe import (
    LSTM,
    Attention,
    Convolution,
    Dense,
    Flatten,
    LayerNorm,
    MaxPool,
    ReLU,
    Residual,
    Sigmoid,
    Tanh,
    Workload,
)


def xor(rng):
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
    target = np.array([[0], [1], [1], [0]], np.float32)
    layers = (dense(rng, 2, 4), Tanh(), dense(rng, 4, 1), Sigmoid())
    return Workload(
        "xor", "XOR MLP 2-4-1, batch 4", layers, x, target, "mean squared error", "sgd", 0.5
    )


def mlp(rng, batch=32, width=128, optimizer="sgd", name="mlp"):
    called, lr = {"sgd": ("SGD", 0.1), "adam": ("Adam", 1e-3)}[optimizer]
    layers = (dense(rng, 784, width), ReLU(), dense(rng, width, 10))
    title = f"MLP 784-{width}-10, batch {batch}, {called}"
    x, target = normal(rng, batch, 784), rng.integers(0, 10, batch)
    return Workload(name, title, layers, x, target, "cross-entropy", optimizer, lr)


def mlp_adam(rng):
    return mlp(rng, batch=128, optimizer="adam", name="mlp-adam")


def lenet(rng, batch=64):
    layers = (
        *(convolution(rng, 5, 1, 6, padding=2), ReLU(), MaxPool()),
        *(convolution(rng, 5, 6, 16, padding=0), ReLU(), MaxPool(), Flatten()),
        *(dense(rng, 400, 120, image=(5, 5, 16)), ReLU()),
        *(dense(rng, 120, 84), ReLU(), dense(rng, 84, 10)),
    )
    x, target = normal(rng, batch, 28, 28, 1), rng.integers(0, 10, batch)
    title = f"LeNet, {batch}x28x28x1, Adam"
    return Workload("lenet", title, layers, x, target, "cross-entropy", "adam", 1e-3)


def vgg(rng, batch=32):
    layers = (
        *(convolution(rng, 3, 3, 32), ReLU(), convolution(rng, 3, 32, 32), ReLU(), MaxPool()),
        *(convolution(rng, 3, 32, 64), ReLU(), convolution(rng, 3, 64, 64), ReLU(), MaxPool()),
        *(Flatten(), dense(rng, 4096, 128, image=(8, 8, 64)), ReLU(), dense(rng, 128, 10)),
    )
    x, target = normal(rng, batch, 32, 32, 3), rng.integers(0, 10, batch)
    title = f"VGG-like, {batch}x32x32x3, Adam"
    return Workload("vgg", title, layers, x, target, "cross-entropy", "adam", 1e-3)


def conv(rng, batch=32, channels=64, size=28):
    layers = (convolution(rng, 3, channels, channels),)
    x, target = (normal(rng, batch, size, size, channels) for _ in range(2))
    title = f"convolution {channels} to {channels}, 3x3, on {batch}x{size}x{size}"
    target /= len(target)
    return Workload("conv", title, layers, x, target, "projection", "sgd", 1e-4, True)


def lstm(rng, length=50, batch=32, features=64, units=128):
    spread = units**-0.5
    W, U = (spread * normal(rng, rows, 4 * units) for rows in (features, units))
    layers = (LSTM(W, U, np.zeros(4 * units, np.float32)),)
    x, target = normal(rng, batch, length, features), normal(rng, batch, length, units)
    title = f"LSTM {features} to {units}, length {length}, batch {batch}"
    return Workload("lstm", title, layers, x, target, "mean squared error", "sgd", 10.0, True)


def encoder(rng, length=64, batch=16, features=64, heads=4):
    W = tuple(features**-0.5 * normal(rng, features, features) for _ in range(4))
    attention = Attention(heads, W, (np.zeros(features, np.float32),) * 4)
    norms = [LayerNorm(np.ones(features, np.float32), np.zeros(features, np.float32)) for _ in "12"]
    wide = 4 * features
    layers = (
        Residual((norms[0], attention)),
        Residual((norms[1], dense(rng, features, wide), ReLU(), dense(rng, wide, features))),
    )
    x, target = (normal(rng, batch, length, features) for _ in range(2))
    title = f"Transformer encoder block, {batch}x{length}x{features}, {heads} heads"
    return Workload("encoder", title, layers, x, target, "mean squared error", "sgd", 0.1, True)


WORKLOADS = {
    "xor": xor,
    "mlp": mlp,
    "mlp-adam": mlp_adam,
    "lenet": lenet,
    "vgg": vgg,
    "conv": conv,
    "lstm": lstm,
    "encoder": encoder,
}


def make(name, sizes=None):
    """Return a workload, always with the same numbers; ``sizes`` replaces some of its sizes.

    Examples
    --------
    >>> make("mlp", {"batch": 8}).title
    'MLP 784-128-10, batch 8, SGD'
    """
    return WORKLOADS[name](np.random.default_rng(0), **(sizes or {}))


def normal(rng, *shape):
    return rng.normal(size=shape).astype(np.float32)


def dense(rng, features, units, image=None):
    W = (2 / features) ** 0.5 * normal(rng, features, units)
    return Dense(W, np.zeros(units, np.float32), image)


def convolution(rng, size, channels, filters, padding=1):
    W = (2 / (size * size * channels)) ** 0.5 * normal(rng, size, size, channels, filters)
    return Convolution(W, np.zeros(filters, np.float32), padding)
