"""Writes feedback pages with nbgrader, without hidden tests and without scripts of students."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.apps import NbGraderAPI
from nbgrader.preprocessors import GetGrades

from dlcourse.grading.course_dir import CourseDir, offer
from dlcourse.grading.errors import GradingError
from dlcourse.grading.gradebook import check_database
from dlcourse.grading.hidden_tests import HideTests
from dlcourse.grading.nbgrader_engine import failure, log_file
from dlcourse.grading.safe_html import OnlyStillContent, safe_markdown
from dlcourse.grading.surroundings import log_to


@dataclass(frozen=True)
class Pages:
    """The feedback of one student: its pages, or why there are none."""

    student: str
    files: tuple[Path, ...]
    problem: str = ""


def write_feedback(
    course: CourseDir,
    assignment: str,
    *,
    student: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Pages]:
    """Write a page for each graded notebook into nbgrader's feedback folder.

    Raises
    ------
    GradingError
        If nothing was graded, or the student was not.
    """
    students = course.graded_students(assignment)
    if not students:
        course.expect_assignment(assignment)
        raise GradingError(
            f"No submission of {assignment} has been graded. Run: dlcourse grade {assignment}"
        )
    if student is not None and student not in students:
        raise GradingError(
            f"{assignment} of {student!r} has not been graded." + offer(student, students)
        )
    check_database(course.db_url)
    chosen = students if student is None else [student]
    pages = []
    with log_to(log_file(course)):
        api = _api(course)
        progress(0, len(chosen))
        for done, who in enumerate(chosen, start=1):
            pages.append(_write(api, course, assignment, who))
            progress(done, len(chosen))
    return pages


def _api(course: CourseDir) -> NbGraderAPI:
    config = course.config.copy()
    steps = config.GenerateFeedback.get("preprocessors", [GetGrades, CSSHTMLHeaderPreprocessor])
    config.GenerateFeedback.preprocessors = [steps[0], HideTests, OnlyStillContent, *steps[1:]]
    config.HTMLExporter.filters = {"strip_files_prefix": safe_markdown}
    return NbGraderAPI(config=config)


def _write(api: NbGraderAPI, course: CourseDir, assignment: str, student: str) -> Pages:
    result = api.generate_feedback(assignment, student, force=True)
    if result["success"]:
        files = sorted(course.feedback(student, assignment).glob("*.html"))
        return Pages(student, tuple(files))
    return Pages(student, (), failure(student, result.get("log", ""), result["error"]).reason)
