"""Steps added to nbgrader's autograding: cells as they were released, outputs read fairly."""

from __future__ import annotations

import math
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook, SourceCell
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

RESTORED = "Put back missing cells: "


class RestoreCells(NbGraderPreprocessor):
    """Gives the cells of a submission the nbgrader data that the gradebook has for them.

    Comes first in sanitizing. Whatever a student or a tool changed in the cells' data (points,
    kind, version of the format) is set right, copies lose it, and graded cells that are missing are
    put at the end, so that a changed notebook neither gains points nor stops nbgrader.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Change the notebook in place and hand it on."""
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(place["notebook"], place["assignment"])
            points = {c.name: c.max_score for c in [*notebook.grade_cells, *notebook.task_cells]}
            kinds = {
                "grade": {cell.name for cell in notebook.grade_cells},
                "solution": {cell.name for cell in notebook.solution_cells},
                "task": {cell.name for cell in notebook.task_cells},
            }
            cells = {cell.name: cell for cell in notebook.source_cells}
            right = {name: _data(cell, points, kinds) for name, cell in cells.items()}
            seen = set()
            for cell in reversed(nb.cells):  # of several copies nbgrader takes the last
                name = cell.metadata.pop("nbgrader", {}).get("grade_id")
                if name in right and name not in seen:
                    cell.metadata["nbgrader"] = right[name]
                    seen.add(name)
            missing = [name for name in points if name not in seen]
            nb.cells += [_released(cells[name], right[name]) for name in missing]
        if missing:
            self.log.warning(RESTORED + ", ".join(missing))
        return nb, resources


def _data(
    cell: SourceCell, points: dict[str, float], kinds: dict[str, set[str]]
) -> dict[str, object]:
    data = {kind: cell.name in names for kind, names in kinds.items()}
    data |= {"grade_id": cell.name, "locked": cell.locked, "schema_version": 3}
    data |= {"cell_type": cell.cell_type, "checksum": cell.checksum}
    return data | ({"points": points[cell.name]} if cell.name in points else {})


def _released(cell: SourceCell, data: dict[str, object]) -> NotebookNode:
    make = new_code_cell if cell.cell_type == "code" else new_markdown_cell
    made = make(cell.source, metadata={"nbgrader": data})
    del made["id"]  # notebooks in older formats have none
    return made


class ReadOutputsFairly(NbGraderPreprocessor):
    """Makes nbgrader read the outputs of test cells as points in the way their authors mean them.

    Comes right after execution. A warning on the error stream is shown, but costs nothing. A number
    at the end of a cell is partial credit: it is kept between zero and the cell's points, and a NaN
    gives none; nbgrader would give all for less than zero and stop at more than all.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        """Change a test cell in place and hand it on."""
        if is_grade(cell) and cell.cell_type == "code":
            for output in cell.outputs:
                if output.output_type == "stream":
                    output.name = "stdout"
                elif output.output_type == "execute_result":
                    _keep_in_range(output.data, float(cell.metadata.nbgrader.points))
        return cell, resources


def _keep_in_range(data: dict[str, str], most: float) -> None:
    try:
        value = float(data.get("text/plain") or "")
    except ValueError:  # no number, so no partial credit
        data["text/plain"] = data.get("text/plain") or " "
        return
    if not 0 <= value <= most:
        data["text/plain"] = str(0.0 if math.isnan(value) else min(max(value, 0.0), most))
