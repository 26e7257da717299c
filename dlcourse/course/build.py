"""Builds the course from its text, and says what is not built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from dlcourse.course import lesson
from dlcourse.course.assignment import read_assignment
from dlcourse.course.errors import CourseError
from dlcourse.course.house import House
from dlcourse.course.inspection import complaints
from dlcourse.course.release import release_notebook
from dlcourse.course.text import dump, write_if_changed

# The parts of the package that run inside a lesson: when one is newer than a lesson, run it again.
USED_BY_LESSONS = ("nn", "data", "lab", "hints", "autodiff.py")

LONGEST_RUN = 60.0  # seconds that a lesson may take


@dataclass(frozen=True)
class Built:
    """A notebook that was built.

    Parameters
    ----------
    path : Path
    changed : bool
        Whether the file differs from what it held before.
    seconds : float
    complaints : tuple of str
        What the tests will not let pass: a figure without alt text, a line too long.
    """

    path: Path
    changed: bool
    seconds: float
    complaints: tuple[str, ...] = ()


def build(
    root: Path, names: list[str] | None = None, report: Callable[[str], object] = lambda line: None
) -> list[Built]:
    """Build lessons and assignments.

    Parameters
    ----------
    root : Path
        The repository.
    names : list of str, optional
        Build these, whether they need it or not. Without names, all assignments are built, and
        those lessons run whose text has changed or whose notebook is older than the library.
    report : callable
        Gets a line before each notebook.

    Raises
    ------
    CourseError
        If a name is unknown or a text cannot be built. Notebooks built before it stay.
    """
    house = House(root)
    lessons, assignments = house.pick(names)
    built = []
    for name in lessons:
        if names is None and up_to_date(house, name):
            continue
        report(f"Running lesson {name}")
        built.append(_build_lesson(house, name))
    for name in assignments:
        report(f"Building assignment {name}")
        built += _build_assignment(house, name)
    return built


def stale(root: Path) -> list[str]:
    """A sentence for each notebook that is not what its text gives; empty when all are.

    Cheap: no lesson is run. See `dlcourse.course.lesson.why_stale` for what that proves.
    """
    house = House(root)
    lessons, assignments = house.pick(None)
    sentences = []
    for name in lessons:
        if reason := _reason(lesson.why_stale, house, name):
            sentences.append(f"{house.relative(house.lesson(name))}: {reason}.")
    for name in assignments:
        if reason := _reason(_why_assignment_stale, house, name):
            sentences.append(f"assignment {name}: {reason}.")
    sentences += [f"{house.relative(path)}: it has no text." for path in _orphans(house)]
    return sentences


def up_to_date(house: House, name: str) -> bool:
    """Whether a lesson is what its text gives, and younger than the library that it uses."""
    if lesson.why_stale(house, name):
        return False
    used: list[Path] = []
    for part in USED_BY_LESSONS:
        path = house.root / "dlcourse" / part
        used += path.rglob("*.py") if path.is_dir() else [path] if path.is_file() else []
    built = house.lesson(name).stat().st_mtime_ns
    return all(path.stat().st_mtime_ns <= built for path in used)


def _build_lesson(house: House, name: str) -> Built:
    start = perf_counter()
    notebook = lesson.executed_lesson(house, name)
    path = house.lesson(name)
    changed = write_if_changed(dump(notebook), path)
    found = complaints(notebook)
    seconds = perf_counter() - start
    if seconds > LONGEST_RUN:
        found.append(f"it ran for {seconds:.0f} s, at most {LONGEST_RUN:.0f} s")
    return Built(path, changed, seconds, tuple(found))


def _build_assignment(house: House, name: str) -> list[Built]:
    start = perf_counter()
    files = _assignment_files(house, name)
    seconds = (perf_counter() - start) / len(files)
    return [
        Built(path, write_if_changed(content, path), seconds) for path, content in files.items()
    ]


def _assignment_files(house: House, name: str) -> dict[Path, str]:
    """Source and release notebook of an assignment, as they should stand in their files."""
    assignment = read_assignment(house.assignment_text(name))
    return {
        house.source(name): dump(assignment.notebook),
        house.release(name): dump(release_notebook(assignment)),
    }


def _why_assignment_stale(house: House, name: str) -> str | None:
    for path, content in _assignment_files(house, name).items():
        if not path.is_file():
            return f"{house.relative(path)} has not been built yet"
        if path.read_bytes() != content.encode():
            return f"{house.relative(path)} is not what its text gives"
    return None


def _reason(why_stale: Callable[[House, str], str | None], house: House, name: str) -> str | None:
    """Why a notebook is stale; a text that cannot be built is a reason too."""
    try:
        return why_stale(house, name)
    except CourseError as error:
        return str(error).rstrip(".")


def _orphans(house: House) -> list[Path]:
    built = {house.lesson(name) for name in house.lessons()}
    built |= {house.release(name) for name in house.assignments()}
    built |= {house.source(name) for name in house.assignments()}
    found = [
        *house.root.glob("notebooks/*.ipynb"),
        *house.root.glob("solutions/*/*.ipynb"),
        *house.root.glob("assignments/*/*.ipynb"),
    ]
    return sorted(set(found) - built)
