import numpy as np

from dlcourse.lab.training.signals import draw_signals


def test_each_start_has_a_line_from_the_input_to_the_last_layer():
    sizes = {"small": [1.0, 0.1, 0.01], "right": [1.0, 1.1, 0.9], "large": [1.0, 10.0, 100.0]}
    ax = draw_signals(sizes).axes[0]
    assert [line.get_label() for line in ax.lines] == list(sizes)
    for line, values in zip(ax.lines, sizes.values(), strict=True):
        np.testing.assert_array_equal(line.get_xydata(), list(enumerate(values)))
    assert len({line.get_linestyle() for line in ax.lines}) == 3
    assert ax.get_yscale() == "log"
