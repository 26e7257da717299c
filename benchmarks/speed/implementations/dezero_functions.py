"""DeZero: the framework of the third O'Reilly book on deep learning from scratch.

Its Adam adds epsilon at another place than PyTorch's, which shows after a few steps of a deep
network; so the optimizers are the plain ones of `speed.updates`.
"""

import numpy as np

vars(np)["int"] = int  # DeZero 0.0.13 uses this name, which NumPy has dropped since

import dezero  # noqa: E402
import dezero.functions as F  # noqa: E402
from dezero import Parameter, Variable  # noqa: E402

from speed import recipe  # noqa: E402
from speed.functional import channels_first, network  # noqa: E402
from speed.updates import OPTIMIZERS  # noqa: E402


def build(workload):
    """Return a function that does one training step and returns the loss."""
    arrays, apply = network(workload.layers, Stages())
    parameters = [Parameter(array.copy()) for array in arrays]
    optimizer = OPTIMIZERS[workload.optimizer]([p.data for p in parameters], workload.lr)
    x, target, loss = channels_first(workload.x), workload.target, LOSSES[workload.loss]
    steps_first = any(isinstance(part, recipe.LSTM) for part in workload.layers)
    target = list(target.swapaxes(0, 1)) if steps_first else channels_first(target)

    def step():
        data = list(x.swapaxes(0, 1)) if steps_first else Variable(x)
        value = loss(apply(data, parameters), target)
        for parameter in parameters:
            parameter.cleargrad()
        value.backward()
        optimizer.update([parameter.grad.data for parameter in parameters])
        return value.data.item()

    return step


def mean_squared_error(prediction, target):
    if not isinstance(prediction, list):
        prediction, target = [prediction], [target]
    size = np.float32(sum(array.size for array in target))
    errors = [y - t for y, t in zip(prediction, target, strict=True)]
    return sum(F.sum(error * error) for error in errors) / size


LOSSES = {
    "mean squared error": mean_squared_error,
    "cross-entropy": F.softmax_cross_entropy,
    "projection": lambda prediction, target: F.sum(prediction * target),
}


def dense(part):
    return [part.channels_first_W(), part.b], F.linear


def convolution(part):
    return [part.channels_first_W(), part.b], lambda x, W, b: F.conv2d(x, W, b, 1, part.padding)


def lstm(part):
    """As `dezero.layers.LSTM`: a product for each gate at each step, and no array of all steps."""
    arrays = [
        np.ascontiguousarray(array)
        for array in (*np.hsplit(part.W, 4), *np.hsplit(part.U, 4), *np.split(part.b, 4))
    ]
    units = part.U.shape[0]

    def run(steps, *arrays):
        W, U, b = arrays[:4], arrays[4:8], arrays[8:]
        h = c = Variable(np.zeros((len(steps[0]), units), np.float32))
        hidden = []
        for x in map(Variable, steps):
            i, f, g, o = (F.linear(x, W[k], b[k]) + F.linear(h, U[k]) for k in range(4))
            c = F.sigmoid(f) * c + F.sigmoid(i) * F.tanh(g)
            h = F.sigmoid(o) * F.tanh(c)
            hidden.append(h)
        return hidden

    return arrays, run


def plain(function):
    return lambda part: ([], function)


class Stages(dict):
    """The stages by class of the recipe; asks for what DeZero lacks end as unsupported."""

    def __init__(self):
        super().__init__(
            {
                recipe.Dense: dense,
                recipe.Convolution: convolution,
                recipe.LSTM: lstm,
                recipe.ReLU: plain(F.relu),
                recipe.Tanh: plain(F.tanh),
                recipe.Sigmoid: plain(F.sigmoid),
                recipe.MaxPool: plain(lambda x: F.pooling(x, 2, 2)),
                recipe.Flatten: plain(F.flatten),
            }
        )

    def __missing__(self, part):
        raise recipe.Unsupported(
            f"DeZero {dezero.__version__} multiplies no stacks of matrices, so no attention"
        )
