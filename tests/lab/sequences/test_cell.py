import pytest
from matplotlib.patches import Rectangle

from dlcourse.lab.sequences.cell import draw_cell

GATES = {"i": 0.25, "f": 1.0, "o": 0.0}


@pytest.fixture(scope="module")
def ax():
    return draw_cell(2.0, GATES, -0.5, 1.875, 0.0, title="a step").axes[0]


@pytest.mark.parametrize("gate", GATES)
def test_a_tap_is_filled_as_far_as_its_gate_is_open(ax, gate):
    rectangles = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    fill = next(patch for patch in rectangles if patch.get_gid() == gate)
    frame = next(
        patch for patch in rectangles if patch.get_gid() is None and patch.get_xy() == fill.get_xy()
    )
    assert fill.get_height() == pytest.approx(GATES[gate] * frame.get_height())
    assert fill.get_width() == frame.get_width()


def test_all_numbers_stand_in_the_picture(ax):
    texts = {text.get_text() for text in ax.texts}
    assert {"old cell\n2.000", "new cell\n1.875", "candidate g\n-0.500", "hidden h\n0.000"} <= texts
    assert {"forget gate\nf = 1.00", "input gate\ni = 0.25", "output gate\no = 0.00"} <= texts
    assert ax.get_title() == "a step"
