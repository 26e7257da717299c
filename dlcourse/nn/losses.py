"""Losses: how wrong a prediction is, as one number, and which way is better."""

import numpy as np

from dlcourse.nn.errors import BackwardBeforeForwardError
from dlcourse.nn.functions import sigmoid, softplus
from dlcourse.nn.shapes import expect_shape
from dlcourse.nn.targets import expect_classes, expect_pair, expect_probabilities

LOG_FLOOR = (
    -100.0
)  # log(0) counts as -100, so that one hopeless guess does not make the mean infinite
SMALLEST = 1e-12  # a probability in a denominator counts as at least this much
LOGITS_HINT = "If these are scores, use from_logits=True."


class Loss:
    """A function of prediction and target that gives one number.

    `forward` returns the loss, `backward` the gradient ``dL/dprediction``. Calling the loss is
    `forward`.
    """

    _memory = None

    def __repr__(self):
        return f"{type(self).__name__}()"

    def forward(self, prediction, target):
        """Return the loss as a float."""
        raise NotImplementedError(f"{type(self).__name__} has no forward yet.")

    def backward(self):
        """Return ``dL/dprediction``, in the shape of the prediction."""
        raise NotImplementedError(f"{type(self).__name__} has no backward yet.")

    def __call__(self, prediction, target):
        return self.forward(prediction, target)

    def remember(self, *values):
        """Keep what `backward` will need."""
        self._memory = values

    def recall(self):
        """Return what the last `forward` kept."""
        if self._memory is None:
            raise BackwardBeforeForwardError(
                f"{type(self).__name__}.backward needs a prediction and a target, and forward has "
                "not run. Call forward(prediction, target) first."
            )
        return self._memory


class MeanSquaredError(Loss):
    """Mean of ``(prediction - target)**2`` over all entries; the gradient is ``2 (p - t) / size``.

    Shapes
    ------
    prediction, target : the same shape, such as (N, K)

    Raises
    ------
    ShapeError
        If the shapes differ.

    Examples
    --------
    >>> loss = MeanSquaredError()
    >>> round(loss.forward([30.0, 80.0, 85.0], [90.0, 20.0, 95.0]), 2)
    2433.33
    >>> loss.backward()
    array([-40.        ,  40.        ,  -6.66666667])

    References
    ----------
    Deck 001, "Mean squared error loss".
    """

    def forward(self, prediction, target):
        prediction, target = expect_pair(prediction, target, "MeanSquaredError")
        error = prediction - target  # (N, K)
        self.remember(error)
        return float(np.vdot(error, error)) / error.size

    def backward(self):
        (error,) = self.recall()
        return error * (2.0 / error.size)  # (N, K)


class BinaryCrossEntropy(Loss):
    """Mean of ``-(t log p + (1 - t) log(1 - p))`` over all entries, for yes-or-no answers.

    Parameters
    ----------
    from_logits : bool, default False
        False: the prediction is a probability ``p``, from a Sigmoid.
        True: it is the score ``z`` before the Sigmoid, ``p = sigmoid(z)``. The gradient is then
        just ``(p - t) / size``, and nothing overflows.

    Shapes
    ------
    prediction, target : the same shape, such as (N, 1)

    Raises
    ------
    ShapeError
        If the shapes differ.
    TargetError
        If a target, or a prediction that is a probability, lies outside 0 to 1.

    Notes
    -----
    As in PyTorch, ``log 0`` counts as -100.

    Examples
    --------
    >>> round(BinaryCrossEntropy().forward([0.1, 0.8, 0.6], [1, 0, 1]), 4)
    1.4743

    References
    ----------
    Deck 001, "Binary cross-entropy loss".
    """

    def __init__(self, from_logits=False):
        self.from_logits = from_logits

    def __repr__(self):
        return f"BinaryCrossEntropy(from_logits={self.from_logits})"

    def forward(self, prediction, target):
        z, t = expect_pair(prediction, target, "BinaryCrossEntropy")
        expect_probabilities(t, "BinaryCrossEntropy target")
        self.remember(z, t)
        if self.from_logits:
            return float(np.mean(softplus(z) - t * z))
        expect_probabilities(z, "BinaryCrossEntropy prediction", LOGITS_HINT)
        return -float(np.mean(t * safe_log(z) + (1.0 - t) * safe_log(1.0 - z)))

    def backward(self):
        z, t = self.recall()  # (N, K), (N, K)
        if self.from_logits:
            return (sigmoid(z) - t) / z.size
        return (z - t) / np.maximum(z * (1.0 - z), SMALLEST) / z.size


class CrossEntropy(Loss):
    """Mean over the batch of ``-sum_k t_k log p_k``, for one answer out of K.

    Parameters
    ----------
    from_logits : bool, default True
        True: the prediction is scores ``z`` and ``p = softmax(z)`` is computed here, fused with the
        logarithm. The gradient is then just ``(p - t) / N``, and nothing overflows.
        False: the prediction is probabilities, from a Softmax.

    Shapes
    ------
    prediction : (N, K), or (N, T, K) for sequences: the mean is over all N times T positions
    target : integer classes (N,) or (N, T), or one-hot rows in the shape of the prediction

    Raises
    ------
    ShapeError
        If the shapes do not belong together.
    DTypeError
        If classes are not integers.
    TargetError
        If a class is outside 0 to K - 1, or a row of the target does not add up to 1.

    Notes
    -----
    As in PyTorch's ``BCELoss``, ``log 0`` counts as -100.

    Examples
    --------
    >>> loss = CrossEntropy()
    >>> round(loss.forward([[2.0, 1.0, 0.0]], [0]), 4)
    0.4076
    >>> loss.backward().round(4)
    array([[-0.3348,  0.2447,  0.09  ]])
    """

    def __init__(self, from_logits=True):
        self.from_logits = from_logits

    def __repr__(self):
        return f"CrossEntropy(from_logits={self.from_logits})"

    def forward(self, prediction, target):
        prediction = expect_shape(prediction, ("N", ..., "K"), "CrossEntropy prediction")
        target = expect_classes(target, prediction, "CrossEntropy")  # (M,) or (M, K)
        rows = prediction.reshape(-1, prediction.shape[-1])  # (M, K), M = N or N * T
        if not self.from_logits:
            expect_probabilities(rows, "CrossEntropy prediction", LOGITS_HINT)
            self.remember(prediction.shape, target, rows, None)
            return -float(np.mean(pick(safe_log(rows), target)))
        scores = rows - rows.max(axis=-1, keepdims=True)  # (M, K), the largest is 0
        powers = np.exp(scores)  # (M, K)
        total = powers.sum(axis=-1, keepdims=True)  # (M, 1)
        self.remember(prediction.shape, target, powers, total)
        return float(np.mean(np.log(total[:, 0]) - pick(scores, target)))  # -log(powers / total)

    def backward(self):
        shape, target, rows, total = self.recall()
        if self.from_logits:
            grad = rows / total  # p, (M, K)
            add_to_picked(grad, target, -1.0)  # p - t
        else:
            grad = np.zeros_like(rows)  # (M, K)
            add_to_picked(grad, target, -1.0 / np.maximum(rows, SMALLEST))  # -t / p
        grad /= len(rows)
        return grad.reshape(shape)


def safe_log(p):
    """Return ``log p``, but never less than `LOG_FLOOR`."""
    with np.errstate(divide="ignore"):
        return np.maximum(np.log(p), LOG_FLOOR)


def pick(rows, target):
    """Return ``sum_k t_k rows_k`` for each row: with integer classes, the entry of the class."""
    if target.ndim == 1:
        return rows[np.arange(len(rows)), target]  # (M,)
    return (target * rows).sum(axis=-1)  # (M,)


def add_to_picked(grad, target, amount):
    """Add ``t_k * amount`` to the gradient in place: with integer classes, at the class only."""
    if target.ndim == 1:
        rows = np.arange(len(grad))
        grad[rows, target] += np.broadcast_to(amount, grad.shape)[rows, target]
    else:
        grad += target * amount
