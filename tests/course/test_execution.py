import sys

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from dlcourse.course.errors import CourseError
from dlcourse.course.execution import execute
from dlcourse.course.text import NOTEBOOK_METADATA

MAY_FAIL = {"tags": ["raises-exception"]}


def run(folder, *cells, seconds=60):
    """Execute cells: a source, or source and metadata."""
    pairs = [(cell, {}) if isinstance(cell, str) else cell for cell in cells]
    cells = [
        new_code_cell(source, id=f"cell-{number}", metadata=metadata)
        for number, (source, metadata) in enumerate(pairs, start=1)
    ]
    notebook = new_notebook(cells=cells, metadata=NOTEBOOK_METADATA)
    execute(notebook, folder, "01_tiny", seconds)
    return notebook.cells


@pytest.fixture
def start_up_file(tmp_path, monkeypatch):
    """A user whose IPython defines a name at its start."""
    folder = tmp_path / "ipython" / "profile_default" / "startup"
    folder.mkdir(parents=True)
    (folder / "00.py").write_text("secret = 1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))


def test_cells_run_in_order_in_the_folder_with_this_python(tmp_path, start_up_file, capfd):
    program = "import os, sys; print(os.getcwd(), sys.executable, 'secret' in globals(), sep='\\n')"
    first, second = run(tmp_path, program, "1 + 1")
    assert first.outputs[0].text.splitlines() == [str(tmp_path.resolve()), sys.executable, "False"]
    assert (first.execution_count, second.execution_count) == (1, 2)
    assert second.outputs[0].data["text/plain"] == "2"
    assert "execution" not in first.metadata
    assert capfd.readouterr() == ("", "")


def test_a_failing_cell_is_named_with_its_error(tmp_path):
    with pytest.raises(CourseError, match=r"01_tiny, cell cell-2: NameError: name 'x' is not"):
        run(tmp_path, ("1 / 0", MAY_FAIL), "print(x)")


def test_a_cell_must_end_in_time(tmp_path):
    with pytest.raises(CourseError, match=r"01_tiny: a cell ran for more than 1 s"):
        run(tmp_path, ("while True: pass", MAY_FAIL), seconds=1)


def test_the_end_of_the_kernel_is_reported(tmp_path):
    with pytest.raises(CourseError, match=r"01_tiny: the kernel died"):
        run(tmp_path, "import os; os._exit(1)")
