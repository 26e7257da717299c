"""What students get: a folder and a zip with the released notebook and all they need to start."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions
from nbgrader.utils import is_ignored

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError

_README = """# {assignment}

1. Install Python 3.11 or newer, then, in this folder: `python -m pip install -r requirements.txt`
2. Open the notebook: `jupyter lab {notebook}`
3. Answer in the cells that say so. Leave the other cells as they are: the grader uses its own.
   Run the tests below each answer; the marks come from these and from hidden ones.
4. Before you hand in: Kernel, Restart Kernel and Run All Cells. Save.
5. Hand in {notebooks}, under this name.
"""
_REQUIREMENTS = "jupyterlab\nmatplotlib\nnumpy>=2.0,<3\n"
_DATE = (1980, 1, 1, 0, 0, 0)  # the same files give the same zip


def make_bundle(course: CourseDir, assignment: str, to: Path) -> tuple[Path, Path]:
    """Write ``to/assignment/`` and ``to/assignment.zip``, replacing older ones.

    Raises
    ------
    GradingError
        If there is no release, or it still holds a solution or a hidden test.
    """
    release = course.release(assignment)
    files = [
        path
        for path in sorted(release.rglob("*"))
        if path.is_file() and not is_ignored(str(path), course.nbgrader.ignore)
    ]
    notebooks = [path.name for path in files if path.suffix == ".ipynb"]
    if not notebooks:
        course.expect_assignment(assignment)
        raise GradingError(f"{assignment} has no release in {release}. Build it first.")
    for path in files:
        _expect_public(course, path)
    folder, archive = to / assignment, to / f"{assignment}.zip"
    if folder.exists():
        shutil.rmtree(folder)
    for path in files:
        target = folder / path.relative_to(release)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    readme = _README.format(
        assignment=assignment, notebook=notebooks[0], notebooks=" and ".join(notebooks)
    )
    for name, text in (("README.md", readme), ("requirements.txt", _REQUIREMENTS)):
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    _zip(folder, archive)
    return folder, archive


def _expect_public(course: CourseDir, path: Path) -> None:
    solutions, tests = ClearSolutions(config=course.config), ClearHiddenTests(config=course.config)
    content = path.read_bytes()
    for marker in (solutions.begin_solution_delimeter, tests.begin_test_delimeter):
        if marker.encode() in content:
            raise GradingError(
                f"{path} still holds a line with {marker!r}, so it is not for students. "
                f"Build the release again."
            )


def _zip(folder: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                info = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                file.writestr(info, path.read_bytes())
