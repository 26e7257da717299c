import pytest

from dlcourse.course.errors import CourseError
from dlcourse.course.markers import HIDDEN_TESTS, SOLUTION, split, without_markers

TWO_REGIONS = """\
class A:
    def one(self):
        ### BEGIN SOLUTION
        return 1
        ### END SOLUTION
    def two(self):
        ### BEGIN SOLUTION
        return 2
        ### END SOLUTION"""


def test_several_regions_of_a_cell_are_taken_together():
    regions = split(TWO_REGIONS, SOLUTION)
    assert regions.public == ("class A:", "    def one(self):", "    def two(self):")
    assert regions.secret == ("        return 1", "        return 2")
    assert regions.count == 2


def test_a_cell_without_regions_is_public():
    assert split("a\nb", None).public == ("a", "b")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("### BEGIN SOLUTION", "'### BEGIN SOLUTION' without '### END SOLUTION'"),
        ("### END SOLUTION", "an END without a BEGIN"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION", "line 2.*a second BEGIN before the END"),
        ("### BEGIN HIDDEN TESTS", "here only regions of SOLUTION"),
        ("## BEGIN SOLUTION", "a marker is a line of its own"),
        ("###BEGIN SOLUTIONS", "a marker is a line of its own"),
        ("x = 1  # BEGIN SOLUTION", "a marker is a line of its own"),
        ("### begin\n### END HIDDEN TEST", "line 2.*a marker is a line of its own"),
    ],
)
def test_misplaced_marker_is_refused(source, message):
    with pytest.raises(CourseError, match=message):
        split(source, SOLUTION)


def test_no_region_where_none_is_allowed():
    with pytest.raises(CourseError, match="here no region is allowed"):
        split("### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS", None)


def test_hidden_tests_are_their_own_kind():
    assert split("### BEGIN HIDDEN TESTS\na\n### END HIDDEN TESTS", HIDDEN_TESTS).secret == ("a",)


def test_without_markers_the_code_stays():
    assert without_markers(TWO_REGIONS) == (
        "class A:\n    def one(self):\n        return 1\n    def two(self):\n        return 2"
    )
