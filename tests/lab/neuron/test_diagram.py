import numpy as np
import pytest
from matplotlib.patches import Circle

from dlcourse.lab.neuron.diagram import CURVES, draw_network, draw_neuron


def words(fig):
    return [text.get_text() for text in fig.axes[0].texts if text.get_text()]


def test_neuron_shows_its_numbers_in_the_order_of_the_computation():
    fig = draw_neuron([2, 3], [0, 1], 4, "z = 7", 0.999)
    assert words(fig)[:8] == ["2", "× 0", "3", "× 1", "+", "4", "z = 7", "0.999"]
    assert words(fig)[8:] == ["multiply", "add", "activate"]


def test_neuron_may_have_one_input():
    fig = draw_neuron(["x"], ["w"], "b", "z", "y")
    first = next(patch for patch in fig.axes[0].patches if isinstance(patch, Circle))
    assert first.center == (0, 0)


@pytest.mark.parametrize(("name", "middle"), [("step", 0.0), ("sigmoid", 0.5)])
def test_the_box_holds_the_curve_of_the_activation(name, middle):
    fig = draw_neuron([1], [1], 0, 1, 1, activation=name)
    height = np.asarray(fig.axes[0].lines[0].get_ydata())
    curve = (height - height[0]) / (height[-1] - height[0])
    assert curve[len(curve) // 2] == pytest.approx(middle)
    assert CURVES[name](np.array([-20.0, 20.0])) == pytest.approx([0, 1], abs=1e-6)


def test_network_joins_every_neuron_with_the_layer_before():
    weights = ([[1, 2, 3], [4, 5, 6]], [[7], [8], [9]])
    fig = draw_network(["a", "b"], ["c", "d", "e"], "f", weights)
    assert words(fig)[:9] == [f"× {number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9)]
    assert words(fig)[9:] == [
        "a",
        "b",
        "inputs",
        "c",
        "d",
        "e",
        "hidden neurons",
        "f",
        "output neuron",
    ]


def test_network_wants_a_weight_for_every_connection():
    with pytest.raises(IndexError):
        draw_network(["a", "b"], ["c"], "d", ([[1]], [[2]]))
