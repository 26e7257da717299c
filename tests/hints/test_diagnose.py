import numpy as np
import pytest

from dlcourse.hints import diagnose

EXPECTED = np.array([[1.5, -2.0, 0.0], [3.25, 4.5, 7.75]])


def test_a_right_result_has_no_diagnosis():
    assert diagnose(EXPECTED + 1e-10, EXPECTED) is None


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "returns nothing"),
        ("text", "returns a str"),
        ([[1, 2], [3]], "returns a list"),
        (-EXPECTED, "sign is turned"),
        (2 * EXPECTED, "2 times too large"),
        (EXPECTED / 3, "3 times too small"),
        (EXPECTED + 4, "too large by 4"),
        (EXPECTED - 0.5, "too small by 0.5"),
        (np.trunc(EXPECTED), "fractions are cut off"),
        (EXPECTED * np.nan, "nan"),
        (EXPECTED + np.inf, "inf"),
        (EXPECTED.T, "on their side"),
        (EXPECTED.reshape(3, 2), "count of numbers is right"),
        (EXPECTED.sum(axis=1), "axis is missing"),
        (np.zeros((2, 4)), r"The shape is (2, 4) and should be (2, 3)."),
    ],
)
def test_names_the_mistake(got, words):
    assert words in diagnose(got, EXPECTED)


def test_names_exchanged_rows_and_columns_of_a_square():
    square = np.array([[1.0, 2.0], [3.0, 5.0]])
    assert "transpose" in diagnose(square.T, square)


def test_names_a_sum_where_a_mean_was_meant():
    rows = np.array([1.0, 2.5, -3.0, 4.0])
    assert diagnose(4 * rows, rows) == (
        "Every number is 4 times too large, and there are 4 rows: mean or sum?"
    )


def test_two_rows_do_not_turn_a_factor_of_two_into_a_forgotten_mean():
    assert diagnose([2.0, 5.0], [1.0, 2.5]) == "Every number is 2 times too large."


def test_a_factor_must_fit_the_zeros_too():
    assert "numbers are wrong" in diagnose([2.0, 4.0, 1.0], [1.0, 2.0, 0.0])


def test_a_single_number_is_no_proof_of_a_factor():
    assert diagnose([6.0], [3.0]) == (
        "1 of 1 numbers are wrong. The first is at [0]: it is 6 and should be 3."
    )


def test_zeros_have_no_factor():
    assert "too large by 3" in diagnose([3.0, 3.0], [0.0, 0.0])


def test_says_what_came_where_nothing_else_fits():
    assert diagnose([1.0, 2.0, 9.0], [1.0, 2.0, 3.0]) == (
        "1 of 3 numbers are wrong. The first is at [2]: it is 9 and should be 3."
    )


def test_says_what_came_for_a_single_number():
    assert diagnose(-0.5, 3.0) == "It returns -0.5 and should return 3."
