"""One assignment goes through nbgrader itself, with the configuration of the course."""

import shutil
import sys
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI
from traitlets.config import PyFileConfigLoader

from dlcourse.course.assignment import read_assignment
from dlcourse.course.bank import read_mistakes
from dlcourse.course.house import House
from dlcourse.course.proof import scores as proved_scores
from dlcourse.course.sample_class import fill_in
from dlcourse.course.text import dump, load

HOUSE = House(Path(__file__).parents[2])
NAME = "ps01"


@pytest.fixture(scope="module")
def assignment():
    return read_assignment(HOUSE.assignment_text(NAME))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder with the assignment's sources, before anything is released."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(HOUSE.root / "nbgrader_config.py", root)
    shutil.copytree(HOUSE.root / "solutions" / NAME, root / "solutions" / NAME)
    return root


@pytest.fixture(scope="module")
def nbgrader(course):
    """nbgrader in that folder; alembic, which makes its gradebook, is looked up on PATH."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
    config.Exchange.root = str(course / "exchange")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
        yield NbGraderAPI(config=config)


@pytest.fixture(scope="module")
def released(nbgrader, course):
    result = nbgrader.generate_assignment(NAME)
    assert result["success"], result
    return course / "assignments" / NAME


@pytest.fixture(scope="module")
def mistaken(assignment):
    """A wrong answer to every question."""
    mistakes = read_mistakes(HOUSE.bank(NAME, "mistakes"), assignment)
    return {mistake.question: mistake.code for mistake in mistakes}


@pytest.fixture(scope="module")
def scores(nbgrader, course, released, assignment, mistaken):
    """Points of the autograded questions for three students."""
    release = load(released / f"{NAME}.ipynb")
    students = {"reference": assignment.reference, "mistaken": mistaken, "blank": {}}
    for student, answers in students.items():
        path = course / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(dump(fill_in(release, answers)), encoding="utf-8")
        result = nbgrader.autograde(NAME, student)
        assert result["success"], result
    with nbgrader.gradebook as gradebook:
        return {
            submission.student_id: sum(
                grade.auto_score or 0
                for notebook in submission.notebooks
                for grade in notebook.grades
            )
            for submission in gradebook.assignment_submissions(NAME)
        }


pytestmark = pytest.mark.filterwarnings("ignore")  # nbgrader's own, of its database layer


def test_nbgraders_release_is_ours_and_holds_nothing_else(released):
    assert [path.name for path in released.iterdir()] == [f"{NAME}.ipynb"]
    ours, theirs = load(HOUSE.release(NAME)), load(released / f"{NAME}.ipynb")
    assert [cell.source for cell in theirs.cells] == [cell.source for cell in ours.cells]


def test_reference_has_full_points_and_blank_has_none(scores, assignment):
    assert scores["reference"] == sum(assignment.questions.values())
    assert scores["blank"] == 0


def test_mistakes_have_the_points_that_the_proof_in_process_gives_them(
    scores, assignment, mistaken
):
    assert scores["mistaken"] == sum(proved_scores(assignment, mistaken).values())
