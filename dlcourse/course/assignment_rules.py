"""What must hold between the cells of an assignment."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence

from dlcourse.course.assignment_cell import Cell
from dlcourse.course.errors import CourseError


def expect_sound(cells: Sequence[Cell]) -> None:
    """Check an assignment as a whole.

    Raises
    ------
    CourseError
        If the title is missing, a name is used twice, an answer has no test or a test no answer
        before it, a question has no visible or no hidden test, an answer has no region to clear,
        or code does not parse.
    """
    if not (cells[0].kind == "prose" and cells[0].source.startswith("# ")):
        raise CourseError("the first cell must be markdown and begin with '# psNN: title'.")
    _expect_unique(cells)
    _expect_pairs(cells)
    for cell in cells:
        if cell.kind in ("answer", "explain") and not cell.regions.count:
            raise CourseError(
                f"{cell.kind} '{cell.name}': no region between '### BEGIN SOLUTION' and "
                "'### END SOLUTION', so the release would hold the answer."
            )
        if cell.kind in ("locked", "answer", "test"):
            _expect_code(cell)


def _expect_unique(cells: Sequence[Cell]) -> None:
    counts = Counter(cell.grade_id for cell in cells if cell.kind != "prose")
    for grade_id, count in counts.items():
        if count > 1:
            raise CourseError(
                f"the name '{grade_id}' is given to {count} cells; each needs its own. Tests of "
                "one question differ in part=."
            )


def _expect_pairs(cells: Sequence[Cell]) -> None:
    answered: set[str] = set()
    for cell in cells:
        if cell.kind == "answer":
            answered.add(cell.name)
        if cell.kind == "test" and cell.name not in answered:
            raise CourseError(f"test '{cell.grade_id}': no answer cell '{cell.name}' before it.")
    for question in sorted(answered):
        tests = [cell for cell in cells if cell.kind == "test" and cell.name == question]
        if not tests:
            raise CourseError(f"answer '{question}': no test cell proves it.")
        if not any(cell.regions.count for cell in tests):
            raise CourseError(f"question '{question}': no hidden test in any of its test cells.")
        if not any(_holds_code("\n".join(cell.regions.public)) for cell in tests):
            raise CourseError(
                f"question '{question}': no visible test, so students cannot try their answer."
            )


def _holds_code(source: str) -> bool:
    try:
        return bool(ast.parse(source).body)
    except SyntaxError:
        return True  # reported as such for the whole cell


def _expect_code(cell: Cell) -> None:
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        raise CourseError(
            f"{cell.kind} '{cell.grade_id}', line {error.lineno}: {error.msg}."
        ) from error
