"""A course with one small assignment, made of notebooks written here, to grade in tests."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "small"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
"""

SETUP = "import math"
SQUARE = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
SQUARE_VALUES = (
    "assert square(3) == 9, 'square(3) should be 9'\n"
    "### BEGIN HIDDEN TESTS\n"
    "assert square(-4) == 16, 'the square of a negative number is positive'\n"
    "### END HIDDEN TESTS"
)
SQUARE_TYPES = "assert square(0.5) == 0.25"
CUBE = "def cube(x):\n    ### BEGIN SOLUTION\n    return x**3\n    ### END SOLUTION"
CUBE_VALUES = "### BEGIN HIDDEN TESTS\nassert cube(2) == 8\n### END HIDDEN TESTS"
WHY = "### BEGIN SOLUTION\nA product of two negative numbers is positive.\n### END SOLUTION"


def nbgrader_cell(
    source: str, grade_id: str, kind: str, points: float | None = None
) -> NotebookNode:
    """A cell of the given kind: "locked", "answer", "test" or "essay"."""
    cell = new_markdown_cell(source) if kind == "essay" else new_code_cell(source)
    cell.id = grade_id
    cell.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": kind in ("test", "essay"),
        "solution": kind in ("answer", "essay"),
        "locked": kind in ("locked", "test"),
        "task": False,
        **({"points": points} if points is not None else {}),
    }
    return cell


def source_notebook() -> NotebookNode:
    """The lecturer's notebook: 3 points for square, 2 for cube, 2 for the explanation."""
    notebook = new_notebook(
        cells=[
            nbgrader_cell(SETUP, "setup", "locked"),
            nbgrader_cell(SQUARE, "square", "answer"),
            nbgrader_cell(SQUARE_VALUES, "test-square-values", "test", 2),
            nbgrader_cell(SQUARE_TYPES, "test-square-types", "test", 1),
            nbgrader_cell(CUBE, "cube", "answer"),
            nbgrader_cell(CUBE_VALUES, "test-cube-values", "test", 2),
            nbgrader_cell(WHY, "why", "essay", 2),
        ]
    )
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    return notebook


def write_course(root: Path, assignment: str = "ps01", config: str = CONFIG) -> Path:
    """Write configuration and source notebook below ``root``."""
    folder = root / "solutions" / assignment
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(config)
    nbformat.write(source_notebook(), folder / f"{assignment}.ipynb")
    return root


def student_notebook(**answers: str) -> NotebookNode:
    """The released notebook with ``answers`` by cell id; other cells stay as handed out."""
    notebook = source_notebook()
    for cell in notebook.cells:
        if "### BEGIN SOLUTION" in cell.source:
            blank = "YOUR ANSWER HERE" if cell.cell_type == "markdown" else None
            stub = (
                cell.source.split("\n")[0]
                + "\n    # YOUR CODE HERE\n    raise NotImplementedError()"
            )
            cell.source = answers.get(cell.id, blank or stub)
        if "### BEGIN HIDDEN TESTS" in cell.source:
            cell.source = cell.source.split("### BEGIN HIDDEN TESTS")[0]
    return notebook


RIGHT = {
    "square": "def square(x):\n    return x ** 2",
    "cube": "def cube(x):\n    return x * x * x",
    "why": "Minus times minus is plus.",
}
WRONG = {
    "square": "def square(x):\n    return abs(x) * x",
    "cube": "def cube(x):\n    return x * 3",
}


def tampered_notebook() -> NotebookNode:
    """Wrong answers, a test deleted, another worth 99 points, an old format and a copied cell."""
    notebook = student_notebook(**WRONG)
    setup, square, values, types, cube = notebook.cells[:5]
    notebook.cells.remove(types)
    values.metadata.nbgrader.points = 99
    square.metadata.nbgrader.schema_version = 1
    cube.metadata.nbgrader.grade = True
    copied = nbgrader_cell(square.source, "square", "answer")
    copied.id = "copied"
    notebook.cells.append(copied)
    return notebook


def hand_in(
    root: Path, student: str, notebook: NotebookNode | str, assignment: str = "ps01"
) -> Path:
    """Write a submission in nbgrader's layout; ``notebook`` may be the text of a broken one."""
    folder = root / "submitted" / student / assignment
    folder.mkdir(parents=True)
    text = notebook if isinstance(notebook, str) else json.dumps(notebook)
    (folder / f"{assignment}.ipynb").write_text(text, encoding="utf-8")
    return folder
