"""Questions of an assignment, put together from its graded cells."""

import shutil

import pytest

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.gradebook import open_gradebook
from dlcourse.grading.scheme import question_of, read_scheme


def test_questions_come_in_the_order_of_the_notebook(first_report):
    scheme = first_report.scheme
    assert [(q.name, q.points) for q in scheme.questions] == [
        ("square", 3),
        ("cube", 2),
        ("why", 2),
    ]
    assert scheme.points == 7
    assert scheme.questions[0].cells == (
        ("ps01", "test-square-values"),
        ("ps01", "test-square-types"),
    )


def test_all_nbgrader_cells_are_known(first_report):
    assert "setup" in first_report.scheme.cells["ps01"]


def test_without_a_source_the_questions_come_by_name(first_report, course, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(course.root, root, ignore=shutil.ignore_patterns("solutions", "submitted"))
    copy = CourseDir.open(root)
    with open_gradebook(copy) as gradebook:
        scheme = read_scheme(copy, gradebook, "ps01")
    assert {q.name: q.points for q in scheme.questions} == {"square": 3, "cube": 2, "why": 2}


def test_two_notebooks_keep_their_questions_apart(first_report, course, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(course.root, root, ignore=shutil.ignore_patterns("submitted"))
    copy = CourseDir.open(root)
    with open_gradebook(copy) as gradebook:
        gradebook.add_notebook("extra", "ps01")
        gradebook.add_grade_cell("poem", "extra", "ps01", max_score=1, cell_type="markdown")
        scheme = read_scheme(copy, gradebook, "ps01")
    assert [q.name for q in scheme.questions] == [
        "extra: poem",
        "ps01: square",
        "ps01: cube",
        "ps01: why",
    ]


def test_an_assignment_that_was_never_graded(first_report, course):
    with open_gradebook(course) as gradebook, pytest.raises(GradingError, match="does not know"):
        read_scheme(course, gradebook, "ps99")


@pytest.mark.parametrize(
    ("cell", "above", "question"),
    [
        ("test-sigmoid-values", ["sigmoid", "tanh"], "sigmoid"),
        ("sigmoid_test", ["sigmoid", "tanh"], "sigmoid"),
        ("tests_mlp", ["mlp", "mlp_2"], "mlp"),
        ("test-mlp_2-shape", ["mlp", "mlp_2"], "mlp_2"),
        ("part-a", ["first", "second"], "second"),
        ("essay", ["first", "essay"], "essay"),
        ("lonely", [], "lonely"),
    ],
)
def test_a_graded_cell_finds_its_question(cell, above, question):
    assert question_of(cell, above) == question
