import numpy as np

from dlcourse.lab.foundations.vectors import draw_dot_signs

POINTS = [[2, 2], [1, -2], [-2, 1], [3, -2]]


def axes():
    return draw_dot_signs([2, 1], POINTS).axes[0]


def test_the_dashed_line_is_at_right_angles_to_the_vector():
    x, y = axes().lines[0].get_data()
    np.testing.assert_allclose(2 * np.asarray(x) + np.asarray(y), 0, atol=1e-12)


def test_points_are_sorted_by_the_sign_of_their_product():
    _, above, on, below = axes().lines
    np.testing.assert_array_equal(np.transpose(above.get_data()), [[2, 2], [3, -2]])
    np.testing.assert_array_equal(np.transpose(on.get_data()), [[1, -2]])
    np.testing.assert_array_equal(np.transpose(below.get_data()), [[-2, 1]])
    assert len({line.get_marker() for line in (above, on, below)}) == 3


def test_every_point_carries_its_product():
    words = [text.get_text() for text in axes().texts if text.get_text()]
    assert words == ["w", "6", "0", "-3", "4"]


def test_the_arrow_ends_at_the_vector():
    (arrow,) = [text for text in axes().texts if text.get_text() == ""]
    assert tuple(arrow.xy) == (2, 1)
