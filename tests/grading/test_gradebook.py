"""Opening the gradebook, and saying why it cannot be opened."""

import sqlite3

import pytest

from dlcourse.grading import gradebook
from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.gradebook import check_database, open_gradebook
from tests.grading.small_course import write_course


def test_a_new_file_in_a_folder_is_fine_and_not_made(tmp_path):
    check_database(f"sqlite:///{tmp_path}/new.db")
    assert list(tmp_path.iterdir()) == []


def test_a_gradebook_in_memory_is_fine():
    check_database("sqlite://")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("gradebook.db", "is no address of a database"),
        ("sqlite:///{}/nowhere/g.db", "there is no folder"),
        ("sqlite:///{}", "is a folder. Name a file in it"),
        ("sqlite:///{}/text.db", "file is not a database"),
        ("nosuch://host/g", "cannot be opened: Can't load plugin"),
        ("postgresql+nosuch://me:secret@host/g", "cannot be opened"),
    ],
)
def test_what_cannot_be_opened_is_named(tmp_path, address, message):
    (tmp_path / "text.db").write_text("this is no database at all, but a text " * 50)
    with pytest.raises(GradingError, match=message) as caught:
        check_database(address.format(tmp_path))
    assert "secret" not in str(caught.value)


def test_a_file_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(gradebook.os, "access", lambda path, mode: False)  # root may write anywhere
    with pytest.raises(GradingError, match=f"cannot be written: mend the rights of {tmp_path}"):
        check_database(f"sqlite:///{tmp_path}/g.db")


def test_reading_makes_no_gradebook(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    with pytest.raises(GradingError, match="There is no gradebook"), open_gradebook(course):
        pass
    assert not (tmp_path / "gradebook.db").exists()


def test_a_gradebook_of_an_older_nbgrader_says_how_to_upgrade(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    with sqlite3.connect(tmp_path / "gradebook.db") as old:
        old.execute("CREATE TABLE assignment (id VARCHAR, name VARCHAR)")
    old.close()
    with (
        pytest.raises(
            GradingError, match="does not answer: .*no such column.* nbgrader db upgrade"
        ),
        open_gradebook(course) as opened,
    ):
        opened.assignments  # noqa: B018 (asking is what fails)
