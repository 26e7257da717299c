"""What a network consists of, without saying who computes it.

Arrays are float32, batch first, channels last. An implementation turns each of these into whatever
it has for it, and copies the weights.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Dense:
    """``y = x @ W + b``, W (I, O)."""

    W: np.ndarray
    b: np.ndarray
    image: tuple | None = None  # (H, W, C), if the input is a flattened image

    def channels_first_W(self):
        """Return W with the rows in the order in which channels-first images are flattened."""
        if self.image is None:
            return self.W
        by_pixel = self.W.reshape(*self.image, -1)  # (H, W, C, O)
        return np.ascontiguousarray(by_pixel.transpose(2, 0, 1, 3)).reshape(self.W.shape)


@dataclass(frozen=True, eq=False)
class Convolution:
    """Stride 1, W (kh, kw, C, F)."""

    W: np.ndarray
    b: np.ndarray
    padding: int

    def channels_first_W(self):
        """Return W as (F, C, kh, kw)."""
        return np.ascontiguousarray(self.W.transpose(3, 2, 0, 1))


@dataclass(frozen=True, eq=False)
class LSTM:
    """All hidden states, W (D, 4U), U (U, 4U), b (4U,), gates in order i, f, g, o."""

    W: np.ndarray
    U: np.ndarray
    b: np.ndarray


@dataclass(frozen=True, eq=False)
class LayerNorm:
    """Over the last axis, epsilon 1e-5."""

    gamma: np.ndarray
    beta: np.ndarray


@dataclass(frozen=True, eq=False)
class Attention:
    """Self-attention; W (D, D) and b (D,) each for query, key, value, output."""

    heads: int
    W: tuple
    b: tuple


@dataclass(frozen=True)
class Residual:
    """``y = x + layers(x)``."""

    layers: tuple


@dataclass(frozen=True)
class ReLU:
    pass


@dataclass(frozen=True)
class Tanh:
    pass


@dataclass(frozen=True)
class Sigmoid:
    pass


@dataclass(frozen=True)
class MaxPool:
    """2x2 windows, stride 2."""


@dataclass(frozen=True)
class Flatten:
    pass


@dataclass(frozen=True, eq=False)
class Workload:
    """A network, its data, and how it learns: all that one training step needs.

    Attributes
    ----------
    name, title : str
    layers : tuple
    x, target : numpy.ndarray
    loss : {"mean squared error", "cross-entropy", "projection"}
        The projection is ``sum(y * target)``: its gradient is the target, so that all the time goes
        to the layer.
    optimizer : {"sgd", "adam"}
    lr : float
    input_gradient : bool
        Whether ``dL/dx`` is wanted too, as for a layer in the middle of a network.
    """

    name: str
    title: str
    layers: tuple
    x: np.ndarray
    target: np.ndarray
    loss: str
    optimizer: str
    lr: float
    input_gradient: bool = False


class Unsupported(Exception):
    """An implementation has no way to say this workload; the message says what it lacks."""
