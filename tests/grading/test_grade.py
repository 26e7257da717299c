"""What the table of a graded class says."""

import os
import time

import pytest

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.engine import Outcome, Verdict
from dlcourse.grading.errors import GradingError
from dlcourse.grading.grade import grade_assignment, is_up_to_date, submitters
from tests.grading.small_course import hand_in, student_notebook, write_course


class NoEngine:
    """Fails if anything is to be graded."""

    def register(self, assignment):
        pass

    def grade(self, assignment, students):
        assert list(students) == []
        return iter(())


class Rerun(NoEngine):
    """Notes whom it is to grade, and comes to no verdict."""

    def grade(self, assignment, students):
        self.students = list(students)
        return (Verdict(student, Outcome.FAILED, "out of order") for student in students)


def test_right_answers_get_full_points_but_a_person_grades_the_essay(rows):
    marks = rows["ada"].marks
    assert {name: mark.points for name, mark in marks.items()} == {"square": 3, "cube": 2, "why": 0}
    assert rows["ada"].to_grade == ["why"]
    assert rows["ada"].total == 5


def test_a_hidden_test_costs_its_own_cell_only(rows):
    assert rows["bob"].marks["square"].points == 1
    assert rows["bob"].marks["cube"].points == 0


def test_the_blank_assignment_gets_nothing_and_needs_no_person(rows):
    assert rows["blank"].total == 0
    assert rows["blank"].to_grade == []


def test_a_warning_costs_nothing(rows):
    assert rows["warns"].marks["square"].points == 3


def test_an_endless_loop_costs_its_question_only(rows):
    assert rows["loops"].marks["square"].points == 3
    assert rows["loops"].marks["cube"].points == 0


def test_tampering_gains_nothing_and_is_noted(rows):
    assert rows["tampers"].total == rows["bob"].total == 1
    assert rows["tampers"].note == "Put back missing cells: test-square-types."


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("broken", "ps01.ipynb is not a notebook or is broken"),
        ("space in id", "holds a space: use 'space-in-id' instead"),
        ("comma,id", "holds a comma: use 'comma-id' instead"),
        ("exits", "its code ended the kernel"),
    ],
)
def test_a_row_without_marks_says_why(rows, student, reason):
    assert rows[student].total is None
    assert reason in rows[student].note


def test_every_submission_has_a_verdict(first_report, course):
    assert first_report.complete
    assert sorted(first_report.verdicts) == course.students("ps01")


def test_a_kernel_that_ended_leaves_no_graded_copy(first_report, course):
    assert not course.autograded("exits", "ps01").exists()


def test_grading_again_grades_only_what_has_no_marks(first_report, course):
    engine = Rerun()
    report = grade_assignment(course, "ps01", engine)
    assert engine.students == ["exits"]
    assert report.skipped == 6
    assert not report.complete
    assert next(r for r in report.rows if r.student == "exits").note == "out of order"


def test_one_student_alone(first_report, course):
    report = grade_assignment(course, "ps01", NoEngine(), student="ada")
    assert [(row.student, row.total) for row in report.rows] == [("ada", 5)]


def test_regrade_grades_what_is_up_to_date(first_report, course, engine):
    told = []
    report = grade_assignment(
        course, "ps01", engine, student="bob", regrade=True, progress=lambda *at: told.append(at)
    )
    assert told == [(0, 1), (1, 1)]
    assert report.skipped == 0
    assert report.rows[0].total == 1


def test_a_newer_submission_is_not_up_to_date(first_report, course):
    scheme = first_report.scheme
    assert is_up_to_date(course, scheme, "blank")
    notebook = course.submitted("blank", "ps01") / "ps01.ipynb"
    later = time.time() + 60
    before = notebook.stat()
    os.utime(notebook, (later, later))
    assert not is_up_to_date(course, scheme, "blank")
    os.utime(notebook, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_copy_that_was_never_executed_is_not_up_to_date(first_report, course):
    copy = course.autograded("warns", "ps01") / "ps01.ipynb"
    executed = copy.read_text()
    copy.chmod(0o644)
    copy.write_text((course.submitted("warns", "ps01") / "ps01.ipynb").read_text())
    assert not is_up_to_date(course, first_report.scheme, "warns")
    copy.write_text(executed)
    assert is_up_to_date(course, first_report.scheme, "warns")


def test_an_empty_class_is_told_to_collect(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    with pytest.raises(GradingError, match="dlcourse collect ps01 ARCHIVE"):
        grade_assignment(course, "ps01", NoEngine())
    assert not (tmp_path / "gradebook.db").exists()


def test_an_unknown_assignment_is_named(course):
    with pytest.raises(GradingError, match=r"no assignment 'ps99' in .*There are: ps01"):
        submitters(course, "ps99")


def test_an_unknown_student_is_named(course):
    with pytest.raises(GradingError, match="'blanc' has not handed in ps01. Did you mean blank"):
        submitters(course, "ps01", "blanc")


def test_submissions_to_an_assignment_that_nobody_knows(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    hand_in(tmp_path, "ada", student_notebook(), "quiz")
    with pytest.raises(GradingError, match="no gradebook .* yet. Grade first"):
        grade_assignment(course, "quiz", NoEngine())
