"""Decimal numbers that prose states must come from a cell."""

from __future__ import annotations

import re
from decimal import Decimal

from nbformat import NotebookNode

from dlcourse.course.outputs import text_of

LINK_TARGET = re.compile(r"\]\([^)]*\)|<https?://[^>]*>|https?://\S+")
# Not numbers of the course: versions of software and numbers of figures, sections, chapters.
NAMED = re.compile(
    r"\b(?:Python|NumPy|PyTorch|Keras|TensorFlow|version|section|figure|chapter|equation)\s+"
    r"\d+\.\d+(?:\.\d+)*",
    re.IGNORECASE,
)
DECIMAL = re.compile(r"(?<![\w.])\d*\.\d+(?![\w]|\.\d)")


def decimals(text: str) -> set[Decimal]:
    """The decimal numbers in a text, without their signs.

    Examples
    --------
    >>> sorted(decimals("from .191 to 0.1910 and -2.5"))
    [Decimal('0.191'), Decimal('2.5')]
    """
    return {Decimal(match) for match in DECIMAL.findall(text)}


def unproven_numbers(notebook: NotebookNode) -> list[str]:
    """Decimal numbers that prose states and no code cell holds or prints."""
    proven: set[Decimal] = set()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            proven |= decimals(cell.source) | decimals(text_of(cell))
    return [
        f"cell {cell['id']}: prose says {number}, but no code cell holds or prints it"
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for number in sorted(decimals(NAMED.sub("", LINK_TARGET.sub("]", cell.source))) - proven)
    ]
