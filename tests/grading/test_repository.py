"""nbgrader's configuration of this very repository."""

from pathlib import Path

import pytest
from nbgrader.utils import is_ignored

from dlcourse.course.release import CODE_STUB, TEXT_STUB
from dlcourse.grading.course_dir import CourseDir

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def course():
    return CourseDir.open(ROOT)


def test_solutions_become_assignments(course):
    assert course.source("ps01") == ROOT / "solutions" / "ps01"
    assert course.release("ps01") == ROOT / "assignments" / "ps01"
    assert course.submitted("ada", "ps01") == ROOT / "submitted" / "ada" / "ps01"
    assert course.nbgrader.course_id == "dlcourse"


@pytest.mark.parametrize("name", ["ps01.py", "mistakes.py", "variants.py"])
def test_texts_beside_a_source_notebook_never_go_to_students(course, name):
    assert is_ignored(str(ROOT / "solutions" / "ps01" / name), course.nbgrader.ignore)
    assert "*.md" in course.nbgrader.ignore


def test_blank_answers_are_known_by_the_words_of_the_release(course):
    assert course.config.ClearSolutions.code_stub == {"python": CODE_STUB}
    assert course.config.ClearSolutions.text_stub == TEXT_STUB
