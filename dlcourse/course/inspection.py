"""Checks on a finished lesson: each gives a list of sentences, empty when all is well."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from dlcourse.course.outputs import text_of
from dlcourse.course.prose import unproven_numbers

NUMPY_SCALAR = re.compile(r"np\.(?:(?:float|int|uint)\d+\([^)]*\)|True_|False_)")
MOST_CELLS = 40
WIDEST_LINE = 88


def unexecuted(notebook: NotebookNode) -> list[str]:
    """Code cells that were not executed as number 1, 2, 3, ... from the top."""
    return [
        f"cell {cell['id']}: execution count {cell.execution_count}, expected {number}"
        for number, cell in enumerate(code_cells(notebook), start=1)
        if cell.execution_count != number
    ]


def unexpected_errors(notebook: NotebookNode) -> list[str]:
    """Cells that failed untagged, and cells tagged "raises-exception" that did not fail."""
    complaints = []
    for cell in code_cells(notebook):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        tagged = "raises-exception" in cell.metadata.get("tags", [])
        if errors and not tagged:
            complaints.append(f"cell {cell['id']}: {errors[0].ename}: {errors[0].evalue}")
        if tagged and not errors:
            complaints.append(f"cell {cell['id']}: tagged raises-exception, but nothing was raised")
    return complaints


def figures_without_alt_text(notebook: NotebookNode) -> list[str]:
    """Figures that say nothing to a student who cannot see them."""
    return [
        f"cell {cell['id']}: a figure without alt text: show it by show(fig, alt=...)"
        for cell in code_cells(notebook)
        for output in cell.outputs
        if "image/png" in output.get("data", {})
        and not output.metadata.get("image/png", {}).get("alt", "").strip()
    ]


def too_large(notebook: NotebookNode) -> list[str]:
    """More cells than a lesson may have, or code that does not fit on a laptop screen."""
    complaints = []
    if len(notebook.cells) > MOST_CELLS:
        complaints.append(f"{len(notebook.cells)} cells, at most {MOST_CELLS}")
    for cell in code_cells(notebook):
        for number, line in enumerate(cell.source.splitlines(), start=1):
            if len(line) > WIDEST_LINE:
                complaints.append(
                    f"cell {cell['id']}, line {number}: {len(line)} columns, "
                    f"at most {WIDEST_LINE}: {line.strip()[:50]}"
                )
    return complaints


def puzzling_outputs(notebook: NotebookNode) -> list[str]:
    """Outputs that depend on a final semicolon, or that spell a number as ``np.float64(1.5)``."""
    complaints = []
    for cell in code_cells(notebook):
        if cell.source.rstrip().endswith(";"):
            complaints.append(
                f"cell {cell['id']}: a final semicolon hides the output in Jupyter only. "
                "Assign the value instead: _ = ..."
            )
        if match := NUMPY_SCALAR.search(text_of(cell)):
            complaints.append(
                f"cell {cell['id']}: the output reads {match.group()}; print the number instead"
            )
    return complaints


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells of a notebook, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


CHECKS = (
    unexecuted,
    unexpected_errors,
    figures_without_alt_text,
    too_large,
    puzzling_outputs,
    unproven_numbers,
)


def complaints(notebook: NotebookNode) -> list[str]:
    """All that the checks of this module and of `dlcourse.course.prose` find."""
    return [sentence for check in CHECKS for sentence in check(notebook)]
