"""States of recurrent layers: one array h outside, or a tuple (h, c); always a tuple inside."""

import numpy as np

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.shapes import expect_shape


def expect_state(state, names, shape, what, dtype):
    """Return a state, or the gradient of one, as a tuple of new arrays; zeros for None.

    Parameters
    ----------
    state : array, tuple of arrays or None
    names : tuple of str
        What the arrays are called: ``("h",)`` or ``("h", "c")``.
    shape : tuple
        Of each array: (N, U).
    what : str
        How the error names the state, for example ``"LSTM state"``.
    dtype : numpy.dtype

    Raises
    ------
    ShapeError
        If there are more or fewer arrays than names, or one has another shape.

    Examples
    --------
    >>> expect_state(None, ("h", "c"), (1, 2), "LSTM state", np.float64)
    (array([[0., 0.]]), array([[0., 0.]]))
    >>> expect_state([[1, 2]], ("h",), (1, 2), "GRU state", np.float64)
    (array([[1., 2.]]),)
    """
    if state is None:
        return tuple(np.zeros(shape, dtype) for _ in names)
    if len(names) == 1:
        state = (state,)
    elif not isinstance(state, (tuple, list)) or len(state) != len(names):
        raise ShapeError(
            f"{what}: expected a tuple ({', '.join(names)}) of arrays of shape {shape}, "
            f"got {type(state).__name__}. Pass what final_state gave."
        )
    return tuple(
        expect_shape(part, shape, f"{what} {name}", dtype=dtype).copy()
        for name, part in zip(names, state, strict=True)
    )


def outside_form(state):
    """Return a tuple of one as the array itself: the form in which states come and go.

    Examples
    --------
    >>> outside_form((1,)), outside_form((1, 2))
    (1, (1, 2))
    """
    return state if len(state) > 1 else state[0]
