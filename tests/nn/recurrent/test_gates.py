"""The two layouts of gates hold the same numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn.recurrent.gates import gates_first, gates_last, transposed_gates

sizes = st.integers(1, 5)


@given(g=sizes, D=sizes, U=sizes)
def test_each_gate_is_its_block_of_columns(g, D, U):
    columns, scales = np.random.default_rng(0).normal(size=(D, g * U)), np.arange(1.0, g + 1.0)
    first, transposed = gates_first(columns, scales), transposed_gates(columns, g)
    assert first.flags.c_contiguous
    assert transposed.flags.c_contiguous
    for gate, block in enumerate(np.split(columns, g, axis=1)):
        np.testing.assert_array_equal(first[gate], scales[gate] * block)
        np.testing.assert_array_equal(transposed[gate], block.T)


@given(g=sizes, T=sizes, N=sizes, U=sizes)
def test_gates_last_undoes_gates_first(g, T, N, U):
    columns = np.random.default_rng(0).normal(size=(T * N, g * U))
    first = gates_first(columns, np.ones(g)).reshape(g, T, N, U)
    np.testing.assert_array_equal(gates_last(first), columns)
