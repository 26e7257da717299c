"""The command doctor."""

from dlcourse.grading import doctor
from dlcourse.grading.doctor import Check


def test_a_host_that_is_ready(course, dlcourse, monkeypatch):
    asked = []
    monkeypatch.setattr(
        doctor,
        "examine",
        lambda root, db, modules: asked.append(modules) or [Check("a", True, "b")],
    )
    result = dlcourse("doctor", "--course", course)
    assert (result.exit_code, result.stdout) == (0, "OK   a: b\nReady to grade.\n")
    assert asked == [("numpy", "dlcourse")]


def test_a_host_that_is_not(course, dlcourse, monkeypatch):
    checks = [Check("a", True, "b"), Check("kernel", False, "install it")]
    monkeypatch.setattr(doctor, "examine", lambda *a, **o: checks)
    result = dlcourse("doctor", "--course", course)
    assert result.exit_code == 1
    assert "MEND kernel: install it\nMend the lines above" in result.stdout
