"""Cross-entropy over classes, with its softmax."""

import numpy as np

from dlcourse.nn.functions import safe_log
from dlcourse.nn.losses import LOGITS_HINT, SMALLEST, Loss
from dlcourse.nn.shapes import expect_shape
from dlcourse.nn.targets import expect_classes, expect_probabilities


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
            return -float(pick(safe_log(rows), target).sum()) / len(rows)
        scores = rows - rows.max(axis=-1, keepdims=True)  # (M, K), the largest is 0
        powers = np.exp(scores)  # (M, K)
        total = powers.sum(axis=-1, keepdims=True)  # (M, 1)
        self.remember(prediction.shape, target, powers, total)
        losses = np.log(total[:, 0]) - pick(scores, target)  # -log(powers / total), (M,)
        return float(losses.sum()) / len(rows)

    def backward(self):
        shape, target, rows, total = self.recall()
        if self.from_logits:
            grad = rows / total  # p, (M, K)
            subtract_target(grad, target)  # p - t
        else:
            grad = np.zeros_like(rows)
            subtract_target(grad, target)  # -t, (M, K)
            grad /= np.maximum(rows, SMALLEST)  # -t / p
        grad /= len(rows)
        return grad.reshape(shape)


def pick(rows, target):
    """Return ``sum_k t_k rows_k`` for each row: with integer classes, the entry of the class."""
    if target.ndim == 1:
        return rows[np.arange(len(rows)), target]  # (M,)
    return (target * rows).sum(axis=-1)  # (M,)


def subtract_target(rows, target):
    """Subtract the one-hot target from rows (M, K), in place."""
    if target.ndim == 1:
        rows[np.arange(len(rows)), target] -= 1.0
    else:
        rows -= target
