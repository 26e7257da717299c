"""What this machine can do at best: products of matrices, copies, and the cost of a NumPy call.

    python -m speed.machine

prints one JSON object from a name to a number; the name holds the unit. Where PyTorch is installed
its matrix products are measured too: much of a training step is made of them.
"""

import importlib.util
import json
import time

import numpy as np

PRODUCTS = {
    "large": (2048, 2048, 2048),
    "MLP, first layer": (32, 784, 128),
    "LeNet, first convolution": (50176, 25, 6),
    "VGG, second convolution": (32768, 288, 32),
    "convolution, one kernel row": (25088, 192, 64),
    "LSTM, one step": (32, 128, 512),
    "encoder, queries": (1024, 64, 64),
}
COPIES = {"in L2": 1 << 18, "in L3": 1 << 22, "in memory": 1 << 27}  # bytes
ELEMENTS = 1 << 14


def best_time(function, seconds=0.2):
    """Return the best time of a call, measured for so long, several calls together if short."""
    function()
    start = time.perf_counter()
    function()
    calls = max(1, round(2e-4 / (time.perf_counter() - start)))
    end, best = time.perf_counter() + seconds, np.inf
    while time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(calls):
            function()
        best = min(best, (time.perf_counter() - start) / calls)
    return best


def limits():
    """Return {name: number}."""
    rng = np.random.default_rng(0)
    found = {}
    for name, (m, k, n) in PRODUCTS.items():
        a, b = rng.random((m, k), np.float32), rng.random((k, n), np.float32)
        for library, product in products(a, b).items():
            gigaflops = 2e-9 * m * k * n / best_time(product)
            found[f"{library}: sgemm {m}x{k}x{n} ({name}), GFLOP/s"] = gigaflops
    for name, size in COPIES.items():
        a, b = np.ones(size // 4, np.float32), np.empty(size // 4, np.float32)
        seconds = best_time(lambda a=a, b=b: np.copyto(b, a))
        found[f"copy {name}, read and written, GB/s"] = 2e-9 * size / seconds
    one, two = np.ones((2, 1), np.float32)
    found["one call of np.add on one element, us"] = 1e6 * best_time(lambda: np.add(one, one, two))
    x, y = rng.random((2, ELEMENTS), np.float32)
    for name, call in {
        "multiply": lambda: np.multiply(x, x, out=y),
        "exp": lambda: np.exp(x, out=y),
        "tanh": lambda: np.tanh(x, out=y),
    }.items():
        found[f"{name} of {ELEMENTS} elements, ns each"] = 1e9 * best_time(call) / ELEMENTS
    return found


def products(a, b):
    """Return a function for each library that multiplies two matrices, into place."""
    out = np.empty((len(a), b.shape[1]), a.dtype)
    found = {"NumPy": lambda: np.matmul(a, b, out=out)}
    if importlib.util.find_spec("torch"):
        import torch

        tensors = [torch.from_numpy(array) for array in (a, b, out)]
        found["PyTorch"] = lambda: torch.mm(tensors[0], tensors[1], out=tensors[2])
    return found


if __name__ == "__main__":
    print(json.dumps(limits()))
