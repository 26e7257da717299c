"""What students get: nbgrader's release of an assignment, the same on every machine."""

from __future__ import annotations

import tempfile
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from traitlets.config import Config

from dlcourse.course.assignment import Assignment
from dlcourse.course.errors import CourseError
from dlcourse.course.text import dump, load

CODE_STUB = (
    "# Write your code here, in place of the next line.\n"
    'raise NotImplementedError("Write your answer here.")'
)
TELLING = 20  # characters of a line of a solution that cannot stand elsewhere by chance
TEXT_STUB = "*Write your answer here.*"


def release_notebook(assignment: Assignment) -> NotebookNode:
    """The release of an assignment as nbgrader's own generator makes it.

    Raises
    ------
    CourseError
        If nbgrader refuses the notebook, or the release still holds a line of a solution or of a
        hidden test.
    """
    name = assignment.name
    with tempfile.TemporaryDirectory(prefix="dlcourse-") as scratch:
        source = Path(scratch, "solutions", name, f"{name}.ipynb")
        source.parent.mkdir(parents=True)
        source.write_text(dump(assignment.notebook), encoding="utf-8")
        config = _settings(Path(scratch), name)
        course = CourseDirectory(config=config)
        result = capture_log(GenerateAssignment(coursedir=course, config=config))
        if not result["success"]:
            raise CourseError(f"{name}: nbgrader made no release:\n{result.get('log', '')}")
        release = load(Path(scratch, "assignments", name, f"{name}.ipynb"))
    expect_no_leak(assignment, release)
    return release


def expect_no_leak(assignment: Assignment, release: NotebookNode) -> None:
    """Refuse a release that holds a line which the text keeps from students.

    A short line of a solution, such as ``return x``, and a line of a hidden test are no secret if
    the text shows them outside its regions too. A telling line of a solution always is, also in a
    set-up cell or in prose.

    Raises
    ------
    CourseError
        If there is such a line; the message names the cell and the line.
    """
    public = {line.strip() for cell in assignment.cells for line in cell.regions.public}
    secret: set[str] = set()
    for cell in assignment.cells:
        lines = {line.strip() for line in cell.regions.secret} - {""}
        telling = {line for line in lines if cell.kind != "test" and len(line) >= TELLING}
        secret |= telling | (lines - public)
    for cell in release.cells:
        for line in cell.source.splitlines():
            if line.strip() in secret:
                raise CourseError(
                    f"{assignment.name}: the release still holds a line of a solution or hidden "
                    f"test, in cell {cell['id']}: {line.strip()}"
                )


def _settings(root: Path, assignment: str) -> Config:
    """A course of its own in ``root``, without a gradebook."""
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.source_directory = "solutions"
    config.CourseDirectory.release_directory = "assignments"
    config.ClearSolutions.code_stub = {"python": CODE_STUB}
    config.ClearSolutions.text_stub = TEXT_STUB
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    return config
