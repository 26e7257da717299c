import re

from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from dlcourse.course.cell_ids import give_ids, heading_of, slug

VALID_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def ids(*cells):
    notebook = new_notebook(cells=list(cells))
    give_ids(notebook)
    return [cell["id"] for cell in notebook.cells]


def text(source):
    return new_markdown_cell(source)


def code(source="", grade_id=None):
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return new_code_cell(source, metadata=metadata)


def test_ids_name_section_and_place():
    assert ids(code(), text("# One"), code(), text("## Two"), code(), code()) == [
        "start-1",
        "one-1",
        "one-2",
        "two-1",
        "two-2",
        "two-3",
    ]


def test_editing_a_cell_changes_no_id():
    assert ids(text("# One"), code("a")) == ids(text("# One"), code("b"))


def test_inserting_a_cell_changes_ids_of_its_section_only():
    before = ids(text("# One"), code(), text("# Two"), code())
    after = ids(text("# One"), code(), code(), text("# Two"), code())
    assert after[3:] == before[2:]


def test_repeated_headings_have_different_ids():
    assert ids(text("# Play"), text("# Play"), text("# Play")) == [
        "play-1",
        "play-again-1",
        "play-again-again-1",
    ]


def test_grade_id_is_the_id():
    assert ids(text("# One"), code(grade_id="sigmoid"), code()) == ["one-1", "sigmoid", "one-3"]


def test_an_id_that_a_grade_id_has_taken_is_not_given_again():
    assert ids(text("# One"), code(grade_id="one-1")) == ["one-1-again", "one-1"]


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(st.one_of(st.none(), st.text(max_size=80)), max_size=12))
def test_any_headings_give_valid_unique_ids(headings):
    cells = [code() if heading is None else text(f"# {heading}") for heading in headings]
    given_ids = ids(*cells)
    assert len(set(given_ids)) == len(cells)
    assert all(VALID_ID.fullmatch(cell_id) for cell_id in given_ids)


def test_long_repeated_headings_stay_within_the_limit_of_the_format():
    given_ids = ids(*[text("# " + "long " * 30) for _ in range(5)])
    assert len(set(given_ids)) == 5
    assert all(VALID_ID.fullmatch(cell_id) for cell_id in given_ids)


def test_slug_keeps_letters_of_other_scripts_only_where_ascii_has_them():
    assert slug("Rückwärts: ∂J/∂w") == "ruckwarts-j-w"


def test_heading_of_a_cell():
    assert heading_of(text("## Two words \nmore")) == "Two words"
    assert heading_of(text("no heading\n# later")) is None
    assert heading_of(code("# a comment")) is None
