"""What the convolution and its transpose have in common: parameters and their checks."""

import numpy as np

from dlcourse.nn.convolution.geometry import window_geometry
from dlcourse.nn.counts import expect_count
from dlcourse.nn.initializers import glorot_uniform
from dlcourse.nn.layer import Layer
from dlcourse.nn.parameter import Parameter
from dlcourse.nn.shapes import expect_float_dtype, expect_gradient, expect_shape


class Convolution(Layer):
    """A layer with a kernel ``W`` that moves over images, and a bias ``b`` for each filter.

    Parameters
    ----------
    in_channels, filters : int
        Channels of the input and of the output.
    kernel_size : int or (int, int)
        Height and width of the window.
    stride : int or (int, int), default 1
        Step of the window, down and to the right.
    padding : int, (int, int) or "same", default 0
        Zeros above and below, left and right. "same" keeps height and width, for stride 1.
    init : Initializer, default `glorot_uniform`
        Starting values of ``W``; ``b`` starts at zero. It is asked for (kh, kw, in_channels,
        filters), whatever the layout of ``W``.
    rng : numpy.random.Generator
        Needed by every initializer that draws.
    dtype : {"float64", "float32"}
        The input is converted to it.
    """

    def __init__(
        self,
        in_channels,
        filters,
        kernel_size,
        *,
        stride=1,
        padding=0,
        init=glorot_uniform,
        rng=None,
        dtype="float64",
    ):
        name = type(self).__name__
        self.in_channels = expect_count(in_channels, f"{name}: in_channels")
        self.filters = expect_count(filters, f"{name}: filters")
        self.geometry = window_geometry(kernel_size, stride, padding, name)
        dtype = expect_float_dtype(dtype, name)
        shape = (*self.geometry.kernel, self.in_channels, self.filters)
        weights = expect_shape(init(shape, rng), shape, f"{name} init")
        self.W = Parameter(self.layout(weights), "W")
        self.b = Parameter(np.zeros(self.filters), "b")
        self.astype(dtype)

    def __repr__(self):
        name = type(self).__name__
        return f"{name}({self.in_channels}, {self.filters}, {self.geometry.text()})"

    def layout(self, weights):
        """Return weights (kh, kw, in_channels, filters) with the axes as ``W`` has them."""
        return weights

    def expect_grad(self, grad):
        """Return the gradient (N, H', W', filters) as one block of memory."""
        _, y = self.recall()
        return np.ascontiguousarray(expect_gradient(grad, y, f"{type(self).__name__} gradient"))

    def add_bias_gradient(self, grad):
        """Add ``dL/dy`` of all pixels to ``dL/db``."""
        pixels = grad.reshape(-1, self.filters)  # (N * H' * W', F)
        self.b.add_product(np.ones(len(pixels), grad.dtype), pixels)  # (F,)
