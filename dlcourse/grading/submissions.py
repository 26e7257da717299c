"""Looks at what a student handed in, before any of it runs."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.utils import parse_utc

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.scheme import Scheme
from dlcourse.grading.student_ids import id_problem


@dataclass(frozen=True)
class Finding:
    """What the look at a submission brought.

    Parameters
    ----------
    problem : str
        Why it cannot be graded at all; empty if it can.
    remark : str
        What the lecturer should know although it can be graded.
    """

    problem: str = ""
    remark: str = ""


def look_at(course: CourseDir, scheme: Scheme, student: str) -> Finding:
    """Why nbgrader could not grade this submission, in words that a lecturer can act on."""
    folder = course.submitted(student, scheme.assignment)
    problem = id_problem(student) or _folder_problem(folder)
    if problem:
        return Finding(problem)
    there = [name for name in scheme.cells if (folder / f"{name}.ipynb").exists()]
    missing = [f"{name}.ipynb" for name in scheme.cells if name not in there]
    if not there:
        held = sorted(p.name for p in folder.iterdir() if p.name != "timestamp.txt")
        return Finding(
            f"{' and '.join(missing)} missing: the submission "
            + (f"holds {', '.join(held)}" if held else "is empty")
        )
    for name in there:
        problem = _notebook_problem(folder / f"{name}.ipynb", scheme.cells[name])
        if problem:
            return Finding(problem)
    return Finding(remark=f"{' and '.join(missing)} missing: no points for it" if missing else "")


def _folder_problem(folder: Path) -> str | None:
    if folder.is_symlink() or folder.parent.is_symlink():
        return "the folder is a link to another place: replace it by the files themselves"
    if not folder.is_dir():
        return f"{folder.name} is a file, but should be a folder with the notebook in it"
    stamp = folder / "timestamp.txt"
    if stamp.exists():
        text = stamp.read_text(encoding="utf-8", errors="replace").strip()
        try:
            if text:
                parse_utc(text)
        except (ValueError, OverflowError):
            return f"timestamp.txt holds {text[:40]!r}, which is not a time: correct or delete it"
    return None


def _notebook_problem(path: Path, cells: frozenset[str]) -> str | None:
    if path.is_symlink():
        return f"{path.name} is a link to another place: replace it by the file itself"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror}"
    except (ValueError, RecursionError):
        return f"{path.name} is not a notebook or is broken: ask for it again"
    if not isinstance(content, dict) or not {"cells", "worksheets"} & content.keys():
        return f"{path.name} is not a notebook: ask for the right file"
    try:
        notebook = nbformat.from_dict(content)
        if notebook.get("nbformat") != 4:
            notebook = nbformat.convert(notebook, 4)
        with warnings.catch_warnings(action="ignore"):  # a missing cell id is no fault of ours
            nbformat.validate(notebook, relax_add_props=True)
        ids = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells}
    except Exception as error:  # any library error here means a damaged file
        return f"{path.name} is a damaged notebook ({_brief(error)}): ask for it again"
    if not ids & cells:
        return (
            f"{path.name} holds none of the assignment's cells: it is another notebook, or a tool "
            f"removed the cells' nbgrader data"
        )
    return None


def _brief(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:80] if str(error).strip() else type(error).__name__
