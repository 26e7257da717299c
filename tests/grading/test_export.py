"""Marks as CSV."""

import csv
import io

import pytest

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.export import ClassMarks, Format, defuse, read_class, to_csv
from dlcourse.grading.gradebook import open_gradebook
from dlcourse.grading.marks import Mark, StudentMarks
from dlcourse.grading.scheme import Question, Scheme
from tests.grading.small_course import write_course

SCHEME = Scheme("ps01", (Question("a", 2, ()), Question("b", 1, ())), {})
OTHER = Scheme("ps02", (Question("c", 4, ()),), {})
ADA = StudentMarks("17", {"a": Mark(2), "b": Mark(0.5, True)}, first_name="Ada", last_name="L, Y")
EVIL = StudentMarks("evil", {"a": Mark(0), "b": Mark(0)}, 1.0, last_name='=cmd|"/c calc"!A1')
NONE = StudentMarks("none", note="not graded")
CLASS = ClassMarks(SCHEME, {row.student: row for row in (ADA, EVIL, NONE)})
NEXT = ClassMarks(OTHER, {"17": StudentMarks("17", {"c": Mark(3)}, first_name="Ada")})


def read(text):
    return list(csv.reader(io.StringIO(text)))


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_spreadsheet_has_a_row_a_submission():
    ada, evil, none = table(to_csv([CLASS], Format.CSV))
    assert (ada["student_id"], ada["score"], ada["max_score"]) == ("17", "2.5", "3")
    assert ada["last_name"] == "L, Y"
    assert ada["note"] == "to grade: b"
    assert (evil["late_penalty"], evil["score"]) == ("1", "0")
    assert (none["score"], none["note"]) == ("", "not graded")


def test_questions_have_columns_of_their_own():
    rows = table(to_csv([CLASS, NEXT], Format.CSV, per_question=True))
    assert [(r["ps01: a"], r["ps01: b"], r["ps02: c"]) for r in rows] == [
        ("2", "0.5", ""),
        ("0", "0", ""),
        ("", "", ""),
        ("", "", "3"),
    ]


def test_formulas_are_defused_and_quotes_quoted():
    text = to_csv([CLASS], Format.CSV)
    assert '"\'=cmd|""/c calc""!A1"' in text


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", "\tx", " =1", "\n=1", "＝1"])
def test_what_a_spreadsheet_would_compute_is_text(value):
    assert defuse(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "ada", "a=1", 3.5, -2, None])
def test_other_values_stay(value):
    assert defuse(value) == value


def test_moodle_finds_its_participants():
    rows = table(to_csv([CLASS], Format.MOODLE, per_question=True))
    assert rows[0] == {
        "Identifier": "Participant 17",
        "Full name": "Ada L, Y",
        "Grade": "2.5",
        "Maximum Grade": "3",
        "Feedback comments": "to grade: b; a: 2/2; b: 0.5/1",
    }
    assert rows[1]["Identifier"] == "evil"
    assert (rows[2]["Grade"], rows[2]["Feedback comments"]) == ("", "not graded")
    assert table(to_csv([CLASS], Format.MOODLE))[0]["Feedback comments"] == "to grade: b"


def test_moodle_takes_one_assignment_at_a_time():
    with pytest.raises(GradingError, match="Name one of: ps01, ps02"):
        to_csv([CLASS, NEXT], Format.MOODLE)


def test_canvas_has_a_column_an_assignment():
    head, most, ada, evil, none = read(to_csv([CLASS, NEXT], Format.CANVAS))
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ps01", "ps02"]
    assert most == ["Points Possible", "", "", "", "", "3", "4"]
    assert ada == ["Ada", "17", "", "", "", "2.5", "3"]
    assert evil[1:] == ["", "", "evil", "", "0", ""]
    assert none == ["none", "", "", "none", "", "", ""]


def test_canvas_per_question():
    head, most, ada, *_ = read(to_csv([CLASS], Format.CANVAS, per_question=True))
    assert head[5:] == ["ps01", "ps01: a", "ps01: b"]
    assert most[5:] == ["3", "2", "1"]
    assert ada[5:] == ["2.5", "2", "0.5"]


def test_the_graded_class_is_read_with_those_who_have_no_marks(first_report, course):
    [one] = read_class(course)
    assert one.scheme.assignment == "ps01"
    assert one.rows["ada"].total == 5
    for student in ("exits", "broken", "space in id"):
        assert one.rows[student].total is None
        assert one.rows[student].note == "not graded"


def test_those_without_marks_keep_their_names(first_report, course):
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("broken", first_name="Bo", email="bo@example.org")
    [one] = read_class(course)
    assert (one.rows["broken"].name, one.rows["broken"].email) == ("Bo", "bo@example.org")


def test_nothing_graded(first_report, course, tmp_path):
    with pytest.raises(GradingError, match="no gradebook"):
        read_class(CourseDir.open(write_course(tmp_path)))
    with pytest.raises(GradingError, match="does not know 'ps99'"):
        read_class(course, ["ps99"])


def test_a_class_in_which_nobody_has_marks(first_report, course, monkeypatch):
    monkeypatch.setattr(CourseDir, "graded_students", lambda self, assignment: [])
    with pytest.raises(GradingError, match="Nothing has been graded yet"):
        read_class(course)
