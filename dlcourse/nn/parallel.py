"""Layers side by side."""

import numpy as np

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.layer import Layer
from dlcourse.nn.shapes import expect_gradient, shape_text


class Parallel(Layer):
    """Give the same input to several layers and join what they make of it.

    ``y = [f_1(x), f_2(x), ...]`` one after another along the last axis, or ``y = f_1(x) + f_2(x) +
    ...``. Each layer gets its part of the gradient, and ``dL/dx`` is the sum of what they return.

    Parameters
    ----------
    *layers : Layer
        `Identity` passes the input on as it is.
    join : {"concat", "add"}, default "concat"

    Shapes
    ------
    x : any that the layers take -> y : (..., sum of the widths), or all of one shape if added

    Raises
    ------
    ShapeError
        If the outputs do not fit one another.

    Examples
    --------
    >>> from dlcourse.nn import Identity, ReLU
    >>> Parallel(Identity(), ReLU()).forward(np.array([[-1.0, 2.0]]))
    array([[-1.,  2.,  0.,  2.]])
    >>> Parallel(Identity(), ReLU(), join="add").forward(np.array([[-1.0, 2.0]]))
    array([[-1.,  4.]])

    References
    ----------
    Szegedy et al. (2015), "Going deeper with convolutions"; Ronneberger et al. (2015), "U-Net".
    """

    def __init__(self, *layers, join="concat"):
        for position, layer in enumerate(layers):
            if not isinstance(layer, Layer):
                raise TypeError(f"Parallel: expected layers, got {layer!r} at position {position}.")
        if not layers:
            raise ValueError("Parallel: expected at least one layer, got none.")
        if join not in ("concat", "add"):
            raise ValueError(f'Parallel: expected join="concat" or "add", got {join!r}.')
        self.layers, self.join = list(layers), join

    def __repr__(self):
        join = ', join="add"' if self.join == "add" else ""
        return f"Parallel({', '.join(map(repr, self.layers))}{join})"

    def children(self):
        return [(str(i), layer) for i, layer in enumerate(self.layers)]

    def forward(self, x, training=False):
        outputs = [layer.forward(x, training=training) for layer in self.layers]
        self.joined_shape([y.shape for y in outputs])
        y = np.concatenate(outputs, axis=-1) if self.join == "concat" else sum(outputs)
        self.remember([part.shape[-1] for part in outputs], y)
        return y

    def backward(self, grad):
        parts = self.parts(grad)
        return sum(layer.backward(part) for layer, part in zip(self.layers, parts, strict=True))

    def accumulate(self, grad):
        for layer, part in zip(self.layers, self.parts(grad), strict=True):
            layer.accumulate(part)

    def parts(self, grad):
        """Return the gradient of each layer's output."""
        widths, y = self.recall()
        grad = expect_gradient(grad, y, "Parallel gradient")
        if self.join == "add":
            return [grad] * len(self.layers)
        return np.split(grad, np.cumsum(widths)[:-1], axis=-1)

    def output_shape(self, input_shape):
        return self.joined_shape([layer.output_shape(input_shape) for layer in self.layers])

    def joined_shape(self, shapes):
        """Return the shape of the outputs together, if they fit one another."""
        concat = self.join == "concat"
        must_agree = {shape[:-1] if concat else shape for shape in shapes}
        if len(must_agree) > 1:
            raise ShapeError(
                f"Parallel: expected outputs that agree in all axes"
                f"{' but the last' if concat else ''}, got "
                f"{', '.join(shape_text(shape) for shape in shapes)}."
            )
        return (*shapes[0][:-1], sum(shape[-1] for shape in shapes)) if concat else shapes[0]
