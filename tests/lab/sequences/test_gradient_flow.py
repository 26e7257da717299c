import numpy as np

from dlcourse.lab.sequences.gradient_flow import draw_norms

PANELS = {"linear": {"0.5": [1.0, 0.5, 0.25], "2": [1.0, 2.0, 4.0]}, "tanh": {"1": [1.0, 0.9, 0.8]}}


def test_each_panel_has_its_curves():
    axes = draw_norms(PANELS).axes
    assert [ax.get_title() for ax in axes] == list(PANELS)
    for ax, curves in zip(axes, PANELS.values(), strict=True):
        for line, (name, norms) in zip(ax.lines, curves.items(), strict=True):
            assert line.get_label() == name
            np.testing.assert_array_equal(line.get_ydata(), norms)
            np.testing.assert_array_equal(line.get_xdata(), [0, 1, 2])


def test_curves_differ_in_style_for_black_and_white():
    first, second = draw_norms(PANELS).axes[0].lines
    assert first.get_linestyle() != second.get_linestyle()


def test_the_scale_is_logarithmic_and_shared():
    left, right = draw_norms(PANELS, label="length").axes
    assert left.get_yscale() == "log"
    assert left.get_ylim() == right.get_ylim()
    assert left.get_ylabel() == "length"
