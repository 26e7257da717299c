"""Metrics: what people want to know, while the loss is what training needs."""

import numpy as np

from dlcourse.nn.confusion import count_answers, expect_answers


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
    answers, truths, _ = expect_answers(prediction, target, threshold, "accuracy")
    return float(np.mean(answers == truths))


def precision(prediction, target, *, positive=None, threshold=0.5):
    """Return the share of right answers among all answers "yes": ``TP / (TP + FP)``.

    Parameters
    ----------
    prediction, target, threshold
        As in `accuracy`.
    positive : int, optional
        The class that counts as yes. Without it, 1 for yes-or-no predictions; for K classes the
        mean over the classes that occur in answers or targets (the macro average).

    Returns
    -------
    float
        0 where nothing was answered yes.

    Raises
    ------
    ShapeError, DTypeError, TargetError
        If the target does not belong to the prediction, or ``positive`` is no class.

    Examples
    --------
    Three times yes, two of them right:

    >>> round(precision([0.9, 0.8, 0.7, 0.1], [1, 1, 0, 1]), 4)
    0.6667

    References
    ----------
    Van Rijsbergen (1979), "Information retrieval", chapter 7.
    """
    hits, answered, _ = counts(prediction, target, positive, threshold, "precision")
    return mean_share(hits, answered)


def recall(prediction, target, *, positive=None, threshold=0.5):
    """Return the share of what is true that was found: ``TP / (TP + FN)``.

    Parameters, errors and reference as in `precision`; 0 where nothing is true.

    Examples
    --------
    Four are true, two of them found:

    >>> recall([0.9, 0.8, 0.1, 0.2], [1, 1, 1, 1])
    0.5
    """
    hits, _, true = counts(prediction, target, positive, threshold, "recall")
    return mean_share(hits, true)


def f1(prediction, target, *, positive=None, threshold=0.5):
    """Return the harmonic mean of precision and recall: ``2 TP / (2 TP + FP + FN)``.

    Parameters, errors and reference as in `precision`. For K classes this is the mean of their F1.

    Examples
    --------
    >>> f1([0.9, 0.8, 0.7, 0.1], [1, 1, 0, 1])  # precision and recall are 2 / 3
    0.6666666666666666
    """
    hits, answered, true = counts(prediction, target, positive, threshold, "f1")
    return mean_share(2 * hits, answered + true)


def counts(prediction, target, positive, threshold, what):
    """Return, for each class asked for, how many are right, were answered, are true: (C,) each."""
    matrix = count_answers(prediction, target, threshold, what)
    hits, answered, true = matrix.diagonal(), matrix.sum(axis=0), matrix.sum(axis=1)  # (K,)
    if positive is None:
        is_yes_or_no = np.ndim(prediction) < 2 or np.shape(prediction)[-1] == 1
        asked = [1] if is_yes_or_no else np.flatnonzero(answered + true)
    elif positive in range(len(matrix)):
        asked = [positive]
    else:
        raise ValueError(
            f"{what}: expected positive to be a class from 0 to {len(matrix) - 1}, "
            f"got {positive!r}."
        )
    return hits[asked], answered[asked], true[asked]


def mean_share(part, whole):
    """Return the mean of ``part / whole``, where 0 / 0 counts as 0.

    Examples
    --------
    >>> mean_share(np.array([1, 0]), np.array([2, 0]))
    0.25
    """
    return float(np.mean(part / np.maximum(whole, 1)))
