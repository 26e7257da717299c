"""The steps that keep a changed notebook from gaining points or stopping nbgrader."""

import pytest
from nbformat.v4 import new_code_cell, new_output

from dlcourse.grading.repair import ReadOutputsFairly, RestoreCells
from tests.grading.small_course import nbgrader_cell, source_notebook, student_notebook


@pytest.fixture
def restore(first_report, course):
    resources = {"nbgrader": {"db_url": course.db_url, "notebook": "ps01", "assignment": "ps01"}}
    return lambda notebook: RestoreCells().preprocess(notebook, resources)[0]


def ids(notebook):
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]


def test_an_untouched_notebook_keeps_its_cells(restore):
    notebook = restore(student_notebook())
    assert ids(notebook) == ids(source_notebook())


def test_data_of_a_cell_come_from_the_gradebook(restore):
    notebook = student_notebook()
    notebook.cells[2].metadata.nbgrader.update(points=99, solution=True, schema_version=1)
    data = restore(notebook).cells[2].metadata.nbgrader
    assert (data["points"], data["solution"], data["schema_version"]) == (2, False, 3)


def test_of_copies_the_last_one_counts(restore):
    notebook = student_notebook()
    notebook.cells.append(nbgrader_cell("mine = 1", "square", "answer"))
    restored = restore(notebook)
    assert ids(restored).count("square") == 1
    assert ids(restored)[-1] == "square"


def test_a_cell_that_the_source_does_not_have_loses_its_data(restore):
    notebook = student_notebook()
    notebook.cells.append(nbgrader_cell("assert True", "test-extra", "test", 50))
    assert ids(restore(notebook))[-1] is None


def test_missing_graded_cells_come_back_with_their_hidden_tests(restore):
    notebook = student_notebook()
    notebook.cells = [c for c in notebook.cells if c.metadata.nbgrader.grade_id == "square"]
    restored = restore(notebook)
    assert sorted(ids(restored)[1:]) == [
        "test-cube-values",
        "test-square-types",
        "test-square-values",
        "why",
    ]
    cell = restored.cells[ids(restored).index("test-cube-values")]
    assert "assert cube(2) == 8" in cell.source
    assert restored.cells[ids(restored).index("why")].cell_type == "markdown"


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("-3", "0.0"),
        ("nan", "0.0"),
        ("99", "2.0"),
        ("1.5", "1.5"),
        ("0", "0"),
        ("'text'", "'text'"),
    ],
)
def test_partial_credit_stays_in_range(value, points):
    cell = nbgrader_cell("credit()", "test-x", "test", 2)
    cell.outputs = [new_output("execute_result", {"text/plain": value}, execution_count=1)]
    ReadOutputsFairly().preprocess_cell(cell, {}, 0)
    assert cell.outputs[0].data["text/plain"] == points


def test_a_value_without_text_is_no_partial_credit():
    cell = nbgrader_cell("figure", "test-x", "test", 2)
    cell.outputs = [new_output("execute_result", {"image/png": "x"}, execution_count=1)]
    ReadOutputsFairly().preprocess_cell(cell, {}, 0)
    assert cell.outputs[0].data["text/plain"] == " "


def test_errors_of_a_test_stay_errors():
    cell = nbgrader_cell("assert False", "test-x", "test", 2)
    cell.outputs = [
        new_output("stream", name="stderr", text="warning"),
        new_output("error", ename="AssertionError", evalue="", traceback=[]),
    ]
    ReadOutputsFairly().preprocess_cell(cell, {}, 0)
    assert [output.get("name") for output in cell.outputs] == ["stdout", None]
    assert cell.outputs[1].output_type == "error"


def test_cells_without_points_are_left_alone():
    cell = new_code_cell("x", outputs=[new_output("stream", name="stderr", text="hm")])
    ReadOutputsFairly().preprocess_cell(cell, {}, 0)
    assert cell.outputs[0].name == "stderr"
