"""One cell of an assignment: from the terse keys of the text to nbgrader's metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from dlcourse.course.errors import CourseError
from dlcourse.course.markers import HIDDEN_TESTS, SOLUTION, Regions, split

KINDS = ("locked", "answer", "test", "explain")
KEYS = {*KINDS, "part", "points", "tags", "slideshow"}
GRADED = ("test", "explain")
REGIONS_OF = {"answer": SOLUTION, "explain": SOLUTION, "test": HIDDEN_TESTS}
NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True)
class Cell:
    """A cell with what the line ``# %% test="sigmoid" part="values" points=2`` says of it.

    Parameters
    ----------
    kind : str
        "prose", "locked", "answer", "test" or "explain".
    name : str
        The value of the kind's key: for an answer, a test and an explanation the question.
    part : str
        Which part of the question a test proves; empty if the question has a single test.
    points : float
        0 for a cell that is not graded.
    source : str
    regions : Regions
        The source, sorted into what students see and what they do not.
    extra : dict
        Metadata that Jupyter knows: tags and slideshow.
    """

    kind: str
    name: str
    part: str
    points: float
    source: str
    regions: Regions
    extra: dict[str, Any]

    @property
    def grade_id(self) -> str:
        """The name under which nbgrader knows the cell; empty for prose."""
        if self.kind != "test":
            return self.name
        return f"test-{self.name}-{self.part}" if self.part else f"test-{self.name}"

    def metadata(self) -> dict[str, Any]:
        """The cell's metadata in the source notebook."""
        if self.kind == "prose":
            return self.extra
        nbgrader = {
            "schema_version": 3,
            "grade_id": self.grade_id,
            "grade": self.kind in GRADED,
            "solution": self.kind in ("answer", "explain"),
            "locked": self.kind in ("locked", "test"),
            "task": False,
        }
        if self.kind in GRADED:
            nbgrader["points"] = self.points
        return {**self.extra, "nbgrader": nbgrader}


def read_cell(node: NotebookNode) -> Cell:
    """Read one cell of the text.

    Raises
    ------
    CourseError
        If a key is unknown, the kind does not fit the cell, points are missing or a marker is
        misplaced. The message does not name the file.
    """
    keys = dict(node.metadata)
    kinds = [kind for kind in KINDS if kind in keys]
    label = " ".join(f'{key}="{keys[key]}"' for key in kinds) or f"'{node.source[:30]}...'"
    try:
        if unknown := sorted(keys.keys() - KEYS):
            raise CourseError(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(KEYS))}.")
        if len(kinds) > 1:
            raise CourseError("a cell has one kind.")
        kind = kinds[0] if kinds else "prose"
        _expect_type(kind, node)
        return Cell(
            kind=kind,
            name=_name(keys.get(kind, ""), kind),
            part=_part(keys.get("part", ""), kind),
            points=_points(keys.get("points"), kind),
            source=node.source,
            regions=split(node.source, REGIONS_OF.get(kind)),
            extra={key: keys[key] for key in ("tags", "slideshow") if key in keys},
        )
    except CourseError as error:
        raise CourseError(f"cell {label}: {error}") from error


def _expect_type(kind: str, node: NotebookNode) -> None:
    if kind == "prose" and node.cell_type == "code":
        raise CourseError(
            "a code cell needs a kind: locked=, answer= or test=. Students' work goes into answer "
            'cells, everything else is locked="setup" or the like.'
        )
    if kind == "explain" and node.cell_type != "markdown":
        raise CourseError("an explanation is written in words: '# %% [markdown] explain=...'.")
    if kind in ("locked", "answer", "test") and node.cell_type != "code":
        raise CourseError("this kind of cell holds code, so leave out [markdown].")


def _name(name: object, kind: str) -> str:
    if kind != "prose" and not (isinstance(name, str) and NAME.fullmatch(name)):
        raise CourseError(
            f"the name {name!r} must be in quotes and hold lower-case letters, digits, hyphens "
            "and underscores, beginning with a letter."
        )
    return str(name)


def _part(part: object, kind: str) -> str:
    if part and kind != "test":
        raise CourseError("only a test has a part=.")
    return _name(part, kind) if part else ""


def _points(points: object, kind: str) -> float:
    if kind not in GRADED:
        if points is not None:
            raise CourseError("only tests and explanations have points=.")
        return 0
    if points is None:
        raise CourseError("points= is missing.")
    if isinstance(points, bool) or not isinstance(points, int | float) or points <= 0:
        raise CourseError(f"points={points!r}, expected a number above zero.")
    return points
