"""A parameter: an array that training changes, and the gradient that says how."""

import numpy as np

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.shapes import expect_array, expect_float_dtype


class Parameter:
    """A trainable array ``value`` with its gradient ``grad``.

    Parameters
    ----------
    value : array_like
        Copied. Integers become float64.
    name : str
        Short name, such as ``"W"``.
    trainable : bool, default True
        Optimizers leave a parameter alone while this is False.

    Notes
    -----
    Assigning to ``value`` or ``grad`` copies into the array that is there, so the shape stays the
    same and whoever holds the array sees the change.

    Raises
    ------
    ShapeError
        If an assigned array has another shape.

    Examples
    --------
    >>> w = Parameter([[1.0, 2.0]], "w")
    >>> w.grad += 3.0
    >>> w.value = [[5, 6]]
    >>> w
    Parameter(w, shape=(1, 2), dtype=float64)
    >>> w.value, w.grad
    (array([[5., 6.]]), array([[3., 3.]]))
    """

    def __init__(self, value, name, *, trainable=True):
        value = expect_array(value, f"Parameter {name}")
        dtype = np.float32 if value.dtype == np.float32 else np.float64
        self._value = np.array(value, dtype, order="C")
        self._grad = np.zeros_like(self._value)
        self._grad_is_cleared = True  # counts as zero, whatever the array holds
        self.name = name
        self.trainable = trainable

    def __repr__(self):
        return f"Parameter({self.name}, shape={self.shape}, dtype={self.dtype})"

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        if new is not self._value:  # `value += x` assigns the array to itself
            self._copy_into(self._value, new, "value")

    @property
    def grad(self):
        if self._grad_is_cleared:
            self._grad.fill(0.0)
            self._grad_is_cleared = False
        return self._grad

    @grad.setter
    def grad(self, new):
        if new is not self._grad:
            self._copy_into(self._grad, new, "grad")
            self._grad_is_cleared = False

    @property
    def shape(self):
        return self._value.shape

    @property
    def size(self):
        return self._value.size

    @property
    def dtype(self):
        return self._value.dtype

    def zero_grad(self):
        """Set the gradient to zero.

        The zeros are written when somebody looks, so that `add_product` need not add to them.
        """
        self._grad_is_cleared = True

    def add_product(self, a, b):
        """Add a matrix product to the gradient: ``grad += a @ b``, without an array in between.

        Examples
        --------
        >>> w = Parameter([0.0, 0.0], "w")
        >>> w.add_product(np.array([1.0, 2.0]), np.array([[3.0, 4.0], [5.0, 6.0]]))
        >>> w.grad
        array([13., 16.])
        """
        if self._grad_is_cleared and a.dtype == b.dtype == self._grad.dtype:
            np.dot(a, b, out=self._grad)  # straight into place
            self._grad_is_cleared = False
        else:
            self.grad += a.dot(b)

    def astype(self, dtype):
        """Convert value and gradient to float32 or float64."""
        dtype = expect_float_dtype(dtype, f"Parameter {self.name}")
        self._value = self._value.astype(dtype)
        self._grad = self.grad.astype(dtype)
        return self

    def _copy_into(self, array, new, field):
        new = np.asarray(new)
        if new.shape != array.shape:
            raise ShapeError(
                f"Parameter {self.name}: expected a {field} of shape {array.shape}, "
                f"got {new.shape}. A parameter keeps its shape."
            )
        array[...] = new
