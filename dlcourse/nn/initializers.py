"""Starting values of parameters.

An initializer is a function ``init(shape, rng) -> array``. `zeros`, `orthogonal` and the `glorot`
and `he` families are initializers; `constant`, `normal` and `uniform` make one from their numbers.

For ``W`` of shape ``(..., in, out)`` the fan-in is the number of inputs that one output sums over
and the fan-out the number of outputs that one input reaches; the axes in front (the window of a
convolution) multiply both.
"""

import math

import numpy as np

from dlcourse.nn.errors import ShapeError


def zeros(shape, rng=None):
    """All entries 0: for biases. Weights that start equal stay equal, so not for weights.

    Examples
    --------
    >>> zeros((2,))
    array([0., 0.])
    """
    return np.zeros(shape)


def constant(value):
    """Make an initializer that gives every entry the same value.

    Examples
    --------
    >>> constant(0.5)((2,), None)
    array([0.5, 0.5])
    """
    return lambda shape, rng=None: np.full(shape, float(value))


def normal(std=0.01, mean=0.0):
    """Make an initializer that draws from the normal distribution.

    Examples
    --------
    >>> normal(std=2.0)((2, 3), np.random.default_rng(0)).shape
    (2, 3)
    """
    return lambda shape, rng=None: expect_rng(rng, "normal").normal(mean, std, shape)


def uniform(low=-0.05, high=0.05):
    """Make an initializer that draws evenly between two bounds.

    Examples
    --------
    >>> uniform(0, 1)((2, 3), np.random.default_rng(0)).max() < 1
    np.True_
    """
    return lambda shape, rng=None: expect_rng(rng, "uniform").uniform(low, high, shape)


def glorot_uniform(shape, rng):
    """Draw evenly from ``-a`` to ``a`` with ``a = sqrt(6 / (fan_in + fan_out))``.

    For tanh and sigmoid. References: Glorot and Bengio (2010).

    Examples
    --------
    >>> abs(glorot_uniform((100, 50), np.random.default_rng(0))).max() < 0.2
    np.True_
    """
    fan_in, fan_out = fans(shape)
    bound = math.sqrt(6.0 / (fan_in + fan_out))
    return expect_rng(rng, "glorot_uniform").uniform(-bound, bound, shape)


def glorot_normal(shape, rng):
    """Draw from the normal distribution with variance ``2 / (fan_in + fan_out)``.

    For tanh and sigmoid. References: Glorot and Bengio (2010).

    Examples
    --------
    >>> glorot_normal((100, 50), np.random.default_rng(0)).std().round(1)
    np.float64(0.1)
    """
    fan_in, fan_out = fans(shape)
    return expect_rng(rng, "glorot_normal").normal(0.0, math.sqrt(2.0 / (fan_in + fan_out)), shape)


def he_uniform(shape, rng):
    """Draw evenly from ``-a`` to ``a`` with ``a = sqrt(6 / fan_in)``.

    For ReLU, which drops half of the signal. References: He et al. (2015).

    Examples
    --------
    >>> abs(he_uniform((150, 50), np.random.default_rng(0))).max() < 0.2
    np.True_
    """
    fan_in, _ = fans(shape)
    bound = math.sqrt(6.0 / fan_in)
    return expect_rng(rng, "he_uniform").uniform(-bound, bound, shape)


def he_normal(shape, rng):
    """Draw from the normal distribution with variance ``2 / fan_in``.

    For ReLU, which drops half of the signal. References: He et al. (2015).

    Examples
    --------
    >>> he_normal((200, 50), np.random.default_rng(0)).std().round(1)
    np.float64(0.1)
    """
    fan_in, _ = fans(shape)
    return expect_rng(rng, "he_normal").normal(0.0, math.sqrt(2.0 / fan_in), shape)


def orthogonal(shape, rng):
    """Draw a matrix whose columns are orthonormal; if it is wide, its rows are.

    A square one turns vectors and keeps their length, so that in a recurrent layer neither the
    state nor its gradient grows or fades. The axes in front of ``(in, out)`` count as rows.
    References: Saxe et al. (2014).

    Examples
    --------
    >>> q = orthogonal((4, 3), np.random.default_rng(0))
    >>> np.abs(q.T @ q - np.eye(3)).max() < 1e-14
    np.True_
    """
    fans(shape)
    rows, columns = math.prod(shape[:-1]), shape[-1]
    drawn = expect_rng(rng, "orthogonal").normal(size=(max(rows, columns), min(rows, columns)))
    q, r = np.linalg.qr(drawn)
    q *= np.sign(np.diag(r))  # qr prefers some signs; so every rotation is as likely as any other
    return (q if rows >= columns else q.T).reshape(shape)


def fans(shape):
    """Return fan-in and fan-out of weights of this shape.

    Examples
    --------
    >>> fans((784, 128)), fans((3, 3, 16, 32))
    ((784, 128), (144, 288))
    """
    if len(shape) < 2:
        raise ShapeError(
            f"initializer: expected weights with at least 2 axes (in, out), got shape {shape}. "
            "Use zeros or constant for a bias."
        )
    window = math.prod(shape[:-2])
    return window * shape[-2], window * shape[-1]


def expect_rng(rng, what):
    """Return ``rng`` if it is a random generator, else say how to get one."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"{what}: expected rng=numpy.random.default_rng(seed), got {rng!r}. "
            "Randomness is always passed in, so that a run can be repeated."
        )
    return rng
