"""Metrics: what people want to know, while the loss is what training needs."""

import numpy as np

from dlcourse.nn.shapes import expect_array
from dlcourse.nn.targets import expect_classes, expect_pair


def accuracy(prediction, target, *, threshold=0.5):
    """Return the share of right answers.

    Parameters
    ----------
    prediction : array_like
        Scores or probabilities of K > 1 classes (..., K): the answer is the largest one.
        Or one number an example, (N,) or (N, 1): the answer is yes if it is above the threshold.
    target : array_like
        Classes or one-hot rows for K classes; 0 or 1 in the shape of the prediction for yes or no.
    threshold : float, default 0.5
        For scores before a Sigmoid use 0.

    Raises
    ------
    ShapeError, DTypeError, TargetError
        If the target does not belong to the prediction.

    Examples
    --------
    >>> accuracy([[2.0, 1.0], [0.0, 3.0]], [0, 0])
    0.5
    >>> accuracy([[0.9], [0.2]], [[1], [0]])
    1.0
    """
    prediction = expect_array(prediction, "accuracy prediction")
    if prediction.ndim < 2 or prediction.shape[-1] == 1:
        prediction, target = expect_pair(prediction, target, "accuracy")
        return float(np.mean((prediction > threshold) == (target > 0.5)))
    classes = expect_classes(target, prediction, "accuracy")  # (M,) or (M, K)
    if classes.ndim == 2:
        classes = classes.argmax(axis=-1)  # (M,)
    return float(np.mean(prediction.argmax(axis=-1).reshape(-1) == classes))
