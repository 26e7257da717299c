"""Looks whether this host and this course are ready to grade, and says how to mend what is not."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from packaging.requirements import Requirement
from traitlets.config import Config

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.gradebook import check_database
from dlcourse.grading.surroundings import kernel_environment, quiet_kernels

OLDEST_PYTHON = (3, 11)
NEEDED_BYTES = 2**30


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is well, and how it is or how to mend it."""

    name: str
    ok: bool
    detail: str


def examine(root: Path, db: str | None = None, modules: tuple[str, ...] = ()) -> Iterator[Check]:
    """Yield one check after the other; none of them raises, none of them changes anything.

    Parameters
    ----------
    root : Path
        The course folder.
    db : str, optional
        Address of the gradebook, if not the configured one.
    modules : tuple of str
        What the course's notebooks import.
    """
    yield check_python()
    yield check_packages(root)
    yield check_alembic()
    try:
        course = CourseDir.open(root, db)
    except GradingError as error:
        yield Check("course", False, str(error))
    else:
        yield Check("course", True, f"{len(course.assignments())} assignments in {course.root}")
        yield _guard("gradebook", lambda: check_database(course.db_url), course.db_url)
    yield check_kernel(modules)
    yield check_disk(root)


def check_python(version: tuple[int, ...] = sys.version_info[:3]) -> Check:
    """Whether Python is new enough."""
    text = ".".join(map(str, version))
    if version >= OLDEST_PYTHON:
        return Check("Python", True, f"{text} on {platform.system()}")
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return Check("Python", False, f"{text} is too old: install Python {wanted} or newer")


def check_packages(root: Path, installed: Callable[[str], str] = metadata.version) -> Check:
    """Whether the packages that lecturers need are there, as pyproject.toml wants them."""
    faults, differ = [], []
    lock = _locked(root / "requirements.lock")
    needed = list(_needed("dlcourse", "lecturer"))
    for requirement in needed:
        try:
            version = installed(requirement.name)
        except metadata.PackageNotFoundError:
            faults.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            faults.append(f"{requirement.name} is {version}, needed is {requirement.specifier}")
        elif version not in lock.get(requirement.name, {version}):
            differ.append(f"{requirement.name} {version}")
    if faults:
        return Check(
            "packages",
            False,
            f"{'; '.join(faults)}. Run: pip install 'dlcourse[lecturer]'",
        )
    remark = f", not the locked version: {', '.join(differ)}" if differ else ""
    return Check("packages", True, f"{len(needed)} as pyproject.toml wants them{remark}")


def _needed(package: str, extra: str) -> Iterator[Requirement]:
    for text in metadata.requires(package) or []:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def _locked(path: Path) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    if path.is_file():
        for line in path.read_text().splitlines():
            name, equals, rest = line.partition("==")
            if equals:
                versions.setdefault(name.strip(), set()).add(rest.split(";")[0].strip())
    return versions


def check_alembic() -> Check:
    """Whether the program alembic is found, which nbgrader needs to make a gradebook."""
    with kernel_environment():
        found = shutil.which("alembic")
    if found:
        return Check("alembic", True, found)
    return Check(
        "alembic", False, "not found, and nbgrader needs it: python -m pip install alembic"
    )


def check_kernel(modules: tuple[str, ...], name: str = "python3") -> Check:
    """Start the kernel that grades, and import in it what the course's notebooks import.

    A kernel without NumPy gives every student 0 points and says nothing.
    """
    code = "import sys\n" + "".join(f"import {module}\n" for module in modules)
    notebook = new_notebook(cells=[new_code_cell(code + "print(sys.executable)")])
    config = Config()
    with kernel_environment():
        quiet_kernels(config)
        try:
            NotebookClient(notebook, kernel_name=name, timeout=60, config=config).execute()
        except Exception as error:  # whatever keeps the kernel from working is the finding
            reason = str(error).strip().splitlines()[-1]
            return Check(
                "kernel",
                False,
                f"the kernel {name!r} fails: {reason}. Every student would get 0 points. Install "
                f"what is missing where it runs, usually: {sys.executable} -m pip install ...",
            )
    python = notebook.cells[0].outputs[0].text.strip()
    return Check("kernel", True, f"{python} imports {', '.join(modules) or 'what it needs'}")


def check_disk(root: Path) -> Check:
    """Whether there is room for graded copies and feedback."""
    place = root if root.is_dir() else Path.cwd()
    free = shutil.disk_usage(place).free
    if not os.access(place, os.W_OK):
        return Check("disk", False, f"{place} cannot be written: mend its rights")
    if free < NEEDED_BYTES:
        return Check("disk", False, f"{free / 2**20:.0f} MB free in {place}: make room for 1 GB")
    return Check("disk", True, f"{free / 2**30:.0f} GB free in {place}")


def _guard(name: str, look: Callable[[], None], well: str) -> Check:
    try:
        look()
    except GradingError as error:
        return Check(name, False, str(error))
    return Check(name, True, well)
