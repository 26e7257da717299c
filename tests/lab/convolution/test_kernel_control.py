import pytest
from traitlets import TraitError

from dlcourse.lab.convolution.kernel_control import KernelControl


def test_a_field_changes_the_value():
    control = KernelControl()
    control.children[0].children[2].value = -1.5
    assert control.value == ((0.0, 0.0, -1.5), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0))


def test_the_value_changes_the_fields():
    control = KernelControl()
    seen = []
    control.observe(lambda change: seen.append(change["new"]), names="value")
    control.value = ((1, 2, 3), (4, 5, 6), (7, 8, 9))
    assert [[field.value for field in row.children] for row in control.children] == [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
    ]
    assert len(seen) == 1


@pytest.mark.parametrize("wrong", [((1, 2), (3, 4)), ((1, 2, 3),)])
def test_other_shapes_are_refused(wrong):
    with pytest.raises((ValueError, TraitError), match="three rows of three"):
        KernelControl(wrong)
