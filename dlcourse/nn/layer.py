"""The base of all layers."""

import numpy as np

from dlcourse.nn.errors import BackwardBeforeForwardError
from dlcourse.nn.parameter import Parameter


class Layer:
    """A differentiable function with parameters.

    A layer computes ``y = f(x)`` in `forward` and keeps what `backward` will need. `backward` takes
    ``dL/dy``, adds ``dL/dparameter`` into the ``grad`` of each parameter and returns ``dL/dx``.

    A new layer writes `forward` and `backward`, and `output_shape` if it changes the shape.
    Parameters and layers that are attributes of a layer, or layers in a list, are found by
    `parameters`.

    Attributes
    ----------
    input_shape : tuple or None
        The shape of the input as far as the layer knows it, such as ``("N", 784)``.

    Examples
    --------
    >>> import numpy as np
    >>> class Double(Layer):
    ...     def forward(self, x, training=False):
    ...         self.remember(x)
    ...         return 2 * x
    ...
    ...     def backward(self, grad):
    ...         (x,) = self.recall()
    ...         return 2 * grad
    >>> double = Double()
    >>> double(np.array([1.0, 2.0]))
    array([2., 4.])
    >>> double.backward(np.array([1.0, 1.0]))
    array([2., 2.])
    """

    input_shape = None
    _memory = None

    def forward(self, x, training=False):
        """Return ``y = f(x)``; ``training`` is True while the network learns."""
        raise NotImplementedError(f"{type(self).__name__} has no forward yet.")

    def backward(self, grad):
        """Take ``dL/dy``, add to the gradient of each parameter, return ``dL/dx``."""
        raise NotImplementedError(f"{type(self).__name__} has no backward yet.")

    def accumulate(self, grad):
        """Add to the gradient of each parameter, as `backward` does, without computing ``dL/dx``.

        Nobody asks for the gradient of the data, so training calls this on the whole network. Here
        it is the whole of `backward`; a layer that saves work without ``dL/dx`` writes its own.
        """
        self.backward(grad)

    def __call__(self, x, training=False):
        return self.forward(x, training=training)

    def output_shape(self, input_shape):
        """Return the shape of ``y`` for the shape of ``x``; a free length is a string: ``"N"``."""
        return tuple(input_shape)

    def remember(self, *values):
        """Keep what `backward` will need."""
        self._memory = values

    def recall(self):
        """Return what the last `forward` kept.

        Raises
        ------
        BackwardBeforeForwardError
            If there was no `forward`.
        """
        if self._memory is None:
            name = type(self).__name__
            raise BackwardBeforeForwardError(
                f"{name}.backward needs what {name}.forward computed, and forward has not run. "
                "Call forward first."
            )
        return self._memory

    def children(self):
        """Return the layers inside this one as a list of (name, layer)."""
        found = []
        for name, value in vars(self).items():
            if isinstance(value, Layer):
                found.append((name, value))
            elif isinstance(value, list):
                found += [(f"{name}.{i}", v) for i, v in enumerate(value) if isinstance(v, Layer)]
        return found

    def named_parameters(self):
        """Return the parameters as a dictionary from path, such as ``"0.W"``, to `Parameter`.

        A parameter that is used in two places stands in it once.
        """
        found = {name: p for name, p in vars(self).items() if isinstance(p, Parameter)}
        for prefix, child in self.children():
            found |= {f"{prefix}.{name}": p for name, p in child.named_parameters().items()}
        first_name = {id(p): name for name, p in reversed(found.items())}
        return {name: p for name, p in found.items() if first_name[id(p)] == name}

    def parameters(self):
        """Return all parameters of this layer and of the layers inside it."""
        return list(self.named_parameters().values())

    def generators(self):
        """Return the random generators of this layer and of the layers inside it.

        A dictionary from path, such as ``"1.rng"``, to `numpy.random.Generator`: their states, as
        the parameters, belong to the state of a training.
        """
        found = {n: g for n, g in vars(self).items() if isinstance(g, np.random.Generator)}
        for prefix, child in self.children():
            found |= {f"{prefix}.{name}": g for name, g in child.generators().items()}
        return found

    def astype(self, dtype):
        """Convert all parameters to float32 or float64, and return the layer.

        Do so before the optimizer is made.
        """
        for parameter in self.parameters():
            parameter.astype(dtype)
        self._memory = None
        return self
