from dataclasses import replace

import numpy as np
import pytest
from matplotlib.contour import ContourSet

from dlcourse.lab.multilayer.playground_data import LIMIT
from dlcourse.lab.multilayer.playground_drawing import (
    describe_playground,
    draw_playground,
    maps,
    share_right,
)
from dlcourse.lab.multilayer.playground_model import Playground, Run, points, train
from dlcourse.lab.style import png


def axes(state):
    return {ax.get_label(): ax for ax in draw_playground(state).axes}


def test_maps_show_each_feature_over_the_plane():
    first = maps(Playground(features=("x₁", "x₂")), size=5)[0]
    assert np.allclose(first[0][0], np.linspace(-LIMIT, LIMIT, 5))
    assert np.allclose(first[1][:, 0], np.linspace(-LIMIT, LIMIT, 5))


@pytest.mark.parametrize(("layers", "columns"), [(0, [2, 1]), (3, [2, 4, 4, 4, 1])])
def test_there_is_a_map_for_each_neuron(layers, columns):
    state = Playground(layers=layers)
    assert [len(column) for column in maps(state, size=3)] == columns
    assert len(axes(state)["network"].images) == sum(columns)


def test_maps_of_neurons_are_behind_the_activation_and_the_output_is_a_probability():
    state = Playground(activation="ReLU", layers=2)
    *_, hidden, output = maps(state, size=9)
    assert hidden.min() == 0.0
    assert 0.0 <= output.min() < output.max() <= 1.0


def test_lines_show_size_and_sign_of_the_weights():
    state = Playground(layers=0, trained=None)
    run = Run(state.recipe, (np.array([[5.0], [-2.5]]), np.zeros(1)))
    (lines,) = axes(replace(state, trained=run))["network"].collections
    thick, thin = lines.get_linewidths()
    assert thick == pytest.approx(6.4)
    assert thin == pytest.approx(3.4)
    orange, purple = lines.get_colors()
    assert orange[0] > 0.8 > purple[0]


def test_the_output_shows_every_point_and_the_boundary():
    state = train(Playground(), epochs=100)
    ax = axes(state)["output"]
    line, *groups = ax.collections
    shown = np.concatenate([group.get_offsets() for group in groups])
    expected = np.concatenate([x for x, _ in points(state)])
    assert sorted(map(tuple, shown)) == sorted(map(tuple, expected))
    assert isinstance(line, ContourSet)
    assert ax.get_title() == f"epoch 100: {share_right(state)[0]:.0%} right"


def test_an_output_on_one_side_everywhere_has_no_boundary():
    state = Playground(layers=0)
    run = Run(state.recipe, (np.zeros((2, 1)), np.array([3.0])))
    state = replace(state, trained=run)
    assert share_right(state) == (0.5, 0.5)
    assert len(axes(state)["output"].collections) == 4  # the points alone


def test_the_loss_curves_are_the_losses():
    state = train(Playground(), epochs=4)
    training, new = axes(state)["loss"].lines
    assert training.get_xdata().tolist() == [1, 2, 3, 4]
    assert training.get_ydata() == pytest.approx(state.run.losses)
    assert new.get_ydata() == pytest.approx(state.run.new_losses)


def test_a_single_epoch_shows_as_a_point():
    assert axes(train(Playground(), epochs=1))["loss"].lines[0].get_marker() == "o"


def test_a_broken_run_says_so_in_picture_and_words():
    state = Playground()
    state = replace(state, trained=replace(state.run, diverged=True))
    assert [text.get_text() for text in axes(state)["loss"].texts] == ["training broke down"]
    assert "Lower the learning rate" in describe_playground(state)


def test_the_description_counts_what_the_picture_shows():
    state = train(Playground(layers=2, neurons=3), epochs=7)
    training, new = share_right(state)
    text = describe_playground(state)
    assert "Data: rings. Inputs: x₁, x₂; 2 hidden layers of 3 tanh neurons; one output." in text
    assert f"Epoch 7: {training:.0%} of the training points" in text
    assert f"{new:.0%} of the new points" in text
    assert f"Loss {state.run.losses[-1]:.3f}" in text
    assert "no hidden layer" in describe_playground(Playground(layers=0))
    assert "1 hidden layer of 4" in describe_playground(Playground())


@pytest.mark.parametrize(
    "change",
    [
        {"data": "spirals"},
        {"noise": 0.0},
        {"draw": 3},
        {"features": ("x₁",)},
        {"layers": 2},
        {"neurons": 2},
        {"activation": "sigmoid"},
        {"start": 5},
    ],
)
def test_every_choice_changes_the_picture(change):
    before = Playground()
    assert png(draw_playground(before)) != png(draw_playground(replace(before, **change)))
