"""Activation functions: what a neuron does with its weighted sum."""

import math

import numpy as np

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.functions import sigmoid, softmax
from dlcourse.nn.layer import Layer
from dlcourse.nn.shapes import expect_array, expect_gradient


class Activation(Layer):
    """A layer without parameters whose output has the shape of its input.

    An activation writes two functions: ``function(x)`` returns ``y`` and what ``gradient`` needs,
    and ``gradient(grad, *kept)`` returns ``dL/dx``.

    Raises
    ------
    ShapeError
        If the gradient has another shape than the output.
    """

    def __repr__(self):
        return f"{type(self).__name__}()"

    def forward(self, x, training=False):
        y, *kept = self.function(expect_array(x, f"{type(self).__name__} input"))
        self.remember(y, kept)
        return y

    def backward(self, grad):
        y, kept = self.recall()
        return self.gradient(expect_gradient(grad, y, f"{type(self).__name__} gradient"), *kept)


class Identity(Activation):
    """Linear activation, ``y = x``, with derivative 1.

    Examples
    --------
    >>> Identity().forward(np.array([-1.0, 2.0]))
    array([-1.,  2.])
    """

    def function(self, x):
        return (x,)

    def gradient(self, grad):
        return grad


class Sigmoid(Activation):
    """Logistic function, ``y = 1 / (1 + exp(-x))``, with derivative ``y (1 - y)``.

    Examples
    --------
    >>> Sigmoid().forward(np.array([-6.0, 0.0, 7.0])).round(5)
    array([0.00247, 0.5    , 0.99909])

    References
    ----------
    Deck 001, "Activation functions".
    """

    def function(self, x):
        y = sigmoid(x)
        return y, y

    def gradient(self, grad, y):
        return grad * (y * (1.0 - y))


class Tanh(Activation):
    """Hyperbolic tangent, ``y = tanh(x)``, with derivative ``1 - y**2``.

    Examples
    --------
    >>> Tanh().forward(np.array([-1.0, 0.0, 1.0])).round(4)
    array([-0.7616,  0.    ,  0.7616])
    """

    def function(self, x):
        y = np.tanh(x)
        return y, y

    def gradient(self, grad, y):
        return grad * (1.0 - y * y)


class ReLU(Activation):
    """Rectified linear unit, ``y = max(x, 0)``, with derivative 1 where ``x > 0``, else 0.

    Examples
    --------
    >>> relu = ReLU()
    >>> relu.forward(np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 2.])
    >>> relu.backward(np.array([5.0, 5.0, 5.0]))
    array([0., 0., 5.])
    """

    def function(self, x):
        y = np.zeros_like(x)
        np.maximum(x, y, out=y)  # NumPy compares with an array much faster than with a number
        return y, y

    def gradient(self, grad, y):
        return grad * (y > 0)


class LeakyReLU(Activation):
    """Leaky rectified linear unit, ``y = max(x, slope * x)``.

    The derivative is 1 where ``x > 0``, else ``slope``, so that no unit is ever quite dead.

    Parameters
    ----------
    slope : float, default 0.01
        Between 0 and 1.

    Examples
    --------
    >>> LeakyReLU(0.1).forward(np.array([-1.0, 0.0, 2.0]))
    array([-0.1,  0. ,  2. ])
    """

    def __init__(self, slope=0.01):
        if not 0.0 <= slope < 1.0:
            raise ValueError(f"LeakyReLU: expected 0 <= slope < 1, got {slope!r}.")
        self.slope = float(slope)

    def __repr__(self):
        return f"LeakyReLU({self.slope:g})"

    def function(self, x):
        return np.maximum(x, self.slope * x), x > 0

    def gradient(self, grad, positive):
        return grad * np.maximum(positive.astype(grad.dtype), self.slope)  # 1 or slope


class Swish(Activation):
    """Swish, also called SiLU, ``y = x * sigmoid(x)``.

    The derivative is ``s + y (1 - s)`` with ``s = sigmoid(x)``.

    Examples
    --------
    >>> Swish().forward(np.array([-1.0, 0.0, 1.0])).round(4)
    array([-0.2689,  0.    ,  0.7311])

    References
    ----------
    Ramachandran, Zoph and Le (2017), "Searching for activation functions".
    """

    def function(self, x):
        s = sigmoid(x)
        y = x * s
        return y, y, s

    def gradient(self, grad, y, s):
        return grad * (s + y * (1.0 - s))


class GELU(Activation):
    """Gaussian error linear unit in its tanh form, ``y = x (1 + t) / 2``.

    Here ``t = tanh(c (x + 0.044715 x**3))`` with ``c = sqrt(2 / pi)``, within 0.0005 of ``x`` times
    the normal distribution function, and equal to PyTorch's ``GELU(approximate="tanh")``.

    Examples
    --------
    >>> GELU().forward(np.array([-1.0, 0.0, 1.0])).round(4)
    array([-0.1588,  0.    ,  0.8412])

    References
    ----------
    Hendrycks and Gimpel (2016), "Gaussian error linear units".
    """

    scale = math.sqrt(2.0 / math.pi)
    cubic = 0.044715

    def function(self, x):
        t = np.tanh(self.scale * (x + self.cubic * (x * x * x)))
        return 0.5 * x * (1.0 + t), x, t

    def gradient(self, grad, x, t):
        dt = (1.0 - t * t) * (self.scale * (1.0 + 3.0 * self.cubic * (x * x)))  # dt/dx
        return grad * (0.5 * (1.0 + t) + 0.5 * x * dt)


class Softmax(Activation):
    """Scores to probabilities, ``y_i = exp(x_i) / sum_j exp(x_j)`` over the last axis.

    The derivative is ``dy_i/dx_j = y_i (1[i = j] - y_j)``, so ``dL/dx = y (g - sum_i g_i y_i)``.
    For training, leave the Softmax out and use ``CrossEntropy(from_logits=True)``.

    Shapes
    ------
    x : (..., K) -> y : (..., K)

    Examples
    --------
    >>> Softmax().forward(np.array([[1.0, 2.0, 3.0]])).round(4)
    array([[0.09  , 0.2447, 0.6652]])
    """

    def function(self, x):
        if x.ndim == 0:
            raise ShapeError("Softmax input: expected (..., K), got a single number.")
        y = softmax(x)
        return y, y

    def gradient(self, grad, y):
        mean = (grad * y).sum(axis=-1, keepdims=True)  # (..., 1)
        return y * (grad - mean)  # (..., K)
