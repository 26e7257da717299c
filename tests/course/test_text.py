import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from dlcourse.course.errors import CourseError
from dlcourse.course.text import dump, fingerprint, load, read_text, write_if_changed


@pytest.fixture
def path(tmp_path):
    return tmp_path / "text.py"


def test_cells_keep_type_source_and_keys(path):
    path.write_text(
        '# %% [markdown]\n# Words.\n\n# %% test="a" points=2\nx = 1\n\n\n\n# %%\ny = 2\n'
    )
    words, test, last = read_text(path).cells
    assert (words.cell_type, words.source, words.metadata) == ("markdown", "Words.", {})
    assert (test.cell_type, test.source) == ("code", "x = 1")
    assert test.metadata == {"test": "a", "points": 2}
    assert last.metadata == {}


def test_missing_text_is_named(path):
    with pytest.raises(CourseError, match=r"text\.py: no such text"):
        read_text(path)


def test_text_without_cells_is_refused(path):
    path.write_text("")
    with pytest.raises(CourseError, match=r"A cell begins with a line '# %%'"):
        read_text(path)


def test_fingerprint_sees_a_change_but_not_the_line_ends(tmp_path):
    for name, content in {"unix": b"a\nb\n", "windows": b"a\r\nb\r\n", "other": b"a\nc\n"}.items():
        (tmp_path / name).write_bytes(content)
    assert fingerprint(tmp_path / "unix") == fingerprint(tmp_path / "windows")
    assert fingerprint(tmp_path / "unix") != fingerprint(tmp_path / "other")


def test_a_notebook_comes_back_from_its_file(tmp_path):
    notebook = new_notebook(cells=[new_code_cell("x = 'ü'", id="one")])
    content = dump(notebook)
    assert content.endswith("}\n")
    (tmp_path / "n.ipynb").write_text(content, encoding="utf-8")
    assert load(tmp_path / "n.ipynb") == notebook


def test_an_invalid_notebook_is_not_written():
    with pytest.raises(nbformat.ValidationError):
        dump(new_notebook(cells=[new_code_cell(id="not valid")]))


@pytest.mark.parametrize("content", [b"not json", b"\xff\xfe", b'{"cells": 1}', b"[]"])
def test_a_file_that_is_no_notebook_is_refused(tmp_path, content):
    (tmp_path / "n.ipynb").write_bytes(content)
    with pytest.raises(CourseError, match="is not a notebook"):
        load(tmp_path / "n.ipynb")


def test_writing_the_same_again_changes_the_time_only(tmp_path):
    path = tmp_path / "new" / "file"
    assert write_if_changed("a\n", path)
    before = path.stat()
    assert not write_if_changed("a\n", path)
    assert path.stat().st_mtime_ns >= before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert write_if_changed("b\n", path)
    assert path.read_text() == "b\n"
