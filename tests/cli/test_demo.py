"""The command demo, on the smallest class there is."""

import csv
import dataclasses
from pathlib import Path

import pytest
import typer

from dlcourse.cli import demo as command
from dlcourse.course.sample_class import SampleStudent
from dlcourse.grading.grade import Report
from dlcourse.grading.marks import Mark, StudentMarks
from dlcourse.grading.scheme import Question, Scheme

ROOT = Path(__file__).parents[2]
SCHEME = Scheme("ps01", (Question("a", 2, ()), Question("b", 1, ())), {})
PEOPLE = [
    SampleStudent("first", {"a": "reference", "b": "reference"}),
    SampleStudent("second", {"a": "mistake:sign", "b": "variant:loop"}),
    SampleStudent("last", {"a": "blank", "b": "blank"}),
]


def report(*points):
    rows = [
        StudentMarks(person.student_id, {"a": Mark(a), "b": Mark(b)})
        for person, (a, b) in zip(PEOPLE, points, strict=True)
    ]
    return Report(SCHEME, rows, {}, 0)


def test_the_whole_loop(dlcourse, tmp_path):
    to = tmp_path / "a demo"
    result = dlcourse("demo", "--students", "3", "--to", to, "--course", ROOT)
    assert result.exit_code == 0, result.output
    assert "student-1" not in result.stdout.split("Marks in")[0]
    assert "student-01 handed in the solution and has full marks" in result.stdout
    assert "student-03 handed in the blank assignment and has none" in result.stdout
    assert len(list((to / "feedback").glob("*/ps01/ps01.html"))) == 3
    assert (to / "student-bundle" / "ps01.zip").is_file()
    with (to / "marks.csv").open(newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert rows["student-01"]["score"] == rows["student-01"]["max_score"]
    assert rows["student-03"]["score"] == "0"


def test_a_folder_in_use_is_not_touched(dlcourse, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    result = dlcourse("demo", "--to", tmp_path, "--course", ROOT)
    assert result.exit_code == 2
    assert "is in use" in result.stderr
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_an_older_demo_is_replaced(tmp_path):
    from dlcourse.grading.course_dir import CourseDir

    real = CourseDir.open(ROOT)
    stage = command.prepare(real, "ps01", tmp_path / "demo")
    (stage.root / "old.txt").touch()
    stage = command.prepare(real, "ps01", tmp_path / "demo")
    assert not (stage.root / "old.txt").exists()
    assert stage.notebooks("ps01") == ["ps01"]


def test_an_unknown_assignment(dlcourse, tmp_path):
    result = dlcourse("demo", "--assignment", "ps99", "--to", tmp_path / "x", "--course", ROOT)
    assert result.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_a_class_of_one(dlcourse, tmp_path):
    result = dlcourse("demo", "--students", "1", "--to", tmp_path / "x", "--course", ROOT)
    assert result.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_no_surprise():
    assert command.surprises(report((2, 1), (1, 1), (0, 0)), PEOPLE) == []


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (((2, 0.5), (1, 1), (0, 0)), "first answered b with reference, got 0.5."),
        (((2, 0.5), (1, 1), (0, 0)), "first should have 3 in all, has 2.5."),
        (((2, 1), (2, 1), (0, 0)), "second answered a with mistake:sign, got 2."),
        (((2, 1), (1, 0), (0, 0)), "second answered b with variant:loop, got 0."),
        (((2, 1), (1, 1), (0, 1)), "last answered b with blank, got 1."),
        (((2, 1), (1, 1), (0, 1)), "last should have 0 in all, has 1."),
    ],
)
def test_a_surprise_is_told(points, sentence):
    assert sentence in command.surprises(report(*points), PEOPLE)


def test_a_student_without_marks_is_a_surprise():
    made = report((2, 1), (1, 1), (0, 0))
    rows = [made.rows[0], StudentMarks("second", note="it broke"), made.rows[2]]
    made = dataclasses.replace(made, rows=rows)
    assert command.surprises(made, PEOPLE) == ["second has no marks: it broke"]


def test_a_surprise_fails_the_demo(capsys):
    with pytest.raises(typer.Exit) as stopped:
        command.conclude(report((2, 1), (2, 1), (0, 0)), PEOPLE)
    assert stopped.value.exit_code == 1
    assert capsys.readouterr().out == "WRONG: second answered a with mistake:sign, got 2.\n"
