"""Course directories, with nbgrader's own defaults and with other names."""

import pytest

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from tests.grading.small_course import CONFIG, hand_in, write_course


def test_folders_follow_the_configuration(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    assert course.source("ps01") == tmp_path / "solutions" / "ps01"
    assert course.release("ps01") == tmp_path / "assignments" / "ps01"
    assert course.feedback("ada", "ps01") == tmp_path / "feedback" / "ada" / "ps01"
    assert course.db_url == f"sqlite:///{tmp_path}/gradebook.db"
    assert course.assignments() == ["ps01"]
    assert course.notebooks("ps01") == ["ps01"]


def test_another_structure_of_folders_is_followed(tmp_path):
    config = (
        "c = get_config()\n"
        "c.CourseDirectory.directory_structure = "
        "'{nbgrader_step}/{assignment_id}/by/{student_id}'\n"
        "c.CourseDirectory.submitted_directory = 'in'\n"
    )
    (tmp_path / "nbgrader_config.py").write_text(config)
    for student in ("ada", "bob"):
        (tmp_path / "in" / "ps01" / "by" / student).mkdir(parents=True)
    course = CourseDir.open(tmp_path)
    assert course.students("ps01") == ["ada", "bob"]
    assert course.submitted("ada", "ps01") == tmp_path / "in" / "ps01" / "by" / "ada"


def test_students_are_found_below_a_path_with_brackets(tmp_path):
    root = write_course(tmp_path / "course [2026]")
    hand_in(root, "ada", "{}")
    assert CourseDir.open(root).students("ps01") == ["ada"]


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///other.db", "sqlite:///{here}/other.db"),
        ("sqlite:////srv/other.db", "sqlite:////srv/other.db"),
        ("postgresql+psycopg://me@host/marks", "postgresql+psycopg://me@host/marks"),
        ("sqlite://", "sqlite://"),
    ],
)
def test_the_address_of_the_gradebook_may_be_given(tmp_path, monkeypatch, given, used):
    root = write_course(tmp_path / "course")
    monkeypatch.chdir(tmp_path)
    assert CourseDir.open(root, given).db_url == used.format(here=tmp_path)


def test_a_configured_file_lies_in_the_course(tmp_path, monkeypatch):
    config = CONFIG + "c.CourseDirectory.db_url = 'sqlite:///marks.db'\n"
    root = write_course(tmp_path / "course", config=config)
    monkeypatch.chdir(tmp_path)
    assert CourseDir.open(root).db_url == f"sqlite:///{root}/marks.db"


def test_the_configuration_may_name_another_root(tmp_path):
    root = write_course(tmp_path / "course")
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "nbgrader_config.py").write_text(CONFIG + f"c.CourseDirectory.root = '{root}'\n")
    course = CourseDir.open(other)
    assert (course.folder, course.root) == (other, root)
    assert course.assignments() == ["ps01"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(GradingError, match="There is no folder"):
        CourseDir.open(tmp_path / "nowhere")


def test_a_folder_without_configuration_stays_as_it_is(tmp_path):
    with pytest.raises(GradingError, match=r"it has no nbgrader_config\.py"):
        CourseDir.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_configuration_that_fails_is_quoted(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.root = 1 / 0")
    with pytest.raises(GradingError, match="cannot be read: ZeroDivisionError: division by zero"):
        CourseDir.open(tmp_path)


def test_the_private_folder_keeps_itself_out_of_git(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    assert course.private == course.private
    assert (tmp_path / ".dlcourse" / ".gitignore").read_text() == "*\n"
