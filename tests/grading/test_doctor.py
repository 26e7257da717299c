"""What the doctor says about a host and a course."""

import shutil
from importlib import metadata
from types import SimpleNamespace

import pytest

from dlcourse.grading import doctor
from dlcourse.grading.doctor import check_alembic, check_disk, check_kernel, check_packages, examine
from tests.grading.small_course import write_course


def test_a_course_that_is_ready(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "check_kernel", lambda modules: doctor.Check("kernel", True, ""))
    checks = {check.name: check for check in examine(write_course(tmp_path))}
    assert all(check.ok for check in checks.values()), checks
    assert list(checks) == [
        *("Python", "packages", "alembic", "course", "gradebook", "kernel", "disk"),
    ]
    assert checks["course"].detail == f"1 assignments in {tmp_path}"
    assert not (tmp_path / "gradebook.db").exists()


def test_a_folder_that_is_no_course_and_a_gradebook_that_cannot_be(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "check_kernel", lambda modules: doctor.Check("kernel", True, ""))
    bad = {check.name: check.detail for check in examine(tmp_path / "nowhere") if not check.ok}
    assert list(bad) == ["course"]
    root = write_course(tmp_path / "course")
    bad = {c.name: c.detail for c in examine(root, "sqlite:////nowhere/g.db") if not c.ok}
    assert "there is no folder /nowhere" in bad["gradebook"]


def test_an_old_python():
    check = doctor.check_python((3, 9, 2))
    assert (check.ok, check.detail) == (False, "3.9.2 is too old: install Python 3.11 or newer")


def test_packages_that_are_missing_or_too_old(tmp_path):
    def installed(name):
        if name == "nbgrader":
            raise metadata.PackageNotFoundError(name)
        return "0.1" if name == "numpy" else metadata.version(name)

    check = check_packages(tmp_path, installed)
    assert not check.ok
    assert "nbgrader is missing" in check.detail
    assert "numpy is 0.1, needed is" in check.detail
    assert "pip install 'dlcourse[lecturer]'" in check.detail


def test_packages_that_differ_from_the_lock_are_named_but_fine(tmp_path):
    (tmp_path / "requirements.lock").write_text("# made by uv\nnumpy==1.0 ; x\nnumpy==1.1\n")
    check = check_packages(tmp_path)
    assert check.ok
    assert f"not the locked version: numpy {metadata.version('numpy')}" in check.detail


def test_alembic_that_is_missing(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    check = check_alembic()
    assert (check.ok, "pip install alembic" in check.detail) == (False, True)


def test_the_kernel_imports_what_the_course_needs():
    check = check_kernel(("numpy", "dlcourse"))
    assert check.ok, check.detail
    assert check.detail.endswith("imports numpy, dlcourse")


def test_a_kernel_that_cannot_import_is_the_finding():
    check = check_kernel(("a_module_that_nobody_has",))
    assert not check.ok
    assert "No module named 'a_module_that_nobody_has'" in check.detail
    assert "Every student would get 0 points" in check.detail


def test_a_kernel_that_is_not_installed():
    check = check_kernel((), name="no-such-kernel")
    assert not check.ok
    assert "no-such-kernel" in check.detail


@pytest.mark.parametrize(
    ("free", "ok", "detail"), [(5 * 2**30, True, "5 GB free"), (2**20, False, "1 MB free")]
)
def test_room_on_the_disk(tmp_path, monkeypatch, free, ok, detail):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free))
    check = check_disk(tmp_path)
    assert check.ok is ok
    assert check.detail.startswith(detail)


def test_a_disk_that_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor.os, "access", lambda path, mode: False)
    assert check_disk(tmp_path).detail == f"{tmp_path} cannot be written: mend its rights"
