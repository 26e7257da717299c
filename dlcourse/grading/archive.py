"""Lists and reads the files of a folder or a zip, and refuses what could do harm.

Nothing is extracted to a path that the archive chooses: files are handed on as names and bytes.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from dlcourse.grading.errors import GradingError

MAX_FILE = 100 * 2**20
MAX_TOTAL = 4 * 2**30
MAX_FILES = 50_000
_JUNK = {"__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__"}
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Entry:
    """A file that was handed in."""

    path: PurePosixPath
    time: datetime
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Skipped:
    """A file that was left out, and why."""

    path: str
    reason: str


@contextlib.contextmanager
def open_source(source: Path) -> Iterator[tuple[list[Entry], list[Skipped]]]:
    """The files of a folder or a zip, and those that were left out.

    Raises
    ------
    GradingError
        If there is no such thing, it is broken, or it unpacks to more than `MAX_TOTAL`.
    """
    if source.is_dir():
        yield _walk(source)
    elif not source.exists():
        raise GradingError(f"There is no file or folder {source}.")
    elif not zipfile.is_zipfile(source):
        raise GradingError(
            f"{source} is not a zip file, or it is broken. Download it again, or unpack it and "
            f"name the folder."
        )
    else:
        try:
            with zipfile.ZipFile(source) as archive:
                yield _list(archive, PurePosixPath(), 0)
        except _ZIP_FAULTS as error:
            raise GradingError(
                f"{source} is broken ({error}). Nothing was taken in. Download it again."
            ) from error


def _walk(folder: Path) -> tuple[list[Entry], list[Skipped]]:
    entries, skipped = [], []
    for where, folders, files in os.walk(folder):
        links = [name for name in folders if Path(where, name).is_symlink()]
        for name in sorted(links + files):
            path = Path(where, name)
            inner = PurePosixPath(path.relative_to(folder).as_posix())
            if path.is_symlink():
                skipped.append(Skipped(str(inner), "it is a link"))
            elif reason := _unfit(inner, path.stat().st_size):
                skipped.append(Skipped(str(inner), reason))
            elif not path.is_file():
                skipped.append(Skipped(str(inner), "it is no ordinary file"))
            else:
                time = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                entries.append(Entry(inner, time, path.read_bytes))
    return _with_inner_zips(entries, skipped)


def _list(
    archive: zipfile.ZipFile, below: PurePosixPath, depth: int
) -> tuple[list[Entry], list[Skipped]]:
    entries, skipped = [], []
    members = archive.infolist()
    if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_TOTAL:
        raise GradingError(
            f"{archive.filename or below} unpacks to too much: at most {MAX_FILES} files and "
            f"{MAX_TOTAL // 2**30} GB. Is it the right file?"
        )
    for member in members:
        if member.is_dir():
            continue
        if reason := _unsafe(member):
            skipped.append(Skipped(member.filename, reason))
            continue
        path = below / member.filename
        if reason := _unfit(path, member.file_size):
            skipped.append(Skipped(str(path), reason))
            continue
        entries.append(Entry(path, _member_time(member), _reader(archive, member)))
    return _with_inner_zips(entries, skipped) if depth == 0 else (entries, skipped)


def _with_inner_zips(
    entries: list[Entry], skipped: list[Skipped]
) -> tuple[list[Entry], list[Skipped]]:
    """Replace zips that students handed in by their files; a zip inside such a zip stays closed."""
    opened: list[Entry] = []
    for entry in entries:
        if entry.path.suffix.lower() != ".zip":
            opened.append(entry)
            continue
        try:
            archive = zipfile.ZipFile(io.BytesIO(entry.read()))
            inner, left_out = _list(archive, entry.path.with_suffix(""), 1)
            for file in inner:
                file.read()
        except (*_ZIP_FAULTS, GradingError) as error:
            skipped.append(Skipped(str(entry.path), f"it is a broken zip ({error})"))
            continue
        opened += [Entry(file.path, entry.time, file.read) for file in inner]
        skipped += left_out
    return opened, skipped


def _unsafe(member: zipfile.ZipInfo) -> str | None:
    path = PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in path.parts[0]:
        return "its path leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link"
    if member.flag_bits & 1:
        return "it is encrypted: ask for it without a password"
    return None


def _unfit(path: PurePosixPath, size: int) -> str | None:
    if any(part in _JUNK or part.startswith(".") for part in path.parts):
        return "it is a file of the system, not of the student"
    if not str(path).isprintable() or any(len(part.encode()) > 255 for part in path.parts):
        return "its name cannot be a file name"
    if size > MAX_FILE:
        return f"it is larger than {MAX_FILE // 2**20} MB"
    return None


def _reader(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    return lambda: archive.read(member)


def _member_time(member: zipfile.ZipInfo) -> datetime:
    """The time that the archive names, which has no time zone: that of this machine is meant."""
    try:
        return datetime(*member.date_time).astimezone(UTC)
    except ValueError:  # some programs write month 0
        return datetime(1980, 1, 1, tzinfo=UTC)
