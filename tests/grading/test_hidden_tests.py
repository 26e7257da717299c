"""Hidden tests do not show in feedback: not in cells, not in tracebacks, not in outputs."""

import pytest
from nbformat.v4 import new_notebook, new_output
from traitlets.config import Config

from dlcourse.grading.hidden_tests import HideTests, author_message
from tests.grading.small_course import nbgrader_cell

SOURCE = (
    "assert f(1) == 1, 'f(1) should be 1'\n"
    "### BEGIN HIDDEN TESTS\n"
    "secret = 41\n"
    "assert f(secret) == 42, 'f adds one'\n"
    "### END HIDDEN TESTS"
)
FRAME = (
    "\x1b[31mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[3]\x1b[39m, line {line}\n"
    "\x1b[1;32m      1\x1b[0m assert f(1) == 1, 'f(1) should be 1'\n"
    "\x1b[1;32m      2\x1b[0m ### BEGIN HIDDEN TESTS\n"
    "\x1b[1;32m----> 3\x1b[0m secret = 41\n"
    "      4 assert f(secret) == 42, 'f adds one'"
)


def failed(line, ename="AssertionError", evalue="f adds one", above=()):
    """A test cell, executed as In[3], that failed in ``line``."""
    cell = nbgrader_cell(SOURCE, "test-f", "test", 1)
    cell.execution_count = 3
    traceback = ["-----", *above, FRAME.format(line=line), f"{ename}: {evalue}"]
    cell.outputs = [new_output("error", ename=ename, evalue=evalue, traceback=traceback)]
    return cell


def hide(*cells, config=None):
    notebook, _ = HideTests(config=config or Config()).preprocess(new_notebook(cells=cells), {})
    return notebook.cells


def everything(cell):
    return str(cell)


def test_the_cell_keeps_its_visible_tests():
    assert hide(failed(4))[0].source == "assert f(1) == 1, 'f(1) should be 1'"


def test_a_failed_hidden_test_shows_what_its_author_wrote():
    cell = hide(failed(4))[0]
    assert cell.outputs[0].traceback[0] == "AssertionError: f adds one"
    assert "hidden" in cell.outputs[0].traceback[1]
    assert "41" not in everything(cell)
    assert "42" not in everything(cell)


def test_a_failed_visible_test_shows_its_line():
    cell = hide(failed(1, evalue="f(1) should be 1"))[0]
    assert cell.outputs[0].traceback == [
        "in the test: assert f(1) == 1, 'f(1) should be 1'",
        "AssertionError: f(1) should be 1",
    ]


def test_values_that_a_comparison_prints_are_left_out():
    message = (
        "\nNot equal to tolerance rtol=1e-07, atol=0\nthe slope at 7\n"
        "Mismatched elements: 1 / 1 (100%)\n ACTUAL: 1.0\n DESIRED: 0.123"
    )
    cell = hide(failed(4, evalue=message))[0]
    assert cell.outputs[0].traceback[0] == "AssertionError: the slope at 7"
    assert "0.123" not in everything(cell)


def test_a_message_that_repeats_the_test_is_cut():
    cell = hide(failed(4, "ValueError", "the test says: secret = 41"))[0]
    assert "41" not in everything(cell)


def test_an_error_outside_of_any_known_frame_counts_as_hidden():
    cell = failed(4)
    cell.execution_count = None
    assert "hidden" in hide(cell)[0].outputs[0].traceback[-1]


def test_lines_of_hidden_tests_are_dropped_from_other_cells():
    spy = nbgrader_cell("show()", "f", "answer")
    spy.outputs = [
        new_output("stream", name="stdout", text="before\nsecret = 41\nafter"),
        new_output(
            "execute_result",
            {"text/plain": "      4 assert f(secret) == 42, 'f adds one'", "image/png": "abc"},
        ),
        new_output("error", ename="E", evalue="x", traceback=["----> 3 secret = 41", "E: x"]),
    ]
    spy = hide(spy, failed(4))[0]
    assert spy.outputs[0].text == "before\nafter"
    assert spy.outputs[1].data == {"text/plain": "", "image/png": "abc"}
    assert spy.outputs[2].traceback == ["", "E: x"]


def test_markdown_and_cells_without_hidden_tests_stay():
    essay = nbgrader_cell("Because.", "why", "essay", 2)
    answer = nbgrader_cell("f = abs", "f", "answer")
    answer.outputs = [new_output("error", ename="E", evalue="x", traceback=["frame", "E: x"])]
    essay, answer = hide(essay, answer)
    assert essay.source == "Because."
    assert answer.outputs[0].traceback == ["frame", "E: x"]


def test_a_region_without_end_is_hidden_to_the_last_line():
    cell = nbgrader_cell("a = 1\n### BEGIN HIDDEN TESTS\nb = 2", "test-f", "test", 1)
    assert hide(cell)[0].source == "a = 1"


def test_the_course_may_use_other_markers():
    config = Config()
    config.ClearHiddenTests.begin_test_delimeter = "VERSTECKT AB"
    config.ClearHiddenTests.end_test_delimeter = "VERSTECKT BIS"
    cell = nbgrader_cell("a = 1\n# VERSTECKT AB\nb = 2\n# VERSTECKT BIS\nc = 3", "t", "test", 1)
    assert hide(cell, config=config)[0].source == "a = 1\nc = 3"


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("", ""),
        ("Arrays are not equal\n\n(shapes (2,), (3,) mismatch)\n ACTUAL: array([1])", ""),
        ("Items are not equal:\nthe count\n ACTUAL: 1\n DESIRED: 2", "the count"),
        ("two lines\nof text", "two lines\nof text"),
    ],
)
def test_the_authors_part_of_a_message(message, kept):
    assert author_message(message) == kept
