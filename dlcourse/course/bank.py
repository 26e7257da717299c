"""The bank of answers: mistakes that students make, and right answers written another way."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from dlcourse.course.assignment import Assignment
from dlcourse.course.errors import CourseError
from dlcourse.course.text import read_text

NAME = re.compile(r"[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*")


@dataclass(frozen=True)
class Mistake:
    """A plausible wrong answer to ``question`` and the hint it deserves."""

    question: str
    name: str
    hint: str
    code: str


@dataclass(frozen=True)
class Variant:
    """A right answer to ``question``, and in ``note`` how it differs from the reference."""

    question: str
    name: str
    note: str
    code: str


def read_mistakes(path: Path, assignment: Assignment) -> list[Mistake]:
    """Read ``mistakes.py`` of an assignment.

    Raises
    ------
    CourseError
        If a cell has no name or no hint, names a question that the assignment does not have, bears
        a name twice, or holds no code that parses.
    """
    return [Mistake(*entry) for entry in _entries(path, "mistake", assignment)]


def read_variants(path: Path, assignment: Assignment) -> list[Variant]:
    """Read ``variants.py`` of an assignment; see `read_mistakes` for what is refused."""
    return [Variant(*entry) for entry in _entries(path, "variant", assignment)]


def _entries(path: Path, kind: str, assignment: Assignment) -> list[tuple[str, str, str, str]]:
    """Question, name, comment and code of each code cell."""
    entries: list[tuple[str, str, str, str]] = []
    for node in read_text(path).cells:
        if node.cell_type != "code":
            continue
        question, name, comment, code = _entry(path, kind, node)
        label = f'{path.name}, {kind}="{question}.{name}"'
        if question not in assignment.questions:
            known = ", ".join(assignment.questions)
            raise CourseError(
                f"{label}: {assignment.name} has no question '{question}'. It has: {known}."
            )
        if any(entry[:2] == (question, name) for entry in entries):
            raise CourseError(f"{label}: the name stands twice; give one of them another.")
        if not comment:
            what = "hint" if kind == "mistake" else "note that says what is different"
            raise CourseError(f"{label}: no {what}. Begin the cell with a comment.")
        try:
            body = ast.parse(code).body
        except SyntaxError as error:
            raise CourseError(f"{label}, line {error.lineno}: {error.msg}.") from error
        if not body:
            raise CourseError(f"{label}: no code behind the comment.")
        entries.append((question, name, comment, code))
    return entries


def _entry(path: Path, kind: str, node: NotebookNode) -> tuple[str, str, str, str]:
    """One cell taken apart; its comment block and its code are told apart by the first code."""
    full_name = node.metadata.get(kind, "")
    if not NAME.fullmatch(str(full_name)):
        raise CourseError(
            f"{path.name}, cell '{node.source[:40]}...': a cell begins with "
            f"'# %% {kind}=\"question.name\"', got {full_name!r}."
        )
    question, name = full_name.split(".")
    lines = node.source.splitlines()
    length = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    comment = " ".join(line.lstrip("#").strip() for line in lines[:length])
    return question, name, comment.strip(), "\n".join(lines[length:]).strip("\n")
