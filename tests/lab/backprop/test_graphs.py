import numpy as np
import pytest

from dlcourse.lab.backprop.graph import walk
from dlcourse.lab.backprop.graphs import GRAPHS
from dlcourse.nn import numerical_gradient

INPUTS = {"x": 0.5, "w": 1.5, "b": -1.0, "y": 2.0}


def loss_of(graph, values):
    inputs = dict(zip(INPUTS, values, strict=True))
    return walk(graph, inputs, graph.last_step).values["loss"]


@pytest.mark.parametrize("name", GRAPHS)
def test_gradients_match_finite_differences(name):
    graph = GRAPHS[name]
    gradients = walk(graph, INPUTS, graph.last_step).gradients
    measured = numerical_gradient(lambda values: loss_of(graph, values), list(INPUTS.values()))
    np.testing.assert_allclose([gradients[name] for name in INPUTS], measured, rtol=1e-7)


@pytest.mark.parametrize(
    ("name", "loss"),
    [
        ("bicycle", abs(0.5 * 1.5 - 1 - 2)),
        ("neuron", (1 / (1 + np.exp(-(0.5 * 1.5 - 1))) - 2) ** 2 / 2),
        ("gear used twice", (0.5 * 1.5 * 1.5 - 1 - 2) ** 2 / 2),
    ],
)
def test_the_loss_is_the_one_of_the_formula(name, loss):
    assert loss_of(GRAPHS[name], INPUTS.values()) == pytest.approx(loss)


@pytest.mark.parametrize("name", GRAPHS)
def test_no_two_places_of_a_drawing_are_close(name):
    graph = GRAPHS[name]
    places = [*graph.leaves.values(), *(node.at for node in graph.nodes)]
    for index, here in enumerate(places):
        for there in places[:index]:
            assert np.hypot(*np.subtract(here, there)) > 2
