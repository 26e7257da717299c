from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dlcourse.course import inspection
from dlcourse.course.inspection import (
    complaints,
    figures_without_alt_text,
    puzzling_outputs,
    too_large,
    unexecuted,
    unexpected_errors,
)


def notebook(*cells):
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=list(cells))


def code(source="x", *outputs, count=1, tags=()):
    return new_code_cell(
        source,
        outputs=list(outputs),
        execution_count=count,
        metadata={"tags": list(tags)},
    )


def error():
    return new_output("error", ename="ValueError", evalue="no", traceback=[])


def figure(**metadata):
    data = {"image/png": "x", "text/plain": "y"}
    return new_output("display_data", data=data, metadata=metadata)


def printed(text):
    return new_output("stream", name="stdout", text=text)


def test_cells_must_be_executed_from_the_top():
    assert unexecuted(notebook(code(count=1), new_markdown_cell("a"), code(count=2))) == []
    assert unexecuted(notebook(code(count=None))) == [
        "cell cell-1: execution count None, expected 1"
    ]
    assert unexecuted(notebook(code(count=2), code(count=1))) == [
        "cell cell-1: execution count 2, expected 1",
        "cell cell-2: execution count 1, expected 2",
    ]


def test_an_error_needs_its_tag_and_a_tag_its_error():
    tag = ["raises-exception"]
    assert unexpected_errors(notebook(code(), code("x", error(), tags=tag))) == []
    assert unexpected_errors(notebook(code("x", error()))) == ["cell cell-1: ValueError: no"]
    assert unexpected_errors(notebook(code(tags=tag))) == [
        "cell cell-1: tagged raises-exception, but nothing was raised"
    ]


def test_a_figure_needs_alt_text():
    described = figure(**{"image/png": {"alt": "A line."}})
    assert figures_without_alt_text(notebook(code("x", described, printed("y")))) == []
    for silent in (figure(), figure(**{"image/png": {"alt": " "}})):
        assert len(figures_without_alt_text(notebook(code("x", silent)))) == 1


def test_a_lesson_has_a_limit_of_cells():
    assert too_large(notebook(*[code() for _ in range(40)])) == []
    assert too_large(notebook(*[code() for _ in range(41)])) == ["41 cells, at most 40"]


def test_a_line_of_code_has_a_limit_of_columns():
    assert too_large(notebook(code("x" * 88), new_markdown_cell("x" * 200))) == []
    assert too_large(notebook(code("y = 1\n" + "x" * 89))) == [
        f"cell cell-1, line 2: 89 columns, at most 88: {'x' * 50}"
    ]


def test_outputs_must_not_puzzle():
    assert puzzling_outputs(notebook(code("x", printed("1.5 array([np.pi])")))) == []
    assert len(puzzling_outputs(notebook(code("plot(x); ")))) == 1
    assert len(puzzling_outputs(notebook(code("x", printed("(np.float64(1.5), 2)"))))) == 1
    assert len(puzzling_outputs(notebook(code("x", printed("np.True_"))))) == 1


def test_complaints_are_those_of_all_checks(monkeypatch):
    checks = (lambda notebook: ["one"], lambda notebook: [], lambda notebook: ["two", "three"])
    monkeypatch.setattr(inspection, "CHECKS", checks)
    assert complaints(notebook()) == ["one", "two", "three"]
