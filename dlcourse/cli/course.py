"""Commands on the course's own texts: lab, build, release."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from dlcourse.cli.frame import FAILED, CourseOption, command, say

ASK_NOBODY_FOR_UPDATES = "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    command(app)(lab)
    command(app)(build)
    command(app)(release)


def lab(
    lesson: Annotated[
        str | None, typer.Argument(metavar="LESSON", help="For example 01 or 01_neuron.")
    ] = None,
    course: CourseOption = Path("."),
) -> None:
    """Open the course in JupyterLab.

    Example: dlcourse lab 01
    """
    from dlcourse.cli.lessons import find_lesson

    opened = find_lesson(course, lesson)
    program = Path(sys.executable).with_name("jupyter-lab")
    found = str(program) if program.exists() else shutil.which("jupyter-lab")
    if found is None:
        raise ModuleNotFoundError("JupyterLab is not installed")
    say(f"Opening {opened}. Stop it with Ctrl-C.")
    os.execv(found, [found, ASK_NOBODY_FOR_UPDATES, str(opened)])


def build(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Lessons and assignments; all, if left out."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail when something is not built.")
    ] = False,
    course: CourseOption = Path("."),
) -> None:
    """Build notebooks/ and assignments/ from their text.

    Example: dlcourse build 01_neuron ps01
    """
    from dlcourse.course import build as builder

    root = course.resolve()
    if check:
        sentences = builder.stale(root)
        for sentence in sentences:
            say(sentence)
        if sentences:
            say("Build again: dlcourse build")
            raise typer.Exit(FAILED)
        say("All notebooks are built from their text.")
        return
    built = builder.build(root, names or None, report=say)
    for one in built:
        verb = "wrote" if one.changed else "same "
        say(f"{verb} {one.path.relative_to(root)} {one.seconds:.1f} s")
        for complaint in one.complaints:
            say(f"      {complaint}")
    say(f"{sum(one.changed for one in built)} of {len(built)} notebooks changed.")


def release(
    assignments: Annotated[
        list[str], typer.Argument(metavar="ASSIGNMENT", help="For example ps01.")
    ],
    to: Annotated[
        Path, typer.Option("--to", metavar="DIR", help="Where the folder and the zip go.")
    ] = Path("student-bundle"),
    course: CourseOption = Path("."),
) -> None:
    """Write the student bundle of assignments: a folder and a zip, without solutions.

    Refuses an assignment that is not built from its present text, or whose tests do not catch the
    known mistakes.

    Example: dlcourse release ps01 --to student-bundle
    """
    from dlcourse.cli.readiness import expect_ready
    from dlcourse.grading.bundle import make_bundle
    from dlcourse.grading.course_dir import CourseDir

    folder = CourseDir.open(course)
    for assignment in assignments:
        say(f"Proving the tests of {assignment}")
        expect_ready(folder, assignment)
    for assignment in assignments:
        bundle, archive = make_bundle(folder, assignment, to)
        say(f"{assignment}: {bundle} and {archive}")
