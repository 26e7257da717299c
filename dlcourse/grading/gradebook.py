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
    if url.get_backend_name() == "sqlite" and url.database:
        _check_file(url, shown)
        if not Path(url.database).exists():
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


def _check_file(url: URL, shown: str) -> None:
    file = Path(url.database or "")
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
def open_gradebook(course: CourseDir) -> Iterator[Gradebook]:
    """The course's gradebook, closed again at the end.

    Raises
    ------
    GradingError
        If the database cannot be opened or was made by another version of nbgrader.
    """
    check_database(course.db_url)
    try:
        with Gradebook(course.db_url, course.nbgrader.course_id) as gradebook:
            yield gradebook
    except SQLAlchemyError as error:
        raise GradingError(
            f"The gradebook does not answer: {_first_line(error)}. If an older nbgrader made it, "
            f"copy it to a safe place, then run: nbgrader db upgrade"
        ) from error


def _first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
