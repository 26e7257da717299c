import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from dlcourse.course.assignment_cell import read_cell
from dlcourse.course.errors import CourseError


def code(source="x = 1", **keys):
    return new_code_cell(source, metadata=keys)


def words(source="Words.", **keys):
    return new_markdown_cell(source, metadata=keys)


@pytest.mark.parametrize(
    ("node", "kind", "grade_id", "points"),
    [
        (words(), "prose", "", 0),
        (code(locked="setup"), "locked", "setup", 0),
        (code(answer="relu"), "answer", "relu", 0),
        (code(test="relu", points=2), "test", "test-relu", 2),
        (code(test="relu", part="edges", points=0.5), "test", "test-relu-edges", 0.5),
        (words(explain="why", points=3), "explain", "why", 3),
    ],
)
def test_terse_keys_say_what_a_cell_is(node, kind, grade_id, points):
    cell = read_cell(node)
    assert (cell.kind, cell.grade_id, cell.points) == (kind, grade_id, points)


@pytest.mark.parametrize(
    ("node", "grade", "solution", "locked"),
    [
        (code(locked="setup"), False, False, True),
        (code(answer="relu"), False, True, False),
        (code(test="relu", points=2), True, False, True),
        (words(explain="why", points=3), True, True, False),
    ],
)
def test_nbgrader_metadata(node, grade, solution, locked):
    nbgrader = read_cell(node).metadata()["nbgrader"]
    assert (nbgrader["grade"], nbgrader["solution"], nbgrader["locked"]) == (
        grade,
        solution,
        locked,
    )
    assert nbgrader["schema_version"] == 3
    assert ("points" in nbgrader) is grade


def test_tags_and_slides_are_kept():
    assert read_cell(words(tags=["a"], slideshow={"slide_type": "skip"})).metadata() == {
        "tags": ["a"],
        "slideshow": {"slide_type": "skip"},
    }


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (code(awnser="relu"), "unknown key 'awnser'; known are answer, explain"),
        (code(answer="relu", test="relu", points=1), "a cell has one kind"),
        (code(), "a code cell needs a kind"),
        (code(explain="why", points=1), "written in words"),
        (words(answer="relu"), r"holds code, so leave out \[markdown\]"),
        (code(answer="ReLU"), "the name 'ReLU' must be in quotes"),
        (code(answer=7), "the name 7 must be in quotes"),
        (code(answer="relu", part="one"), "only a test has a part="),
        (code(test="relu", part="one two", points=1), "the name 'one two' must be"),
        (code(test="relu"), 'cell test="relu": points= is missing'),
        (words(explain="why"), "points= is missing"),
        (code(answer="relu", points=1), "only tests and explanations have points="),
        (code(test="relu", points=0), "points=0, expected a number above zero"),
        (code(test="relu", points="2"), "points='2', expected a number"),
        (code(test="relu", points=True), "points=True, expected a number"),
        (code("### BEGIN SOLUTION", answer="relu"), 'cell answer="relu": .*without'),
        (words("Words ### BEGIN HIDDEN TESTS"), "cell 'Words ### BEGIN.*a marker is a line"),
    ],
)
def test_a_cell_that_breaks_a_rule_is_refused(node, message):
    with pytest.raises(CourseError, match=message):
        read_cell(node)
