"""Grades an assignment for a class: decides who needs grading, runs the engine, reads the marks."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from dlcourse.grading.course_dir import CourseDir, offer
from dlcourse.grading.engine import Engine, Outcome, Verdict
from dlcourse.grading.errors import GradingError
from dlcourse.grading.gradebook import check_database, open_gradebook
from dlcourse.grading.marks import StudentMarks, read_marks, with_names
from dlcourse.grading.scheme import Scheme, read_scheme
from dlcourse.grading.submissions import look_at


@dataclass(frozen=True)
class Report:
    """The marks of a class in one assignment and what became of each submission."""

    scheme: Scheme
    rows: list[StudentMarks]
    verdicts: dict[str, Verdict]
    skipped: int
    """Submissions whose marks were up to date."""

    @property
    def complete(self) -> bool:
        """Whether every submission has a verdict."""
        return all(v.outcome is not Outcome.FAILED for v in self.verdicts.values())


def grade_assignment(
    course: CourseDir,
    assignment: str,
    engine: Engine,
    *,
    student: str | None = None,
    regrade: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Grade what is new or changed, and report the marks of all.

    Parameters
    ----------
    student : str, optional
        Only this one.
    regrade : bool
        Grade again what is graded already.
    progress : callable
        Told how many of how many are done.

    Raises
    ------
    GradingError
        If the assignment, the student or the gradebook is not there; nothing was changed then.
    """
    students = submitters(course, assignment, student)
    check_database(course.db_url)
    if course.notebooks(assignment):
        engine.register(assignment)
    with open_gradebook(course) as gradebook:
        scheme = read_scheme(course, gradebook, assignment)
        known = {s.student.id for s in gradebook.assignment_submissions(assignment)}
    verdicts: dict[str, Verdict] = {}
    remarks: dict[str, str] = {}
    todo = []
    for who in students:
        finding = look_at(course, scheme, who)
        remarks[who] = finding.remark
        if finding.problem:
            verdicts[who] = Verdict(who, Outcome.REFUSED, finding.problem)
        elif regrade or who not in known or not is_up_to_date(course, scheme, who):
            todo.append(who)
        else:
            verdicts[who] = Verdict(who, Outcome.GRADED)
    skipped = sum(v.outcome is Outcome.GRADED for v in verdicts.values())
    progress(0, len(todo))
    for done, verdict in enumerate(engine.grade(assignment, todo), start=1):
        verdicts[verdict.student] = verdict
        if verdict.outcome is not Outcome.GRADED:  # what is left of the attempt is no graded copy
            shutil.rmtree(course.autograded(verdict.student, assignment), ignore_errors=True)
        progress(done, len(todo))
    with open_gradebook(course) as gradebook:
        rows = _rows(gradebook, scheme, students, verdicts, remarks)
    return Report(scheme, rows, verdicts, skipped)


def submitters(course: CourseDir, assignment: str, student: str | None = None) -> list[str]:
    """Ids of all who handed in, or only ``student``.

    Raises
    ------
    GradingError
        If there is no such assignment, nobody handed in, or the student did not.
    """
    students = course.students(assignment)
    if not course.notebooks(assignment) and not students:
        course.expect_assignment(assignment)
    if not students:
        folder = course.submitted("STUDENT", assignment)
        raise GradingError(
            f"Nobody has handed in {assignment}: there is no folder {folder}. "
            f"Take submissions in first: dlcourse collect {assignment} ARCHIVE"
        )
    if student is None:
        return students
    if student not in students:
        raise GradingError(
            f"{student!r} has not handed in {assignment}." + offer(student, students)
        )
    return [student]


def is_up_to_date(course: CourseDir, scheme: Scheme, student: str) -> bool:
    """Whether the graded copy is complete and newer than the submission and the source.

    nbgrader writes the executed notebook after its points are in the gradebook, so an executed copy
    proves that grading came to its end; one that was not executed is left from a grading cut short.
    """
    assignment = scheme.assignment
    graded = course.autograded(student, assignment)
    submitted = course.submitted(student, assignment)
    copies = [graded / p.name for p in submitted.glob("*.ipynb") if p.stem in scheme.cells]
    if not all(copy.is_file() and _is_executed(copy) for copy in copies):
        return False
    inputs = [*submitted.rglob("*"), *course.source(assignment).glob("*.ipynb")]
    newest = max(path.stat().st_mtime_ns for path in inputs)
    return newest < min(copy.stat().st_mtime_ns for copy in copies)


def _is_executed(notebook: Path) -> bool:
    cells = nbformat.read(notebook, as_version=4).cells
    return any(cell.get("execution_count") for cell in cells)


def _rows(
    gradebook: Gradebook,
    scheme: Scheme,
    students: Iterable[str],
    verdicts: dict[str, Verdict],
    remarks: dict[str, str],
) -> list[StudentMarks]:
    marks = read_marks(gradebook, scheme)
    rows = []
    for student in students:
        verdict = verdicts[student]
        if verdict.outcome is Outcome.GRADED:
            note = "; ".join(text for text in (remarks[student], verdict.reason) if text)
            rows.append(dataclasses.replace(marks[student], note=note))
        else:
            rows.append(StudentMarks(student, note=verdict.reason))
    return with_names(gradebook, rows)
