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
        # M = N or N * T columns: sums over the classes run along the memory, which is faster.
        scores = prediction.reshape(-1, prediction.shape[-1]).T.copy()  # (K, M)
        if not self.from_logits:
            expect_probabilities(prediction, "CrossEntropy prediction", LOGITS_HINT)
            self.remember(prediction.shape, target, scores, None)
            return -float(pick(safe_log(scores), target).sum()) / len(target)
        scores -= scores.max(axis=0)  # (K, M), the largest of each column is 0
        powers = np.exp(scores)  # (K, M)
        total = powers.sum(axis=0)  # (M,)
        self.remember(prediction.shape, target, powers, total)
        losses = np.log(total) - pick(scores, target)  # -log(powers / total), (M,)
        return float(losses.sum()) / len(target)

    def backward(self):
        shape, target, columns, total = self.recall()
        if self.from_logits:
            grad = columns / total  # p, (K, M)
            subtract_target(grad, target)  # p - t
        else:
            grad = np.zeros_like(columns)
            subtract_target(grad, target)  # -t, (K, M)
            grad /= np.maximum(columns, SMALLEST)  # -t / p
        return np.multiply(grad.T, 1.0 / len(target), order="C").reshape(shape)


def pick(columns, target):
    """Return ``sum_k t_k columns_k``, (M,): with integer classes, the entry of the class."""
    if target.ndim == 1:
        return columns[target, np.arange(len(target))]
    return (target.T * columns).sum(axis=0)


def subtract_target(columns, target):
    """Subtract the one-hot target from columns (K, M), in place."""
    if target.ndim == 1:
        columns[target, np.arange(len(target))] -= 1.0
    else:
        columns -= target.T
