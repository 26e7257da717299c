from dataclasses import replace

import numpy as np
import pytest

from dlcourse.lab.multilayer.playground_data import DATA
from dlcourse.lab.multilayer.playground_model import (
    ACTIVATIONS,
    POINTS,
    Playground,
    features_of,
    network,
    points,
    train,
)


@pytest.mark.parametrize("data", DATA)
def test_noise_and_another_draw_change_the_points(data):
    (x, y), (new_x, new_y) = points(Playground(data=data))
    assert x.shape == new_x.shape == (POINTS, 2)
    assert y.shape == new_y.shape == (POINTS,)
    assert not np.allclose(x, new_x)
    assert not np.allclose(x, points(Playground(data=data, draw=1))[0][0])
    assert not np.allclose(x, points(Playground(data=data, noise=0.3))[0][0])


def test_features_stand_in_the_order_they_are_named():
    x = np.array([[1.0, 2.0], [3.0, -4.0]])
    got = features_of(Playground(features=("x₂", "radius", "x₁x₂")), x)
    assert np.allclose(got, [[2.0, np.sqrt(5), 2.0], [-4.0, 5.0, -12.0]])


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("layers", [0, 2])
def test_the_network_has_the_chosen_layers(activation, layers):
    state = Playground(
        layers=layers, neurons=3, activation=activation, features=("x₁", "x₂", "x₁²")
    )
    model = network(state)
    assert state.widths == (3, *[3] * layers, 1)
    assert len(model) == 2 * layers + 1
    assert sum(type(layer) is ACTIVATIONS[activation] for layer in model.layers) == layers


def test_training_gives_a_new_state_and_leaves_the_old_one_alone():
    before = Playground()
    weights = [value.copy() for value in before.run.weights]
    after = train(before, epochs=3)
    assert (before.epochs, after.epochs) == (0, 3)
    assert len(after.run.losses) == len(after.run.new_losses) == 3
    for old, kept, new in zip(before.run.weights, weights, after.run.weights, strict=True):
        assert np.array_equal(old, kept)
        assert not np.array_equal(old, new)


def test_training_can_be_repeated_exactly():
    once = train(train(Playground(), epochs=2), epochs=2)
    again = train(train(Playground(), epochs=2), epochs=2)
    assert once.run.losses == again.run.losses


@pytest.mark.parametrize(
    "change",
    [
        {"data": "moons"},
        {"noise": 0.3},
        {"draw": 1},
        {"features": ("x₁",)},
        {"layers": 2},
        {"neurons": 5},
        {"activation": "ReLU"},
        {"start": 1},
    ],
)
def test_another_recipe_starts_afresh(change):
    trained = train(Playground(), epochs=2)
    assert replace(trained, **change).epochs == 0
    assert train(replace(trained, **change), epochs=1).epochs == 1


@pytest.mark.parametrize("change", [{"learning_rate": 0.1}, {"regularisation": 0.01}])
def test_learning_rate_and_regularisation_may_change_on_the_way(change):
    trained = train(Playground(), epochs=2)
    assert replace(trained, **change).epochs == 2
    plain = train(trained, epochs=1)
    changed = train(replace(trained, **change), epochs=1)
    assert changed.epochs == 3
    assert not np.allclose(plain.run.weights[0], changed.run.weights[0])


def test_regularisation_keeps_weights_small():
    sizes = [
        np.abs(train(Playground(regularisation=rate), epochs=30).run.weights[0]).mean()
        for rate in (0.0, 0.03)
    ]
    assert sizes[1] < 0.7 * sizes[0]


def test_training_that_breaks_down_keeps_its_last_weights_and_says_so():
    wild = Playground(data="two clouds", features=("x₁²",), layers=4, neurons=8)
    wild = replace(wild, activation="linear", learning_rate=1e6)
    broken = train(wild, epochs=5)
    assert broken.run.diverged
    assert np.isfinite(np.concatenate([value.ravel() for value in broken.run.weights])).all()
    assert train(broken, epochs=1).run is broken.run


@pytest.mark.parametrize(
    ("data", "layers", "neurons", "activation"),
    [
        ("two clouds", 0, 1, "linear"),
        ("four clouds (XOR)", 1, 4, "tanh"),
        ("rings", 1, 4, "ReLU"),
        ("moons", 1, 4, "tanh"),
        ("two curves", 1, 2, "tanh"),
        ("spirals", 2, 8, "swish"),
    ],
)
def test_every_data_set_can_be_learned(data, layers, neurons, activation):
    state = Playground(data=data, layers=layers, neurons=neurons, activation=activation)
    state = train(state, epochs=250)
    x, y = points(state)[1]
    assert np.mean((network(state)(features_of(state, x))[:, 0] > 0) == y) > 0.95


def test_without_a_hidden_layer_rings_need_the_radius():
    plain, with_radius = (
        train(Playground(layers=0, features=features), epochs=50).run.losses[-1]
        for features in (("x₁", "x₂"), ("radius",))
    )
    assert plain > 0.6
    assert with_radius < 0.2
