"""Which classes are taken for which others."""

import numpy as np

from dlcourse.nn.shapes import expect_array
from dlcourse.nn.targets import expect_classes, expect_pair


def confusion_matrix(prediction, target, *, threshold=0.5):
    """Count the answers: entry ``[i, j]`` says how often class i was taken for class j.

    Parameters
    ----------
    prediction, target, threshold
        As in `accuracy`.

    Returns
    -------
    (K, K) of int
        A row for each true class, a column for each answer. For yes or no, K is 2.

    Raises
    ------
    ShapeError, DTypeError, TargetError
        If the target does not belong to the prediction.

    Examples
    --------
    >>> confusion_matrix([0.9, 0.8, 0.7, 0.1], [1, 1, 0, 1])
    array([[0, 1],
           [1, 2]])

    References
    ----------
    Stehman (1997), "Selecting and interpreting measures of thematic classification accuracy".
    """
    return count_answers(prediction, target, threshold, "confusion_matrix")


def count_answers(prediction, target, threshold, what):
    """Return the confusion matrix; errors name the caller.

    Examples
    --------
    >>> count_answers([0.9, 0.1], [1, 1], 0.5, "Example")
    array([[0, 0],
           [1, 1]])
    """
    answers, truths, count = expect_answers(prediction, target, threshold, what)
    return np.bincount(truths * count + answers, minlength=count**2).reshape(count, count)


def expect_answers(prediction, target, threshold, what):
    """Return answers (M,) and truths (M,) as classes, and the number of classes.

    Examples
    --------
    >>> expect_answers([[0.1, 0.7, 0.2]], [2], 0.5, "Example")
    (array([1]), array([2]), 3)
    >>> expect_answers([0.7, 0.2], [1, 1], 0.5, "Example")
    (array([1, 0]), array([1, 1]), 2)
    """
    prediction = expect_array(prediction, f"{what} prediction")
    if prediction.ndim < 2 or prediction.shape[-1] == 1:
        prediction, target = expect_pair(prediction, target, what)
        answers, truths = prediction > threshold, target > 0.5
        return answers.reshape(-1).astype(int), truths.reshape(-1).astype(int), 2
    truths = expect_classes(target, prediction, what)  # (M,) or (M, K)
    if truths.ndim == 2:
        truths = truths.argmax(axis=-1)  # (M,)
    return prediction.argmax(axis=-1).reshape(-1), truths, prediction.shape[-1]
