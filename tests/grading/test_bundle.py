"""The student bundle."""

import zipfile

import nbformat
import pytest

from dlcourse.grading.bundle import make_bundle
from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from tests.grading.small_course import CONFIG, source_notebook, student_notebook, write_course


@pytest.fixture
def course(tmp_path):
    ignore = "c.CourseDirectory.ignore = ['*.py', '.ipynb_checkpoints']\n"
    course = CourseDir.open(write_course(tmp_path / "course", config=CONFIG + ignore))
    release = course.release("ps01")
    (release / "data").mkdir(parents=True)
    nbformat.write(student_notebook(), release / "ps01.ipynb")
    (release / "data" / "points.csv").write_text("1,2\n")
    (release / "answers.py").write_text("42")
    return course


def test_the_bundle_holds_what_a_student_needs(course, tmp_path):
    folder, archive = make_bundle(course, "ps01", tmp_path / "out")
    names = ["README.md", "data/points.csv", "ps01.ipynb", "requirements.txt"]
    assert (
        sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()) == names
    )
    with zipfile.ZipFile(archive) as file:
        assert file.namelist() == [f"ps01/{name}" for name in names]
    assert "jupyter lab ps01.ipynb" in (folder / "README.md").read_text()
    assert "numpy" in (folder / "requirements.txt").read_text()


def test_making_it_again_gives_the_same_zip_and_drops_old_files(course, tmp_path):
    folder, archive = make_bundle(course, "ps01", tmp_path / "out")
    first = archive.read_bytes()
    (folder / "old.txt").write_text("x")
    make_bundle(course, "ps01", tmp_path / "out")
    assert archive.read_bytes() == first
    assert not (folder / "old.txt").exists()


def test_a_readme_of_the_course_is_kept(course, tmp_path):
    (course.release("ps01") / "README.md").write_text("Our own words.")
    folder, _ = make_bundle(course, "ps01", tmp_path / "out")
    assert (folder / "README.md").read_text() == "Our own words."


def test_a_solution_never_leaves_the_house(course, tmp_path):
    nbformat.write(source_notebook(), course.release("ps01") / "ps01.ipynb")
    with pytest.raises(GradingError, match="'BEGIN SOLUTION', so it is not for students"):
        make_bundle(course, "ps01", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_hidden_test_beside_the_notebook_never_leaves_the_house(course, tmp_path):
    (course.release("ps01") / "notes.txt").write_text("### BEGIN HIDDEN TESTS")
    with pytest.raises(GradingError, match=r"notes.txt still holds a line with 'BEGIN HIDDEN"):
        make_bundle(course, "ps01", tmp_path / "out")


def test_without_a_release_there_is_no_bundle(tmp_path):
    course = CourseDir.open(write_course(tmp_path))
    with pytest.raises(GradingError, match="ps01 has no release"):
        make_bundle(course, "ps01", tmp_path / "out")
    with pytest.raises(GradingError, match="no assignment 'ps02'"):
        make_bundle(course, "ps02", tmp_path / "out")
