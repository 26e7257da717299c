import pytest
from nbgrader.nbgraderformat import MetadataValidator

from dlcourse.course.assignment import read_assignment
from dlcourse.course.errors import CourseError


def test_questions_have_the_points_of_all_their_tests(assignment):
    assert assignment.questions == {"square": 3, "half": 1.5}
    assert assignment.explanations == {"why": 3}


def test_reference_is_the_answer_without_markers(assignment):
    assert assignment.reference["half"] == "half = 1 / 2"
    assert assignment.reference["square"].endswith("    return np.asarray(x) ** 2")
    assert "SOLUTION" not in assignment.reference["why"]


def test_nbgrader_accepts_the_source_notebook(assignment):
    MetadataValidator().validate_nb(assignment.notebook)
    assert [cell["id"] for cell in assignment.notebook.cells] == [
        "ps01-squares-1",
        "setup",
        "question-1-1",
        "square",
        "test-square-number",
        "test-square-array",
        "half",
        "test-half",
        "why",
    ]


def test_an_error_in_a_cell_names_the_file(house, change):
    path = house.assignment_text("ps01")
    change(path, "points=1.5", "points=0")
    with pytest.raises(CourseError, match=r'ps01\.py: cell test="half": points=0'):
        read_assignment(path)
