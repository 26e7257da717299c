"""The surroundings that nbgrader and its kernels need, set for as long as they run."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from traitlets.config import Config

_LOGGERS = ("traitlets", "nbgrader", "tornado.application", "tornado.general", "py.warnings")
_SOCKET_NAME_LIMIT = 104  # the shortest limit of the systems we run on (macOS)


@contextlib.contextmanager
def programs_on_path() -> Iterator[None]:
    """Put this Python's folder first on PATH: nbgrader runs the program ``alembic``."""
    programs = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", os.defpath).split(os.pathsep)
    with changed_environment(PATH=os.pathsep.join([programs, *(p for p in path if p != programs)])):
        yield


@contextlib.contextmanager
def kernel_environment() -> Iterator[None]:
    """Environment in which kernels start the same for everyone.

    - The programs of this environment come first on PATH.
    - Kernels of this environment are found before those in the user's folders.
    - Start-up files in the user's ``~/.ipython`` do not run, and its folders need not be writable.
    """
    folder = tempfile.mkdtemp(prefix="dl-")
    try:
        with (
            programs_on_path(),
            changed_environment(
                JUPYTER_RUNTIME_DIR=folder,
                JUPYTER_PREFER_ENV_PATH="1",
                IPYTHONDIR=os.path.join(folder, "ipython"),
            ),
        ):
            yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def quiet_kernels(config: Config) -> None:
    """Let kernels talk over sockets of this process's own instead of open ports of the machine.

    Ports make each kernel warn that it runs without encryption. Where the name of a socket would be
    too long for the system, or on Windows, the configuration is left alone.
    """
    sockets = os.path.join(
        os.environ.get("JUPYTER_RUNTIME_DIR", tempfile.gettempdir()), f"{os.getpid()}"
    )
    if sys.platform != "win32" and len(sockets) + 4 < _SOCKET_NAME_LIMIT:
        config.KernelManager.setdefault("transport", "ipc")
        config.KernelManager.setdefault("ip", sockets)


@contextlib.contextmanager
def changed_environment(**variables: str) -> Iterator[None]:
    """Set environment variables, and put back what was there before."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def log_to(path: Path) -> Iterator[None]:
    """Send the messages of nbgrader and Python's warnings into a file, not to the terminal."""
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            logging.captureWarnings(True)
            yield
    finally:
        logging.captureWarnings(False)
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate
        handler.close()
