"""A course directory as nbgrader knows it: its folders, its gradebook, its configuration."""

from __future__ import annotations

import difflib
import glob
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from dlcourse.grading.errors import GradingError

CONFIG_NAME = "nbgrader_config.py"


@dataclass(frozen=True)
class CourseDir:
    """The folders of one nbgrader course.

    Made by `CourseDir.open`. Only the course's own ``nbgrader_config.py`` is read, so that marks do
    not depend on whose account runs the grading; ``db`` overrides the address of the gradebook.
    """

    folder: Path
    """Where the configuration lies."""
    root: Path
    """Where the course's folders lie: the same, unless the configuration says otherwise."""
    config: Config = field(repr=False)
    nbgrader: CourseDirectory = field(repr=False)

    @classmethod
    def open(cls, root: Path | str, db: str | None = None) -> CourseDir:
        """Read the configuration below ``root``.

        Raises
        ------
        GradingError
            If there is no such folder, no configuration in it, or the configuration fails.
        """
        root = Path(root).resolve()
        if not root.is_dir():
            raise GradingError(f"There is no folder {root}. Name your course folder: --course DIR.")
        if not (root / CONFIG_NAME).is_file():
            raise GradingError(
                f"{root} is not an nbgrader course: it has no {CONFIG_NAME}. Run the command in "
                f"your course folder or name it with --course DIR."
            )
        try:
            config = PyFileConfigLoader(CONFIG_NAME, path=str(root)).load_config()
            config.CourseDirectory.setdefault("root", str(root))
            address = config.CourseDirectory.get("db_url")
            if db is not None:
                config.CourseDirectory.db_url = _with_whole_path(db, Path.cwd())
            elif isinstance(address, str):
                config.CourseDirectory.db_url = _with_whole_path(address, root)
            nbgrader = CourseDirectory(config=config)
        except Exception as error:
            raise GradingError(
                f"{root / CONFIG_NAME} cannot be read: {type(error).__name__}: {error}"
            ) from error
        return cls(root, Path(nbgrader.root), config, nbgrader)

    @property
    def db_url(self) -> str:
        """Address of the gradebook."""
        return self.nbgrader.db_url

    @property
    def private(self) -> Path:
        """Folder for logs. It keeps itself out of git."""
        folder = self.root / ".dlcourse"
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
        return folder

    def source(self, assignment: str) -> Path:
        """Where the lecturer's version lies, solutions and hidden tests included."""
        return self._path(self.nbgrader.source_directory, ".", assignment)

    def release(self, assignment: str) -> Path:
        """Where the students' version lies."""
        return self._path(self.nbgrader.release_directory, ".", assignment)

    def submitted(self, student: str, assignment: str) -> Path:
        """Where a submission lies."""
        return self._path(self.nbgrader.submitted_directory, student, assignment)

    def autograded(self, student: str, assignment: str) -> Path:
        """Where the graded copy of a submission lies."""
        return self._path(self.nbgrader.autograded_directory, student, assignment)

    def feedback(self, student: str, assignment: str) -> Path:
        """Where the feedback pages of a submission lie."""
        return self._path(self.nbgrader.feedback_directory, student, assignment)

    def assignments(self) -> list[str]:
        """Names of the assignments that have a source notebook."""
        notebooks = Path(self.source("x")).parent.glob("*/*.ipynb")
        return sorted({path.parent.name for path in notebooks})

    def notebooks(self, assignment: str) -> list[str]:
        """Names of the assignment's notebooks, without their ending."""
        return sorted(path.stem for path in self.source(assignment).glob("*.ipynb"))

    def expect_assignment(self, assignment: str) -> None:
        """Raise a `GradingError` unless the assignment has a source notebook."""
        if assignment not in self.assignments():
            folder = self.source(assignment).parent
            raise GradingError(
                f"There is no assignment {assignment!r} in {folder}."
                + offer(assignment, self.assignments())
            )

    def students(self, assignment: str) -> list[str]:
        """Ids of those who handed the assignment in, in the order of the alphabet."""
        step = self.nbgrader.submitted_directory
        return self._match(step, assignment)

    def graded_students(self, assignment: str) -> list[str]:
        """Ids of those whose submission has a graded copy."""
        return self._match(self.nbgrader.autograded_directory, assignment)

    def _path(self, step: str, student: str, assignment: str) -> Path:
        return Path(self.nbgrader.format_path(step, student, assignment))

    def _match(self, step: str, assignment: str) -> list[str]:
        marker = "\0"  # cannot occur in a path
        path = self.nbgrader.format_path(step, marker, assignment)
        pattern = re.compile(re.escape(path).replace(re.escape(marker), r"([^/\\]+)"))
        matches = (pattern.fullmatch(p) for p in glob.glob(glob.escape(path).replace(marker, "*")))
        return sorted(match[1] for match in matches if match)


def _with_whole_path(address: str, folder: Path) -> str:
    """The address with the path of an SQLite file below ``folder``: nbgrader changes folders."""
    start = "sqlite:///"
    if not address.startswith(start) or address in (start, f"{start}:memory:"):
        return address
    return start + str(folder / address.removeprefix(start))


def offer(name: str, known: Iterable[str]) -> str:
    """The end of a message on an unknown name: the likeliest known one, or all of them.

    Examples
    --------
    >>> offer("ps1", ["ps01", "quiz"])
    ' Did you mean ps01?'
    >>> offer("exam", ["ps01", "quiz"])
    ' There are: ps01, quiz.'
    """
    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
    if close:
        return f" Did you mean {close[0]}?"
    return f" There are: {', '.join(known) or 'none yet'}."
