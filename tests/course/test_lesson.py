import pytest

from dlcourse.course.lesson import executed_lesson, unexecuted_lesson, why_stale
from dlcourse.course.text import dump, load


@pytest.fixture(scope="module")
def built(shared_house):
    """The lesson, built once for the tests that only look at it."""
    notebook = executed_lesson(shared_house, "01_tiny")
    shared_house.lesson("01_tiny").write_text(dump(notebook), encoding="utf-8")
    return notebook


@pytest.fixture
def built_house(house, built):
    house.lesson("01_tiny").write_text(dump(built), encoding="utf-8")
    return house


def test_a_lesson_is_executed_in_order(built):
    assert [cell.get("execution_count") for cell in built.cells] == [None, 1, None, 2, 3]
    assert built.cells[1].outputs[0].text == "0.75\n"
    assert "image/png" in built.cells[3].outputs[0].data
    assert built.cells[4].outputs[0].ename == "IndexError"


def test_a_lesson_is_a_slide_show_with_named_cells(built):
    slides = [cell["id"] for cell in built.cells if "slideshow" in cell.metadata]
    assert slides == ["01-a-tiny-lesson-1", "a-figure-1"]


def test_metadata_hold_the_text_and_no_version_of_the_kernel(built):
    assert built.metadata.dlcourse.text == "notebooks/src/01_tiny.py"
    assert "version" not in built.metadata.language_info


def test_a_second_run_has_the_same_bytes(shared_house, built):
    assert dump(executed_lesson(shared_house, "01_tiny")) == dump(built)


def test_a_built_lesson_is_not_stale(shared_house, built):
    assert why_stale(shared_house, "01_tiny") is None


def test_an_unbuilt_lesson_is_stale(house):
    assert why_stale(house, "01_tiny") == "it has not been built yet"


def test_a_lesson_that_was_never_executed_is_stale(house):
    house.lesson("01_tiny").write_text(dump(unexecuted_lesson(house, "01_tiny")))
    assert why_stale(house, "01_tiny") == "a code cell has not been executed in order"


def test_a_changed_text_makes_a_lesson_stale(built_house, change):
    change(built_house.lesson_text("01_tiny"), "print(0.5 + 0.25)", "print(0.75)")
    reason = "notebooks/src/01_tiny.py has changed since it was executed"
    assert why_stale(built_house, "01_tiny") == reason


@pytest.mark.parametrize(
    "edit",
    [
        lambda notebook: notebook.cells[0].update(source="# Other"),
        lambda notebook: notebook.cells[1].update(source="print(0.75)"),
        lambda notebook: notebook.cells[1].metadata.update(tags=["x"]),
        lambda notebook: notebook.cells[1].update(id="other"),
        lambda notebook: notebook.cells.pop(0),
        lambda notebook: notebook.metadata.update(author="x"),
    ],
)
def test_a_notebook_edited_by_hand_is_stale(built_house, edit):
    path = built_house.lesson("01_tiny")
    notebook = load(path)
    edit(notebook)
    path.write_text(dump(notebook), encoding="utf-8")
    assert why_stale(built_house, "01_tiny") == "it was edited by hand"
