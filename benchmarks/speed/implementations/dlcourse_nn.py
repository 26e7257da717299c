"""dlcourse.nn."""

import numpy as np

from dlcourse import nn
from dlcourse.nn.losses import Loss
from speed import recipe


def build(workload):
    """Return a function that does one training step and returns the loss."""
    model = nn.Sequential(*map(layer_of, workload.layers))
    loss = LOSSES[workload.loss]()
    optimizer = {"sgd": nn.SGD, "adam": nn.Adam}[workload.optimizer](
        model.parameters(), lr=workload.lr
    )
    x, target = workload.x, workload.target
    go_back = model.backward if workload.input_gradient else model.accumulate

    def step():
        prediction = model.forward(x, training=True)
        value = loss.forward(prediction, target)
        optimizer.zero_grad()
        go_back(loss.backward())
        optimizer.step()
        return value

    return step


class Projection(Loss):
    """``sum(prediction * target)``."""

    def forward(self, prediction, target):
        self.remember(target)
        return float(np.vdot(prediction, target))

    def backward(self):
        return self.recall()[0]


LOSSES = {
    "mean squared error": nn.MeanSquaredError,
    "cross-entropy": nn.CrossEntropy,
    "projection": Projection,
}


def layer_of(part):
    """Return the layer for a part of the recipe."""
    return LAYERS[type(part)](part)


def dense(part):
    return fill(nn.Dense(*part.W.shape, init=nn.zeros), W=part.W, b=part.b)


def convolution(part):
    kh, kw, channels, filters = part.W.shape
    layer = nn.Conv2D(channels, filters, (kh, kw), padding=part.padding, init=nn.zeros)
    return fill(layer, W=part.W, b=part.b)


def lstm(part):
    features, units = part.W.shape[0], part.U.shape[0]
    layer = nn.LSTM(features, units, init=nn.zeros, recurrent_init=nn.zeros)
    return fill(layer, W=part.W, U=part.U, b=part.b)


def layer_norm(part):
    return fill(nn.LayerNorm(len(part.gamma)), gamma=part.gamma, beta=part.beta)


def attention(part):
    layer = nn.MultiHeadAttention(len(part.W[0]), part.heads, init=nn.zeros)
    products = layer.query, layer.key, layer.value, layer.output
    for product, W, b in zip(products, part.W, part.b, strict=True):
        fill(product, W=W, b=b)
    return layer.astype("float32")


def residual(part):
    return nn.Residual(nn.Sequential(*map(layer_of, part.layers)))


def fill(layer, **arrays):
    """Copy arrays into the parameters of the same names; return the layer, in float32."""
    for name, array in arrays.items():
        getattr(layer, name).value = array
    return layer.astype("float32")


LAYERS = {
    recipe.Dense: dense,
    recipe.Convolution: convolution,
    recipe.LSTM: lstm,
    recipe.LayerNorm: layer_norm,
    recipe.Attention: attention,
    recipe.Residual: residual,
    recipe.ReLU: lambda part: nn.ReLU(),
    recipe.Tanh: lambda part: nn.Tanh(),
    recipe.Sigmoid: lambda part: nn.Sigmoid(),
    recipe.MaxPool: lambda part: nn.MaxPool2D(2),
    recipe.Flatten: lambda part: nn.Flatten(),
}
