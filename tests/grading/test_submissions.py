"""What is seen in a submission before any of it runs."""

import json

import nbformat
import pytest

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.scheme import Scheme
from dlcourse.grading.submissions import look_at
from tests.grading.small_course import hand_in, student_notebook, write_course

SCHEME = Scheme("ps01", (), {"ps01": frozenset({"square", "cube"})})
TWO = Scheme("ps01", (), {"ps01": frozenset({"square"}), "part2": frozenset({"cube"})})


@pytest.fixture
def root(tmp_path):
    return write_course(tmp_path)


def look(root, student, scheme=SCHEME):
    return look_at(CourseDir.open(root), scheme, student)


def test_a_usual_submission_has_no_problem(root):
    folder = hand_in(root, "ada", student_notebook())
    (folder / "timestamp.txt").write_text("2026-11-21 10:00:00 UTC\n")
    found = look(root, "ada")
    assert (found.problem, found.remark) == ("", "")


def test_an_empty_timestamp_is_no_problem(root):
    (hand_in(root, "ada", student_notebook()) / "timestamp.txt").write_text("")
    assert look(root, "ada").problem == ""


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("%PDF-1.7", "ps01.ipynb is not a notebook or is broken: ask for it again"),
        ('{"cells": [}', "is not a notebook or is broken"),
        ("[" * 100_000, "is not a notebook or is broken"),
        ("", "is not a notebook or is broken"),
        ("[1, 2]", "is not a notebook: ask for the right file"),
        ('{"name": "x"}', "is not a notebook: ask for the right file"),
        ('{"cells": 3, "nbformat": 4, "nbformat_minor": 5}', "is a damaged notebook"),
        ('{"cells": [], "nbformat": 99}', "is a damaged notebook"),
        (
            '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}',
            "holds none of the assignment's cells",
        ),
    ],
)
def test_a_file_that_cannot_be_graded_is_described(root, content, problem):
    hand_in(root, "ada", content)
    assert problem in look(root, "ada").problem


def test_bytes_that_are_no_text(root):
    folder = hand_in(root, "ada", "")
    (folder / "ps01.ipynb").write_bytes(b"\xff\xfe\x00PK")
    assert "is not a notebook or is broken" in look(root, "ada").problem


def test_cell_data_of_a_strange_kind(root):
    notebook = student_notebook()
    notebook.cells[0].metadata["nbgrader"] = "strange"
    hand_in(root, "ada", notebook)
    assert "is a damaged notebook" in look(root, "ada").problem


def test_a_notebook_in_the_format_of_2013_can_be_graded(root):
    notebook = nbformat.convert(student_notebook(), 3)
    hand_in(root, "ada", json.dumps(notebook))
    assert look(root, "ada").problem == ""


def test_a_notebook_of_another_name_is_told(root):
    folder = root / "submitted" / "ada" / "ps01"
    folder.mkdir(parents=True)
    assert look(root, "ada").problem == "ps01.ipynb missing: the submission is empty"
    (folder / "homework.ipynb").write_text("{}")
    (folder / "timestamp.txt").write_text("")
    assert look(root, "ada").problem == "ps01.ipynb missing: the submission holds homework.ipynb"


def test_one_missing_notebook_of_two_costs_its_own_points_only(root):
    hand_in(root, "ada", student_notebook())
    found = look(root, "ada", TWO)
    assert (found.problem, found.remark) == ("", "part2.ipynb missing: no points for it")


def test_the_notebook_itself_may_not_be_a_link(root):
    folder = root / "submitted" / "ada" / "ps01"
    folder.mkdir(parents=True)
    (folder / "ps01.ipynb").symlink_to(root / "solutions" / "ps01" / "ps01.ipynb")
    assert "ps01.ipynb is a link to another place" in look(root, "ada").problem


def test_the_folder_may_not_be_a_link(root):
    (root / "submitted" / "ada").mkdir(parents=True)
    (root / "submitted" / "ada" / "ps01").symlink_to(root / "solutions" / "ps01")
    assert "the folder is a link" in look(root, "ada").problem


def test_a_file_in_place_of_the_folder(root):
    (root / "submitted" / "ada").mkdir(parents=True)
    (root / "submitted" / "ada" / "ps01").write_text("{}")
    assert "ps01 is a file, but should be a folder" in look(root, "ada").problem


def test_a_folder_in_place_of_the_notebook(root):
    (root / "submitted" / "ada" / "ps01" / "ps01.ipynb").mkdir(parents=True)
    assert "ps01.ipynb cannot be read: Is a directory" in look(root, "ada").problem


def test_a_timestamp_that_is_no_time(root):
    (hand_in(root, "ada", student_notebook()) / "timestamp.txt").write_text("yesterday, I think")
    assert "timestamp.txt holds 'yesterday, I think'" in look(root, "ada").problem
