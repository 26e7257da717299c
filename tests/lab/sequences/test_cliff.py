import numpy as np
import pytest

from dlcourse.lab.sequences.cliff import draw_cliff

PATHS = {"lost": [1.0, -30.0, 5.0], "kept": [1.0, 0.5, 0.25], "over": [1.0, 7.0]}


@pytest.fixture(scope="module")
def axes():
    return draw_cliff(lambda w: w**2, (-2, 2), PATHS, top=3.0).axes


def line(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def test_each_path_has_a_panel_with_its_steps_on_the_curve(axes):
    assert [ax.get_title() for ax in axes] == list(PATHS)
    np.testing.assert_array_equal(line(axes[1], "steps").get_xdata(), PATHS["kept"])
    np.testing.assert_array_equal(line(axes[1], "steps").get_ydata(), [1.0, 0.25, 0.0625])
    assert all(line(ax, "start").get_xdata() == 1.0 for ax in axes)


def test_steps_that_leave_the_picture_are_not_drawn_but_told(axes):
    assert list(line(axes[0], "steps").get_xdata()) == [1.0]
    texts = [[t.get_text() for t in ax.texts if t.get_text()] for ax in axes]
    assert texts == [["to w = -30"], [], ["to w = 7"]]


def test_the_arrow_points_to_the_side_of_the_step(axes):
    sides = [[t.xy[0] for t in ax.texts if hasattr(t, "xy")] for ax in axes]
    assert sides == [[-2], [], [2]]


def test_panels_share_the_cut_off_axis(axes):
    assert {ax.get_ylim() for ax in axes} == {(-0.15000000000000002, 3.0)}
