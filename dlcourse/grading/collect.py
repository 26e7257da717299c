"""Takes submissions in: from a folder, a zip, a Moodle or a Canvas download.

nbgrader's own ``zip_collect`` is not used: it wants the archive in a folder of its own layout and
a regular expression from the lecturer, unpacks into the course before it looks at the names,
without a limit on size, and stops at a second file of one name that has no time in its name.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from dlcourse.grading.archive import Skipped, open_source
from dlcourse.grading.claims import Claim, claim
from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.gradebook import check_database, open_gradebook
from dlcourse.grading.student_ids import id_problem

STAMP = "timestamp.txt"


@dataclass
class Collection:
    """What was taken in, by student id, and what was not."""

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def collect(
    course: CourseDir,
    assignment: str,
    source: Path,
    *,
    now: datetime | None = None,
    archive_times: bool = False,
) -> Collection:
    """Copy submissions into nbgrader's ``submitted`` folder, all of them or, on an error, none.

    Parameters
    ----------
    source : Path
        A folder or a zip. Whose a file is stands in its name (Moodle, Canvas) or its folder.
    now : datetime, optional
        The time of submission to note, with a time zone. Default is the present time.
    archive_times : bool
        Note the time that the archive names for the newest file of a submission instead.

    Raises
    ------
    GradingError
        If the assignment is unknown, or the source is broken or holds no submission.
    """
    course.expect_assignment(assignment)
    check_database(course.db_url)
    now = now or datetime.now(UTC)
    others = [name for name in course.assignments() if name != assignment]
    result = Collection()
    with open_source(source) as (entries, left_out):
        claims, unclear = claim(entries, assignment, course.notebooks(assignment), others)
        result.skipped += [*left_out, *unclear]
        submissions = _by_student(claims, result)
        if not submissions:
            reasons = "".join(f"\n  {s.path}: {s.reason}" for s in result.skipped[:10])
            raise GradingError(f"{source} holds no submission of {assignment}.{reasons}")
        staging = Path(tempfile.mkdtemp(dir=course.root, prefix=".collecting-"))
        try:
            ready = {}
            for number, (student, files) in enumerate(sorted(submissions.items())):
                contents = {path: made.entry.read() for path, made in files.items()}
                place = course.submitted(student, assignment)
                if _same(place, contents):
                    result.unchanged.append(student)
                    continue
                time = max(made.entry.time for made in files.values()) if archive_times else now
                ready[student] = staging / str(number)
                _write(ready[student], contents, time)
                (result.updated if place.exists() else result.new).append(student)
            _put_in_place(course, assignment, ready, staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    result.late = sorted({made.student for made in claims if made.late})
    _note_names(course, claims)
    return result


def _by_student(claims: list[Claim], result: Collection) -> dict[str, dict[PurePosixPath, Claim]]:
    """Sort files by student and place, the newest where there are several for one place."""
    submissions: dict[str, dict[PurePosixPath, Claim]] = defaultdict(dict)
    for made in sorted(claims, key=lambda c: c.version, reverse=True):
        path = str(made.entry.path)
        if problem := id_problem(made.student):
            result.skipped.append(Skipped(path, problem))
        elif made.path.name == STAMP:
            result.skipped.append(Skipped(path, "the time of submission is that of the collection"))
        elif made.path in submissions[made.student]:
            result.skipped.append(Skipped(path, "there is a newer version of it"))
        else:
            submissions[made.student][made.path] = made
    return {student: files for student, files in submissions.items() if files}


def _same(place: Path, contents: dict[PurePosixPath, bytes]) -> bool:
    """Whether this very submission is there already."""
    there = {
        PurePosixPath(path.relative_to(place).as_posix()): path
        for path in place.rglob("*")
        if path.is_file() and path.name != STAMP
    }
    return there.keys() == contents.keys() and all(
        there[path].read_bytes() == content for path, content in contents.items()
    )


def _write(folder: Path, contents: dict[PurePosixPath, bytes], time: datetime) -> None:
    for path, content in contents.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (folder / STAMP).write_text(f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC\n")


def _put_in_place(
    course: CourseDir, assignment: str, ready: dict[str, Path], staging: Path
) -> None:
    """Move the finished submissions to where nbgrader looks; put everything back on an error."""
    moved: list[tuple[Path, Path | None]] = []
    try:
        for number, (student, folder) in enumerate(ready.items()):
            place = course.submitted(student, assignment)
            place.parent.mkdir(parents=True, exist_ok=True)
            before = staging / f"before-{number}" if place.exists() else None
            if before:
                place.rename(before)
            moved.append((place, before))
            folder.rename(place)
    except OSError:
        for place, before in reversed(moved):
            shutil.rmtree(place, ignore_errors=True)
            if before:
                before.rename(place)
        raise


def _note_names(course: CourseDir, claims: list[Claim]) -> None:
    """Write the names that Moodle or Canvas gave into the gradebook, where it has none."""
    names = {
        made.student: made.name for made in claims if made.name and not id_problem(made.student)
    }
    if not names:
        return
    with open_gradebook(course, create=True) as gradebook:
        known = {student.id for student in gradebook.students if student.last_name}
        for student, name in names.items():
            if student not in known:
                first, _, last = name.rpartition(" ")
                gradebook.update_or_create_student(
                    student, first_name=first or None, last_name=last, lms_user_id=student
                )
