"""Nested dictionaries to a file and back."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.nn import ModelFileError
from dlcourse.nn.tree_file import read_tree, write_tree

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.builds(np.arange, st.integers(0, 5), dtype=st.sampled_from(["f4", "f8", "u8"])),
)
NAMES = st.text(alphabet="abc.W0", min_size=1, max_size=5)
TREES = st.dictionaries(
    NAMES,
    st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)),
)


def same(a, b):
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b


@given(tree=TREES)
def test_every_tree_comes_back_as_it_was(tmp_path_factory, tree):
    path = tmp_path_factory.mktemp("tree") / "file"
    write_tree(path, "example", tree)
    assert same(read_tree(path, "example"), tree)


def test_numpy_numbers_become_plain_ones_and_tuples_lists(tmp_path):
    write_tree(tmp_path / "file", "example", {"a": np.float32(0.1), "b": (1, np.int8(2))})
    tree = read_tree(tmp_path / "file", "example")
    assert same(tree, {"a": float(np.float32(0.1)), "b": [1, 2]})


@pytest.mark.parametrize(
    "arrays",
    [{"w": np.ones(2)}, {"tree": np.ones(2)}, {"tree": np.array('{"kind": "something else"}')}],
)
def test_a_foreign_file_is_refused(tmp_path, arrays):
    np.savez(tmp_path / "file.npz", **arrays)
    with pytest.raises(
        ModelFileError, match="file.npz: expected a example, and this npz file is not"
    ):
        read_tree(tmp_path / "file", "example")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    write_tree(tmp_path / "file", "example", {"a": 1})

    def fail(descriptor):
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space left"):
        write_tree(tmp_path / "file", "example", {"a": 2})
    assert [path.name for path in tmp_path.iterdir()] == ["file.npz"]
    assert read_tree(tmp_path / "file", "example") == {"a": 1}


KILLED = """
import os, signal, sys, zipfile
import numpy as np
from dlcourse.nn.tree_file import write_tree

moment, path = sys.argv[1:]

def die(*args, **settings):
    os.kill(os.getpid(), signal.SIGKILL)

write_tree(path, "example", {"a": 1})
if moment == "first array":
    whole = zipfile.ZipFile.open
    zipfile.ZipFile.open = lambda *a, **s: die() if "w.npy" in a else whole(*a, **s)
elif moment == "before the file is closed":
    os.fsync = die
else:
    os.replace = die
write_tree(path, "example", {"a": 2, "w": np.ones(100_000)})
"""


@pytest.mark.parametrize(
    "moment", ["first array", "before the file is closed", "before the name changes hands"]
)
def test_a_kill_in_the_middle_of_writing_leaves_the_old_file_whole(tmp_path, moment):
    path = tmp_path / "file.npz"
    run = subprocess.run([sys.executable, "-c", KILLED, moment, str(path)], capture_output=True)
    assert run.returncode == -9, run.stderr
    assert (tmp_path / "file.npz.part").exists()
    assert read_tree(path, "example") == {"a": 1}
    write_tree(path, "example", {"a": 3})  # what the killed one left is no hindrance
    assert [p.name for p in tmp_path.iterdir()] == ["file.npz"]
