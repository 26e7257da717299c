"""The command doctor."""

from __future__ import annotations

from pathlib import Path

import typer

from dlcourse.cli.frame import FAILED, CourseOption, DatabaseOption, command, say


def add_to(app: typer.Typer) -> None:
    """Add the command of this file."""
    command(app)(doctor)


def doctor(course: CourseOption = Path("."), db: DatabaseOption = None) -> None:
    """Look whether this machine and this course are ready to grade.

    Checks Python, packages, alembic, the course's configuration, the gradebook, what the kernel can
    import, and the disk. Each line says OK or how to mend it. Exit code 0 when all is well.

    Example: dlcourse doctor
    """
    from dlcourse.grading.doctor import examine

    well = True
    for check in examine(course.resolve(), db, modules=("numpy", "dlcourse")):
        say(f"{'OK  ' if check.ok else 'MEND'} {check.name}: {check.detail}")
        well = well and check.ok
    say("Ready to grade." if well else "Mend the lines above, then run dlcourse doctor again.")
    if not well:
        raise typer.Exit(FAILED)
