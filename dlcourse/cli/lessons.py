"""Finds the lesson that a person means."""

from __future__ import annotations

from pathlib import Path


def find_lesson(course: Path, name: str | None) -> Path:
    """The notebook whose name or beginning is ``name``, or the folder of lessons for None.

    Raises
    ------
    GradingError
        If there are no lessons, or none or several of that name.
    """
    from dlcourse.grading.course_dir import offer
    from dlcourse.grading.errors import GradingError

    folder = course.resolve() / "notebooks"
    lessons = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    if not lessons:
        raise GradingError(f"There are no lessons in {folder}. Name the course with --course DIR.")
    if name is None:
        return folder
    wanted = Path(name).name.removesuffix(".ipynb")
    found = [lesson for lesson in lessons if lesson == wanted or lesson.startswith(f"{wanted}_")]
    if len(found) != 1:
        raise GradingError(f"There is no lesson {name!r}." + offer(wanted, lessons))
    return lessons[found[0]]
