"""Networks as plain functions, for implementations that differentiate what they see computed.

A stage is a pair: the arrays of a layer, and a function ``f(x, *arrays)``. `stages_in` writes the
stages that need nothing but NumPy's own functions, for any module that offers them with gradients.
"""

import numpy as np

from speed import recipe


def network(parts, stages):
    """Return the arrays of all parts, one after another, and a function ``f(x, arrays)``.

    Parameters
    ----------
    parts : sequence
        Of the recipe.
    stages : dict
        From a class of the recipe to a function that makes a stage of a part.
    """
    made = [stages[type(part)](part) for part in parts]
    arrays = [array for own, _ in made for array in own]

    def apply(x, arrays):
        start = 0
        for own, function in made:
            x = function(x, *arrays[start : start + len(own)])
            start += len(own)
        return x

    return arrays, apply


def residual_in(stages):
    """Return the function that makes a stage of a `Residual`, with the inner stages given."""

    def residual(part):
        arrays, inner = network(part.layers, stages)
        return arrays, lambda x, *own: x + inner(x, own)

    return residual


def stages_in(F, *, relu, sigmoid, softmax):
    """Return {class of the recipe: function that makes a stage}.

    Parameters
    ----------
    F : module
        With NumPy's names: matmul, tanh, mean, sqrt, stack, transpose, reshape.
    relu, sigmoid, softmax : functions of that module; the softmax is over the last axis
    """

    def dense(part):
        return [part.W, part.b], lambda x, W, b: F.matmul(x, W) + b

    def lstm(part):
        units = part.U.shape[0]

        def run(x, W, U, b):
            h = c = np.zeros((x.shape[0], units), np.float32)
            inputs, hidden = F.matmul(x, W) + b, []
            for t in range(x.shape[1]):
                a = inputs[:, t] + F.matmul(h, U)
                i, f, g, o = (a[:, k * units : (k + 1) * units] for k in range(4))
                c = sigmoid(f) * c + sigmoid(i) * F.tanh(g)
                h = sigmoid(o) * F.tanh(c)
                hidden.append(h)
            return F.stack(hidden, axis=1)

        return [part.W, part.U, part.b], run

    def layer_norm(part):
        def run(x, gamma, beta):
            centred = x - F.mean(x, axis=-1, keepdims=True)
            variance = F.mean(centred * centred, axis=-1, keepdims=True)
            return centred / F.sqrt(variance + np.float32(1e-5)) * gamma + beta

        return [part.gamma, part.beta], run

    def attention(part):
        def run(x, *arrays):
            N, T, D = x.shape
            W, b, size = arrays[:4], arrays[4:], D // part.heads

            def heads(k):  # (N, T, D) -> (N, h, T, d)
                product = F.matmul(x, W[k]) + b[k]
                return F.transpose(F.reshape(product, (N, T, part.heads, size)), (0, 2, 1, 3))

            q, k, v = map(heads, range(3))
            scores = F.matmul(q, F.transpose(k, (0, 1, 3, 2))) * np.float32(size**-0.5)
            mixed = F.transpose(F.matmul(softmax(scores), v), (0, 2, 1, 3))
            return F.matmul(F.reshape(mixed, (N, T, D)), W[3]) + b[3]

        return [*part.W, *part.b], run

    def plain(function):
        return lambda part: ([], function)

    stages = {
        recipe.Dense: dense,
        recipe.LSTM: lstm,
        recipe.LayerNorm: layer_norm,
        recipe.Attention: attention,
        recipe.ReLU: plain(relu),
        recipe.Tanh: plain(F.tanh),
        recipe.Sigmoid: plain(sigmoid),
        recipe.Flatten: plain(lambda x: F.reshape(x, (x.shape[0], -1))),
    }
    stages[recipe.Residual] = residual_in(stages)
    return stages


def channels_first(array):
    """Return images (N, H, W, C) as (N, C, H, W), anything else as it is."""
    return np.ascontiguousarray(array.transpose(0, 3, 1, 2)) if array.ndim == 4 else array
