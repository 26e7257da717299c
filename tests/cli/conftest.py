"""Runs commands as a person would, and a small class graded by the command itself."""

from functools import cache

import nbgrader.api
import pytest
from typer.testing import CliRunner

from dlcourse.cli import app
from tests.grading.small_course import RIGHT, WRONG, hand_in, student_notebook, write_course


@pytest.fixture(scope="session", autouse=True)
def quick_gradebooks():
    """Ask alembic once for its version, not for every new gradebook: it takes two seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader.api, "get_alembic_version", cache(nbgrader.api.get_alembic_version))
        yield


@pytest.fixture(scope="session")
def dlcourse():
    """Runs ``dlcourse`` with arguments; the result has exit_code, stdout and stderr."""

    def run(*arguments):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert "Traceback" not in result.output or "--debug" in arguments
        return result

    return run


@pytest.fixture
def course(tmp_path):
    """A course in which nothing has happened yet."""
    return write_course(tmp_path / "course")


@pytest.fixture(scope="session")
def graded(tmp_path_factory, dlcourse):
    """A course whose class was graded by the command, and what the command said."""
    root = write_course(tmp_path_factory.mktemp("graded"))
    hand_in(root, "ada", student_notebook(**RIGHT))
    hand_in(root, "bob", student_notebook(**WRONG))
    hand_in(root, "cy d", student_notebook())
    return root, dlcourse("grade", "--course", root)
