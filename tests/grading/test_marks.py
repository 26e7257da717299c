"""Rows of marks."""

import datetime

import pytest

from dlcourse.grading.gradebook import open_gradebook
from dlcourse.grading.marks import Mark, StudentMarks, read_marks


def test_the_total_is_what_questions_give_less_the_penalty():
    row = StudentMarks("ada", {"a": Mark(3), "b": Mark(1, to_grade=True)}, penalty=1.5)
    assert row.total == 2.5
    assert row.to_grade == ["b"]


def test_a_penalty_takes_no_more_than_there_is():
    assert StudentMarks("ada", {"a": Mark(1)}, penalty=5).total == 0


def test_no_marks_are_not_zero_points():
    assert StudentMarks("ada").total is None


@pytest.fixture
def graded_by_hand(first_report, course):
    """A person grades an essay, a student is late, and all is put back."""
    with open_gradebook(course) as gradebook:
        grade = gradebook.find_grade("why", "ps01", "ps01", "warns")
        submission = gradebook.find_submission("ps01", "warns")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        submission.notebooks[0].late_submission_penalty = 1
        submission.timestamp = datetime.datetime(2026, 11, 21)
        gradebook.update_or_create_student("warns", first_name="Wanda", last_name="Arnold")
        gradebook.db.commit()
        yield read_marks(gradebook, first_report.scheme)["warns"]
        grade.manual_score, grade.needs_manual_grade = None, True
        submission.notebooks[0].late_submission_penalty = None
        submission.timestamp = None
        gradebook.update_or_create_student("warns", first_name=None, last_name=None)
        gradebook.db.commit()


def test_points_of_a_person_count(graded_by_hand):
    assert graded_by_hand.marks["why"] == Mark(1.5)
    assert graded_by_hand.penalty == 1
    assert graded_by_hand.total == 5.5
    assert (graded_by_hand.first_name, graded_by_hand.last_name) == ("Wanda", "Arnold")
    assert graded_by_hand.submitted == datetime.datetime(2026, 11, 21)
