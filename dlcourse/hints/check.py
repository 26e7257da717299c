"""The instant check below an exercise: one sentence that says right, not yet, or what is wrong."""

import copy

import numpy as np

from dlcourse.hints.diagnose import diagnose


def check(answer, reference, cases):
    """Compare the reader's function with a reference and print one sentence.

    The cases are tried in order, so the smallest should come first. Nothing that the reader's
    code does raises here: an exercise that is not written yet must not stop the notebook.

    Parameters
    ----------
    answer : callable
        The reader's function.
    reference : callable
        Gives the expected result for the same arguments.
    cases : list of tuple
        The arguments of each trial.

    Raises
    ------
    ValueError
        If there is no case to try.

    Examples
    --------
    >>> def double(x):
    ...     return x + x
    >>> check(double, lambda x: 2 * x, [(1.0,), (np.array([1.0, 2.0]),)])
    double: right on all 2 inputs tried.
    >>> def half(x):
    ...     raise NotImplementedError
    >>> check(half, lambda x: x / 2, [(1.0,)])
    half: not written yet.
    """
    if not cases:
        raise ValueError("check needs at least one tuple of arguments to try, got none.")
    name = getattr(answer, "__name__", type(answer).__name__)
    for case in cases:
        if sentence := _try(answer, reference, case):
            print(f"{name}: {sentence}")
            return
    print(f"{name}: right on all {len(cases)} inputs tried.")


def _try(answer, reference, case):
    """Return the sentence for one case, or an empty string if the answer is right."""
    if not callable(answer):
        return f"this should be a function, and it is {answer!r}."
    expected = reference(*copy.deepcopy(case))
    given = copy.deepcopy(case)
    try:
        got = answer(*given)
    except NotImplementedError:
        return "not written yet."
    except Exception as error:
        return f"with {_arguments(case)} it stopped with {type(error).__name__}: {error}"
    if not all(np.array_equal(a, b) for a, b in zip(given, case, strict=True)):
        return "the function changes the array it is given. Work on a copy or make a new array."
    sentence = diagnose(got, expected)
    return f"with {_arguments(case)}: {sentence}" if sentence else ""


def _arguments(case):
    return ", ".join(_short(argument) for argument in case) or "no arguments"


def _short(argument):
    if isinstance(argument, np.ndarray) and argument.size > 6:
        return f"an array of shape {argument.shape}"
    return repr(argument)
