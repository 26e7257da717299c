from decimal import Decimal

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dlcourse.course.prose import decimals, unproven_numbers


def complaints(prose, source="", printed=""):
    output = new_output("stream", name="stdout", text=printed)
    cells = [new_markdown_cell(prose, id="words"), new_code_cell(source, outputs=[output])]
    return unproven_numbers(new_notebook(cells=cells))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.5, .25 and -1.50", ["0.5", "0.25", "1.5"]),
        ("$w = 0.1$ and `b = 0.2`.", ["0.1", "0.2"]),
        ("ends in 0.3.", ["0.3"]),
        ("version 1.2.3, a1.5, 7 of 8", []),
        ("[0.1, 0.2]", ["0.1", "0.2"]),
    ],
)
def test_decimals_of_a_text(text, expected):
    assert decimals(text) == {Decimal(number) for number in expected}


def test_a_number_that_code_holds_or_prints_is_proven():
    assert complaints("From 0.5 to .75.", source="x = 0.50", printed="y = 0.75\n") == []


def test_a_number_from_nowhere_is_named_with_its_cell():
    assert complaints("It is 0.99908.", printed="0.99909") == [
        "cell words: prose says 0.99908, but no code cell holds or prints it"
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "Python 3.11 and NumPy 2.0",
        "see Section 2.3",
        "[paper](https://example.org/1.5/x) https://example.org/2.5",
    ],
)
def test_versions_sections_and_links_are_no_numbers_of_the_lesson(prose):
    assert complaints(prose) == []


def test_prose_does_not_prove_prose():
    notebook = new_notebook(cells=[new_markdown_cell("0.5"), new_markdown_cell("0.5")])
    assert len(unproven_numbers(notebook)) == 2
