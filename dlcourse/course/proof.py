"""Scores answers to an assignment in this very process, fast enough for hundreds of them.

For texts that the course itself ships. It is no place for what students hand in: nothing keeps the
code from doing harm.
"""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import signal
import threading
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from dlcourse.course.assignment import Assignment
from dlcourse.course.assignment_cell import Cell
from dlcourse.course.errors import CourseError

CELL_SECONDS = 20.0


@dataclass
class Run:
    """What the tests of an assignment said.

    Parameters
    ----------
    points : dict of str to float
        Points for each autograded question.
    messages : dict of str to str
        For each failed test cell, by grade id, the error.
    noisy : dict of str to str
        For each test cell that wrote to the error stream what it wrote. Stock nbgrader gives such
        a cell no points; here it keeps them.
    """

    points: dict[str, float]
    messages: dict[str, str] = field(default_factory=dict)
    noisy: dict[str, str] = field(default_factory=dict)


class OutOfTime(BaseException):
    """Ends a cell that runs too long; not an Exception, so that an answer cannot catch it."""


def scores(assignment: Assignment, answers: Mapping[str, str]) -> dict[str, float]:
    """Points for each question, see `run`."""
    return run(assignment, answers).points


def run(assignment: Assignment, answers: Mapping[str, str], seconds: float = CELL_SECONDS) -> Run:
    """Run an assignment with other answers, and score each test cell as nbgrader does.

    Parameters
    ----------
    assignment : Assignment
    answers : mapping of question to code
        Questions that are not named keep the reference solution.
    seconds : float
        How long one cell may run.

    Returns
    -------
    Run
        A test cell that raises gives no points, one that ends in a number gives that many, any
        other all of its points.

    Raises
    ------
    CourseError
        If ``answers`` names an unknown question, or a set-up cell fails.
    """
    if unknown := sorted(answers.keys() - assignment.questions.keys()):
        known = ", ".join(assignment.questions)
        raise CourseError(f"{assignment.name} has no question '{unknown[0]}'. It has: {known}.")
    result = Run(dict.fromkeys(assignment.questions, 0.0))
    namespace: dict[str, Any] = {"__name__": "__main__"}
    texts = {**assignment.reference, **answers}
    with np.errstate(), _figures_unseen():
        for cell in assignment.cells:
            if cell.kind in ("locked", "answer", "test"):
                source = texts[cell.name] if cell.kind == "answer" else cell.source
                _run_cell(assignment.name, cell, source, namespace, result, seconds)
    return result


def _run_cell(
    name: str, cell: Cell, source: str, namespace: dict[str, Any], result: Run, seconds: float
) -> None:
    """Run one cell and note what it means for the result."""
    noise = io.StringIO()
    try:
        with _quiet(noise), _time_limit(seconds):
            value = _execute(source, f"<{name}: {cell.grade_id}>", namespace)
    except (Exception, OutOfTime, SystemExit) as error:
        message = f"{type(error).__name__}: {error}"
        if cell.kind == "locked":
            raise CourseError(f"{name}, set-up cell '{cell.name}': {message}") from error
        if cell.kind == "test":
            result.messages[cell.grade_id] = message
        return
    if cell.kind == "test":
        result.points[cell.name] += _points(value, cell.points)
        if noise.getvalue():
            result.noisy[cell.grade_id] = noise.getvalue()


def _execute(source: str, filename: str, namespace: dict[str, Any]) -> object:
    """Run a cell; the value of a final expression is what the notebook would show."""
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    tree = ast.parse(source, filename)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, filename, "exec"), namespace)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), filename, "eval"), namespace)


def _points(value: object, most: float) -> float:
    """Points for a test cell that ended in ``value``, by nbgrader's rule for partial credit."""
    if value is None:
        return most
    try:
        partial = float(repr(value))
    except ValueError:
        return most
    return min(partial, most) if partial >= 0 else most


@contextlib.contextmanager
def _figures_unseen() -> Iterator[None]:
    """Draw into memory, and close what was drawn."""
    backend = plt.get_backend()
    plt.switch_backend("Agg")
    try:
        yield
    finally:
        plt.close("all")
        plt.switch_backend(backend)


@contextlib.contextmanager
def _quiet(noise: io.StringIO) -> Iterator[None]:
    """Drop what a cell prints, keep its error stream, and let warnings be warnings."""
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(noise),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("default")
        warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")
        yield
        noise.writelines(f"{w.category.__name__}: {w.message}\n" for w in caught)


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` after ``seconds``; only the main thread of a POSIX system has the timer."""
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTime(f"ran for more than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
