"""The files that ship: where they come from is told, and nothing is read before it is needed."""

import subprocess
import sys
from importlib import resources

import pytest

from dlcourse.data.storage import stored

FOLDER = resources.files("dlcourse.data")


def test_every_file_has_its_source_and_licence():
    told = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    rows = [line for line in told.splitlines() if line.startswith("| `")]
    listed = {line.split("`")[1] for line in rows}
    assert listed == {file.name for file in (FOLDER / "files").iterdir()}
    assert all("CC BY 4.0" in row or "public domain" in row for row in rows)


def test_files_are_small():
    assert sum(len(file.read_bytes()) for file in (FOLDER / "files").iterdir()) < 250_000


def test_a_file_can_be_read():
    assert stored("iris.npz").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("module", ["zipfile", "importlib.resources", "urllib.request", "gzip"])
def test_importing_reads_no_file_and_loads_nothing_for_it(module):
    program = (
        "import sys, numpy; before = set(sys.modules); import dlcourse.data;"
        f"print({module!r} in set(sys.modules) - before)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert finished.stdout.strip() == "False"
