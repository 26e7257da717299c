"""HIPS autograd: gradients of NumPy code. Its convolution is `autograd.scipy.signal.convolve`."""

import autograd.numpy as np
from autograd import value_and_grad
from autograd.scipy.signal import convolve

from speed import recipe
from speed.functional import channels_first, network, stages_in
from speed.updates import OPTIMIZERS


def build(workload):
    """Return a function that does one training step and returns the loss."""
    arrays, apply = network(workload.layers, STAGES)
    arrays = [array.copy() for array in arrays]
    x, target = channels_first(workload.x), channels_first(workload.target)
    optimizer = OPTIMIZERS[workload.optimizer](arrays, workload.lr)
    loss = LOSSES[workload.loss]
    wanted = (0, 1) if workload.input_gradient else 0
    differentiate = value_and_grad(lambda arrays, x: loss(apply(x, arrays), target), wanted)

    def step():
        value, grads = differentiate(arrays, x)
        optimizer.update(grads[0] if workload.input_gradient else grads)
        return value

    return step


def cross_entropy(z, target):
    largest = np.max(z, axis=1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z - largest), axis=1)) + largest[:, 0]
    return np.mean(log_sum - z[np.arange(len(target)), target])


LOSSES = {
    "mean squared error": lambda prediction, target: np.mean((prediction - target) ** 2),
    "cross-entropy": cross_entropy,
    "projection": lambda prediction, target: np.sum(prediction * target),
}


def softmax(x):
    powers = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def convolution(part):
    flipped = part.W.transpose(2, 3, 0, 1)[:, :, ::-1, ::-1].copy()  # (C, F, kh, kw)
    margin = ((0, 0), (0, 0), (part.padding,) * 2, (part.padding,) * 2)

    def run(x, W, b):
        padded = np.pad(x, margin, "constant") if part.padding else x
        y = convolve(padded, W, axes=([2, 3], [2, 3]), dot_axes=([1], [0]), mode="valid")
        return y + np.reshape(b, (1, -1, 1, 1))

    return [flipped, part.b], run


def max_pool(part):
    def run(x):
        N, C, H, W = x.shape
        return np.max(np.reshape(x, (N, C, H // 2, 2, W // 2, 2)), axis=(3, 5))

    return [], run


def dense_after_images(part):
    return [part.channels_first_W(), part.b], lambda x, W, b: np.matmul(x, W) + b


STAGES = stages_in(
    np,
    relu=lambda x: np.maximum(x, 0.0),
    sigmoid=lambda x: 0.5 * np.tanh(0.5 * x) + 0.5,
    softmax=softmax,
) | {
    recipe.Dense: dense_after_images,
    recipe.Convolution: convolution,
    recipe.MaxPool: max_pool,
}
