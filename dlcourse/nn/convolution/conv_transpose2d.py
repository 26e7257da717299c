"""The transposed convolution, which makes images larger."""

from dlcourse.nn.convolution.base import Convolution
from dlcourse.nn.convolution.correlation import correlate, correlate_transposed, kernel_gradient
from dlcourse.nn.counts import expect_pair
from dlcourse.nn.images import expect_image_shape, expect_images
from dlcourse.nn.initializers import glorot_uniform


class ConvTranspose2D(Convolution):
    """Transposed convolution: each input pixel paints a kernel onto a larger image.

    ``y[n, r s + i - p, c s + j - p, f] += x[n, r, c, d] W[i, j, f, d]``, starting from ``b[f]``:
    what `Conv2D` with the same stride ``s`` and padding ``p`` does to a gradient in its backward
    pass. Its backward pass in turn is the forward pass of that `Conv2D`.

    Parameters
    ----------
    in_channels, filters, kernel_size, stride, padding, init, rng, dtype
        As for `Conv2D`.
    output_padding : int or (int, int), default 0
        Rows and columns to add below and to the right, fewer than the stride. With stride 2, images
        of 7 and of 8 pixels both shrink to 4; this says which of them to go back to.

    Shapes
    ------
    x : (N, H, W, in_channels) -> y : (N, H', W', filters), H' = (H - 1) s - 2p + k + output_padding

    W : (kh, kw, filters, in_channels), b : (filters,)

    Raises
    ------
    ShapeError
        If ``x`` is not 4-D, has other channels, or padding leaves nothing of the output.

    Examples
    --------
    >>> import numpy as np
    >>> double = ConvTranspose2D(1, 1, 2, stride=2, init=lambda shape, rng: np.ones(shape))
    >>> double.forward(np.array([[1.0, 2.0]]).reshape(1, 1, 2, 1))[0, :, :, 0]
    array([[1., 1., 2., 2.],
           [1., 1., 2., 2.]])

    References
    ----------
    Zeiler et al. (2010), "Deconvolutional networks".
    """

    def __init__(
        self,
        in_channels,
        filters,
        kernel_size,
        *,
        stride=1,
        padding=0,
        output_padding=0,
        init=glorot_uniform,
        rng=None,
        dtype="float64",
    ):
        super().__init__(
            in_channels,
            filters,
            kernel_size,
            stride=stride,
            padding=padding,
            init=init,
            rng=rng,
            dtype=dtype,
        )
        self.output_padding = expect_pair(output_padding, "ConvTranspose2D: output_padding", 0)
        for extra, step in zip(self.output_padding, self.geometry.stride, strict=True):
            if extra >= step:
                raise ValueError(
                    "ConvTranspose2D: expected output_padding to be smaller than the stride "
                    f"{self.geometry.stride}, got {self.output_padding}."
                )

    def layout(self, weights):
        return weights.swapaxes(2, 3)  # (kh, kw, F, C)

    def forward(self, x, training=False):
        x = expect_images(x, self.in_channels, "ConvTranspose2D input", self.W.dtype)
        size = self.output_size(*x.shape[1:3])
        y = correlate_transposed(x, self.W.value, self.geometry, size, self.b.value)
        self.remember(x, y)
        return y  # (N, H', W', F)

    def backward(self, grad):  # grad = dL/dy, (N, H', W', F)
        self.accumulate(grad)
        x, _ = self.recall()
        grad = self.expect_grad(grad)
        return correlate(grad, self.W.value, self.geometry, x.shape[1:3])  # (N, H, W, C)

    def accumulate(self, grad):
        x, _ = self.recall()
        grad = self.expect_grad(grad)
        self.W.grad += kernel_gradient(grad, x, self.geometry)  # (kh, kw, F, C)
        self.add_bias_gradient(grad)  # (F,)

    def output_shape(self, input_shape):
        shape = expect_image_shape(input_shape, self.in_channels, "ConvTranspose2D input")
        return (shape[0], *self.output_size(*shape[1:3]), self.filters)

    def output_size(self, height, width):
        """Return height and width of the output."""
        return self.geometry.input_size(height, width, self.output_padding, "ConvTranspose2D input")
