"""Texts in jupytext's percent format, and notebooks as files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from dlcourse.course.errors import CourseError

# Without versions: those of the machine that built the notebook are nobody's business, and they
# would change every notebook with every update.
NOTEBOOK_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}

# jupytext notes here how many blank lines stand behind a cell.
LAYOUT_OF_TEXT = ("lines_to_next_cell", "lines_to_end_of_cell_marker")


def read_text(path: Path) -> NotebookNode:
    """The cells of a text in percent format, as an unexecuted notebook without cell ids.

    The options of a cell's ``# %%`` line become its metadata.

    Raises
    ------
    CourseError
        If there is no such file or it holds no cell.
    """
    if not path.is_file():
        raise CourseError(f"{path.name}: no such text in {path.parent}.")
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    if not notebook.cells:
        raise CourseError(f"{path.name}: no cells. A cell begins with a line '# %%'.")
    notebook.metadata = nbformat.from_dict(NOTEBOOK_METADATA)
    for cell in notebook.cells:
        cell.source = cell.source.strip("\n")
        for key in LAYOUT_OF_TEXT:
            cell.metadata.pop(key, None)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def fingerprint(path: Path) -> str:
    """SHA-256 of a text, the same whatever ends its lines."""
    return hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()


def dump(notebook: NotebookNode) -> str:
    """The notebook as it stands in its file: sorted keys, one final newline."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def load(path: Path) -> NotebookNode:
    """The notebook in a file.

    Raises
    ------
    CourseError
        If the file is not a notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    # What nbformat raises for JSON that is no notebook is whatever its code runs into.
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise CourseError(f"{path} is not a notebook. Build it again: dlcourse build") from error


def write_if_changed(content: str, path: Path) -> bool:
    """Write ``content`` unless the file holds it already; returns whether it was written.

    An unchanged file gets a new time of change, so that it counts as up to date.
    """
    if path.is_file() and path.read_bytes() == content.encode():
        os.utime(path)
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return True
