from matplotlib.colors import same_color

from dlcourse.lab.convolution.receptive_field import draw_receptive_field
from dlcourse.lab.style import PALETTE


def test_as_many_pixels_are_coloured_as_are_seen():
    ax = draw_receptive_field([3, 5]).axes[0]
    pixels = [line for line in ax.lines if line.get_marker() == "s"]
    for level, field in enumerate((7, 5, 1)):
        coloured = [
            line
            for line in pixels
            if line.get_ydata()[0] == level and same_color(line.get_color(), PALETTE["blue"])
        ]
        assert len(coloured) == field
    assert len(ax.lines) - len(pixels) == 5 * 3 + 1 * 5  # a link for each weight that is used
