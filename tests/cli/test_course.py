"""The commands lab, build and release."""

import os
import zipfile
from pathlib import Path

import nbformat
import pytest

from dlcourse.cli import course as commands
from dlcourse.cli import readiness
from dlcourse.course import build as builder
from tests.grading.small_course import student_notebook

ROOT = Path(__file__).parents[2]


@pytest.fixture
def opened(monkeypatch):
    """What would be run in place of this process."""
    calls = []
    monkeypatch.setattr(os, "execv", lambda program, arguments: calls.append(arguments))
    return calls


def test_lab_opens_the_folder_of_lessons(dlcourse, opened):
    assert dlcourse("lab", "--course", ROOT).exit_code == 0
    [[program, *options, target]] = opened
    assert Path(program).name == "jupyter-lab"
    assert options == ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    assert target == str(ROOT / "notebooks")


def test_lab_without_jupyterlab_says_how_to_install_it(dlcourse, opened, monkeypatch):
    monkeypatch.setattr(commands.sys, "executable", "/nowhere/python")
    monkeypatch.setattr(commands.shutil, "which", lambda name: None)
    result = dlcourse("lab", "--course", ROOT)
    assert result.exit_code == 1
    assert "pip install" in result.stderr
    assert opened == []


def test_lab_finds_jupyterlab_elsewhere_on_the_path(dlcourse, opened, monkeypatch):
    monkeypatch.setattr(commands.sys, "executable", "/nowhere/python")
    monkeypatch.setattr(commands.shutil, "which", lambda name: f"/opt/{name}")
    assert dlcourse("lab", "--course", ROOT).exit_code == 0
    assert opened[0][0] == "/opt/jupyter-lab"


def test_lab_with_an_unknown_lesson(dlcourse, opened):
    result = dlcourse("lab", "99", "--course", ROOT)
    assert result.exit_code == 2
    assert "There is no lesson '99'" in result.stderr


def test_build_says_what_it_wrote(dlcourse, monkeypatch, tmp_path):
    def build(root, names, report):
        report("Building assignment ps01")
        return [
            builder.Built(root / "a.ipynb", True, 1.26, ("cell 3: a line is too long",)),
            builder.Built(root / "b.ipynb", False, 0.1),
        ]

    monkeypatch.setattr(builder, "build", build)
    result = dlcourse("build", "ps01", "--course", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Building assignment ps01",
        "wrote a.ipynb 1.3 s",
        "      cell 3: a line is too long",
        "same  b.ipynb 0.1 s",
        "1 of 2 notebooks changed.",
    ]


def test_build_of_an_unknown_name(dlcourse):
    result = dlcourse("build", "ps99", "--course", ROOT)
    assert result.exit_code == 2
    assert "'ps99' is neither a lesson nor an assignment" in result.stderr


def test_build_check(dlcourse, monkeypatch, tmp_path):
    monkeypatch.setattr(builder, "stale", lambda root: [])
    result = dlcourse("build", "--check", "--course", tmp_path)
    assert (result.exit_code, "are built" in result.stdout) == (0, True)
    monkeypatch.setattr(builder, "stale", lambda root: ["a.ipynb: it has no text."])
    result = dlcourse("build", "--check", "--course", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == "a.ipynb: it has no text.\nBuild again: dlcourse build\n"


@pytest.fixture
def released(course):
    folder = course / "assignments" / "ps01"
    folder.mkdir(parents=True)
    nbformat.write(student_notebook(), folder / "ps01.ipynb")
    return course


def test_release_writes_folder_and_zip(released, dlcourse, tmp_path):
    result = dlcourse("release", "ps01", "--to", tmp_path / "out", "--course", released)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "ps01" / "ps01.ipynb").is_file()
    with zipfile.ZipFile(tmp_path / "out" / "ps01.zip") as file:
        assert "ps01/ps01.ipynb" in file.namelist()


def test_release_of_what_is_not_ready_writes_nothing(released, dlcourse, tmp_path, monkeypatch):
    later = (released / "solutions" / "ps01" / "ps01.ipynb").stat().st_mtime + 60
    os.utime(released / "solutions" / "ps01" / "ps01.ipynb", (later, later))
    result = dlcourse("release", "ps01", "--to", tmp_path / "out", "--course", released)
    assert result.exit_code == 2
    assert "ps01 is not ready for students:" in result.stderr
    assert not (tmp_path / "out").exists()


def test_release_of_several_refuses_all_if_one_is_unknown(released, dlcourse, tmp_path):
    result = dlcourse("release", "ps01", "ps99", "--to", tmp_path / "out", "--course", released)
    assert result.exit_code == 2
    assert "no assignment 'ps99'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_long_lists_of_reasons_are_cut(released, dlcourse, tmp_path, monkeypatch):
    reasons = [f"reason {number}" for number in range(12)]
    monkeypatch.setattr(readiness, "_older_release", lambda course, assignment: reasons)
    result = dlcourse("release", "ps01", "--to", tmp_path / "out", "--course", released)
    assert "reason 9\n  and 2 more" in result.stderr
