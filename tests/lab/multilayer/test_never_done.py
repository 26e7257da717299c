import numpy as np
import pytest

from dlcourse.lab.multilayer.never_done import draw_cycle, draw_mistakes

MISTAKES = {"AND": [1, 3, 3, 2, 1, 0], "OR": [1, 2, 1, 0], "XOR": [2, 3, 4, 4, 4, 4, 4]}


def test_the_lines_are_the_mistakes():
    (ax,) = draw_mistakes(MISTAKES).axes
    for line, (gate, counts) in zip(ax.lines, MISTAKES.items(), strict=True):
        assert line.get_label() == gate
        assert line.get_ydata().tolist() == counts
        assert list(line.get_xdata()) == list(range(1, len(counts) + 1))


def test_gates_differ_in_more_than_colour():
    (ax,) = draw_mistakes(MISTAKES).axes
    assert len({(line.get_linestyle(), line.get_marker()) for line in ax.lines}) == 3


def test_each_weight_has_its_steps_and_every_other_block_is_shaded():
    path = np.array([[0, 1, 2], [0, 0, 0], [1, 0, 0], [2, 0, -1], [1, 0, 0], [2, 0, -1]])
    axes = draw_cycle(path, period=2, start=2).axes
    for ax, values in zip(axes, path.T, strict=True):
        stairs, dots = ax.lines
        assert dots.get_ydata().tolist() == stairs.get_ydata().tolist() == values.tolist()
        (block,) = ax.patches
        assert (block.get_x(), block.get_width()) == pytest.approx((2.5, 2.0))
    assert axes[0].get_title() == "from example 3 on, each block repeats the one before"
