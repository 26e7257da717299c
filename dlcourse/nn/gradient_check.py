"""Is backward right? Compare it with finite differences."""

import numpy as np

from dlcourse.nn.errors import DTypeError, GradientError, ShapeError
from dlcourse.nn.losses import Loss
from dlcourse.nn.shapes import expect_array

STEP = 1e-4
SMALL = 0.01  # gradients below this size are compared as if they had it


def numerical_gradient(f, x, step=STEP):
    """Return the gradient of a function of one array, by finite differences.

    The central difference ``D(h) = (f(x + h) - f(x - h)) / 2h`` is wrong by about ``h**2``. In
    ``(4 D(h) - D(2h)) / 3`` that part cancels and about ``h**4`` remains.

    Parameters
    ----------
    f : callable
        From an array like ``x`` to a number.
    x : array_like
        Any shape. It is not changed.
    step : float, default 1e-4

    Returns
    -------
    numpy.ndarray
        float64, the shape of ``x``.

    Examples
    --------
    >>> numerical_gradient(lambda x: (x**2).sum(), [1.0, 3.0]).round(6)
    array([2., 6.])
    """
    x = np.array(expect_array(x, "numerical_gradient x"), dtype=np.float64)
    return _perturb_each(lambda: f(x), x, step)


def _perturb_each(f, x, step):
    """Return the derivative of ``f()`` by each entry of ``x``, which is changed and restored."""
    grad = np.empty_like(x)
    for index in np.ndindex(x.shape):
        middle = x[index]

        def difference(h, index=index, middle=middle):
            x[index] = middle + h
            above = f()
            x[index] = middle - h
            below = f()
            x[index] = middle
            return float(above - below) / (2.0 * h)

        grad[index] = (4.0 * difference(step) - difference(2.0 * step)) / 3.0
    return grad


def check_gradients(layer_or_loss, x, target=None, *, training=False, tolerance=1e-7):
    """Compare the gradients of a layer or a loss with finite differences.

    Parameters
    ----------
    layer_or_loss : Layer or Loss
        A layer is checked at its input and at each trainable parameter, all in float64; a loss at
        its prediction.
    x : array_like
        Input of the layer, or prediction for the loss.
    target : array_like, optional
        For a loss.
    training : bool, default False
        Passed to ``forward``.
    tolerance : float, default 1e-7
        Largest allowed difference, relative to the larger of the two gradients, or to 0.01 if
        both are smaller: below that, finite differences are mostly rounding.

    Raises
    ------
    ShapeError
        If ``backward`` returns another shape than that of the input.
    GradientError
        If a gradient is off; has ``parameter``, ``index``, ``got`` and ``expected``.
    DTypeError
        If the layer is float32: too coarse for finite differences.

    Notes
    -----
    At a kink, such as ``x = 0`` for ReLU, finite differences see both sides and the check fails;
    move the input away from it.

    Examples
    --------
    >>> from dlcourse.nn import Dense
    >>> layer = Dense(3, 2, rng=np.random.default_rng(0))
    >>> check_gradients(layer, x=np.ones((4, 3)))
    """
    owner = type(layer_or_loss).__name__
    x = np.array(expect_array(x, f"check_gradients of {owner}: x"), dtype=np.float64)
    if isinstance(layer_or_loss, Loss):
        layer_or_loss.forward(x.copy(), target)
        got = layer_or_loss.backward()
        expected = numerical_gradient(lambda p: layer_or_loss.forward(p, target), x)
        return _compare(owner, "prediction", got, expected, tolerance)
    return _check_layer(layer_or_loss, x, training, owner, tolerance)


def _check_layer(layer, x, training, owner, tolerance):
    parameters = {name: p for name, p in layer.named_parameters().items() if p.trainable}
    for name, parameter in parameters.items():
        if parameter.dtype != np.float64:
            raise DTypeError(
                f"check_gradients of {owner}: expected float64, but {name} is {parameter.dtype}. "
                "Call .astype('float64') first."
            )
    y = layer.forward(x.copy(), training=training)
    weights = np.random.default_rng(0).normal(size=np.shape(y))  # L = sum(weights * y), one number

    def loss():
        return np.vdot(weights, layer.forward(x.copy(), training=training))

    before = {name: p.grad.copy() for name, p in parameters.items()}
    for parameter in parameters.values():
        parameter.zero_grad()
    input_grad = layer.backward(weights.copy())
    got = {name: p.grad.copy() for name, p in parameters.items()}
    for name, parameter in parameters.items():
        parameter.grad = before[name]
    _compare(owner, "input", input_grad, _perturb_each(loss, x, STEP), tolerance)
    for name, parameter in parameters.items():
        expected = _perturb_each(loss, parameter.value, STEP)
        _compare(owner, name, got[name], expected, tolerance)


def _compare(owner, name, got, expected, tolerance):
    if np.shape(got) != expected.shape:
        raise ShapeError(
            f"{owner}: the gradient of {name} has shape {np.shape(got)}, expected {expected.shape}."
        )
    size = np.maximum(np.maximum(np.abs(got), np.abs(expected)), SMALL)
    error = np.abs(got - expected) / size
    if not error.max() <= tolerance:
        index = tuple(int(i) for i in np.unravel_index(np.argmax(error), error.shape))
        raise GradientError(
            owner, name, index, float(got[index]), float(expected[index]), tolerance
        )
