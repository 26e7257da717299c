"""The marking scheme of an assignment: which graded cells make up which question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError


@dataclass(frozen=True)
class Question:
    """One column of the table of marks.

    Parameters
    ----------
    name : str
    points : float
        The most one can get.
    cells : tuple of (notebook, grade id)
    """

    name: str
    points: float
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Scheme:
    """Questions of an assignment, in the order of its notebooks."""

    assignment: str
    questions: tuple[Question, ...]
    cells: dict[str, frozenset[str]]
    """Ids of all nbgrader cells, by notebook."""

    @property
    def points(self) -> float:
        """The most one can get."""
        return sum(question.points for question in self.questions)


def read_scheme(course: CourseDir, gradebook: Gradebook, assignment: str) -> Scheme:
    """The scheme as the gradebook has it, in the order of the source notebooks where there are any.

    Raises
    ------
    GradingError
        If the gradebook does not know the assignment.
    """
    try:
        notebooks = sorted(gradebook.find_assignment(assignment).notebooks, key=lambda n: n.name)
    except MissingEntry as error:
        raise GradingError(
            f"The gradebook does not know {assignment!r}. Grade it first: "
            f"dlcourse grade {assignment}"
        ) from error
    grouped: dict[str, list[tuple[str, str, float]]] = {}
    cells = {}
    for notebook in notebooks:
        prefix = f"{notebook.name}: " if len(notebooks) > 1 else ""
        points = {
            cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]
        }
        answers = [cell.name for cell in notebook.solution_cells]
        cells[notebook.name] = frozenset(cell.name for cell in notebook.source_cells)
        before: list[str] = []
        for name in _in_order(
            course.source(assignment) / f"{notebook.name}.ipynb", points, answers
        ):
            if name in answers:
                before.append(name)
            if name in points:
                question = prefix + question_of(name, before)
                grouped.setdefault(question, []).append((notebook.name, name, points[name]))
    questions = tuple(
        Question(name, sum(c[2] for c in parts), tuple((c[0], c[1]) for c in parts))
        for name, parts in grouped.items()
    )
    return Scheme(assignment, questions, cells)


def _in_order(source: Path, points: dict[str, float], answers: list[str]) -> list[str]:
    """Ids of graded and answer cells as the source has them; by name where there is no source."""
    known = {*points, *answers}
    if not source.is_file():
        return sorted(known)
    found = [
        cell.metadata.nbgrader.grade_id
        for cell in nbformat.read(source, as_version=4).cells
        if utils.is_grade(cell) or utils.is_solution(cell) or utils.is_task(cell)
    ]
    return [name for name in found if name in known]


def question_of(cell: str, answers_before: list[str]) -> str:
    """The question that a graded cell belongs to.

    That is the answer cell whose name it carries, else the nearest one above it, else itself.

    Examples
    --------
    >>> question_of("test-sigmoid-values", ["sigmoid", "tanh"])
    'sigmoid'
    >>> question_of("correct", ["square", "cube"])
    'cube'
    >>> question_of("essay", [])
    'essay'
    """
    if cell in answers_before:
        return cell
    bare = re.sub(r"^(tests?|check)[-_]|[-_](tests?|check)$", "", cell)
    named = [a for a in answers_before if re.fullmatch(rf"{re.escape(a)}([-_].*)?", bare)]
    if named:
        return max(named, key=len)
    return answers_before[-1] if answers_before else cell
