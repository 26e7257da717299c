"""An assignment goes to students only when it is built and its tests are proven."""

import nbformat
import pytest

from dlcourse.cli.readiness import expect_ready, unproven
from dlcourse.course.build import build
from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from tests.grading.small_course import CONFIG, student_notebook, write_course

TEXT = '''# %% [markdown]
# # ps01: doubling

# %% answer="double"
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% test="double" part="values" points=2
assert double(1) == 2, "double(1) should be 2"
### BEGIN HIDDEN TESTS
assert double(-3) == -6, "negative numbers double, too"
### END HIDDEN TESTS
'''
MISTAKES = """# %% mistake="double.square"
# This squares. Try x = 3.
def double(x):
    return x * x
"""
VARIANTS = """# %% variant="double.sum"
# Adds.
def double(x):
    return x + x
"""


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "solutions" / "ps01"
    folder.mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    (folder / "ps01.py").write_text(TEXT)
    (folder / "mistakes.py").write_text(MISTAKES)
    (folder / "variants.py").write_text(VARIANTS)
    return tmp_path


def test_a_built_and_proven_assignment_is_ready(root):
    build(root, ["ps01"])
    expect_ready(CourseDir.open(root), "ps01")


def test_a_changed_text_must_be_built_again(root):
    build(root, ["ps01"])
    (root / "solutions" / "ps01" / "ps01.py").write_text(TEXT.replace("Twice x", "Two times x"))
    with pytest.raises(
        GradingError, match=r"is not what its text gives\. Run: dlcourse build ps01"
    ):
        expect_ready(CourseDir.open(root), "ps01")


def test_proven_tests_give_no_reason(root):
    assert unproven(root, "ps01") == []


def test_a_mistake_that_no_test_catches_is_named(root):
    (root / "solutions" / "ps01" / "mistakes.py").write_text(
        MISTAKES.replace("x * x", "2 * x if x < 100 else 0")
    )
    assert unproven(root, "ps01") == ["the mistake double.square loses in no question."]


def test_a_right_answer_that_loses_points_is_named(root):
    (root / "solutions" / "ps01" / "variants.py").write_text(VARIANTS.replace("x + x", "x + 1"))
    assert unproven(root, "ps01") == ["the right answer double.sum gets {'double': 0.0}."]


def test_a_reference_that_loses_points_is_named(root):
    text = TEXT.replace("return 2 * x", "return 2 * abs(x)")
    (root / "solutions" / "ps01" / "ps01.py").write_text(text)
    assert "the reference gets {'double': 0.0}, full is {'double': 2}." in unproven(root, "ps01")


def test_a_blank_that_gets_points_is_named(root):
    text = TEXT.replace("assert double(1) == 2", "assert True").replace(
        'assert double(-3) == -6, "negative numbers double, too"', "pass"
    )
    (root / "solutions" / "ps01" / "ps01.py").write_text(text)
    assert "the blank assignment gets {'double': 2.0}, should get nothing." in unproven(
        root, "ps01"
    )


def test_a_course_without_texts_needs_a_release_newer_than_its_source(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    with pytest.raises(
        GradingError, match=r"ps01.ipynb is missing\. Run: nbgrader generate_assign"
    ):
        expect_ready(course, "ps01")
    course.release("ps01").mkdir(parents=True)
    nbformat.write(student_notebook(), course.release("ps01") / "ps01.ipynb")
    expect_ready(course, "ps01")
