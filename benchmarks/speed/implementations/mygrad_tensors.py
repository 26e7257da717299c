"""MyGrad: NumPy-like tensors that remember how they came about."""

import mygrad as mg
from mygrad.nnet.activations import relu, sigmoid, softmax
from mygrad.nnet.layers import conv_nd, max_pool
from mygrad.nnet.losses import softmax_crossentropy

from speed import recipe
from speed.functional import channels_first, network, stages_in
from speed.updates import OPTIMIZERS


def build(workload):
    """Return a function that does one training step and returns the loss."""
    mg.turn_memory_guarding_off()  # a safety net that its guide says to take away for speed
    arrays, apply = network(workload.layers, STAGES)
    arrays = [array.copy() for array in arrays]
    target = channels_first(workload.target)
    inputs = channels_first(workload.x)
    optimizer = OPTIMIZERS[workload.optimizer](arrays, workload.lr)
    loss = LOSSES[workload.loss]

    def step():
        tensors = [mg.tensor(array, copy=False) for array in arrays]
        x = mg.tensor(inputs, copy=False, constant=not workload.input_gradient)
        value = loss(apply(x, tensors), target)
        value.backward()
        optimizer.update([tensor.grad for tensor in tensors])
        return value.item()

    return step


LOSSES = {
    "mean squared error": lambda prediction, target: mg.mean((prediction - target) ** 2),
    "cross-entropy": softmax_crossentropy,
    "projection": lambda prediction, target: mg.sum(prediction * target),
}


def convolution(part):
    def run(x, W, b):
        return conv_nd(x, W, stride=1, padding=part.padding) + mg.reshape(b, (1, -1, 1, 1))

    return [part.channels_first_W(), part.b], run


def dense_after_images(part):
    return [part.channels_first_W(), part.b], lambda x, W, b: mg.matmul(x, W) + b


STAGES = stages_in(mg, relu=relu, sigmoid=sigmoid, softmax=softmax) | {
    recipe.Dense: dense_after_images,
    recipe.Convolution: convolution,
    recipe.MaxPool: lambda part: ([], lambda x: max_pool(x, (2, 2), 2)),
}
