import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import Circle

from dlcourse.lab.multilayer.lamp import draw_lamp
from dlcourse.lab.style import PALETTE


@pytest.mark.parametrize("lamp", [[0, 1, 1, 0], [0, 0, 0, 1]])
def test_the_bulb_is_lit_where_the_lamp_is_on(lamp):
    for ax, on in zip(draw_lamp(lamp).axes, lamp, strict=True):
        (bulb,) = (patch for patch in ax.patches if isinstance(patch, Circle))
        assert (bulb.get_facecolor() == to_rgba(PALETTE["yellow"])) == bool(on)
        assert len(ax.lines) == (6 if on else 1)  # the cable, and five rays
        assert ax.get_title().endswith("light" if on else "dark")


def test_each_switch_says_how_it_stands():
    written = [[text.get_text() for text in ax.texts] for ax in draw_lamp([0, 1, 1, 0]).axes]
    assert written == [
        ["A = 0", "B = 0"],
        ["A = 0", "B = 1"],
        ["A = 1", "B = 0"],
        ["A = 1", "B = 1"],
    ]
