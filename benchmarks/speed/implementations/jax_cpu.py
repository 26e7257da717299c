"""JAX on the CPU: NumPy's names, compiled to machine code for these very shapes."""

import jax
import jax.numpy as jnp
from jax import lax

from speed import recipe
from speed.functional import network, residual_in, stages_in


def build(workload):
    """Return a function that does one training step and returns the loss."""
    arrays, apply = network(workload.layers, STAGES)
    arrays = [jnp.array(array) for array in arrays]
    x, target = jnp.array(workload.x), jnp.array(workload.target)
    loss, optimizer = LOSSES[workload.loss], OPTIMIZERS[workload.optimizer]
    state = [(jnp.zeros_like(array), jnp.zeros_like(array)) for array in arrays]
    wanted = (0, 1) if workload.input_gradient else (0,)

    def learn(arrays, state, steps, x):
        def loss_of(arrays, x):
            return loss(apply(x, arrays), target)

        value, (grads, *dx) = jax.value_and_grad(loss_of, wanted)(arrays, x)
        moved = [
            optimizer(*three, steps, workload.lr)
            for three in zip(arrays, grads, state, strict=True)
        ]
        return value, [array for array, _ in moved], [kept for _, kept in moved], dx

    compiled = jax.jit(learn, donate_argnums=(0, 1))
    steps = 0

    def step():
        nonlocal arrays, state, steps
        steps += 1
        value, arrays, state, _ = jax.block_until_ready(compiled(arrays, state, float(steps), x))
        return float(value)

    return step


def sgd(array, grad, state, steps, lr):
    return array - lr * grad, state


def adam(array, grad, state, steps, lr):
    mean, square = state
    mean = 0.9 * mean + 0.1 * grad
    square = 0.999 * square + 0.001 * grad * grad
    right1, right2 = 1 - 0.9**steps, 1 - 0.999**steps
    return array - lr / right1 * mean / (jnp.sqrt(square / right2) + 1e-8), (mean, square)


OPTIMIZERS = {"sgd": sgd, "adam": adam}


def cross_entropy(z, target):
    return -jnp.mean(jax.nn.log_softmax(z)[jnp.arange(len(target)), target])


LOSSES = {
    "mean squared error": lambda prediction, target: jnp.mean((prediction - target) ** 2),
    "cross-entropy": cross_entropy,
    "projection": lambda prediction, target: jnp.sum(prediction * target),
}


def convolution(part):
    def run(x, W, b):
        layout = ("NHWC", "HWIO", "NHWC")
        margin = [(part.padding, part.padding)] * 2
        return lax.conv_general_dilated(x, W, (1, 1), margin, dimension_numbers=layout) + b

    return [part.W, part.b], run


def max_pool(part):
    window = (1, 2, 2, 1)
    return [], lambda x: lax.reduce_window(x, -jnp.inf, lax.max, window, window, "VALID")


def lstm(part):
    units = part.U.shape[0]

    def run(x, W, U, b):
        def cell(state, inputs):
            h, c = state
            i, f, g, o = jnp.split(inputs + h @ U, 4, axis=1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            h = jax.nn.sigmoid(o) * jnp.tanh(c)
            return (h, c), h

        zeros = jnp.zeros((x.shape[0], units), x.dtype)
        _, hidden = lax.scan(cell, (zeros, zeros), jnp.swapaxes(x @ W + b, 0, 1))
        return jnp.swapaxes(hidden, 0, 1)

    return [part.W, part.U, part.b], run


STAGES = stages_in(jnp, relu=jax.nn.relu, sigmoid=jax.nn.sigmoid, softmax=jax.nn.softmax) | {
    recipe.Convolution: convolution,
    recipe.MaxPool: max_pool,
    recipe.LSTM: lstm,
}
STAGES[recipe.Residual] = residual_in(STAGES)
