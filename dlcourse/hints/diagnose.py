"""From a wrong result to the sentence that names the mistake.

Each diagnosis below is a question about the numbers alone: is the result the expected one with
its sign turned, twice as large, on its side? The first that fits is told. None is told on a guess:
where no diagnosis fits all the numbers, the reader hears what was expected and what came.
"""

import numpy as np

RTOL = 1e-6
ATOL = 1e-9


def diagnose(got, expected):
    """Say what is wrong with a result.

    Parameters
    ----------
    got : object
        What the reader's code returned.
    expected : array_like
        What it should have returned.

    Returns
    -------
    str or None
        A sentence, or None when the result is right.

    Examples
    --------
    >>> diagnose([-1.0, 2.0], [1.0, -2.0])
    'The sign is turned: every number is the negative of what it should be.'
    >>> diagnose([2.0, 4.0], [1.0, 2.0])
    'Every number is 2 times too large.'
    >>> diagnose([1.0, 2.0], [1.0, 2.0]) is None
    True
    """
    if got is None:
        return "It returns nothing (None). Does the last line say return?"
    expected = np.asarray(expected)
    try:
        got = np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        return f"It returns {_kind(got)}, and an array or a number was expected."
    if got.shape != expected.shape:
        return _wrong_shape(got, expected)
    if np.allclose(got, expected, rtol=RTOL, atol=ATOL):
        return None
    for diagnosis in (_not_finite, _negated, _on_its_side, _factor, _shifted, _whole_numbers):
        if sentence := diagnosis(got, expected):
            return sentence
    return _first_difference(got, expected)


def _wrong_shape(got, expected):
    sentence = f"The shape is {got.shape} and should be {expected.shape}."
    if got.shape == expected.shape[::-1] and _close(got.T, expected):
        return f"{sentence} The numbers are right but on their side: transpose the result."
    if got.size == expected.size:
        return f"{sentence} The count of numbers is right: look at how they are arranged."
    if got.ndim < expected.ndim:
        return f"{sentence} An axis is missing: was something summed, or a single row taken?"
    return sentence


def _not_finite(got, expected):
    if np.isnan(got).any() and not np.isnan(expected).any():
        return "The result holds nan, not a number: look for 0/0, inf - inf or the log of 0."
    if np.isinf(got).any() and not np.isinf(expected).any():
        return "The result holds inf: look for a division by 0, log(0) or exp of a large number."
    return None


def _negated(got, expected):
    if _close(-got, expected):
        return "The sign is turned: every number is the negative of what it should be."
    return None


def _on_its_side(got, expected):
    if got.ndim == 2 and got.shape == got.T.shape and _close(got.T, expected):
        return "Rows and columns are exchanged: the result is the transpose of what it should be."
    return None


def _factor(got, expected):
    where = np.abs(expected) > ATOL
    if where.sum() < 2:  # a single number fits every factor
        return None
    if not _close(got[~where], expected[~where]):
        return None
    ratios = got[where] / expected[where]
    factor = float(ratios.flat[0])
    if factor <= 0 or not np.allclose(ratios, factor, rtol=RTOL):
        return None
    if factor < 1:
        return f"Every number is {1 / factor:.6g} times too small."
    rows = len(expected)
    if rows > 2 and np.isclose(factor, rows):
        return f"Every number is {rows} times too large, and there are {rows} rows: mean or sum?"
    return f"Every number is {factor:.6g} times too large."


def _shifted(got, expected):
    difference = got - expected
    if difference.size > 1 and np.allclose(difference, difference.flat[0], rtol=RTOL):
        amount = float(difference.flat[0])
        side = "large" if amount > 0 else "small"
        return (
            f"Every number is too {side} by {abs(amount):.6g}: "
            "was a term, such as the bias, forgotten?"
        )
    return None


def _whole_numbers(got, expected):
    if np.array_equal(got, np.trunc(expected)):
        return "The fractions are cut off: somewhere floats are stored in an array of integers."
    return None


def _first_difference(got, expected):
    if expected.ndim == 0:
        return f"It returns {got:.6g} and should return {expected:.6g}."
    wrong = ~np.isclose(got, expected, rtol=RTOL, atol=ATOL)
    place = tuple(int(i) for i in np.argwhere(wrong)[0])
    index = ", ".join(map(str, place))
    return (
        f"{int(wrong.sum())} of {wrong.size} numbers are wrong. The first is at [{index}]: "
        f"it is {got[place]:.6g} and should be {expected[place]:.6g}."
    )


def _close(got, expected):
    return np.allclose(got, expected, rtol=RTOL, atol=ATOL)


def _kind(value):
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
