import numpy as np
import pytest
from matplotlib.contour import ContourSet

from dlcourse.lab.multilayer.two_spaces import draw_two_spaces, grid_lines

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([0, 1, 1, 0])
NAMES = ("dark", "light")
TITLES = ("before", "after")


def double(x):
    return 2.0 * x


def output(h):
    return 1 / (1 + np.exp(-20 * (h[:, 0] - 1)))


def draw(**options):
    return draw_two_spaces(X, Y, double, output, titles=TITLES, names=NAMES, **options)


def points_of(ax):
    return np.concatenate([c.get_offsets() for c in ax.collections[-2:]])


def boundary_of(ax):
    (line,) = (drawn for drawn in ax.collections if isinstance(drawn, ContourSet))
    return np.concatenate([path.vertices for path in line.get_paths()])


def test_points_and_boundary_stand_in_both_pictures():
    left, right = draw().axes
    assert np.array_equal(points_of(left), X[[0, 3, 1, 2]])
    assert np.array_equal(points_of(right), double(X)[[0, 3, 1, 2]])
    assert boundary_of(left)[:, 0] == pytest.approx(0.5, abs=0.01)
    assert boundary_of(right)[:, 0] == pytest.approx(1.0, abs=0.02)
    assert (left.get_title(), right.get_title()) == TITLES


def test_the_grid_is_moved_along():
    left, right = draw().axes
    assert len(left.lines) == len(right.lines) == 26
    for before, after in zip(left.lines, right.lines, strict=True):
        assert np.allclose(double(before.get_xydata()), after.get_xydata())


def test_the_grid_can_be_left_out():
    assert all(not ax.lines for ax in draw(grid=False).axes)


@pytest.mark.parametrize("limits", [None, ((-3.0, 5.0), (0.0, 4.0))])
def test_the_new_axes_can_be_given_their_ranges(limits):
    left, right = draw(limits=limits).axes
    reached = (right.get_xlim(), right.get_ylim())
    assert reached == (limits or ((-0.3, 2.3), (-0.3, 2.3)))
    assert left.get_xlim() == (-0.15, 1.15)


def test_points_that_fall_together_share_their_label():
    fig = draw_two_spaces(
        X,
        Y,
        lambda x: x[:, :1] * [1.0, 2.0],
        output,
        titles=TITLES,
        names=NAMES,
        labels=["a", "b", "c", "d"],
        axis_names=("u", "v"),
    )
    left, right = fig.axes
    assert [text.get_text() for text in left.texts] == ["a", "b", "c", "d"]
    assert [text.get_text() for text in right.texts] == ["a and b", "c and d"]
    assert [text.get_ha() for text in right.texts] == ["left", "right"]
    assert (right.get_xlabel(), right.get_ylabel()) == ("u", "v")


def test_grid_lines_run_across_the_whole_rectangle():
    lines = np.array(grid_lines(((0.0, 1.0), (5.0, 7.0))))
    assert lines.min(axis=(0, 1)) == pytest.approx([0, 5])
    assert lines.max(axis=(0, 1)) == pytest.approx([1, 7])
