"""Shuffling, and parting examples into training, validation and test."""

import numpy as np

from dlcourse.data.draw import expect_rng


def shuffle(*arrays, rng):
    """Return the arrays in a new order of their rows, the same order for all.

    Parameters
    ----------
    arrays : array_like
        As many rows in each.
    rng : numpy.random.Generator

    Returns
    -------
    tuple of ndarray
        Copies; the arrays that are given stay as they are.

    Raises
    ------
    ValueError
        If there is no array, or the arrays differ in length.

    Examples
    --------
    >>> x, y = shuffle([[1], [2], [3]], [10, 20, 30], rng=np.random.default_rng(0))
    >>> x.ravel(), y
    (array([3, 1, 2]), array([30, 10, 20]))
    """
    arrays = expect_rows(arrays)
    order = expect_rng(rng).permutation(len(arrays[0]))
    return tuple(array[order] for array in arrays)


def split(x, y, *, test_share=0.2, validation_share=0.0, stratify=True, rng):
    """Part examples at random into training, validation and test.

    Parameters
    ----------
    x, y : array_like
        Examples and targets, N of each.
    test_share, validation_share : float, default 0.2 and 0
        Shares of all N examples, rounded to whole numbers.
    stratify : bool, default True
        Give every part the same shares of classes, to within one example; ``y`` then holds one
        class for each example. Set it to False for targets that are no classes.
    rng : numpy.random.Generator

    Returns
    -------
    train, validation, test : (x, y) each
        Every example is in one of them. Where a share is 0 the part is None.

    Raises
    ------
    ValueError
        If a share is no number from 0 to 1, leaves a part without any example, or ``y`` holds no
        classes to stratify by.

    Examples
    --------
    >>> x, y = np.arange(10), np.array([0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
    >>> train, _, test = split(x, y, test_share=0.5, rng=np.random.default_rng(0))
    >>> train[1].sum(), test[1].sum()
    (np.int64(1), np.int64(1))
    >>> np.sort(np.concatenate([train[0], test[0]]))
    array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    x, y = expect_rows((x, y))
    counts = [part_size(len(x), test_share, "test_share")]
    counts.append(part_size(len(x), validation_share, "validation_share"))
    if sum(counts) >= len(x):
        raise ValueError(
            f"test_share={test_share} and validation_share={validation_share} leave nothing of "
            f"{len(x)} examples to train on: make them smaller."
        )
    rest = expect_rng(rng).permutation(len(x))
    if stratify:
        rest = rest[np.argsort(expect_classes(y)[rest], kind="stable")]  # class by class
    parts = []
    for count in counts:
        chosen = evenly(len(rest), count)
        parts.append(rng.permutation(rest[chosen]))
        rest = rest[~chosen]
    test, validation, train = *parts, rng.permutation(rest)
    return tuple((x[rows], y[rows]) if len(rows) else None for rows in (train, validation, test))


def evenly(n, count):
    """Choose ``count`` of ``n`` places, spread as evenly as can be, as a mask.

    Any stretch of places then holds its share of the chosen ones, to within one.

    Examples
    --------
    >>> evenly(6, 2).astype(int)
    array([0, 0, 1, 0, 0, 1])
    """
    steps = np.arange(n + 1) * count // max(n, 1)  # how many are chosen before each place
    return np.diff(steps) > 0  # (n,)


def part_size(n, share, name):
    """Return the number of examples that a share of ``n`` is; at least one, if any is wanted."""
    if not 0.0 <= share < 1.0:
        raise ValueError(f"{name}: expected a share from 0 to below 1, such as 0.2, got {share!r}.")
    count = round(n * share)
    if share > 0.0 and count == 0:
        raise ValueError(f"{name}={share} of {n} examples is not even one: make it larger.")
    return count


def expect_rows(arrays):
    """Return the inputs as arrays if there are any and all have the same number of rows."""
    arrays = [np.asarray(array) for array in arrays]
    lengths = [len(array) if array.ndim else None for array in arrays]
    if not arrays or None in lengths or len(set(lengths)) > 1:
        shapes = ", ".join(str(array.shape) for array in arrays) or "no array"
        raise ValueError(f"expected arrays with the same number of rows, got {shapes}.")
    return arrays


def expect_classes(y):
    """Return ``y`` if it holds one class for each example, as whole numbers, truths or names."""
    if y.ndim != 1 or y.dtype.kind not in "iubU":
        raise ValueError(
            f"stratify: expected y of shape (N,) with one class for each example, got {y.dtype} of "
            f"shape {y.shape}. Pass stratify=False if these are no classes."
        )
    return y
