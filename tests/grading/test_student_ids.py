"""Ids that nbgrader can take and ids that it cannot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.grading.student_ids import id_problem, suggest_id


@pytest.mark.parametrize("student", ["ada", "s-001", "ada.l@example.org", "12345", "müller", "a+b"])
def test_usual_ids_are_fine(student):
    assert id_problem(student) is None


@pytest.mark.parametrize(
    ("student", "flaw"),
    [
        ("", "is empty"),
        ("ada lovelace", "holds a space"),
        ("lovelace,ada", "holds a comma"),
        ("a\tb", "holds a space"),
        ("a*", "holds a star"),
        ("a/b", "holds a slash"),
        ("{a}", "holds a brace"),
        ("a\x00", "holds a control character"),
        ("-ada", "starts with '-'"),
        (".ada", "starts with '.'"),
        ("a" * 129, "is longer than 128 characters"),
    ],
)
def test_the_flaw_is_named(student, flaw):
    assert flaw in id_problem(student)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.text(max_size=200))
def test_the_suggested_id_can_be_taken(student):
    assert id_problem(suggest_id(student)) is None
