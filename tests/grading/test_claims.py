"""Whose a file is, by its name."""

from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest

from dlcourse.grading.archive import Entry
from dlcourse.grading.claims import claim

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def sort(*paths, others=("ps02",)):
    """What is claimed, as student and place by path, and what is not, as reason by path."""
    entries = [Entry(PurePosixPath(path), NOON, bytes) for path in paths]
    claims, skipped = claim(entries, "ps01", ["ps01"], others)
    return (
        {str(made.entry.path): (made.student, str(made.path)) for made in claims},
        {left.path: left.reason for left in skipped},
    )


@pytest.mark.parametrize(
    ("path", "student", "place"),
    [
        ("Ada Lovelace_12345_assignsubmission_file_/ps01.ipynb", "12345", "ps01.ipynb"),
        ("Ada Lovelace_12345_assignsubmission_file/ps01.ipynb", "12345", "ps01.ipynb"),
        ("Ada Lovelace_12345_assignsubmission_file_ps01.ipynb", "12345", "ps01.ipynb"),
        ("down/A_B C_7_assignsubmission_file_/data/x.csv", "7", "data/x.csv"),
        ("lovelaceada_12345_67890_ps01.ipynb", "12345", "ps01.ipynb"),
        ("lovelaceada_LATE_12345_67890_ps01-2.ipynb", "12345", "ps01.ipynb"),
        ("submissions/lovelaceada_12345_67890_notes_v2.pdf", "12345", "notes_v2.pdf"),
        ("ada/ps01.ipynb", "ada", "ps01.ipynb"),
        ("ada/ps01/ps01.ipynb", "ada", "ps01.ipynb"),
        ("submitted/ada/ps01/ps01.ipynb", "ada", "ps01.ipynb"),
        ("class/ada/ps01 (1).ipynb", "ada", "ps01.ipynb"),
        ("class/ada/anything.txt", "ada", "anything.txt"),
    ],
)
def test_one_file_in_each_way_of_naming(path, student, place):
    beside = path.replace("ada", "bob").replace("12345", "99").replace("_7_", "_8_")
    claimed, _ = sort(path, beside)
    assert claimed[path] == (student, place)


def test_names_and_lateness_are_kept():
    entries = [
        Entry(PurePosixPath(path), NOON, bytes)
        for path in ("Ada Lovelace_1_assignsubmission_file_ps01.ipynb", "xy_LATE_2_3_ps01.ipynb")
    ]
    (moodle, canvas), _ = claim(entries, "ps01", ["ps01"])
    assert (moodle.name, moodle.late) == ("Ada Lovelace", False)
    assert (canvas.name, canvas.late, canvas.version) == ("xy", True, (0, 3))


def test_text_typed_into_moodle_is_left_out():
    _, skipped = sort("Ada L_1_assignsubmission_onlinetext_/onlinetext.html")
    assert list(skipped.values()) == ["it was typed into Moodle's form, not handed in as a file"]


def test_a_moodle_file_without_a_name_is_left_out():
    _, skipped = sort("Ada L_1_assignsubmission_file_")
    assert list(skipped.values()) == ["it has no name of its own"]


def test_other_files_of_a_student_go_along():
    claimed, skipped = sort("c/ada/ps01.ipynb", "c/ada/data/x.csv", "c/bob/essay.pdf", "c/readme")
    assert claimed == {
        "c/ada/ps01.ipynb": ("ada", "ps01.ipynb"),
        "c/ada/data/x.csv": ("ada", "data/x.csv"),
        "c/bob/essay.pdf": ("bob", "essay.pdf"),
    }
    assert list(skipped) == ["c/readme"]


def test_other_assignments_in_the_same_archive_are_left_out():
    claimed, skipped = sort("s/ada/ps01/ps01.ipynb", "s/ada/ps02/ps02.ipynb")
    assert list(claimed) == ["s/ada/ps01/ps01.ipynb"]
    assert skipped == {"s/ada/ps02/ps02.ipynb": "it belongs to ps02"}


def test_a_file_that_nobody_owns_is_left_out():
    claimed, skipped = sort("ps01.ipynb", "notes.txt")
    assert claimed == {}
    assert "put it into a folder named by student id" in skipped["ps01.ipynb"]


def test_canvas_names_inside_a_students_folder_mean_nothing():
    claimed, _ = sort("ada/my_1_2_ps01.ipynb", "ada/ps01.ipynb", "bob/ps01.ipynb")
    assert claimed["ada/my_1_2_ps01.ipynb"] == ("ada", "my_1_2_ps01.ipynb")
