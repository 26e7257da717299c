"""Tells from a file's path whose it is: in Moodle's, Canvas's or a plain folder's way of naming."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from dlcourse.grading.archive import Entry, Skipped

_MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<rest>.*)")
_CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<id>\d+)_(?P<upload>\d+)_(?P<rest>.+)")
_VERSION = re.compile(r"(?P<stem>.+?)(?:-| ?\()(?P<number>\d+)\)?")


@dataclass(frozen=True)
class Claim:
    """A file and the student it belongs to.

    Parameters
    ----------
    student : str
        Folder name, or the number by which Moodle or Canvas knows the student.
    path : PurePosixPath
        Where in the submission it goes.
    version : int
        Higher is newer, among files that go to the same place.
    name : str
        The student's name, if the file names it.
    late : bool
        Whether Canvas marked it as late.
    """

    student: str
    path: PurePosixPath
    entry: Entry
    version: tuple[int, int] = (0, 0)
    name: str = ""
    late: bool = False


def claim(
    entries: Iterable[Entry],
    assignment: str,
    notebooks: Collection[str],
    others: Collection[str] = (),
) -> tuple[list[Claim], list[Skipped]]:
    """Find out whose each file is.

    Parameters
    ----------
    entries : files of the archive
    assignment : str
    notebooks : collection of str
        The notebooks that the assignment asks for, without ending.
    others : collection of str
        The course's other assignments, whose folders may lie in the same archive.
    """
    claims, skipped, plain = [], [], []
    entries = list(entries)
    wrapper = _common_folder(entries)
    for entry in entries:
        made = _moodle(entry, notebooks) or _canvas(entry, wrapper, notebooks)
        if made is None:
            plain.append(entry)
        elif isinstance(made, Claim):
            claims.append(made)
        else:
            skipped.append(made)
    depth = _student_depth(plain, assignment, notebooks, wrapper)
    for entry in plain:
        made = _in_folder(entry, depth, assignment, notebooks, others)
        (claims if isinstance(made, Claim) else skipped).append(made)
    return claims, skipped


def original_name(name: str, notebooks: Collection[str]) -> tuple[str, int]:
    """The name a notebook had before a browser or Canvas numbered it, and the number.

    Examples
    --------
    >>> original_name("ps01-2.ipynb", ["ps01"])
    ('ps01.ipynb', 2)
    >>> original_name("ps01 (1).ipynb", ["ps01"])
    ('ps01.ipynb', 1)
    >>> original_name("draft-1.ipynb", ["ps01"])
    ('draft-1.ipynb', 0)
    """
    path = PurePosixPath(name)
    match = _VERSION.fullmatch(path.stem)
    numbered = match is not None and match["stem"] in notebooks and path.stem not in notebooks
    if numbered and path.suffix == ".ipynb":
        return f"{match['stem']}.ipynb", int(match["number"])
    return name, 0


def _moodle(entry: Entry, notebooks: Collection[str]) -> Claim | Skipped | None:
    for index, part in enumerate(entry.path.parts[:2]):
        match = _MOODLE.fullmatch(part)
        if match is None:
            continue
        if match["kind"] != "file":
            return Skipped(
                str(entry.path), "it was typed into Moodle's form, not handed in as a file"
            )
        inner = [p for p in (match["rest"], *entry.path.parts[index + 1 :]) if p]
        if not inner:
            return Skipped(str(entry.path), "it has no name of its own")
        name, number = original_name(inner[-1], notebooks)
        path = PurePosixPath(*inner[:-1], name)
        return Claim(match["id"], path, entry, (0, number), match["name"])
    return None


def _canvas(entry: Entry, wrapper: int, notebooks: Collection[str]) -> Claim | None:
    match = _CANVAS.fullmatch(entry.path.name)
    if match is None or len(entry.path.parts) != wrapper + 1:
        return None
    name, number = original_name(match["rest"], notebooks)
    version = (number, int(match["upload"]))
    late = match["late"] is not None
    return Claim(match["id"], PurePosixPath(name), entry, version, match["name"], late)


def _in_folder(
    entry: Entry,
    depth: int,
    assignment: str,
    notebooks: Collection[str],
    others: Collection[str],
) -> Claim | Skipped:
    parts = entry.path.parts
    if len(parts) <= depth:
        return Skipped(
            str(entry.path), "nothing tells whose it is: put it into a folder named by student id"
        )
    inner = parts[depth:]
    if len(inner) > 1 and inner[0] in others:
        return Skipped(str(entry.path), f"it belongs to {inner[0]}")
    if len(inner) > 1 and inner[0] == assignment:
        inner = inner[1:]
    name, number = original_name(inner[-1], notebooks)
    return Claim(parts[depth - 1], PurePosixPath(*inner[:-1], name), entry, (0, number))


def _common_folder(entries: list[Entry]) -> int:
    """1 if everything lies in one top folder, else 0."""
    tops = {entry.path.parts[0] for entry in entries}
    return int(len(tops) == 1 and all(len(entry.path.parts) > 1 for entry in entries))


def _student_depth(
    entries: list[Entry], assignment: str, notebooks: Collection[str], wrapper: int
) -> int:
    """How many parts of a path lead up to the student's folder, judged by the notebooks."""
    found: Counter[int] = Counter()
    for entry in entries:
        name, _ = original_name(entry.path.name, notebooks)
        folders = entry.path.parts[:-1]
        if PurePosixPath(name).stem in notebooks and name.endswith(".ipynb") and folders:
            found[len(folders) - (folders[-1] == assignment and len(folders) > 1)] += 1
    return found.most_common(1)[0][0] if found else wrapper + 1
