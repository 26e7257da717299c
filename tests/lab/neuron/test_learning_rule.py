import numpy as np
import pytest

from dlcourse.lab import CLASS_MARKERS
from dlcourse.lab.neuron.learning_rule import draw_learning, line_points

X = [[0, 0], [0, 1], [1, 0], [1, 1]]
AND = [0, 0, 0, 1]
PATH = [[0, 0, -1], [1, 1, 0], [2, 1, -2]]


@pytest.fixture(scope="module")
def axes():
    return draw_learning(X, AND, PATH, [2, 3, 0]).axes


@pytest.mark.parametrize("line", [(1, 1, 0), (0, 2, -1), (-3, 0, 1), (2, 1, -20)])
def test_line_points_lie_on_the_line(line):
    w1, w2, b = line
    across, up = line_points(w1, w2, b, (-1, 2))
    np.testing.assert_allclose(w1 * across + w2 * up + b, 0, atol=1e-9)


def test_every_epoch_that_has_a_line_is_drawn(axes):
    earlier, final, *_ = axes[0].lines
    np.testing.assert_allclose(earlier.get_data(), line_points(1, 1, 0, (-0.6, 1.8)))
    np.testing.assert_allclose(final.get_data(), line_points(2, 1, -2, (-0.6, 1.8)))
    assert final.get_linewidth() > earlier.get_linewidth()


def test_points_have_the_marker_of_their_class(axes):
    zeros, ones = axes[0].lines[-2:]
    np.testing.assert_array_equal(np.transpose(zeros.get_data()), X[:3])
    np.testing.assert_array_equal(np.transpose(ones.get_data()), X[3:])
    assert (zeros.get_marker(), ones.get_marker()) == CLASS_MARKERS[:2]


def test_bars_are_the_mistakes(axes):
    assert [bar.get_height() for bar in axes[1].patches] == [2, 3, 0]


def test_the_title_gives_the_learned_sum(axes):
    assert axes[0].get_title() == "after epoch 3: z = -2 + 2 x₁ + 1 x₂"


def test_many_points_are_drawn_smaller():
    many = draw_learning(X * 10, AND * 10, PATH, [0]).axes[0].lines[-1]
    few = draw_learning(X, AND, PATH, [0]).axes[0].lines[-1]
    assert many.get_markersize() < few.get_markersize()
