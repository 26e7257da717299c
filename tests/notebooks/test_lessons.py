"""What every lesson of the course must fulfil.

That a fresh run gives the stored text and figures is proved by nbval, see tests/conftest.py.
"""

from pathlib import Path

import pytest

from dlcourse.course import inspection
from dlcourse.course.build import stale
from dlcourse.course.house import House
from dlcourse.course.outputs import expect_lasting_outputs
from dlcourse.course.text import load

HOUSE = House(Path(__file__).parents[2])


@pytest.fixture(
    scope="module", params=sorted(HOUSE.root.glob("notebooks/*.ipynb")), ids=lambda path: path.stem
)
def path(request):
    return request.param


@pytest.fixture(scope="module")
def lesson(path):
    return load(path)


def test_there_are_lessons():
    assert list(HOUSE.root.glob("notebooks/*.ipynb"))


def test_nothing_is_stale():
    assert stale(HOUSE.root) == []


@pytest.mark.parametrize("check", inspection.CHECKS, ids=lambda check: check.__name__)
def test_lesson_passes(lesson, check):
    assert check(lesson) == []


def test_outputs_are_small_and_free_of_this_machine(lesson, path):
    expect_lasting_outputs(lesson, path.stem, HOUSE.root)


def test_stored_file_holds_no_widget_state(lesson):
    assert "widgets" not in lesson.metadata


def test_cell_ids_are_unique(lesson):
    ids = [cell["id"] for cell in lesson.cells]
    assert len(set(ids)) == len(ids)
