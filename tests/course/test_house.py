import pytest

from dlcourse.course.errors import CourseError
from dlcourse.course.house import House


def test_lessons_are_the_numbered_texts_in_order(house):
    for name in ("02_next.py", "00_first.py", "helper.py"):
        house.lesson_text("x").with_name(name).touch()
    assert house.lessons() == ["00_first", "01_tiny", "02_next"]


def test_an_assignment_is_a_folder_with_a_text_of_its_name(house):
    (house.root / "solutions" / "draft").mkdir()
    (house.root / "solutions" / "draft" / "draft.py").touch()
    assert house.assignments() == ["ps01"]


def test_no_names_pick_everything(house):
    assert house.pick(None) == (["01_tiny"], ["ps01"])


def test_names_pick_lessons_and_assignments(house):
    assert house.pick(["ps01"]) == ([], ["ps01"])
    assert house.pick(["01_tiny", "ps01"]) == (["01_tiny"], ["ps01"])


def test_unknown_name_is_told_with_those_there_are(house):
    with pytest.raises(CourseError, match=r"'ps99' is neither .* There are: 01_tiny, ps01\."):
        house.pick(["ps99"])


@pytest.mark.parametrize("names", [None, ["ps01"]])
def test_a_folder_without_texts_is_no_course(tmp_path, names):
    with pytest.raises(CourseError, match="holds no text of a course"):
        House(tmp_path).pick(names)


def test_paths_in_messages_are_below_the_root(house):
    assert house.relative(house.release("ps01")) == "assignments/ps01/ps01.ipynb"
