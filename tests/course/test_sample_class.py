import numpy as np
import pytest

from dlcourse.course.build import build
from dlcourse.course.errors import CourseError
from dlcourse.course.sample_class import EXPLANATIONS, SampleStudent, make_class
from dlcourse.course.text import load


@pytest.fixture(scope="module")
def root(shared_house):
    build(shared_house.root, ["ps01"])
    return shared_house.root


@pytest.fixture
def students(root, tmp_path):
    return make_class(root, "ps01", tmp_path, 30, rng=np.random.default_rng(0))


def submission(folder, student):
    return load(folder / student.student_id / "ps01" / "ps01.ipynb")


def sources(notebook):
    return {cell["id"]: cell.source for cell in notebook.cells}


def test_every_student_hands_in_a_notebook(students, tmp_path):
    assert [student.student_id for student in students[:2]] == ["student-01", "student-02"]
    handed_in = {path.parts[-3] for path in tmp_path.glob("*/ps01/ps01.ipynb")}
    assert handed_in == {student.student_id for student in students}
    assert len(handed_in) == 30


def test_the_first_student_hands_in_the_reference(students, tmp_path, assignment):
    assert students[0].answers == {"square": "reference", "half": "reference"}
    answers = sources(submission(tmp_path, students[0]))
    assert {name: answers[name] for name in assignment.reference} == assignment.reference


def test_the_last_student_hands_in_the_blank(students, tmp_path, root):
    assert students[-1].answers == {"square": "blank", "half": "blank"}
    blank = load(root / "assignments" / "ps01" / "ps01.ipynb")
    assert submission(tmp_path, students[-1]) == blank


def test_submissions_hold_the_answers_that_are_told(students, tmp_path):
    for student in students:
        text = sources(submission(tmp_path, student))["square"]
        told = student.answers["square"]
        assert ("2 * np.asarray(x)" in text) == (told == "mistake:double")
        assert ("return x * x" in text) == (told == "variant:product")
        assert ("NotImplementedError" in text) == (told == "blank")


def test_explanations_are_given_below_their_question(students, tmp_path):
    for student in students[1:-1]:
        why = sources(submission(tmp_path, student))["why"]
        assert why.startswith("## Why is a square never negative?\n\n")
        assert why.rpartition("\n")[2] in EXPLANATIONS


def test_every_kind_of_answer_occurs(students):
    kinds = {answer.split(":")[0] for student in students for answer in student.answers.values()}
    assert kinds == {"reference", "variant", "mistake", "blank"}


def test_only_answers_differ_from_the_release(students, tmp_path, root, assignment):
    release = sources(load(root / "assignments" / "ps01" / "ps01.ipynb"))
    for student in students:
        handed_in = sources(submission(tmp_path, student))
        changed = {cell for cell in release if handed_in[cell] != release[cell]}
        assert changed <= assignment.reference.keys()


def test_the_same_generator_makes_the_same_class(students, root, tmp_path):
    again = make_class(root, "ps01", tmp_path / "again", 30, rng=np.random.default_rng(0))
    assert again == students


def test_mistakes_of_a_student():
    student = SampleStudent("student-01", {"a": "mistake:sign", "b": "reference"})
    assert student.mistakes == {"a": "sign"}


@pytest.mark.parametrize(
    ("name", "students", "message"),
    [
        ("ps99", 30, "'ps99' is neither"),
        ("01_tiny", 30, "01_tiny is a lesson"),
        ("ps01", 1, "at least 2 students, got 1"),
    ],
)
def test_wrong_use_is_refused_and_writes_nothing(root, tmp_path, name, students, message):
    with pytest.raises(CourseError, match=message):
        make_class(root, name, tmp_path, students, rng=np.random.default_rng(0))
    assert list(tmp_path.iterdir()) == []


def test_an_unbuilt_assignment_is_refused(house, tmp_path):
    with pytest.raises(CourseError, match="ps01 has not been built. Run: dlcourse build ps01"):
        make_class(house.root, "ps01", tmp_path, rng=np.random.default_rng(0))
