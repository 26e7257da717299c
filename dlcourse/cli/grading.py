"""Commands that grade: grade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dlcourse.cli.frame import (
    FAILED,
    CourseOption,
    DatabaseOption,
    command,
    progress,
    say,
    show_table,
)

if TYPE_CHECKING:
    from dlcourse.grading.grade import Report
    from dlcourse.grading.marks import Mark


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""

    command(app)(grade)


def grade(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="ASSIGNMENT", help="All that were handed in, if left out."),
    ] = None,
    course: CourseOption = Path("."),
    student: Annotated[str | None, typer.Option(metavar="ID", help="Only this student.")] = None,
    db: DatabaseOption = None,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Grade again what is graded already.")
    ] = False,
) -> None:
    """Grade submissions and print the marks.

    Grades what is new or has changed; the marks go into nbgrader's gradebook. A submission that
    cannot be graded costs itself only, and its row says why. Exit code 0 means that every
    submission has a verdict.

    Example: dlcourse grade ps01
    """
    from dlcourse.grading.course_dir import CourseDir
    from dlcourse.grading.errors import GradingError
    from dlcourse.grading.grade import grade_assignment, submitters
    from dlcourse.grading.nbgrader_engine import NbgraderEngine

    folder = CourseDir.open(course, db)
    chosen = assignments or [a for a in folder.assignments() if folder.students(a)]
    if not chosen:
        raise GradingError(
            f"Nothing has been handed in below {folder.root}. Take submissions in first: "
            f"dlcourse collect ASSIGNMENT ARCHIVE"
        )
    for assignment in chosen:  # all of them, before the first one is graded
        submitters(folder, assignment, student)
    complete = True
    for assignment in chosen:
        with progress(f"Grading {assignment}") as tell:
            report = grade_assignment(
                folder,
                assignment,
                NbgraderEngine(folder),
                student=student,
                regrade=regrade,
                progress=tell,
            )
        show_marks(report)
        complete = complete and report.complete
    if not complete:
        say(f"Some submissions have no verdict. The log says more: {folder.private}")
        raise typer.Exit(FAILED)


def show_marks(report: Report) -> None:
    """Print the table of one assignment's marks, a row a student."""
    questions = [q.name for q in report.scheme.questions]
    numbers = [f"{q.name} /{q.points:g}" for q in report.scheme.questions]
    numbers.append(f"total /{report.scheme.points:g}")
    names = ["name"] if any(row.name for row in report.rows) else []
    rows = []
    for row in report.rows:
        name = [row.name] if names else []
        points = [_points(row.marks[q]) if row.marks else "-" for q in questions]
        total = "-" if row.total is None else f"{row.total:g}"
        late = f"{row.penalty:g} points off for lateness" if row.penalty else ""
        note = "; ".join(text for text in (row.note, late) if text)
        rows.append([row.student, *name, *points, total, note])
    columns = ["student", *names, *numbers, "note"]
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    show_table(f"Marks in {report.scheme.assignment}", columns, rows, right=numbers)
    graded = sum(row.total is not None for row in report.rows)
    text = f"{len(report.rows)} submissions, {graded} with marks"
    if report.skipped:
        text += f", {report.skipped} of them unchanged since they were graded"
    say(text + ".")


def _points(mark: Mark) -> str:
    points = f"{mark.points:g}"
    if not mark.to_grade:
        return points
    return f"{points} + to grade" if mark.points else "to grade"
