import numpy as np
import pytest

from dlcourse.lab import confirm


def test_prints_the_rounded_number_and_its_source(capsys):
    confirm("y", 0.123456, 0.1235, decimals=4, source="deck 000")
    assert capsys.readouterr().out == "y = 0.1235  (deck 000)\n"


def test_prints_trailing_zeros_as_the_text_writes_them(capsys):
    confirm("w2", 0.22704, 0.2270, decimals=4)
    assert capsys.readouterr().out == "w2 = 0.2270\n"


def test_prints_no_negative_zero(capsys):
    confirm("sum", -1e-9, 0.0, decimals=2)
    assert capsys.readouterr().out == "sum = 0.00\n"


def test_checks_arrays_entry_by_entry(capsys):
    confirm("h", np.array([0.8501, 0.4799]), [0.85, 0.48], decimals=2)
    assert capsys.readouterr().out == "h = [0.85 0.48]\n"


def test_prints_whole_numbers_without_a_point(capsys):
    confirm("parameters", 26, 26)
    assert capsys.readouterr().out == "parameters = 26\n"


@pytest.mark.parametrize(
    ("value", "expected", "decimals"),
    [(0.99908, 0.99909, 5), (7.0001, 7, None), ([1, 2], [1, 2, 3], None), ([[1, 2]], [1, 2], None)],
)
def test_raises_when_the_code_computes_something_else(value, expected, decimals):
    with pytest.raises(AssertionError, match="y: the text says .* the code computed"):
        confirm("y", value, expected, decimals=decimals)


def test_a_number_that_is_not_a_number_never_agrees():
    with pytest.raises(AssertionError):
        confirm("y", float("nan"), 0.5, decimals=1)
