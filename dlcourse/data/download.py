"""Fetching a file once, from the first mirror that has it whole."""

import os
from pathlib import Path

from dlcourse.data.download_progress import DownloadProgress

CHUNK = 1 << 16  # bytes


class DownloadError(OSError):
    """No mirror gave the file; the message says what each of them did, and what to do."""


class BadDownload(Exception):
    """One mirror did not give the file; the message says why."""


def cache_folder(name):
    """Return where downloads are kept: ``~/.cache/dlcourse/<name>``, or below XDG_CACHE_HOME."""
    home = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not home.is_absolute():  # the standard wants a relative path ignored
        home = Path.home() / ".cache"
    return home / "dlcourse" / name


def fetch(name, md5, folder, mirrors, *, timeout=30.0, progress=True):
    """Return the path of a file, which is downloaded unless the folder has it already.

    The file appears in the folder when it is complete and its checksum is right, not before, so an
    interrupted download leaves nothing behind. A damaged file in the folder is replaced.

    Parameters
    ----------
    name : str
        What the file is called on the mirrors and in the folder.
    md5 : str
        Checksum, 32 hexadecimal digits.
    folder : Path
        Made if it is missing.
    mirrors : sequence of str
        Addresses that end with a slash, tried in order.
    timeout : float, default 30
        Seconds without an answer after which a mirror is given up.
    progress : bool, default True

    Returns
    -------
    Path

    Raises
    ------
    DownloadError
        If no mirror gives the right file, or the folder cannot be written.
    """
    target = folder / name
    if target.is_file() and checksum(target) == md5:
        return target
    failures = []
    for mirror in mirrors:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            download(mirror + name, md5, target, timeout, progress)
        except BadDownload as failure:
            failures.append(f"{mirror}: {failure}")
        except OSError as error:
            raise DownloadError(
                f"{name} could not be stored in {folder}: {error}. Name a folder that can be "
                "written and has room."
            ) from error
        else:
            return target
    tried = "\n  ".join(failures or ["no mirror was given"])
    raise DownloadError(
        f"{name} could not be downloaded:\n  {tried}\n"
        "Check the network and try again. Or get the file where there is a network, "
        f"and put it into {folder}."
    )


def download(address, md5, target, timeout, progress):
    """Download to a file beside the target, check it, and rename it; on failure, leave nothing."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            for chunk in receive(address, timeout, target.name, progress):
                file.write(chunk)
        found = checksum(part)
        if found != md5:
            raise BadDownload(f"the file is damaged (its MD5 is {found}, not {md5})")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def receive(address, timeout, name, progress):
    """Yield the content of an address in chunks; raise BadDownload for all that can go wrong."""
    import http.client  # these take longer to import than all of dlcourse.data
    import urllib.error
    import urllib.request

    received = 0
    try:
        with urllib.request.urlopen(address, timeout=timeout) as answer:
            total = int(answer.headers.get("Content-Length") or 0)
            line = DownloadProgress(name, total, progress)
            while chunk := answer.read(CHUNK):
                received += len(chunk)
                line.show(received)
                yield chunk
    except urllib.error.HTTPError as error:
        error.close()
        raise BadDownload(f"answered {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        raise BadDownload(f"no connection ({error.reason})") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise BadDownload(f"broke off ({error or type(error).__name__})") from error
    if received < total:
        raise BadDownload(f"ended after {received} of {total} bytes")
    line.end(received)


def checksum(path):
    """Return the MD5 of a file: it tells damage, not malice."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
