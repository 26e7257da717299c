"""Commands that bring submissions in and results out: collect, feedback, export."""

from __future__ import annotations

import enum
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
)

if TYPE_CHECKING:
    from dlcourse.grading.collect import Collection

AssignmentArgument = Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="For example ps01.")]
StudentOption = Annotated[
    str | None, typer.Option("--student", metavar="ID", help="Only this student.")
]


class To(enum.StrEnum):
    """What an export is for."""

    CSV = "csv"
    MOODLE = "moodle"
    CANVAS = "canvas"


class Times(enum.StrEnum):
    """Which time counts as the time of submission."""

    NOW = "now"
    ARCHIVE = "archive"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    command(app)(collect)
    command(app)(feedback)
    command(app)(export)


def collect(
    assignment: AssignmentArgument,
    archive: Annotated[
        Path, typer.Argument(metavar="ARCHIVE", help="A folder or a zip: Moodle, Canvas or plain.")
    ],
    course: CourseOption = Path("."),
    db: DatabaseOption = None,
    times: Annotated[
        Times, typer.Option(help="Time of submission: that of collecting, or the archive's.")
    ] = Times.NOW,
) -> None:
    """Take in submissions from a folder, a zip, a Moodle or a Canvas download.

    They go to submitted/STUDENT/ASSIGNMENT. In a Moodle or Canvas download the student is the
    number in the file's name; elsewhere it is the name of the folder. A submission that is there
    already stays untouched; a changed one replaces it. Files that are left out are listed with the
    reason.

    Example: dlcourse collect ps01 downloads/ps01.zip
    """
    from dlcourse.grading.collect import collect as take_in
    from dlcourse.grading.course_dir import CourseDir

    folder = CourseDir.open(course, db)
    say(f"Reading {archive}")
    show_collection(
        take_in(folder, assignment, archive, archive_times=times is Times.ARCHIVE), assignment
    )


def show_collection(collection: Collection, assignment: str) -> None:
    """Print what was taken in and what was not."""
    for skipped in collection.skipped:
        say(f"left out: {skipped.path}: {skipped.reason}")
    say(
        f"{assignment}: {len(collection.new)} new, {len(collection.updated)} updated, "
        f"{len(collection.unchanged)} unchanged, {len(collection.skipped)} files left out."
    )
    if collection.late:
        say(f"Late, says Canvas: {', '.join(collection.late)}")


def feedback(
    assignment: AssignmentArgument,
    course: CourseOption = Path("."),
    student: StudentOption = None,
    db: DatabaseOption = None,
) -> None:
    """Write feedback pages, without hidden tests, to feedback/STUDENT/ASSIGNMENT.

    Example: dlcourse feedback ps01
    """
    from dlcourse.grading.course_dir import CourseDir
    from dlcourse.grading.feedback import write_feedback
    from dlcourse.grading.nbgrader_engine import log_file

    folder = CourseDir.open(course, db)
    with progress(f"Feedback on {assignment}") as tell:
        pages = write_feedback(folder, assignment, student=student, progress=tell)
    for one in pages:
        if one.problem:
            say(f"no page for {one.student}: {one.problem}")
    files = sum(len(one.files) for one in pages)
    say(f"{files} pages in {folder.feedback('STUDENT', assignment)}")
    if any(one.problem for one in pages):
        say(f"The log says more: {log_file(folder)}")
        raise typer.Exit(FAILED)


def export(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="ASSIGNMENT", help="All that were graded, if left out."),
    ] = None,
    to: Annotated[To, typer.Option(help="What the file is for.")] = To.CSV,
    per_question: Annotated[
        bool, typer.Option("--per-question", help="Points for each question, too.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: marks.csv in the course.")
    ] = None,
    course: CourseOption = Path("."),
    db: DatabaseOption = None,
) -> None:
    """Write marks as CSV for a spreadsheet, Moodle or Canvas.

    Example: dlcourse export --to moodle ps01
    """
    from dlcourse.grading.course_dir import CourseDir
    from dlcourse.grading.errors import GradingError
    from dlcourse.grading.export import Format, read_class, to_csv

    folder = CourseDir.open(course, db)
    classes = read_class(folder, assignments or ())
    text = to_csv(classes, Format(to.value), per_question)
    target = output or folder.root / ("marks.csv" if to is To.CSV else f"marks-{to}.csv")
    try:
        target.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise GradingError(f"{target} cannot be written: {error.strerror}.") from error
    say(f"Marks of {sum(len(one.rows) for one in classes)} submissions in {target}")
