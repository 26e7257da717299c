"""Perceptron and Neuron: the numbers of the decks, the learning rule, and wrong use."""

import numpy as np
import pytest

from dlcourse import nn

POINTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0]}
XOR = [0, 1, 1, 0]


def test_the_neuron_of_the_deck():
    neuron = nn.Neuron([0, 1], bias=4)
    assert neuron.weighted_sum([2, 3]) == 7.0
    assert round(neuron([2, 3]), 5) == 0.99909


def test_the_network_of_three_neurons_of_the_deck():
    neuron = nn.Neuron([0, 1])
    h = neuron([2, 3])
    assert round(h, 5) == 0.95257
    assert round(neuron([h, h]), 5) == 0.72163


def test_the_neuron_that_draws_a_line():
    neuron = nn.Neuron([3, -2], bias=1)
    assert neuron.weighted_sum([-1, 2]) == -6.0
    assert round(neuron([-1, 2]), 5) == 0.00247


def test_many_inputs_at_once_equal_one_at_a_time():
    neuron = nn.Neuron([3, -2], bias=1)
    np.testing.assert_allclose(neuron(POINTS), [neuron(point) for point in POINTS])


def test_the_activation_may_be_any_function():
    assert nn.Neuron([1.0, 1.0], activation=abs)([-3, 1]) == 2.0
    assert nn.Neuron([1.0, 1.0], activation=nn.ReLU())([-3, 1]) == 0.0


def test_one_input_gives_plain_numbers():
    assert type(nn.Neuron([1.0]).forward([2.0])) is float
    assert type(nn.Neuron([1.0]).weighted_sum([2.0])) is float
    assert type(nn.Perceptron([1.0]).forward([2.0])) is int


def test_the_perceptron_steps_above_zero():
    perceptron = nn.Perceptron([1.0], bias=-1.0)
    assert [perceptron([x]) for x in (0.0, 1.0, 2.0)] == [0, 0, 1]
    np.testing.assert_array_equal(perceptron([[0.0], [1.0], [2.0]]), [0, 0, 1])


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("rng", [None, np.random.default_rng(0)])
def test_the_learning_rule_converges_where_a_line_separates(gate, rng):
    perceptron = nn.Perceptron([0.0, 0.0])
    mistakes = perceptron.fit(POINTS, GATES[gate], rng=rng)
    assert mistakes[-1] == 0
    assert 0 not in mistakes[:-1]
    np.testing.assert_array_equal(perceptron(POINTS), GATES[gate])


def test_the_learning_rule_never_converges_on_xor():
    mistakes = nn.Perceptron([0.0, 0.0]).fit(POINTS, XOR, epochs=500)
    assert len(mistakes) == 500
    assert min(mistakes) > 0


def test_one_mistake_moves_weights_and_bias_by_the_rule():
    perceptron = nn.Perceptron([0.0, 0.0])
    assert perceptron.fit([[2.0, -1.0]], [1], lr=0.5, epochs=1) == [1]
    assert perceptron.weights.tolist() == [1.0, -0.5]
    assert perceptron.bias == 0.5


def test_fitting_leaves_the_arrays_that_were_given_alone():
    weights, x, y = np.zeros(2), POINTS.astype(float), np.array(GATES["or"])
    for array in (weights, x, y):
        array.flags.writeable = False
    nn.Perceptron(weights).fit(x, y)


@pytest.mark.parametrize("unit", [nn.Neuron([1.0, 2.0]), nn.Perceptron([1.0, 2.0])])
@pytest.mark.parametrize("x", [[1.0], [[1.0, 2.0, 3.0]], [[[1.0, 2.0]]], 1.0])
def test_an_input_of_another_width_is_an_error(unit, x):
    with pytest.raises(nn.ShapeError, match=r"input: expected \(2,\) or \(N, 2\), got"):
        unit(x)


def test_weights_are_a_row_of_numbers():
    with pytest.raises(nn.ShapeError, match=r"Neuron weights: expected \(D,\), got \(1, 2\)"):
        nn.Neuron([[1.0, 2.0]])


def test_targets_of_the_perceptron_are_0_and_1():
    with pytest.raises(nn.TargetError, match="expected only 0 and 1"):
        nn.Perceptron([0.0, 0.0]).fit(POINTS, [-1, 1, 1, -1])


def test_targets_of_the_perceptron_are_as_many_as_the_points():
    with pytest.raises(nn.ShapeError, match=r"Perceptron.fit y: expected \(4,\), got \(3,\)"):
        nn.Perceptron([0.0, 0.0]).fit(POINTS, [0, 1, 1])


def test_shuffling_needs_a_generator():
    with pytest.raises(TypeError, match="default_rng"):
        nn.Perceptron([0.0, 0.0]).fit(POINTS, XOR, rng=0)


def test_representation():
    assert repr(nn.Neuron([0, 1], bias=4)) == "Neuron(weights=[0.0, 1.0], bias=4)"
