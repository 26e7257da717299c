"""A class that has been graded once, for all tests that only look at the result."""

from concurrent.futures import Executor, Future
from functools import cache

import nbgrader.api
import pytest

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.grade import grade_assignment
from dlcourse.grading.nbgrader_engine import NbgraderEngine
from tests.grading.small_course import (
    CONFIG,
    RIGHT,
    WRONG,
    hand_in,
    student_notebook,
    tampered_notebook,
    write_course,
)

QUICK = CONFIG + "c.Execute.timeout = 2\n"


@pytest.fixture(scope="session", autouse=True)
def quick_gradebooks():
    """Ask alembic once for its version, not for every new gradebook: it takes two seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader.api, "get_alembic_version", cache(nbgrader.api.get_alembic_version))
        yield


class InThisProcess(Executor):
    """Runs at once what is submitted, so that coverage and the debugger see it."""

    def submit(self, function, /, *arguments):
        future = Future()
        future.set_result(function(*arguments))
        return future


@pytest.fixture(scope="session")
def class_folder(tmp_path_factory):
    """A course whose path has a space in it, and a class with all kinds of submissions."""
    root = write_course(tmp_path_factory.mktemp("small course"), config=QUICK)
    hand_in(root, "ada", student_notebook(**RIGHT))
    hand_in(root, "bob", student_notebook(**WRONG))
    hand_in(root, "blank", student_notebook())
    hand_in(root, "broken", '{"cells": [')
    hand_in(root, "space in id", student_notebook(**RIGHT))
    hand_in(root, "comma,id", student_notebook(**RIGHT))
    hand_in(root, "exits", student_notebook(square="import os\nos._exit(0)"))
    hand_in(root, "loops", student_notebook(**{**RIGHT, "cube": "while True:\n    pass"}))
    hand_in(root, "tampers", tampered_notebook())
    warns = "import warnings\n\ndef square(x):\n    warnings.warn('hm')\n    return x * x"
    hand_in(root, "warns", student_notebook(**{**RIGHT, "square": warns}))
    return root


@pytest.fixture(scope="session")
def course(class_folder):
    return CourseDir.open(class_folder)


@pytest.fixture(scope="session")
def engine(course):
    return NbgraderEngine(course, pool=lambda workers: InThisProcess())


@pytest.fixture(scope="session")
def first_report(course, engine):
    """The report of the first grading."""
    return grade_assignment(course, "ps01", engine)


@pytest.fixture
def rows(first_report):
    """Rows of the table of marks, by student."""
    return {row.student: row for row in first_report.rows}
