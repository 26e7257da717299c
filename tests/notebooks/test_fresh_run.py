"""Does the test run notice a lesson whose stored outputs are not those of a fresh run?"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from dlcourse.course.execution import execute
from dlcourse.course.text import NOTEBOOK_METADATA, dump, load

TESTS = Path(__file__).parents[1]
FIGURE = """\
from dlcourse.lab import figure, show
fig, ax = figure()
ax.plot([0, 1], [0, {height}])
ax.set_ylim(0, 2)
show(fig, alt="A straight line that rises to the right.")"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository with three lessons: one true, one with another figure, one with another text."""
    root = tmp_path_factory.mktemp("repository")
    (root / "tests").mkdir()
    for name in ("conftest.py", "sanitize.cfg"):
        shutil.copy(TESTS / name, root / "tests" / name)
    (root / "pytest.ini").write_text("[pytest]\n")
    true = new_notebook(
        metadata=NOTEBOOK_METADATA,
        cells=[
            new_code_cell(FIGURE.format(height=1), id="figure"),
            new_code_cell("print(7)", id="text"),
        ],
    )
    (root / "notebooks" / "src").mkdir(parents=True)
    execute(true, root / "notebooks", "true")
    write(true, root / "notebooks" / "true.ipynb")
    write(true, root / "tests" / "material.ipynb")
    (root / "notebooks" / "src" / "true.py").write_text("raise RuntimeError('collected')\n")

    other_figure = load(root / "notebooks" / "true.ipynb")
    other_figure.cells[0].source = FIGURE.format(height=2)
    write(other_figure, root / "notebooks" / "other_figure.ipynb")

    other_text = load(root / "notebooks" / "true.ipynb")
    other_text.cells[1].outputs = [new_output("stream", name="stdout", text="8\n")]
    write(other_text, root / "notebooks" / "other_text.ipynb")
    return root


def write(notebook, path):
    path.write_text(dump(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def report(repository):
    """What the course's own test command says of the repository."""
    options = (
        "-rA -n 2 --dist loadfile --cov --doctest-modules "
        "--nbval --nbval-current-env --nbval-sanitize-with tests/sanitize.cfg"
    )
    finished = subprocess.run(
        [sys.executable, "-m", "pytest", *options.split(), "tests", "notebooks"],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return finished.stdout + finished.stderr


@pytest.mark.parametrize(
    ("item", "outcome"),
    [
        ("notebooks/true.ipynb::Cell 0", "PASSED"),
        ("notebooks/true.ipynb::Cell 1", "PASSED"),
        ("notebooks/other_figure.ipynb::Cell 0", "FAILED"),
        ("notebooks/other_figure.ipynb::Cell 1", "PASSED"),
        ("notebooks/other_text.ipynb::Cell 0", "PASSED"),
        ("notebooks/other_text.ipynb::Cell 1", "FAILED"),
    ],
)
def test_each_stored_output_is_compared_with_a_fresh_one(report, item, outcome):
    assert f"{outcome} {item}" in report, report


def test_a_changed_figure_is_told_with_what_to_do(report):
    assert "figure 1 differs from the stored one by" in report
    assert "dlcourse build" in report


def test_neither_material_of_tests_nor_texts_of_lessons_are_run(report):
    assert "4 passed, 2 failed" in report or "2 failed, 4 passed" in report
