"""Whether an assignment may go to students: built from its present text, its tests proven."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dlcourse.grading.course_dir import CourseDir


def expect_ready(course: CourseDir, assignment: str) -> None:
    """Raise a `GradingError` with the reasons why the assignment is not ready.

    An assignment that has a text (``solutions/ps01/ps01.py``) is built anew and compared, and its
    tests are run against its bank of answers. One that has only an nbgrader source must not be
    newer than its release.
    """
    from dlcourse.course.house import House
    from dlcourse.grading.errors import GradingError

    course.expect_assignment(assignment)
    house = House(course.root)
    reasons = (
        [*_stale(course.root, assignment), *unproven(house.root, assignment)]
        if assignment in house.assignments()
        else _older_release(course, assignment)
    )
    if reasons:
        listed = "".join(f"\n  {reason}" for reason in reasons[:10])
        more = f"\n  and {len(reasons) - 10} more" if len(reasons) > 10 else ""
        raise GradingError(f"{assignment} is not ready for students:{listed}{more}")


def _stale(root: Path, assignment: str) -> list[str]:
    from dlcourse.course.build import stale

    return [
        f"{sentence} Run: dlcourse build {assignment}"
        for sentence in stale(root)
        if sentence.startswith(f"assignment {assignment}:")
    ]


def _older_release(course: CourseDir, assignment: str) -> list[str]:
    reasons = []
    for name in course.notebooks(assignment):
        source = course.source(assignment) / f"{name}.ipynb"
        release = course.release(assignment) / f"{name}.ipynb"
        if not release.is_file():
            reasons.append(f"{release} is missing. Run: nbgrader generate_assignment {assignment}")
        elif release.stat().st_mtime_ns < source.stat().st_mtime_ns:
            reasons.append(
                f"{source} is newer than {release}. Run: nbgrader generate_assignment {assignment} "
                f"--force"
            )
    return reasons


def unproven(root: Path, assignment: str) -> list[str]:
    """A sentence for each known answer that does not get the points it should.

    The reference and every variant get full points, the blank none, and every mistake loses points
    in its own question and in no other.
    """
    from dlcourse.course.assignment import read_assignment
    from dlcourse.course.bank import read_mistakes, read_variants
    from dlcourse.course.house import House
    from dlcourse.course.proof import scores
    from dlcourse.course.release import CODE_STUB

    house = House(root)
    work = read_assignment(house.assignment_text(assignment))
    full = work.questions
    reasons = []
    if (got := scores(work, {})) != full:
        reasons.append(f"the reference gets {got}, full is {full}.")
    blank = scores(work, dict.fromkeys(full, CODE_STUB))
    if any(blank.values()):
        reasons.append(f"the blank assignment gets {blank}, should get nothing.")
    for variant in read_variants(house.bank(assignment, "variants"), work):
        if (got := scores(work, {variant.question: variant.code})) != full:
            reasons.append(f"the right answer {variant.question}.{variant.name} gets {got}.")
    for mistake in read_mistakes(house.bank(assignment, "mistakes"), work):
        got = scores(work, {mistake.question: mistake.code})
        lost = {question for question in full if got[question] < full[question]}
        if lost != {mistake.question}:
            where = ", ".join(sorted(lost)) or "no question"
            reasons.append(f"the mistake {mistake.question}.{mistake.name} loses in {where}.")
    return reasons
