"""The engine that runs nbgrader's own autograder, two submissions side by side.

nbgrader needs about 1.3 seconds a submission, most of it for starting and stopping a kernel. Two
processes halve that on two cores, and SQLite bears their writing. Each submission is graded in a
process of its own pool, because a student's code may end the process that runs it.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.engine import Outcome, Verdict
from dlcourse.grading.errors import GradingError
from dlcourse.grading.repair import RESTORED, ReadOutputsFairly, RestoreCells
from dlcourse.grading.surroundings import kernel_environment, log_to, quiet_kernels

SIDE_BY_SIDE = 2

_STUDENT_FAULTS = {
    "DeadKernelError": "its code ended the kernel (an exit, a crash or too much memory)",
    "UnresponsiveKernelError": "a cell ran over the time limit and could not be interrupted",
    "SchemaTooOldError": "its cells carry data of an older nbgrader: run `nbgrader update` on it",
    "SchemaTooNewError": "its cells carry data of a newer nbgrader than the one installed",
    "ValidationError": "the nbgrader data of its cells is damaged: ask for it again",
}


class NbgraderEngine:
    """Grades through `nbgrader.apps.NbGraderAPI`.

    Parameters
    ----------
    course : CourseDir
    pool : callable, optional
        Makes the executor for a number of workers.
    """

    def __init__(
        self,
        course: CourseDir,
        pool: Callable[[int], Executor] | None = None,
    ) -> None:
        self._course = course
        self._job = (str(course.folder), course.db_url)
        self._pool = pool or self._process_pool

    def register(self, assignment: str) -> None:
        """Write the assignment's cells and points into the gradebook; the release stays."""
        with tempfile.TemporaryDirectory(prefix="dlcourse-") as elsewhere, ExitStack() as stack:
            stack.enter_context(kernel_environment())
            stack.enter_context(log_to(log_file(self._course)))
            api = make_api(*self._job)
            api.coursedir.release_directory = elsewhere
            result = api.generate_assignment(assignment, force=True)
        if not result["success"]:
            raise GradingError(_register_problem(assignment, result, log_file(self._course)))

    def grade(self, assignment: str, students: Sequence[str]) -> Iterator[Verdict]:
        """Yield a verdict for each of ``students`` as it comes."""
        with kernel_environment():
            lost = []
            for student, verdict in self._run(assignment, students, SIDE_BY_SIDE):
                if verdict is None:
                    lost.append(student)
                else:
                    yield verdict
            for student in lost:  # a process died and took others' turns with it: one at a time now
                for _, verdict in self._run(assignment, [student], 1):
                    yield verdict or Verdict(
                        student, Outcome.REFUSED, "its code ended the process that graded it"
                    )

    def _run(
        self, assignment: str, students: Sequence[str], workers: int
    ) -> Iterator[tuple[str, Verdict | None]]:
        """Pairs of student and verdict, None where the process died."""
        if not students:
            return
        with self._pool(min(workers, len(students))) as pool:
            turns = {pool.submit(grade_one, *self._job, assignment, s): s for s in students}
            try:
                for turn in as_completed(turns):
                    try:
                        yield turns[turn], turn.result()
                    except BrokenProcessPool:
                        yield turns[turn], None
                    except Exception as error:  # one submission's trouble stays its own
                        reason = f"grading stopped with {type(error).__name__}: {error}"
                        yield turns[turn], Verdict(turns[turn], Outcome.FAILED, reason)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _process_pool(self, workers: int) -> Executor:
        return ProcessPoolExecutor(
            workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_send_output_to,
            initargs=(str(log_file(self._course)),),
        )


def log_file(course: CourseDir) -> Path:
    """Where nbgrader's own messages go."""
    return course.private / "nbgrader.log"


def make_api(folder: str, db: str) -> NbGraderAPI:
    """nbgrader's interface to the course, with our settings where the course has none."""
    course = CourseDir.open(folder, db)
    steps = course.config.Autograde
    first = steps.get("sanitize_preprocessors", Autograde.sanitize_preprocessors.default())
    steps.sanitize_preprocessors = [RestoreCells, *first]
    then = list(steps.get("autograde_preprocessors", Autograde.autograde_preprocessors.default()))
    executed = then.index(Execute) + 1 if Execute in then else len(then)
    then.insert(executed, ReadOutputsFairly)
    steps.autograde_preprocessors = then
    quiet_kernels(course.config)
    return NbGraderAPI(config=course.config)


def _send_output_to(path: str) -> None:
    """Let what kernels and students' programs write to the terminal go into the log."""
    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.close(log)


def grade_one(folder: str, db: str, assignment: str, student: str) -> Verdict:
    """Grade one submission in this process."""
    with log_to(log_file(CourseDir.open(folder, db))):
        result = make_api(folder, db).autograde(assignment, student, force=True)
    log = result.get("log", "")
    if result["success"]:
        restored = re.search(rf"{RESTORED}(.*)", log)
        return Verdict(student, Outcome.GRADED, f"{restored[0]}." if restored else "")
    return failure(student, log, result["error"])


def failure(student: str, log: str, error: str) -> Verdict:
    """The verdict that nbgrader's log of a failed run amounts to."""
    raised = re.findall(r"^\s*(?:\w+\.)*(\w+)(?:: (.*))?$", f"{log}\n{error}", re.MULTILINE)
    raised = [(name, text) for name, text in raised if re.search("(Error|Exception)$", name)]
    for name, _ in raised:
        if name in _STUDENT_FAULTS:
            return Verdict(student, Outcome.REFUSED, _STUDENT_FAULTS[name])
    name, text = next(((n, t) for n, t in raised if n != "NbGraderException"), ("nbgrader", ""))
    return Verdict(student, Outcome.FAILED, f"grading stopped with {name}: {text}".rstrip(": "))


def _register_problem(assignment: str, result: dict[str, str], log: Path) -> str:
    text = result.get("log", "") + result["error"]
    if "there are submissions associated with it" in text.replace("\n", " "):
        return (
            f"The cells of {assignment} have changed since submissions were graded, and the "
            f"gradebook cannot follow. Put the old cell ids back or start a new one with --db."
        )
    reason = failure("", result.get("log", ""), result["error"]).reason
    return f"The source of {assignment} cannot be used: {reason}. The log says more: {log}"
