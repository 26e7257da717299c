"""Cell ids that stay the same from build to build."""

from __future__ import annotations

import re
import unicodedata

from nbformat import NotebookNode

HEADING = re.compile(r"#{1,6}\s+(.+)")
LONGEST_SLUG = 48  # nbformat allows ids of 64 characters; the rest is for the numbers


def give_ids(notebook: NotebookNode) -> None:
    """Name every cell after its section and its place in it: ``why-xor-is-hard-3``.

    A cell that nbgrader knows keeps its grade id. To edit a cell changes no id; to insert one
    changes the ids behind it in the same section, and no others.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> cells = [new_markdown_cell("# One neuron"), new_code_cell("z = 7")]
    >>> notebook = new_notebook(cells=cells)
    >>> give_ids(notebook)
    >>> [cell.id for cell in notebook.cells]
    ['one-neuron-1', 'one-neuron-2']
    """
    grade_ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    taken = {grade_id for grade_id in grade_ids if grade_id}
    sections: set[str] = set()
    section, place = "start", 0
    for cell, grade_id in zip(notebook.cells, grade_ids, strict=True):
        heading = heading_of(cell)
        if heading is not None:
            section, place = _unused(slug(heading), sections), 0
        sections.add(section)
        place += 1
        cell["id"] = grade_id or _unused(f"{section}-{place}", taken)
        taken.add(cell["id"])


def heading_of(cell: NotebookNode) -> str | None:
    """The heading with which a markdown cell begins, without its #, or None."""
    if cell.cell_type != "markdown":
        return None
    match = HEADING.match(cell.source.lstrip())
    return match.group(1).strip() if match else None


def slug(heading: str) -> str:
    """A heading in letters, digits and hyphens.

    Examples
    --------
    >>> slug("01 The neuron: multiply, add, activate")
    '01-the-neuron-multiply-add-activate'
    >>> slug("§")
    'section'
    """
    ascii_only = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only.lower())
    return "-".join(words)[:LONGEST_SLUG].rstrip("-") or "section"


def _unused(name: str, taken: set[str]) -> str:
    """``name``, or ``name-again`` and so on where it is taken."""
    while name in taken:
        name += "-again" if len(name) < LONGEST_SLUG else "x"
    return name
