"""numpy-ml: layers with a gradient by hand, in float64 where they make arrays themselves."""

import collections.abc

import numpy as np

collections.Hashable = collections.abc.Hashable  # numpy-ml 0.1.2 looks for it in its old place

from numpy_ml.neural_nets import layers  # noqa: E402
from numpy_ml.neural_nets.losses import CrossEntropy  # noqa: E402
from numpy_ml.neural_nets.optimizers import SGD, Adam  # noqa: E402

from speed import recipe  # noqa: E402


def build(workload):
    """Return a function that does one training step and returns the loss."""
    optimizer = OPTIMIZERS[workload.optimizer]
    model = [layer_of(part, optimizer(lr=workload.lr)) for part in workload.layers]
    loss = LOSSES[workload.loss]
    x, target = workload.x, workload.target
    if workload.loss == "cross-entropy":
        target = np.eye(10)[target]  # it wants one-hot rows
    if x.ndim == 3:
        x, target = x.swapaxes(1, 2).copy(), target.swapaxes(1, 2).copy()  # time goes last

    def step():
        prediction = x
        for layer in model:
            prediction = layer.forward(prediction)
        value, grad = loss(prediction, target)
        for layer in reversed(model):
            grad = layer.backward(grad)
        for layer in model:
            layer.update()
        return value

    return step


OPTIMIZERS = {"sgd": SGD, "adam": Adam}


def mean_squared_error(prediction, target):
    error = prediction - target
    return np.mean(error * error), 2 / error.size * error


def cross_entropy(z, target):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    p = powers / powers.sum(axis=1, keepdims=True)
    N = len(z)
    return CrossEntropy.loss(target, p) / N, CrossEntropy.grad(target, p) / N


LOSSES = {
    "mean squared error": mean_squared_error,
    "cross-entropy": cross_entropy,
    "projection": lambda prediction, target: (np.sum(prediction * target), target),
}


def layer_of(part, optimizer):
    """Return the layer for a part of the recipe."""
    if type(part) not in LAYERS:
        raise recipe.Unsupported("numpy-ml 0.1.2 has no layers that make up this encoder block")
    return LAYERS[type(part)](part, optimizer)


def dense(part, optimizer):
    layer = layers.FullyConnected(part.W.shape[1], optimizer=optimizer)
    layer.n_in = part.W.shape[0]
    return fill(layer, W=part.W, b=part.b[None])


def convolution(part, optimizer):
    kh, kw, channels, filters = part.W.shape
    layer = layers.Conv2D(filters, (kh, kw), pad=part.padding, optimizer=optimizer)
    layer.in_ch = channels
    return fill(layer, W=part.W, b=part.b.reshape(1, 1, 1, -1))


class LSTM:
    """The loop over `LSTMCell`; the class `LSTM` of numpy-ml 0.1.2 cannot be made."""

    def __init__(self, part, optimizer):
        self.cell = layers.LSTMCell(part.U.shape[0], optimizer=optimizer)
        self.cell.n_in = part.W.shape[0]
        W = np.hsplit(np.vstack([part.U, part.W]), 4)  # the hidden state above the input
        b = np.hsplit(part.b[None], 4)
        arrays = {f"W{gate}": W[k] for k, gate in enumerate("ufco")}
        fill(self.cell, **arrays, **{f"b{gate}": b[k] for k, gate in enumerate("ufco")})

    def forward(self, x):  # (N, D, T) -> (N, U, T)
        return np.dstack([self.cell.forward(x[:, :, t])[0] for t in range(x.shape[2])])

    def backward(self, grad):
        steps = [self.cell.backward(grad[:, :, t]) for t in reversed(range(grad.shape[2]))]
        return np.dstack(steps[::-1])

    def update(self):
        self.cell.update()
        self.cell.derived_variables |= {"dLdA_accumulator": None, "dLdC_accumulator": None}


def fill(layer, **arrays):
    """Let the layer make its parameters, put these in their place, and return it."""
    layer._init_params()  # the arrays below take the place of what it drew
    for name, array in arrays.items():
        layer.parameters[name] = array.copy()
        layer.gradients[name] = np.zeros_like(array)
    layer.is_initialized = True
    return layer


class Elementwise(layers.Flatten):
    """An activation as a layer; numpy-ml has them as parts of other layers only."""

    def __init__(self, function, slope):
        super().__init__()
        self.function, self.slope = function, slope

    def forward(self, x):
        self.y = self.function(x)
        return self.y

    def backward(self, grad):
        return grad * self.slope(self.y)

    def update(self):
        self.y = None


def elementwise(function, slope):
    return lambda part, optimizer: Elementwise(function, slope)


LAYERS = {
    recipe.Dense: dense,
    recipe.Convolution: convolution,
    recipe.LSTM: LSTM,
    recipe.ReLU: elementwise(lambda x: np.maximum(x, 0), lambda y: y > 0),
    recipe.Tanh: elementwise(np.tanh, lambda y: 1 - y * y),
    recipe.Sigmoid: elementwise(lambda x: 1 / (1 + np.exp(-x)), lambda y: y * (1 - y)),
    recipe.MaxPool: lambda part, optimizer: layers.Pool2D((2, 2), 2),
    recipe.Flatten: lambda part, optimizer: layers.Flatten(),
}
