"""State a number and check it at the same time."""

import numpy as np


def confirm(label, value, expected, *, decimals=None, source=""):
    """Print ``label = value`` and raise if it is not the number that the text speaks of.

    Every number that a lesson states passes through here, so that no number can drift away from
    the code that computes it.

    Parameters
    ----------
    label : str
        What the number is.
    value : number or array_like
        What the code computed.
    expected : number or array_like
        What the text says, rounded to ``decimals``.
    decimals : int, optional
        Places to round to before comparing and printing. Without it the two must agree to
        1e-12 relative.
    source : str, optional
        Where the expected number comes from, for example ``"deck 000"``.

    Raises
    ------
    AssertionError
        If the numbers or their shapes differ. The message gives both.

    Examples
    --------
    >>> confirm("y", 1 / (1 + np.exp(-7.0)), 0.99909, decimals=5, source="deck 000")
    y = 0.99909  (deck 000)
    >>> confirm("A x", np.array([[0, 1], [2, 3]]) @ [1, 1], [1, 5])
    A x = [1 5]
    """
    got = np.asarray(value)
    want = np.asarray(expected)
    rounded = got if decimals is None else np.round(got.astype(float), decimals) + 0.0
    tolerance = 1e-12 if decimals is None else 0.0
    if got.shape != want.shape or not np.allclose(rounded, want, rtol=tolerance, atol=1e-12):
        raise AssertionError(f"{label}: the text says {expected}, the code computed {value}.")
    print(f"{label} = {_text(rounded, decimals)}" + (f"  ({source})" if source else ""))


def _text(array, decimals):
    if array.ndim == 0:
        return f"{array.item()}" if decimals is None else f"{array.item():.{decimals}f}"
    if decimals is None:
        return np.array2string(array, separator=" ")
    return np.array2string(array, formatter={"float_kind": lambda x: f"{x:.{decimals}f}"})
