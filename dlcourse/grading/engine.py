"""What an engine that grades submissions promises, and what it answers."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


class Outcome(enum.Enum):
    """How the grading of one submission ended."""

    GRADED = "graded"
    """Its points stand in the gradebook."""
    REFUSED = "refused"
    """Nothing in it can be graded, and the reason says why: this is a verdict too."""
    FAILED = "failed"
    """The grader came to no verdict."""


@dataclass(frozen=True)
class Verdict:
    """The end of one submission's grading.

    Parameters
    ----------
    student : str
    outcome : Outcome
    reason : str
        Why there are no points, or a remark on points that are there.
    """

    student: str
    outcome: Outcome
    reason: str = ""


class Engine(Protocol):
    """Grades submissions of one course and writes points into nbgrader's gradebook."""

    def register(self, assignment: str) -> None:
        """Make the gradebook know the cells and points of the assignment as its source has them.

        Raises
        ------
        GradingError
            If the source cannot be used.
        """

    def grade(self, assignment: str, students: Sequence[str]) -> Iterator[Verdict]:
        """Yield one verdict a student, in any order, as they come.

        A submission that breaks costs that submission, never the others.
        """
