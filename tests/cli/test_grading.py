"""The command grade."""

import sqlite3

import pytest

from dlcourse.grading import grade
from dlcourse.grading.engine import Outcome, Verdict
from dlcourse.grading.marks import Mark, StudentMarks
from dlcourse.grading.scheme import Question, Scheme
from tests.grading.small_course import hand_in, student_notebook


def test_the_table_has_points_per_question_a_total_and_reasons(graded):
    root, result = graded
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[:4] == [
        ["Marks", "in", "ps01"],
        ["student", "square", "/3", "cube", "/2", "why", "/2", "total", "/7", "note"],
        ["ada", "3", "2", "to", "grade", "5"],
        ["bob", "1", "0", "0", "1"],
    ]
    assert "the student id 'cy d' holds a space: use 'cy-d' instead" in result.stdout
    assert "3 submissions, 2 with marks." in result.stdout
    assert "Grading ps01: 2 of 2" in result.stderr


def test_nbgraders_noise_is_in_the_log_only(graded):
    root, result = graded
    assert "Autograding" not in result.output
    assert "TCP" not in result.output
    assert "Autograding" in (root / ".dlcourse" / "nbgrader.log").read_text()


def test_again_nothing_is_graded(graded, dlcourse):
    root, _ = graded
    result = dlcourse("grade", "ps01", "--course", root)
    assert result.exit_code == 0
    assert "2 of them unchanged since they were graded" in result.stdout


def test_one_student(graded, dlcourse):
    root, _ = graded
    result = dlcourse("grade", "ps01", "--student", "bob", "--course", root)
    assert "bob" in result.stdout
    assert "ada" not in result.stdout


def test_another_gradebook(graded, dlcourse, tmp_path):
    root, _ = graded
    address = f"sqlite:///{tmp_path}/other.db"
    result = dlcourse("grade", "ps01", "--student", "bob", "--db", address, "--course", root)
    assert result.exit_code == 0
    with sqlite3.connect(tmp_path / "other.db") as other:
        assert other.execute("SELECT id FROM student").fetchall() == [("bob",)]
    other.close()


def test_a_submission_without_a_verdict_is_exit_code_1(graded, dlcourse, monkeypatch):
    root, _ = graded

    def half(course, assignment, engine, **options):
        scheme = Scheme("ps01", (Question("square", 3, ()),), {})
        rows = [
            StudentMarks("ada", {"square": Mark(1, True)}, penalty=0.5, note="late"),
            StudentMarks("bob", note="grading stopped with KeyError"),
        ]
        return grade.Report(scheme, rows, {"bob": Verdict("bob", Outcome.FAILED)}, 0)

    monkeypatch.setattr(grade, "grade_assignment", half)
    result = dlcourse("grade", "ps01", "--course", root)
    assert result.exit_code == 1
    assert "Some submissions have no verdict. The log says more:" in result.stdout
    assert "1 + to grade" in result.stdout
    assert "late; 0.5 points off for lateness" in result.stdout
    assert "grading stopped with KeyError" in result.stdout


def files(root):
    return sorted(path for path in root.rglob("*"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ps99"], "There is no assignment 'ps99'"),
        (["ps01"], "Nobody has handed in ps01"),
        ([], "Nothing has been handed in below"),
        (["ps01", "--db", "sqlite:////nowhere/g.db"], "Nobody has handed in ps01"),
    ],
)
def test_wrong_use_of_a_course_without_submissions(course, dlcourse, arguments, message):
    before = files(course)
    result = dlcourse("grade", *arguments, "--course", course)
    assert result.exit_code == 2
    assert message in result.stderr
    assert files(course) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ps01", "ps99"], "There is no assignment 'ps99'"),
        (["ps01", "--student", "bob"], "'bob' has not handed in ps01"),
        (["ps01", "--db", "sqlite:////nowhere/g.db"], "there is no folder /nowhere"),
        (["ps01", "--db", "oracle"], "'oracle' is no address of a database"),
    ],
)
def test_wrong_use_changes_nothing(course, dlcourse, arguments, message):
    hand_in(course, "ada", student_notebook())
    before = files(course)
    result = dlcourse("grade", *arguments, "--course", course)
    assert result.exit_code == 2
    assert message in result.stderr
    assert files(course) == before


def test_a_folder_without_configuration(dlcourse, tmp_path):
    result = dlcourse("grade", "ps01", "--course", tmp_path)
    assert result.exit_code == 2
    assert "is not an nbgrader course: it has no nbgrader_config.py" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_class_in_which_nothing_can_be_graded_has_its_reasons(course, dlcourse):
    hand_in(course, "ada", "this is no notebook")
    hand_in(course, "b,c", student_notebook())
    result = dlcourse("grade", "ps01", "--course", course)
    assert result.exit_code == 0
    assert "ps01.ipynb is not a notebook or is broken: ask for it again" in result.stdout
    assert "the student id 'b,c' holds a comma: use 'b-c' instead" in result.stdout
    assert "2 submissions, 0 with marks." in result.stdout


def test_an_unknown_option_is_exit_code_2(course, dlcourse):
    assert dlcourse("grade", "--wrokers", "4").exit_code == 2
