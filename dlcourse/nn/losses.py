"""Losses: how wrong a prediction is, as one number, and which way is better."""

import numpy as np

from dlcourse.nn.errors import BackwardBeforeForwardError
from dlcourse.nn.functions import safe_log, sigmoid, softplus
from dlcourse.nn.targets import expect_pair, expect_probabilities

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
            return float((softplus(z) - t * z).sum()) / z.size
        expect_probabilities(z, "BinaryCrossEntropy prediction", LOGITS_HINT)
        return -float((t * safe_log(z) + (1.0 - t) * safe_log(1.0 - z)).sum()) / z.size

    def backward(self):
        z, t = self.recall()  # (N, K), (N, K)
        if self.from_logits:
            grad = sigmoid(z)
            grad -= t
            grad /= z.size
            return grad
        return (z - t) / np.maximum(z * (1.0 - z), SMALLEST) / z.size
