"""The commands collect, feedback and export."""

import csv
import json
import zipfile

import pytest

from dlcourse.grading import feedback
from dlcourse.grading.feedback import Pages
from tests.grading.small_course import student_notebook


@pytest.fixture
def downloaded(tmp_path):
    """A Moodle download with one good file and one that is left out, and a Canvas file."""
    path = tmp_path / "download.zip"
    notebook = json.dumps(student_notebook())
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("Ada L_11_assignsubmission_file_/ps01.ipynb", notebook)
        file.writestr("Ada L_11_assignsubmission_file_/.DS_Store", "x")
        file.writestr("grace_LATE_22_5_ps01-1.ipynb", notebook)
    return path


def test_names_of_the_download_are_in_table_and_export(course, dlcourse, tmp_path):
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as file:
        file.writestr("Ada Abel_11_assignsubmission_file_/ps01.ipynb", "broken")
    dlcourse("collect", "ps01", tmp_path / "m.zip", "--course", course)
    result = dlcourse("grade", "ps01", "--course", course)
    assert "11       Ada Abel " in result.stdout


def test_collecting_says_what_it_took_and_what_it_left(course, dlcourse, downloaded):
    result = dlcourse("collect", "ps01", downloaded, "--course", course)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"Reading {downloaded}",
        "left out: Ada L_11_assignsubmission_file_/.DS_Store: "
        "it is a file of the system, not of the student",
        "ps01: 2 new, 0 updated, 0 unchanged, 1 files left out.",
        "Late, says Canvas: 22",
    ]
    again = dlcourse("collect", "ps01", downloaded, "--course", course, "--times", "archive")
    assert "0 new, 0 updated, 2 unchanged" in again.stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("broken.zip", b"PK\x03\x04 cut", "is not a zip file, or it is broken. Download it again"),
        ("missing.zip", None, "There is no file or folder"),
    ],
)
def test_what_cannot_be_collected(course, dlcourse, tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = sorted(course.rglob("*"))
    result = dlcourse("collect", "ps01", tmp_path / name, "--course", course)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(course.rglob("*")) == before


def test_feedback_pages(graded, dlcourse):
    root, _ = graded
    result = dlcourse("feedback", "ps01", "--course", root)
    assert result.exit_code == 0
    assert result.stdout.startswith("2 pages in ")
    assert (root / "feedback" / "bob" / "ps01" / "ps01.html").is_file()


def test_feedback_on_an_unknown_assignment(graded, dlcourse):
    root, _ = graded
    result = dlcourse("feedback", "ps99", "--course", root)
    assert result.exit_code == 2
    assert "no assignment 'ps99'" in result.stderr


def test_a_page_that_fails_is_told(graded, dlcourse, monkeypatch):
    root, _ = graded
    made = [Pages("ada", (root / "x.html",)), Pages("bob", (), "its notebook is damaged")]
    monkeypatch.setattr(feedback, "write_feedback", lambda *a, **o: made)
    result = dlcourse("feedback", "ps01", "--course", root)
    assert result.exit_code == 1
    assert "no page for bob: its notebook is damaged" in result.stdout


@pytest.mark.parametrize(
    ("to", "name", "column"),
    [
        ("csv", "marks.csv", "ps01: square"),
        ("moodle", "marks-moodle.csv", "Identifier"),
        ("canvas", "marks-canvas.csv", "ps01: cube"),
    ],
)
def test_marks_go_into_a_file(graded, dlcourse, to, name, column):
    root, _ = graded
    result = dlcourse("export", "--to", to, "--per-question", "--course", root)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"Marks of 3 submissions in {root / name}\n"
    with (root / name).open(newline="") as file:
        assert column in next(csv.reader(file))


def test_a_file_of_ones_own(graded, dlcourse, tmp_path):
    root, _ = graded
    result = dlcourse("export", "ps01", "--output", tmp_path / "m.csv", "--course", root)
    assert result.exit_code == 0
    assert "ada" in (tmp_path / "m.csv").read_text()


def test_a_file_that_cannot_be_written(graded, dlcourse, tmp_path):
    root, _ = graded
    result = dlcourse("export", "--output", tmp_path / "no" / "m.csv", "--course", root)
    assert result.exit_code == 2
    assert "cannot be written: No such file or directory" in result.stderr


def test_an_unknown_format(graded, dlcourse):
    root, _ = graded
    result = dlcourse("export", "--to", "excel", "--course", root)
    assert result.exit_code == 2
    assert "'csv', 'moodle', 'canvas'" in result.stderr


def test_export_before_grading(course, dlcourse):
    result = dlcourse("export", "--course", course)
    assert result.exit_code == 2
    assert "no gradebook" in result.stderr
