import pytest

from dlcourse.course.bank import Mistake, Variant, read_mistakes, read_variants
from dlcourse.course.errors import CourseError


def test_mistakes_have_a_hint_that_is_no_part_of_the_code(shared_house, assignment):
    first, second, third = read_mistakes(shared_house.bank("ps01", "mistakes"), assignment)
    assert first == Mistake(
        question="square",
        name="double",
        hint="You doubled the number. Compare your answer for 3 with 9.",
        code="def square(x):\n    return 2 * np.asarray(x)",
    )
    assert (second.name, third.question) == ("number_only", "half")


def test_variants_have_a_note(shared_house, assignment):
    (variant,) = read_variants(shared_house.bank("ps01", "variants"), assignment)
    assert isinstance(variant, Variant)
    assert (variant.question, variant.name, variant.note) == ("square", "product", "Multiplies.")
    assert variant.code.startswith('def square(x):\n    """A product."""')


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('mistake="half.integer"', 'mistake="third.integer"', "ps01 has no question 'third'"),
        ('mistake="half.integer"', 'mistake="half"', "got 'half'"),
        ('mistake="half.integer"', 'variant="half.integer"', "cell begins with .* got ''"),
        ('mistake="square.number_only"', 'mistake="square.double"', "the name stands twice"),
        ("# You doubled the number.\n# Compare your answer for 3 with 9.\n", "", "no hint"),
        ("half = 1 // 2", "half = 1 //", r'"half\.integer", line 1: '),
        ("half = 1 // 2", "", "no code behind the comment"),
    ],
)
def test_a_bank_that_breaks_a_rule_is_refused(house, assignment, change, old, new, message):
    path = house.bank("ps01", "mistakes")
    change(path, old, new)
    with pytest.raises(CourseError, match=rf"mistakes\.py, .*{message}"):
        read_mistakes(path, assignment)


def test_a_variant_without_note_is_refused(house, assignment, change):
    path = house.bank("ps01", "variants")
    change(path, "# Multiplies.\n", "")
    with pytest.raises(CourseError, match="no note that says what is different"):
        read_variants(path, assignment)
