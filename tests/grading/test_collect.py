"""Taking submissions in, wholly or not at all."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dlcourse.grading.collect import collect
from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.gradebook import open_gradebook
from tests.grading.small_course import write_course

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def course(tmp_path):
    return CourseDir.open(write_course(tmp_path / "course"))


@pytest.fixture
def pack(tmp_path):
    """Makes a zip of names and texts."""

    def pack(files):
        path = tmp_path / "class.zip"
        with zipfile.ZipFile(path, "w") as file:
            for name, text in files.items():
                file.writestr(zipfile.ZipInfo(name, (2026, 11, 19, 8, 0, 0)), text)
        return path

    return pack


def tree(course):
    """All submitted files and their texts."""
    root = course.root / "submitted"
    return {p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*") if p.is_file()}


def test_submissions_lie_where_nbgrader_looks_with_the_time_of_collection(course, pack):
    source = pack({"ada/ps01.ipynb": "A", "ada/data/x.csv": "1", "bob/ps01.ipynb": "B"})
    result = collect(course, "ps01", source, now=NOON)
    assert (result.new, result.updated, result.unchanged) == (["ada", "bob"], [], [])
    stamp = "2026-11-20 12:00:00.000000 UTC\n"
    assert tree(course) == {
        "ada/ps01/ps01.ipynb": "A",
        "ada/ps01/data/x.csv": "1",
        "ada/ps01/timestamp.txt": stamp,
        "bob/ps01/ps01.ipynb": "B",
        "bob/ps01/timestamp.txt": stamp,
    }
    assert not list(course.root.glob(".collecting-*"))


def test_the_time_of_the_archive_may_count(course, pack):
    collect(course, "ps01", pack({"ada/ps01.ipynb": "A"}), archive_times=True)
    time = datetime(2026, 11, 19, 8).astimezone(UTC)
    assert tree(course)["ada/ps01/timestamp.txt"] == f"{time:%Y-%m-%d %H:%M:%S.%f} UTC\n"


def test_without_a_time_the_present_counts(course, pack):
    collect(course, "ps01", pack({"ada/ps01.ipynb": "A"}))
    stamp = tree(course)["ada/ps01/timestamp.txt"].strip()
    age = datetime.now(UTC) - datetime.strptime(stamp, "%Y-%m-%d %H:%M:%S.%f %Z").replace(
        tzinfo=UTC
    )
    assert 0 <= age.total_seconds() < 60


def test_collecting_again_touches_only_what_changed(course, pack):
    collect(course, "ps01", pack({"ada/ps01.ipynb": "A", "bob/ps01.ipynb": "B"}), now=NOON)
    later = NOON.replace(hour=18)
    source = pack({"ada/ps01.ipynb": "A", "bob/ps01.ipynb": "B2", "cyd/ps01.ipynb": "C"})
    result = collect(course, "ps01", source, now=later)
    assert (result.new, result.updated, result.unchanged) == (["cyd"], ["bob"], ["ada"])
    assert "12:00" in tree(course)["ada/ps01/timestamp.txt"]
    assert "18:00" in tree(course)["bob/ps01/timestamp.txt"]
    assert tree(course)["bob/ps01/ps01.ipynb"] == "B2"


def test_names_of_moodle_and_canvas_go_into_the_gradebook_once(course, pack):
    source = pack(
        {
            "Ada Lovelace_11_assignsubmission_file_ps01.ipynb": "A",
            "hopper_LATE_22_900_ps01.ipynb": "H",
        }
    )
    result = collect(course, "ps01", source)
    assert result.late == ["22"]
    with open_gradebook(course) as gradebook:
        ada, hopper = gradebook.find_student("11"), gradebook.find_student("22")
        assert (ada.first_name, ada.last_name, ada.lms_user_id) == ("Ada", "Lovelace", "11")
        assert (hopper.first_name, hopper.last_name) == (None, "hopper")
        gradebook.update_or_create_student("11", first_name="Augusta Ada")
    collect(course, "ps01", source)
    with open_gradebook(course) as gradebook:
        assert gradebook.find_student("11").first_name == "Augusta Ada"


def test_the_newest_of_several_versions_counts(course, pack):
    source = pack(
        {
            "ada_1_500_ps01.ipynb": "first",
            "ada_1_400_ps01-2.ipynb": "third",
            "ada_1_700_ps01-1.ipynb": "second",
        }
    )
    result = collect(course, "ps01", source)
    assert tree(course)["1/ps01/ps01.ipynb"] == "third"
    assert [left.reason for left in result.skipped] == ["there is a newer version of it"] * 2


def test_a_forged_time_of_submission_is_left_out(course, pack):
    source = pack({"ada/ps01.ipynb": "A", "ada/timestamp.txt": "1999-01-01"})
    result = collect(course, "ps01", source, now=NOON)
    assert "2026" in tree(course)["ada/ps01/timestamp.txt"]
    assert result.skipped[0].reason == "the time of submission is that of the collection"


def test_an_id_that_nbgrader_cannot_take_is_left_out_with_the_reason(course, pack):
    source = pack({"ada l/ps01.ipynb": "A", "b,c/ps01.ipynb": "B", "dan/ps01.ipynb": "D"})
    result = collect(course, "ps01", source)
    assert result.new == ["dan"]
    assert [left.reason.split(":")[0] for left in result.skipped] == [
        "the student id 'ada l' holds a space",
        "the student id 'b,c' holds a comma",
    ]


def test_a_source_without_submissions_is_refused(course, pack):
    with pytest.raises(GradingError, match=r"holds no submission of ps01\.\n  ps01.ipynb: nothing"):
        collect(course, "ps01", pack({"ps01.ipynb": "A"}))


def test_an_unknown_assignment_is_refused(course, pack):
    with pytest.raises(GradingError, match="no assignment 'ps99'"):
        collect(course, "ps99", pack({"ada/ps01.ipynb": "A"}))


def test_a_damaged_file_leaves_everything_as_it_was(course, pack):
    collect(course, "ps01", pack({"ada/ps01.ipynb": "A"}), now=NOON)
    before = tree(course)
    source = pack({"ada/ps01.ipynb": "new", "bob/ps01.ipynb": "B" * 50})
    source.write_bytes(source.read_bytes().replace(b"BBBB", b"BBXB", 1))
    with pytest.raises(GradingError, match="is broken"):
        collect(course, "ps01", source)
    assert tree(course) == before
    assert not list(course.root.glob(".collecting-*"))


def test_an_error_while_moving_puts_everything_back(course, pack, monkeypatch):
    collect(course, "ps01", pack({"ada/ps01.ipynb": "A", "bob/ps01.ipynb": "B"}), now=NOON)
    before = tree(course)
    rename = Path.rename

    def full_disk(path, target):
        if path.parent.name.startswith(".collecting-") and Path(target).parent.name == "cyd":
            raise OSError("disk full")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full_disk)
    source = pack({"ada/ps01.ipynb": "A2", "bob/ps01.ipynb": "B", "cyd/ps01.ipynb": "C"})
    with pytest.raises(OSError, match="disk full"):
        collect(course, "ps01", source)
    assert tree(course) == before
