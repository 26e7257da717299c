from itertools import pairwise

import pytest
from matplotlib.colors import to_hex

from dlcourse.lab.multilayer.layer_diagram import draw_layers
from dlcourse.lab.style import PALETTE


@pytest.mark.parametrize(
    ("widths", "counts", "total"),
    [
        ([3, 4, 2], ["3 × 4 + 4\n= 16", "4 × 2 + 2\n= 10"], 26),
        ([3, 4, 4, 1], ["3 × 4 + 4\n= 16", "4 × 4 + 4\n= 20", "4 × 1 + 1\n= 5"], 41),
    ],
)
def test_circles_lines_and_counts_are_those_of_the_network(widths, counts, total):
    (ax,) = draw_layers(widths).axes
    assert len(ax.patches) == sum(widths)
    drawn = [len(lines.get_segments()) for lines in ax.collections]
    assert drawn == [a * b for a, b in pairwise(widths)]
    assert [text.get_text() for text in ax.texts if "×" in text.get_text()] == counts
    assert ax.get_title() == f"{'-'.join(map(str, widths))}: {total} parameters"


def test_inputs_hidden_and_output_differ_in_colour_and_name():
    (ax,) = draw_layers([1, 1, 1, 1]).axes
    edges = [to_hex(patch.get_edgecolor(), keep_alpha=False) for patch in ax.patches]
    wanted = [PALETTE[name].lower() for name in ("blue", "green", "green", "orange")]
    assert edges == wanted
    names = [text.get_text() for text in ax.texts if "×" not in text.get_text()]
    assert names == ["inputs", "hidden 1", "hidden 2", "output"]


def test_a_single_hidden_layer_has_no_number():
    (ax,) = draw_layers([2, 3, 1]).axes
    assert "hidden" in [text.get_text() for text in ax.texts]


def test_networks_stand_side_by_side():
    assert len(draw_layers([2, 1], [2, 3, 1], [1, 1]).axes) == 3
