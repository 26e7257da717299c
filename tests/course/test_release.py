import ast
from copy import deepcopy
from dataclasses import replace

import pytest
from nbgrader.utils import is_grade

from dlcourse.course.assignment import read_assignment
from dlcourse.course.errors import CourseError
from dlcourse.course.release import expect_no_leak, release_notebook
from dlcourse.course.text import dump


@pytest.fixture(scope="module")
def release(assignment):
    return release_notebook(assignment)


def source_of(notebook, cell_id):
    (cell,) = [cell for cell in notebook.cells if cell["id"] == cell_id]
    return cell.source


def test_students_see_stubs_and_visible_tests(release):
    assert source_of(release, "square") == (
        'def square(x):\n    """The square of each number in ``x``."""\n'
        "    # Write your code here, in place of the next line.\n"
        '    raise NotImplementedError("Write your answer here.")'
    )
    assert source_of(release, "test-square-number") == (
        'assert square(2) == 4, "the square of 2 is 4"'
    )
    assert source_of(release, "why").endswith("*Write your answer here.*")


def test_stubs_parse(release):
    for cell in release.cells:
        if cell.cell_type == "code":
            ast.parse(cell.source)


def test_tests_keep_their_points_and_cannot_be_deleted(release):
    points = [cell.metadata.nbgrader.points for cell in release.cells if is_grade(cell)]
    assert points == [2, 1, 1.5, 3]
    assert all(cell.metadata.deletable is False for cell in release.cells if is_grade(cell))


def test_ids_are_those_of_the_source(release, assignment):
    assert [c["id"] for c in release.cells] == [c["id"] for c in assignment.notebook.cells]


def test_a_second_release_has_the_same_bytes(release, assignment):
    assert dump(release_notebook(assignment)) == dump(release)


@pytest.mark.parametrize(
    ("cell_id", "leak"),
    [
        ("half", "half = 1 / 2"),
        ("why", "  Minus times minus is plus."),
        ("test-half", 'assert half == 0.5, "a half is 0.5"'),
    ],
)
def test_a_line_of_a_solution_or_hidden_test_is_found(release, assignment, cell_id, leak):
    leaky = deepcopy(release)
    (cell,) = [cell for cell in leaky.cells if cell["id"] == cell_id]
    cell.source += "\n" + leak
    with pytest.raises(CourseError, match=rf"ps01: .*in cell {cell_id}: {leak.strip()[:10]}"):
        expect_no_leak(assignment, leaky)


def test_short_lines_and_hidden_tests_that_are_public_too_are_no_leak(house, change):
    path = house.assignment_text("ps01")
    change(path, "half = 1 / 2", "x = 1\nhalf = x / 2")
    change(
        path,
        'assert half < 1, "a half is less than one"',
        "x = 1\nassert half < 1, 'less than one'",
    )
    change(
        path,
        'assert half == 0.5, "a half is 0.5"',
        "assert half < 1, 'less than one'\nassert half == 0.5",
    )
    release_notebook(read_assignment(path))


def test_a_solution_that_a_set_up_cell_gives_away_is_a_leak(house, change):
    path = house.assignment_text("ps01")
    change(
        path,
        "import numpy as np",
        "import numpy as np\ngive = lambda x: (\n    x * x + 2 * x + 1 + 0 * x\n)",
    )
    change(path, "half = 1 / 2", "x = 1\nhalf = (\n    x * x + 2 * x + 1 + 0 * x\n) / 8")
    with pytest.raises(CourseError, match=r"in cell setup: x \* x \+ 2 \* x"):
        release_notebook(read_assignment(path))


def test_what_nbgrader_refuses_is_reported(assignment):
    broken = deepcopy(assignment.notebook)
    del broken.cells[1].metadata["nbgrader"]["grade_id"]
    with pytest.raises(CourseError, match="ps01: nbgrader made no release:"):
        release_notebook(replace(assignment, notebook=broken))
