"""Dropping entries at random while the network learns."""

import numpy as np

from dlcourse.nn.initializers import expect_rng
from dlcourse.nn.layer import Layer
from dlcourse.nn.shapes import expect_array, expect_gradient


class Dropout(Layer):
    """Drop each entry with probability ``rate`` while training, ``y = x * mask / (1 - rate)``.

    The mask is 0 where an entry is dropped, else 1. Dividing by ``1 - rate`` keeps the mean where
    it was, so that nothing is left to do after training: then ``y = x``.

    Parameters
    ----------
    rate : float
        Share that is dropped, from 0 up to, but not including, 1.
    rng : numpy.random.Generator
        Draws the masks; it is ``layer.rng`` afterwards.

    Shapes
    ------
    x : any -> y : the same

    Examples
    --------
    >>> layer = Dropout(0.5, rng=np.random.default_rng(0))
    >>> layer.forward(np.ones(8), training=True)
    array([2., 0., 0., 0., 2., 2., 2., 2.])
    >>> layer.forward(np.ones(8))
    array([1., 1., 1., 1., 1., 1., 1., 1.])

    References
    ----------
    Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from overfitting".
    """

    def __init__(self, rate, *, rng):
        if not 0.0 <= rate < 1.0:
            raise ValueError(f"Dropout: expected 0 <= rate < 1, the share dropped, got {rate!r}.")
        self.rate, self.rng = float(rate), expect_rng(rng, "Dropout")

    def __repr__(self):
        return f"Dropout({self.rate:g})"

    def forward(self, x, training=False):
        x = expect_array(x, "Dropout input")
        if not training:
            self.remember(x, None)
            return x
        draw_type = np.float32 if x.dtype == np.float32 else np.float64
        kept = self.rng.random(x.shape, draw_type) >= self.rate
        mask = kept * x.dtype.type(1.0 / (1.0 - self.rate))  # 0 or 1 / (1 - rate)
        y = x * mask
        self.remember(y, mask)
        return y

    def backward(self, grad):
        y, mask = self.recall()
        grad = expect_gradient(grad, y, "Dropout gradient")
        return grad if mask is None else grad * mask
