"""Two layouts for what belongs to several gates.

In parameters each gate has a block of columns: ``(rows, gU)``. In the steps of a recurrent layer
the gates stand on the first axis: ``(g, rows, U)``, so that what one gate has lies in one piece.
"""

import numpy as np


def gates_first(columns, scales):
    """Return weights with the gates on the first axis, each multiplied by its scale.

    The scale is 0.5 for a gate with a sigmoid: ``sigmoid(a) = 0.5 tanh(a / 2) + 0.5``, so with the
    half in the weights one tanh serves all gates.

    Shapes
    ------
    columns : (I, gU), scales : g numbers -> (g, I, U)

    Examples
    --------
    >>> gates_first(np.array([[1.0, 2.0, 30.0, 40.0]]), (0.5, 1.0))
    array([[[ 0.5,  1. ]],
           [[30. , 40. ]]])
    """
    rows, width = columns.shape
    blocks = columns.reshape(rows, len(scales), width // len(scales)).swapaxes(0, 1)
    return np.multiply(blocks, per_gate(scales, columns.dtype), order="C")


def gates_last(gates):
    """Return gates as blocks of columns again.

    Shapes
    ------
    gates : (g, T, N, U) -> (T * N, gU)

    Examples
    --------
    >>> gates_last(np.array([[[[1.0, 2.0]]], [[[30.0, 40.0]]]]))
    array([[ 1.,  2., 30., 40.]])
    """
    g, T, N, U = gates.shape
    return gates.transpose(1, 2, 0, 3).reshape(T * N, g * U)


def transposed_gates(columns, gates):
    """Return the transpose of each gate's weights, gates on the first axis.

    Shapes
    ------
    columns : (I, gU) -> (g, U, I)

    Examples
    --------
    >>> transposed_gates(np.array([[1.0, 2.0, 30.0, 40.0]]), 2)
    array([[[ 1.],
            [ 2.]],
           [[30.],
            [40.]]])
    """
    rows, width = columns.shape
    return columns.reshape(rows, gates, width // gates).transpose(1, 2, 0).copy()


def per_gate(numbers, dtype):
    """Return one number per gate, ready to be multiplied with (g, rows, U).

    Examples
    --------
    >>> per_gate((0.5, 1.0), "float32").shape
    (2, 1, 1)
    """
    return np.array(numbers, dtype=dtype)[:, None, None]


def trace_of(**arrays):
    """Return views of what happened at each step, batch first, not to be written to.

    Shapes
    ------
    arrays : (T, N, U) each -> dictionary of (N, T, U)

    Examples
    --------
    >>> trace_of(f=np.array([[[0.25]], [[0.75]]]))
    {'f': array([[[0.25],
            [0.75]]])}
    """
    trace = {name: array.swapaxes(0, 1) for name, array in arrays.items()}
    for view in trace.values():
        view.flags.writeable = False
    return trace
