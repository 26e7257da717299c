"""An assignment: its text read, checked and turned into nbgrader's source notebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from dlcourse.course.assignment_cell import Cell, read_cell
from dlcourse.course.assignment_rules import expect_sound
from dlcourse.course.cell_ids import give_ids
from dlcourse.course.errors import CourseError
from dlcourse.course.markers import without_markers
from dlcourse.course.text import read_text


@dataclass(frozen=True)
class Assignment:
    """A checked assignment.

    Parameters
    ----------
    name : str
        For example "ps01".
    cells : tuple of Cell
    notebook : NotebookNode
        nbgrader's source notebook, with solutions and hidden tests.
    """

    name: str
    cells: tuple[Cell, ...]
    notebook: NotebookNode

    @cached_property
    def questions(self) -> dict[str, float]:
        """Autograded questions, in order, and the points of all their tests."""
        points: dict[str, float] = {}
        for cell in self.cells:
            if cell.kind == "test":
                points[cell.name] = points.get(cell.name, 0) + cell.points
        return points

    @cached_property
    def explanations(self) -> dict[str, float]:
        """Manually graded questions and their points."""
        return {cell.name: cell.points for cell in self.cells if cell.kind == "explain"}

    @cached_property
    def reference(self) -> dict[str, str]:
        """The model answer to each question of either sort, as a student would write it."""
        return {
            cell.name: without_markers(cell.source)
            for cell in self.cells
            if cell.kind in ("answer", "explain")
        }


def read_assignment(path: Path) -> Assignment:
    """Read an assignment's text.

    Raises
    ------
    CourseError
        If the text breaks one of the rules; the message names file, cell and rule.
    """
    notebook = read_text(path)
    try:
        cells = tuple(read_cell(node) for node in notebook.cells)
        expect_sound(cells)
    except CourseError as error:
        raise CourseError(f"{path.name}: {error}") from error
    for node, cell in zip(notebook.cells, cells, strict=True):
        node.metadata = nbformat.from_dict(cell.metadata())
    give_ids(notebook)
    return Assignment(path.stem, cells, notebook)
