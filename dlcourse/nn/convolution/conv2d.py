"""The convolutional layer."""

from dlcourse.nn.convolution.base import Convolution
from dlcourse.nn.convolution.correlation import correlate, input_gradient, kernel_gradient
from dlcourse.nn.images import expect_image_shape, expect_images


class Conv2D(Convolution):
    """Convolutional layer: each output is one window of the image times a kernel, plus a bias.

    ``y[n, r, c, f] = b[f] + sum over i, j, d of x[n, r s + i - p, c s + j - p, d] W[i, j, d, f]``
    with stride ``s`` and padding ``p``. As everywhere in deep learning the kernel is not flipped:
    strictly speaking it is a cross-correlation.

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
        Starting values of ``W``; ``b`` starts at zero.
    rng : numpy.random.Generator
        Needed by every initializer that draws.
    dtype : {"float64", "float32"}
        The input is converted to it.

    Shapes
    ------
    x : (N, H, W, in_channels) -> y : (N, H', W', filters), H' = floor((H + 2p - k) / s) + 1

    W : (kh, kw, in_channels, filters), b : (filters,)

    Raises
    ------
    ShapeError
        If ``x`` is not 4-D, has other channels, or is smaller than the window.

    Notes
    -----
    ``DLCOURSE_THREADS`` says how many threads share a batch; see `dlcourse.nn.threads`.

    Examples
    --------
    >>> import numpy as np
    >>> edges = Conv2D(1, 1, (1, 2), init=lambda shape, rng: np.reshape([-1.0, 1.0], shape))
    >>> image = np.array([[0.0, 0.0, 5.0, 5.0]])
    >>> edges.forward(image.reshape(1, 1, 4, 1)).ravel()
    array([0., 5., 0.])

    References
    ----------
    LeCun et al. (1998), "Gradient-based learning applied to document recognition".
    """

    def forward(self, x, training=False):
        x = expect_images(x, self.in_channels, "Conv2D input", self.W.dtype)
        size = self.geometry.output_size(*x.shape[1:3], "Conv2D input")
        y = correlate(x, self.W.value, self.geometry, size, self.b.value)  # (N, H', W', F)
        self.remember(x, y)
        return y

    def backward(self, grad):  # grad = dL/dy, (N, H', W', F)
        self.accumulate(grad)
        x, _ = self.recall()
        grad = self.expect_grad(grad)
        return input_gradient(grad, self.W.value, self.geometry, x.shape[1:3])  # (N, H, W, C)

    def accumulate(self, grad):
        x, _ = self.recall()
        grad = self.expect_grad(grad)
        self.W.grad += kernel_gradient(x, grad, self.geometry)  # (kh, kw, C, F)
        self.add_bias_gradient(grad)  # (F,)

    def output_shape(self, input_shape):
        shape = expect_image_shape(input_shape, self.in_channels, "Conv2D input")
        return (shape[0], *self.geometry.output_size(*shape[1:3], "Conv2D input"), self.filters)
