"""Optimizers in plain NumPy, for peers that bring none: an update of a list of arrays, in place."""

import numpy as np


class SGD:
    """``w -= lr * g``.

    Examples
    --------
    >>> weights = [np.array([1.0])]
    >>> SGD(weights, lr=0.5).update([np.array([1.0])])
    >>> weights
    [array([0.5])]
    """

    def __init__(self, arrays, lr):
        self.arrays, self.lr = arrays, np.float32(lr)

    def update(self, grads):
        for array, grad in zip(self.arrays, grads, strict=True):
            array -= self.lr * grad


class Adam:
    """As in PyTorch, one array after another."""

    def __init__(self, arrays, lr, betas=(0.9, 0.999), eps=1e-8):
        self.arrays, self.lr, self.betas, self.eps = arrays, lr, betas, np.float32(eps)
        self.means = [np.zeros_like(array) for array in arrays]
        self.squares = [np.zeros_like(array) for array in arrays]
        self.steps = 0

    def update(self, grads):
        self.steps += 1
        beta1, beta2 = map(np.float32, self.betas)
        rest1, rest2 = (np.float32(1 - beta) for beta in self.betas)
        step = np.float32(self.lr / (1 - self.betas[0] ** self.steps))
        right = np.float32((1 - self.betas[1] ** self.steps) ** -0.5)
        for array, grad, mean, square in zip(
            self.arrays, grads, self.means, self.squares, strict=True
        ):
            mean *= beta1
            mean += rest1 * grad
            square *= beta2
            square += rest2 * grad * grad
            array -= step * mean / (np.sqrt(square) * right + self.eps)


OPTIMIZERS = {"sgd": SGD, "adam": Adam}
