import numpy as np

from dlcourse.lab.backprop.descent import draw_descents

PATHS = {"short": [2.0, 1.0, 0.5], "long": [2.0, -2.5]}


def drawn(**options):
    return draw_descents(lambda w: w**2, lambda w: 2 * w, PATHS, **options).axes


def line(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def test_each_path_has_a_panel_with_its_steps_on_the_curve():
    axes = drawn()
    assert [ax.get_title() for ax in axes] == ["short", "long"]
    for ax, path in zip(axes, PATHS.values(), strict=True):
        np.testing.assert_array_equal(line(ax, "steps").get_xdata(), path)
        np.testing.assert_array_equal(line(ax, "steps").get_ydata(), np.square(path))
        assert line(ax, "start").get_xdata() == 2.0


def test_the_dashed_line_is_the_tangent_at_the_start():
    tangent = line(drawn()[0], "slope at the start")
    x, y = tangent.get_data()
    np.testing.assert_allclose(np.diff(y) / np.diff(x), 4.0)
    np.testing.assert_allclose(y.mean(), 4.0)


def test_all_panels_have_one_scale_with_all_steps_in_it():
    axes = drawn()
    assert axes[0].get_xlim() == axes[1].get_xlim()
    low, high = axes[0].get_xlim()
    assert low < -2.5
    assert high > 2.0


def test_only_the_first_panel_has_the_legend():
    assert [ax.get_legend() is not None for ax in drawn()] == [True, False]


def test_the_span_can_be_given():
    assert drawn(span=(-4, 4), weight="v")[0].get_xlim() == (-4, 4)
    assert drawn(weight="v")[0].get_xlabel() == "v"
