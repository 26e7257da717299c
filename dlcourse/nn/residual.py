"""A layer with a way around it."""

import numpy as np

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.layer import Layer
from dlcourse.nn.shapes import as_array, shape_text


class Residual(Layer):
    """Add the input to the output of a layer, ``y = x + f(x)``.

    The gradient takes both ways, ``dL/dx = dL/dy + f.backward(dL/dy)``: however small the second
    part gets, the first arrives. So networks of a hundred layers can learn.

    Parameters
    ----------
    layer : Layer
        Its output must have the shape of its input. Usually a `Sequential`.

    Shapes
    ------
    x : any that the layer takes -> y : the same

    Raises
    ------
    ShapeError
        If the layer changes the shape.

    Examples
    --------
    >>> from dlcourse.nn import ReLU
    >>> Residual(ReLU()).forward(np.array([-1.0, 2.0]))
    array([-1.,  4.])

    References
    ----------
    He et al. (2016), "Deep residual learning for image recognition".
    """

    def __init__(self, layer):
        if not isinstance(layer, Layer):
            raise TypeError(
                f"Residual: expected a layer, got {layer!r}. Make several a Sequential."
            )
        self.layer = layer

    def __repr__(self):
        return f"Residual({self.layer!r})"

    def forward(self, x, training=False):
        x = as_array(x, "Residual input")
        change = self.layer.forward(x, training=training)
        self.expect_same(x.shape, change.shape)
        self.remember(change.dtype)
        return np.add(x, change, dtype=change.dtype)

    def backward(self, grad):
        (dtype,) = self.recall()
        return np.add(grad, self.layer.backward(grad), dtype=dtype)

    def accumulate(self, grad):
        self.recall()
        self.layer.accumulate(grad)

    def output_shape(self, input_shape):
        self.expect_same(tuple(input_shape), self.layer.output_shape(input_shape))
        return tuple(input_shape)

    def expect_same(self, before, after):
        """Raise a ShapeError if input and output cannot be added."""
        if before != after:
            raise ShapeError(
                f"Residual: expected a layer that keeps the shape, but {self.layer!r} makes "
                f"{shape_text(after)} of {shape_text(before)}. For another shape use "
                'Parallel(layer, shortcut, join="add"), with a 1x1 convolution as shortcut.'
            )
