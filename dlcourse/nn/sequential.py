"""Layers one after another."""

from dlcourse.nn.layer import Layer
from dlcourse.nn.shapes import shape_text
from dlcourse.nn.storage import load_parameters, save_parameters


class Sequential(Layer):
    """Layers one after another, ``y = f_n(... f_2(f_1(x)))``.

    A Sequential is a layer itself, so it may stand inside another one.

    Parameters
    ----------
    *layers : Layer

    Examples
    --------
    >>> import numpy as np
    >>> from dlcourse.nn import Dense, Tanh
    >>> rng = np.random.default_rng(0)
    >>> model = Sequential(Dense(3, 4, rng=rng), Tanh(), Dense(4, 2, rng=rng))
    >>> model(np.ones((5, 3))).shape
    (5, 2)
    >>> model.summary()
    layer        output  parameters
    Dense(3, 4)  (N, 4)          16
    Tanh()       (N, 4)           0
    Dense(4, 2)  (N, 2)          10
    total                        26
    """

    def __init__(self, *layers):
        for position, layer in enumerate(layers):
            if not isinstance(layer, Layer):
                raise TypeError(
                    f"Sequential: expected layers, got {layer!r} at position {position}. "
                    "Write Sequential(Dense(...), ReLU()): no list, and activations with brackets."
                )
        if not layers:
            raise ValueError("Sequential: expected at least one layer, got none.")
        self.layers = list(layers)

    def __repr__(self):
        return f"Sequential({', '.join(map(repr, self.layers))})"

    def __len__(self):
        return len(self.layers)

    def __getitem__(self, position):
        return self.layers[position]

    @property
    def input_shape(self):
        return self.layers[0].input_shape

    def children(self):
        return [(str(i), layer) for i, layer in enumerate(self.layers)]

    def forward(self, x, training=False):
        for layer in self.layers:
            x = layer.forward(x, training=training)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad

    def accumulate(self, grad):
        for layer in reversed(self.layers[1:]):
            grad = layer.backward(grad)
        self.layers[0].accumulate(grad)

    def output_shape(self, input_shape):
        for layer in self.layers:
            input_shape = layer.output_shape(input_shape)
        return input_shape

    def summary(self, input_shape=None):
        """Print the output shape and the number of parameters of each layer.

        Parameters
        ----------
        input_shape : tuple, optional
            With the batch axis, such as ``("N", 784)``. Needed if the first layer does not know it.
        """
        shape = input_shape or self.input_shape
        rows = [("layer", "output", "parameters")]
        for layer in self.layers:
            shape = layer.output_shape(shape) if shape else None
            count = sum(parameter.size for parameter in layer.parameters())
            rows.append((repr(layer), shape_text(shape) if shape else "?", f"{count:,}"))
        total = sum(parameter.size for parameter in self.parameters())
        rows.append(("total", "", f"{total:,}"))
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for name, output, count in rows:
            print(f"{name:<{widths[0]}}  {output:<{widths[1]}}  {count:>{widths[2]}}")

    def save(self, path):
        """Write all parameters to an ``.npz`` file.

        The file holds arrays and their names, no code: `load` puts them into a model built alike.
        """
        save_parameters(self, path)

    def load(self, path):
        """Read parameters that `save` wrote, and return the model.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        ModelFileError
            If the file does not fit this model. Nothing has changed then.
        """
        load_parameters(self, path)
        return self
