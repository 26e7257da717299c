"""The command demo: the whole loop on a sample class."""

from __future__ import annotations

import dataclasses
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dlcourse.cli.frame import FAILED, CourseOption, command, progress, say
from dlcourse.cli.grading import show_marks
from dlcourse.cli.intake import show_collection

if TYPE_CHECKING:
    from dlcourse.course.sample_class import SampleStudent
    from dlcourse.grading.course_dir import CourseDir
    from dlcourse.grading.grade import Report

MARK = ".dlcourse/demo"
SEED = 2026


def add_to(app: typer.Typer) -> None:
    """Add the command of this file."""
    command(app)(demo)


def demo(
    assignment: Annotated[str, typer.Option(metavar="NAME", help="The one to grade.")] = "ps01",
    students: Annotated[int, typer.Option(metavar="N", min=2, help="Size of the class.")] = 30,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where it all goes.")] = Path(
        "demo"
    ),
    course: CourseOption = Path("."),
) -> None:
    """Release an assignment, grade a sample class, write feedback and marks: the whole loop.

    The class hands in solutions, right answers written another way, known mistakes and blanks. The
    demo checks that everyone got the points they should, and fails if not.

    Example: dlcourse demo --students 10
    """
    import numpy as np

    from dlcourse.course.sample_class import make_class
    from dlcourse.grading.bundle import make_bundle
    from dlcourse.grading.collect import collect
    from dlcourse.grading.course_dir import CourseDir
    from dlcourse.grading.export import Format, read_class, to_csv
    from dlcourse.grading.feedback import write_feedback
    from dlcourse.grading.grade import grade_assignment
    from dlcourse.grading.nbgrader_engine import NbgraderEngine

    start = time.monotonic()
    real = CourseDir.open(course)
    real.expect_assignment(assignment)
    say(f"Demo: {assignment}, {students} students, all in {to}. The course itself stays as it is.")
    stage = prepare(real, assignment, to)

    handed_in = to / "handed-in"
    rng = np.random.default_rng(SEED)
    people = make_class(real.root, assignment, handed_in, students, rng=rng)
    archive = shutil.make_archive(str(to / f"{assignment}-handed-in"), "zip", handed_in)
    say(f"1. class:    {students} notebooks, as a learning platform would hand them out: {archive}")

    folder, _ = make_bundle(stage, assignment, to / "student-bundle")
    say(f"2. release:  {folder}")

    say(f"3. collect:  {archive}")
    show_collection(collect(stage, assignment, Path(archive)), assignment)

    with progress("4. grade") as tell:
        report = grade_assignment(stage, assignment, NbgraderEngine(stage), progress=tell)
    report = with_explanations(stage, report)
    say("4. grade:    tests by nbgrader; for the explanations the demo plays the person that reads")
    say("             them and gives full points, for all but the blank are the model answer")
    show_marks(report)

    with progress("5. feedback") as tell:
        pages = write_feedback(stage, assignment, progress=tell)
    say(f"5. feedback: {len(pages)} students, for example {pages[0].files[0]}")

    marks = to / "marks.csv"
    text = to_csv(read_class(stage, [assignment]), Format.CSV, per_question=True)
    marks.write_text(text, encoding="utf-8", newline="")
    say(f"6. marks:    {marks}")

    conclude(report, people)
    say(f"Done in {time.monotonic() - start:.0f} s.")


def prepare(real: CourseDir, assignment: str, to: Path) -> CourseDir:
    """A course of its own in ``to``, with the configuration and the one assignment of the real one.

    Raises
    ------
    GradingError
        If ``to`` holds something that no demo made.
    """
    from dlcourse.grading.course_dir import CONFIG_NAME, CourseDir
    from dlcourse.grading.errors import GradingError

    if to.exists() and any(to.iterdir()):
        if not (to / MARK).exists():
            raise GradingError(f"{to} is in use. Name an empty folder for the demo with --to DIR.")
        shutil.rmtree(to)
    (to / MARK).parent.mkdir(parents=True)
    (to / MARK).write_text("dlcourse demo may delete this folder\n")
    shutil.copyfile(real.folder / CONFIG_NAME, to / CONFIG_NAME)
    stage = CourseDir.open(to)
    for of in (CourseDir.source, CourseDir.release):
        target = of(stage, assignment)
        target.mkdir(parents=True)
        for notebook in of(real, assignment).glob("*.ipynb"):
            shutil.copyfile(notebook, target / notebook.name)
    return stage


def with_explanations(stage: CourseDir, report: Report) -> Report:
    """The report after a person gave full points to every explanation that was written."""
    from dlcourse.grading.gradebook import open_gradebook
    from dlcourse.grading.marks import give_points, read_marks

    with open_gradebook(stage) as gradebook:
        for row in report.rows:
            if row.to_grade:
                give_points(gradebook, report.scheme, row.student, 1.0)
        marks = read_marks(gradebook, report.scheme)
    rows = [marks[row.student] if row.marks else row for row in report.rows]
    return dataclasses.replace(report, rows=rows)


def conclude(report: Report, people: list[SampleStudent]) -> None:
    """Say whether everyone got what their answers deserve, and end the command if not."""
    wrong = surprises(report, people)
    for sentence in wrong:
        say(f"WRONG: {sentence}")
    if wrong:
        raise typer.Exit(FAILED)
    first, last = people[0].student_id, people[-1].student_id
    most = f"{report.scheme.points:g}"
    say(f"{first} handed in the solution and has full marks, {most} of {most}.")
    say(f"{last} handed in the blank assignment and has none, 0 of {most}.")
    say("Every right answer got full points; every known mistake lost some, in its question only.")


def surprises(report: Report, people: list[SampleStudent]) -> list[str]:
    """A sentence for each mark that is not what the student's answers deserve."""
    rows = {row.student: row for row in report.rows}
    full = {question.name: question.points for question in report.scheme.questions}
    sentences = []
    for person in people:
        row = rows[person.student_id]
        if row.total is None:
            sentences.append(f"{person.student_id} has no marks: {row.note}")
            continue
        for question, answer in person.answers.items():
            got, most = row.marks[question].points, full[question]
            deserved = {"blank": got == 0, "mistake": got < most}
            if not deserved.get(answer.split(":")[0], got == most):
                sentences.append(
                    f"{person.student_id} answered {question} with {answer}, got {got:g}."
                )
    for person, total in ((people[0], report.scheme.points), (people[-1], 0)):
        got = rows[person.student_id].total
        if got is not None and got != total:
            sentences.append(f"{person.student_id} should have {total:g} in all, has {got:g}.")
    return sentences
