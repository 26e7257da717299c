import os

import pytest

from dlcourse.course import build as module
from dlcourse.course import lesson
from dlcourse.course.build import build, stale, up_to_date
from dlcourse.course.errors import CourseError
from dlcourse.course.lesson import unexecuted_lesson
from dlcourse.course.text import dump

RUN = []


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Lessons run in no time: their cells are numbered, not executed (tests/course/test_lesson.py
    executes them)."""
    RUN.clear()

    def numbered(house, name):
        RUN.append(name)
        notebook = unexecuted_lesson(house, name)
        count = 0
        for cell in notebook.cells:
            if cell.cell_type == "code":
                count += 1
                cell.execution_count = count
        return notebook

    monkeypatch.setattr(lesson, "executed_lesson", numbered)


def age(path, seconds):
    """Make a file so many seconds older than it is."""
    time = path.stat().st_mtime - seconds
    os.utime(path, (time, time))


def test_a_folder_that_is_no_course_is_not_called_built(tmp_path):
    for ask in (build, stale):
        with pytest.raises(CourseError, match="holds no text of a course"):
            ask(tmp_path)


def test_everything_is_stale_before_the_first_build(house):
    assert stale(house.root) == [
        "notebooks/01_tiny.ipynb: it has not been built yet.",
        "assignment ps01: solutions/ps01/ps01.ipynb has not been built yet.",
    ]


def test_a_build_makes_all_notebooks_and_says_so(house):
    lines = []
    built = build(house.root, report=lines.append)
    assert [house.relative(one.path) for one in built] == [
        "notebooks/01_tiny.ipynb",
        "solutions/ps01/ps01.ipynb",
        "assignments/ps01/ps01.ipynb",
    ]
    assert all(one.changed for one in built)
    assert lines == ["Running lesson 01_tiny", "Building assignment ps01"]
    assert stale(house.root) == []


def test_a_second_build_runs_no_lesson_and_changes_no_byte(house):
    build(house.root)
    before = {path: path.read_bytes() for path in house.root.rglob("*.ipynb")}
    assert [one.changed for one in build(house.root)] == [False, False]
    assert {path: path.read_bytes() for path in house.root.rglob("*.ipynb")} == before
    assert RUN == ["01_tiny"]


def test_a_named_lesson_runs_in_any_case(house):
    build(house.root)
    (built,) = build(house.root, ["01_tiny"])
    assert not built.changed
    assert RUN == ["01_tiny", "01_tiny"]


def test_complaints_of_the_checks_come_with_the_notebook(house):
    complaints = build(house.root, ["01_tiny"])[0].complaints
    assert any("tagged raises-exception, but nothing was raised" in line for line in complaints)


def test_a_slow_lesson_is_complained_about(house, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_RUN", 0.0)
    complaints = build(house.root, ["01_tiny"])[0].complaints
    assert any("at most 0 s" in line for line in complaints)


def test_unknown_name_builds_nothing(house):
    with pytest.raises(CourseError, match="ps99"):
        build(house.root, ["01_tiny", "ps99"])
    assert RUN == []


@pytest.mark.parametrize("part", ["nn/dense.py", "lab/style.py", "autodiff.py"])
def test_a_lesson_is_out_of_date_when_the_library_is_newer(house, part):
    build(house.root)
    assert up_to_date(house, "01_tiny")
    newer = house.root / "dlcourse" / part
    newer.parent.mkdir(parents=True, exist_ok=True)
    newer.touch()
    age(house.lesson("01_tiny"), 10)
    assert not up_to_date(house, "01_tiny")


def test_a_stale_lesson_is_out_of_date_whatever_its_time(house, change):
    build(house.root)
    change(house.lesson_text("01_tiny"), "0.25", "0.35")
    age(house.lesson_text("01_tiny"), 100)
    assert not up_to_date(house, "01_tiny")


def test_a_changed_answer_makes_the_source_stale(house, change):
    build(house.root)
    change(house.assignment_text("ps01"), "half = 1 / 2", "half = 0.5")
    assert stale(house.root) == [
        "assignment ps01: solutions/ps01/ps01.ipynb is not what its text gives."
    ]


def test_an_edited_release_is_stale(house):
    build(house.root)
    house.release("ps01").write_text(dump(unexecuted_lesson(house, "01_tiny")))
    assert stale(house.root) == [
        "assignment ps01: assignments/ps01/ps01.ipynb is not what its text gives."
    ]


def test_a_text_that_cannot_be_built_is_stale_and_says_why(house, change):
    build(house.root)
    change(house.assignment_text("ps01"), 'answer="half"', 'anser="half"')
    (sentence,) = stale(house.root)
    assert sentence.startswith("assignment ps01: ps01.py: cell")
    assert "unknown key 'anser'" in sentence


def test_notebooks_without_a_text_are_reported(house):
    build(house.root)
    for path in ("notebooks/02_gone.ipynb", "assignments/ps02/ps02.ipynb"):
        (house.root / path).parent.mkdir(exist_ok=True)
        (house.root / path).write_bytes(house.lesson("01_tiny").read_bytes())
    assert stale(house.root) == [
        "assignments/ps02/ps02.ipynb: it has no text.",
        "notebooks/02_gone.ipynb: it has no text.",
    ]
