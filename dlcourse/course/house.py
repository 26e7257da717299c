"""Where the texts of the course lie and where the notebooks built from them go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dlcourse.course.errors import CourseError

LESSON_NAME = re.compile(r"\d\d_[a-z0-9_]+")
ASSIGNMENT_NAME = re.compile(r"ps\d\d")


@dataclass(frozen=True)
class House:
    """The folders of the course below ``root``.

    Examples
    --------
    >>> house = House(Path("course"))
    >>> house.lesson_text("01_neuron").as_posix()
    'course/notebooks/src/01_neuron.py'
    >>> house.release("ps01").as_posix()
    'course/assignments/ps01/ps01.ipynb'
    """

    root: Path

    def lessons(self) -> list[str]:
        """Names of the lessons that have a text, in the order of the course."""
        found = (self.root / "notebooks" / "src").glob("*.py")
        return sorted(path.stem for path in found if LESSON_NAME.fullmatch(path.stem))

    def assignments(self) -> list[str]:
        """Names of the assignments that have a text, in the order of the course."""
        found = (self.root / "solutions").glob("*/*.py")
        return sorted(
            path.stem
            for path in found
            if path.stem == path.parent.name and ASSIGNMENT_NAME.fullmatch(path.stem)
        )

    def pick(self, names: list[str] | None) -> tuple[list[str], list[str]]:
        """Lessons and assignments among ``names``, or all of them for None.

        Raises
        ------
        CourseError
            If a name is neither; the message lists those there are. Also if there are none.
        """
        lessons, assignments = self.lessons(), self.assignments()
        if not lessons and not assignments:
            raise CourseError(
                f"{self.root} holds no text of a course in notebooks/src/ or solutions/. "
                "Run this in the folder of the course."
            )
        if names is None:
            return lessons, assignments
        for name in names:
            if name not in lessons and name not in assignments:
                known = ", ".join(lessons + assignments)
                raise CourseError(
                    f"'{name}' is neither a lesson nor an assignment. There are: {known}."
                )
        return [n for n in lessons if n in names], [n for n in assignments if n in names]

    def lesson_text(self, name: str) -> Path:
        """The text that the lesson is written in."""
        return self.root / "notebooks" / "src" / f"{name}.py"

    def lesson(self, name: str) -> Path:
        """The executed notebook."""
        return self.root / "notebooks" / f"{name}.ipynb"

    def assignment_text(self, name: str) -> Path:
        """The text that the assignment is written in, answers and hidden tests included."""
        return self.root / "solutions" / name / f"{name}.py"

    def source(self, name: str) -> Path:
        """nbgrader's source notebook of the assignment."""
        return self.root / "solutions" / name / f"{name}.ipynb"

    def release(self, name: str) -> Path:
        """The notebook that students get."""
        return self.root / "assignments" / name / f"{name}.ipynb"

    def bank(self, name: str, kind: str) -> Path:
        """The file of ``kind`` "mistakes" or "variants" of an assignment."""
        return self.root / "solutions" / name / f"{kind}.py"

    def relative(self, path: Path) -> str:
        """``path`` as messages show it: below the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()
