"""States come in one form and stay separate from the arrays handed over."""

import numpy as np
import pytest

from dlcourse.nn import DTypeError, ShapeError
from dlcourse.nn.recurrent.states import expect_state, outside_form

PAIR = ("h", "c")


def test_a_state_is_copied_and_converted():
    given = [np.ones((2, 3), int), np.zeros((2, 3))]
    h, c = expect_state(given, PAIR, (2, 3), "LSTM state", np.float32)
    assert h.dtype == c.dtype == np.float32
    c += 1.0
    assert not given[1].any()


@pytest.mark.parametrize("bad", [(np.ones((2, 3)),), [np.ones((2, 3))] * 3, np.ones((2, 2, 3))])
def test_a_pair_is_a_tuple_of_two(bad):
    with pytest.raises(ShapeError, match=r"LSTM state: expected a tuple \(h, c\) .*\(2, 3\), got"):
        expect_state(bad, PAIR, (2, 3), "LSTM state", np.float64)


def test_what_is_wrong_is_named():
    with pytest.raises(ShapeError, match=r"LSTM state c: expected \(2, 3\), got \(3, 2\)"):
        expect_state((np.ones((2, 3)), np.ones((3, 2))), PAIR, (2, 3), "LSTM state", np.float64)
    with pytest.raises(DTypeError, match="GRU state h: expected real numbers"):
        expect_state([["a"]], ("h",), (1, 1), "GRU state", np.float64)


def test_one_array_stands_alone_outside():
    h, c = np.ones((2, 3)), np.zeros((2, 3))
    assert outside_form((h,)) is h
    assert outside_form((h, c)) == (h, c)
