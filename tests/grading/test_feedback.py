"""Feedback pages of the graded class."""

import html
import re

import pytest

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.feedback import write_feedback
from tests.grading.small_course import write_course


@pytest.fixture(scope="module")
def pages(first_report, course):
    told = []
    pages = write_feedback(course, "ps01", progress=lambda *at: told.append(at))
    assert told[0] == (0, len(pages))
    assert told[-1] == (len(pages), len(pages))
    return {one.student: one for one in pages}


def text_of(page):
    return html.unescape(re.sub(r"<style.*?</style>|<[^>]+>", "", page.read_text(), flags=re.S))


def test_everyone_who_was_graded_has_a_page_in_nbgraders_place(pages, course):
    assert list(pages) == course.graded_students("ps01")
    assert pages["bob"].files == (course.feedback("bob", "ps01") / "ps01.html",)


def test_no_page_shows_a_hidden_test(pages):
    for one in pages.values():
        for page in one.files:
            content = text_of(page)
            assert "square(-4)" not in content
            assert "cube(2) == 8" not in content
            assert "HIDDEN TESTS" not in content


def test_a_page_says_what_went_wrong(pages):
    content = text_of(pages["bob"].files[0])
    assert "the square of a negative number is positive" in content
    assert "Score: 1.0 / 7.0" in content


def test_scripts_of_students_do_not_reach_the_page(first_report, course):
    copy = course.autograded("ada", "ps01") / "ps01.ipynb"
    before = copy.read_text()
    copy.chmod(0o644)
    evil = "Minus times minus is plus.<script>alert(1)</script><img src=x onerror=alert(2)>"
    copy.write_text(before.replace("Minus times minus is plus.", evil))
    [one] = write_feedback(course, "ps01", student="ada")
    content = one.files[0].read_text()
    assert "<script>alert(1)" not in content
    assert "onerror" not in content
    assert "<p>Minus times minus is plus." in content
    copy.write_text(before)


def test_a_page_that_fails_says_why_and_the_others_are_written(first_report, course):
    copy = course.autograded("tampers", "ps01") / "ps01.ipynb"
    before = copy.read_text()
    copy.chmod(0o644)
    copy.write_text("{}")
    pages = {one.student: one for one in write_feedback(course, "ps01")}
    copy.write_text(before)
    assert pages["tampers"].files == ()
    assert pages["tampers"].problem == (
        "the nbgrader data of its cells is damaged: ask for it again"
    )
    assert pages["ada"].files


def test_nothing_graded_yet(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    with pytest.raises(GradingError, match="No submission of ps01 has been graded"):
        write_feedback(course, "ps01")
    with pytest.raises(GradingError, match="no assignment 'ps99'"):
        write_feedback(course, "ps99")


def test_a_student_who_was_not_graded(first_report, course):
    with pytest.raises(GradingError, match="'exits' has not been graded"):
        write_feedback(course, "ps01", student="exits")
