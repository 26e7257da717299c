"""Checks of arrays: what passes, what is converted, what is refused."""

import numpy as np
import pytest

from dlcourse.nn import DTypeError, EmptyBatchError, NonFiniteError, ShapeError
from dlcourse.nn.shapes import expect_array, expect_gradient, expect_shape, shape_fits


@pytest.mark.parametrize(
    ("actual", "expected", "fits"),
    [
        ((8, 3), ("N", 3), True),
        ((8, 4), ("N", 3), False),
        ((8,), ("N", 3), False),
        ((8, 3, 1), ("N", 3), False),
        ((8, 3), ("N", ..., 3), True),
        ((8, 5, 2, 3), ("N", ..., 3), True),
        ((8, 5, 2, 4), ("N", ..., 3), False),
        ((3,), ("N", ..., 3), False),
        ((8, 5, 2), ("N", ...), True),
        ((5, 2, 3), (..., 3), True),
        ((), (), True),
    ],
)
def test_a_shape_fits_its_description(actual, expected, fits):
    assert shape_fits(actual, expected) is fits


def test_an_array_that_fits_is_not_copied():
    x = np.ones((2, 3))
    assert expect_shape(x, ("N", 3), "x") is x
    assert expect_shape(x, ("N", 3), "x", dtype=np.dtype("float64")) is x


def test_another_type_is_converted():
    assert expect_array(np.ones(2), "x", dtype=np.dtype("float32")).dtype == np.float32
    assert expect_array([True, False], "x").tolist() == [1.0, 0.0]


def test_the_hint_ends_the_message():
    with pytest.raises(
        ShapeError, match=r"x: expected \(N, 3\), got \(3,\). Add an axis: x\[None\].$"
    ):
        expect_shape(np.ones(3), ("N", 3), "x", hint="Add an axis: x[None].")


def test_large_numbers_whose_squares_overflow_are_still_numbers():
    x = np.full(3, 1e30, dtype=np.float32)
    assert expect_array(x, "x") is x


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_the_first_bad_entry_is_named(bad):
    x = np.ones((2, 3, 4))
    x[1, 0, 2] = x[1, 2, 3] = bad
    with pytest.raises(NonFiniteError, match=rf"x: .* got {bad} at index \(1, 0, 2\)"):
        expect_array(x, "x")


@pytest.mark.parametrize("shape", [(0,), (0, 3), (2, 0)])
def test_an_empty_array_is_refused(shape):
    with pytest.raises(EmptyBatchError, match="at least one entry"):
        expect_array(np.empty(shape), "x")


@pytest.mark.parametrize("bad", ["text", [1, None], [2j], np.array(["2026-01-01"], "M8[D]")])
def test_what_is_no_real_number_is_refused(bad):
    with pytest.raises(DTypeError, match="x: expected real numbers, got dtype"):
        expect_array(bad, "x")


def test_a_gradient_takes_the_type_of_the_output():
    grad = expect_gradient([1, 2], np.zeros(2, np.float32), "gradient")
    assert grad.dtype == np.float32
