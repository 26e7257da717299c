"""Makes the outputs of an executed lesson small, stable and free of this machine."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from nbformat import NotebookNode

from dlcourse.course.errors import CourseError

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # holds an id drawn anew in each run
LARGEST_NOTEBOOK = 1_500_000  # bytes of all outputs of one lesson
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SOME_MACHINE = re.compile(r"(?<![\w.])(?:/(?:home|Users|root|tmp)/|[A-Z]:\\Users\\)|ipykernel_\d")
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")


def clean_outputs(notebook: NotebookNode) -> None:
    """Keep what a reader sees and what the next run gives again.

    Widgets leave their picture and text; pieces of one stream become one output; tracebacks keep
    the frames in the notebook's own cells, because line numbers in the library change with it.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place.
    """
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = _join_streams(cell.outputs)
        for output in cell.outputs:
            if output.output_type == "error":
                output.traceback = [part for part in output.traceback if not _elsewhere(part)]
            elif "data" in output:
                output.data.pop(WIDGET_VIEW, None)
                output.metadata.pop(WIDGET_VIEW, None)
        cell.outputs = [output for output in cell.outputs if output.get("data") != {}]


def expect_lasting_outputs(notebook: NotebookNode, name: str, root: Path) -> None:
    """Refuse outputs that another machine or the next run would not give again.

    Raises
    ------
    CourseError
        If an output names an object's address or a folder of this machine, or all outputs
        together are too large; the message names the cell.
    """
    sizes = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        sizes[cell["id"]] = len(json.dumps(cell.outputs))
        text = text_of(cell)
        if address := ADDRESS.search(text):
            raise CourseError(
                f"{name}, cell {cell['id']}: the output holds the address {address.group()}, which "
                "changes with every run. Print what the object holds, or end with 'None'."
            )
        if folder := machine_folder(text, root):
            raise CourseError(
                f"{name}, cell {cell['id']}: the output names the folder {folder} of this machine. "
                "Print the file's name without its folder; mend what a warning complains about."
            )
    total = sum(sizes.values())
    if total > LARGEST_NOTEBOOK:
        largest = max(sizes, key=sizes.__getitem__)
        raise CourseError(
            f"{name}: outputs of {total / 1e6:.1f} MB, more than {LARGEST_NOTEBOOK / 1e6:.1f} MB. "
            f"The largest is cell {largest} with {sizes[largest] / 1e6:.1f} MB: draw fewer or "
            "smaller figures, print less."
        )


def text_of(cell: NotebookNode) -> str:
    """Everything that a code cell printed, displayed as text or raised, without colours."""
    parts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            parts.append(output.text)
        elif output.output_type == "error":
            parts += [*output.traceback, f"{output.ename}: {output.evalue}"]
        else:
            parts += [value for mime, value in output.data.items() if mime.startswith("text/")]
    return plain("\n".join(parts))


def plain(text: str) -> str:
    """``text`` without the escape sequences that colour it."""
    return COLOUR.sub("", text)


def machine_folder(text: str, root: Path) -> str | None:
    """The first folder of this machine, or of somebody's, that ``text`` names, or None."""
    for folder in (str(root.resolve()), sys.prefix):
        if folder in text:
            return folder
    somewhere = SOME_MACHINE.search(text)
    return somewhere.group() if somewhere else None


def _join_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Neighbouring pieces of the same stream as one: where it was cut depends on the clock."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _elsewhere(part: str) -> bool:
    """Whether a part of a traceback is a frame outside the notebook."""
    return plain(part).startswith("File ")
