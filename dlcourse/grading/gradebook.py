"""Opens nbgrader's gradebook, with a plain message where that fails."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy
from nbgrader.api import Gradebook
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.surroundings import programs_on_path


def check_database(address: str) -> None:
    """Raise a `GradingError` unless the gradebook at ``address`` can be opened and written.

    Nothing is created: an SQLite file that is not there yet only needs a folder to go into.
    """
    try:
        url = make_url(address)
    except SQLAlchemyError as error:
        raise GradingError(
            f"{address!r} is no address of a database. Write one such as "
            f"sqlite:////home/me/course/gradebook.db or postgresql+psycopg://user@host/gradebook."
        ) from error
    shown = url.render_as_string(hide_password=True)
    if file := _sqlite_file(url):
        _check_file(file, shown)
        if not file.exists():
            return
    try:
        engine = sqlalchemy.create_engine(url)
        try:
            with engine.connect() as connection:
                sqlalchemy.inspect(connection).get_table_names()
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError) as error:
        raise GradingError(
            f"The gradebook {shown} cannot be opened: {_first_line(error)}. Check the address "
            f"(--db, or c.CourseDirectory.db_url in nbgrader_config.py)."
        ) from error


def _sqlite_file(url: URL) -> Path | None:
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(url.database) if is_file else None


def _check_file(file: Path, shown: str) -> None:
    if not file.parent.is_dir():
        raise GradingError(
            f"The gradebook {shown} cannot be opened: there is no folder {file.parent}. "
            f"Make the folder or correct the address."
        )
    if file.is_dir():
        raise GradingError(f"The gradebook {shown} is a folder. Name a file in it.")
    target = file if file.exists() else file.parent
    if not os.access(target, os.W_OK):
        raise GradingError(f"The gradebook {shown} cannot be written: mend the rights of {target}.")


@contextlib.contextmanager
def open_gradebook(course: CourseDir, create: bool = False) -> Iterator[Gradebook]:
    """The course's gradebook, closed again at the end.

    Parameters
    ----------
    create : bool
        Whether to make one where there is none yet.

    Raises
    ------
    GradingError
        If there is none, it cannot be opened, or another version of nbgrader made it.
    """
    check_database(course.db_url)
    file = _sqlite_file(make_url(course.db_url))
    if file and not file.exists() and not create:
        raise GradingError(f"There is no gradebook {file} yet. Grade first: dlcourse grade")
    try:
        with (
            programs_on_path(),
            Gradebook(course.db_url, course.nbgrader.course_id) as gradebook,
        ):
            yield gradebook
    except SQLAlchemyError as error:
        raise GradingError(
            f"The gradebook does not answer: {_first_line(error)}. If an older nbgrader made it, "
            f"copy it to a safe place, then run: nbgrader db upgrade"
        ) from error


def _first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
