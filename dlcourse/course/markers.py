"""Regions of a cell that students never see: solutions and hidden tests."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dlcourse.course.errors import CourseError

SOLUTION = "SOLUTION"
HIDDEN_TESTS = "HIDDEN TESTS"
MARKER = re.compile(r"\s*### (BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*")
LOOKS_LIKE_MARKER = re.compile(r"#+\s*(BEGIN|END)\b|\b(BEGIN|END) (SOLUTION|HIDDEN|MARK)")


@dataclass(frozen=True)
class Regions:
    """The lines of a cell, sorted into those students see and those they do not.

    ``count`` is the number of regions.
    """

    public: tuple[str, ...]
    secret: tuple[str, ...]
    count: int


def split(source: str, kind: str | None) -> Regions:
    """Sort the lines of a cell whose regions are of ``kind``; None allows no region.

    Raises
    ------
    CourseError
        If a marker is misspelt, of another kind, nested or has no partner.

    Examples
    --------
    >>> regions = split("a = 1\\n### BEGIN SOLUTION\\nb = 2\\n### END SOLUTION", SOLUTION)
    >>> regions.public, regions.secret, regions.count
    (('a = 1',), ('b = 2',), 1)
    """
    public: list[str] = []
    secret: list[str] = []
    count, inside = 0, False
    for number, line in enumerate(source.splitlines(), start=1):
        marker = MARKER.fullmatch(line)
        if marker is None:
            if LOOKS_LIKE_MARKER.search(line):
                raise CourseError(
                    f"line {number}, '{line.strip()}': a marker is a line of its own and reads "
                    "'### BEGIN SOLUTION', '### END SOLUTION', '### BEGIN HIDDEN TESTS' or "
                    "'### END HIDDEN TESTS'."
                )
            (secret if inside else public).append(line)
            continue
        if marker[2] != kind:
            place = f"here only regions of {kind}" if kind else "here no region is allowed"
            raise CourseError(f"line {number}, '{line.strip()}': {place}.")
        if (marker[1] == "BEGIN") == inside:
            partner = "a second BEGIN before the END" if inside else "an END without a BEGIN"
            raise CourseError(f"line {number}, '{line.strip()}': {partner}.")
        inside = marker[1] == "BEGIN"
        count += inside
    if inside:
        raise CourseError(f"'### BEGIN {kind}' without '### END {kind}'.")
    return Regions(tuple(public), tuple(secret), count)


def without_markers(source: str) -> str:
    """The cell as a student who knows the answer would have written it."""
    return "\n".join(line for line in source.splitlines() if not MARKER.fullmatch(line))
