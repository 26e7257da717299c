import pytest

from dlcourse.lab.multilayer.checklist import CheckList


def boxes(checklist):
    return {
        box.description: box for column in checklist.children[0].children for box in column.children
    }


def test_ticks_the_first_option_by_default():
    checklist = CheckList(["apple", "pear", "plum"])
    assert checklist.value == ("apple",)
    assert [box.value for box in boxes(checklist).values()] == [True, False, False]


def test_ticking_a_box_changes_the_value_once_and_keeps_the_order():
    checklist = CheckList(["apple", "pear", "plum"], value=["plum"])
    seen = []
    checklist.observe(lambda change: seen.append(change["new"]), names="value")
    boxes(checklist)["apple"].value = True
    assert seen == [("apple", "plum")]


def test_setting_the_value_ticks_the_boxes():
    checklist = CheckList(["apple", "pear", "plum"])
    checklist.value = ("pear", "plum")
    assert [box.value for box in boxes(checklist).values()] == [False, True, True]
    assert checklist.value == ("pear", "plum")


def test_the_last_tick_cannot_be_taken_away():
    checklist = CheckList(["apple", "pear"])
    boxes(checklist)["apple"].value = False
    assert checklist.value == ("apple",)
    assert boxes(checklist)["apple"].value


@pytest.mark.parametrize("value", [("kiwi",), ()])
def test_a_value_that_is_no_option_is_refused(value):
    checklist = CheckList(["apple", "pear"])
    with pytest.raises(ValueError, match="Expected one or more of"):
        checklist.value = value
    assert checklist.value == ("apple",)
