import numpy as np
import pytest

from dlcourse.lab import CLASS_MARKERS
from dlcourse.lab.neuron.line import (
    LIMIT,
    NeuronState,
    describe_neuron_state,
    draw_line,
    draw_neuron_state,
    neuron_plaything,
)
from dlcourse.nn import Neuron

STATES = [NeuronState(), NeuronState(0, 2, -3), NeuronState(-1.5, 0, 0), NeuronState(0.25, 4, 5)]


def image(fig):
    return np.asarray(fig.axes[0].images[0].get_array())


@pytest.mark.parametrize("state", STATES)
def test_output_is_that_of_the_librarys_neuron(state):
    x = np.random.default_rng(0).normal(size=(10, 2))
    expected = Neuron([state.w1, state.w2], state.b).forward(x)
    np.testing.assert_allclose(state.output(*x.T), expected)


@pytest.mark.parametrize("state", STATES)
def test_output_is_one_half_on_the_drawn_line(state):
    line = draw_neuron_state(state).axes[0].lines[0]
    np.testing.assert_allclose(state.output(*line.get_data()), 0.5)


@pytest.mark.parametrize("state", STATES)
def test_the_line_crosses_the_whole_picture(state):
    ends = state.line()
    assert np.linalg.norm(ends[1] - ends[0]) > 2 * np.sqrt(2) * LIMIT


@pytest.mark.parametrize("state", STATES)
def test_the_picture_is_shaded_by_the_output(state):
    shades = image(draw_neuron_state(state))
    assert shades[0, 0] == pytest.approx(state.output(-LIMIT, -LIMIT))
    assert shades[0, -1] == pytest.approx(state.output(LIMIT, -LIMIT))
    assert shades[-1, 0] == pytest.approx(state.output(-LIMIT, LIMIT))


def test_without_weights_there_is_no_line():
    state = NeuronState(0, 0, 1)
    assert not draw_neuron_state(state).axes[0].lines
    assert "there is no line" in describe_neuron_state(state)


def test_points_carry_label_and_marker_of_their_side():
    fig = draw_line(NeuronState(), [(-1, 2), (2, 1)], ["no", "yes"])
    _, no, yes = fig.axes[0].lines
    assert (no.get_marker(), yes.get_marker()) == CLASS_MARKERS[:2]
    assert [t.get_text() for t in fig.axes[0].texts if t.get_text()] == ["no", "yes"]


def test_description_gives_the_line_and_the_output_in_the_middle():
    text = describe_neuron_state(NeuronState())
    assert "1 + 3 x1 - 2 x2 = 0" in text
    assert "0.731" in text


@pytest.mark.parametrize("field", ["w1", "w2", "b"])
def test_every_control_moves_the_line(field):
    toy = neuron_plaything()
    before = image(draw_neuron_state(toy.state))
    number = ["w1", "w2", "b"].index(field)
    toy.widget.children[0].children[number].value = -4.0
    assert getattr(toy.state, field) == -4.0
    assert not np.allclose(image(draw_neuron_state(toy.state)), before)


def click(toy, label):
    buttons = toy.widget.children[0].children[-1].children
    next(button for button in buttons if button.description == label).click()


def test_flipping_exchanges_the_two_sides():
    toy = neuron_plaything()
    before = toy.state.output(-1, 2)
    click(toy, "Flip the sides")
    assert toy.state.output(-1, 2) == pytest.approx(1 - before)


def test_half_as_steep_leaves_the_line_where_it_is():
    toy = neuron_plaything(NeuronState(4, -2, 2))
    before = toy.state.line()
    click(toy, "Half as steep")
    assert toy.state == NeuronState(2, -1, 1)
    np.testing.assert_allclose(toy.state.line(), before)
