import numpy as np
import pytest

from dlcourse.lab.backprop.pass_map import draw_pass_map

X = np.array([[1.0, 2.0], [8.0, 9.0], [3.0, 3.0]])
Y = np.array([0, 1, 0])


@pytest.fixture
def axes():
    return draw_pass_map([1.0, 0.5, 0.2], lambda x: x[:, 0] / 10, X, Y, (4, 5)).axes


def test_the_left_panel_is_the_loss_by_step(axes):
    np.testing.assert_array_equal(axes[0].lines[0].get_ydata(), [1.0, 0.5, 0.2])
    assert axes[0].get_ylim()[0] == 0


@pytest.mark.parametrize(
    ("label", "points"),
    [("failed", [[1, 2], [3, 3]]), ("passed", [[8, 9]]), ("you", [[4, 5]])],
)
def test_the_right_panel_has_every_student_and_you(axes, label, points):
    line = next(line for line in axes[1].lines if line.get_label() == label)
    np.testing.assert_array_equal(np.column_stack(line.get_data()), points)


def test_the_line_runs_where_the_probability_is_one_half(axes):
    boundary = axes[1].collections[-1].get_paths()[0].vertices
    np.testing.assert_allclose(boundary[:, 0], 5.0)
