"""This side of a worker: starts the process, gives orders, gets answers."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]


def search_path():
    """Return where a process of ours finds `speed` and `dlcourse`."""
    return os.pathsep.join([str(FOLDER), str(FOLDER.parent)])


class WorkerFailed(Exception):
    """A worker ended without an answer; the message holds the end of what it printed."""


class Client:
    """A worker for one implementation at one number of threads; use it in a `with` block.

    Attributes
    ----------
    version : str or None
        Of the package; None if it is not installed.
    missing : str
        Why not.
    """

    def __init__(self, implementation, threads, python):
        self.implementation = implementation
        environment = {
            **os.environ,
            **implementation.environment(threads),
            "PYTHONPATH": search_path(),
        }
        self.errors = tempfile.TemporaryFile("w+")  # noqa: SIM115, lives as long as the process
        self.process = subprocess.Popen(
            [python, "-m", "speed.worker", implementation.name, str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            env=environment,
        )
        greeting = self.read()
        self.version = greeting.get("version")
        self.missing = greeting.get("missing", "")

    def ask(self, **order):
        """Return the answer to an order."""
        print(json.dumps(order), file=self.process.stdin, flush=True)
        return self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            self.errors.seek(0)
            last = self.errors.read().strip().splitlines()[-1:]
            raise WorkerFailed(f"{self.implementation.name}: {''.join(last)}")
        return json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()
