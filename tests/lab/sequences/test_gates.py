import numpy as np
import pytest

from dlcourse.lab.sequences.gates import (
    ARRIVALS,
    Taps,
    describe_taps,
    draw_taps,
    gates_plaything,
    next_step,
    one_back,
    start_again,
)
from dlcourse.nn import LSTM


def story(state, label):
    ax = draw_taps(state).axes[1]
    return next(line for line in ax.lines if line.get_label() == label).get_ydata()


def click(toy, label):
    buttons = toy.widget.children[0].children[-1].children
    next(button for button in buttons if button.description == label).click()


def played(rounds, gates=(0.5, 0.5, 0.5)):
    state = Taps(*gates)
    for _ in range(rounds):
        state = next_step(state)
    return state


def test_the_cell_is_that_of_an_lstm_with_these_gates():
    gates, arrivals = np.array([0.7, 0.9, 0.4]), np.array(ARRIVALS)
    layer = LSTM(1, 1, rng=np.random.default_rng(0))
    layer.W.value, layer.U.value = [[0.0, 0.0, 1.0, 0.0]], np.zeros((1, 4))
    i, f, o = np.log(gates / (1 - gates))
    layer.b.value = [i, f, 0.0, o]
    hidden = layer.forward(np.arctanh(arrivals)[None, :, None])
    state = played(9, gates=gates)
    np.testing.assert_allclose(state.cells()[1:], layer.trace["c"][0, :, 0])
    np.testing.assert_allclose(state.hidden(), hidden[0, :, 0])


def test_a_number_can_be_caught_and_carried_to_the_end():
    state = Taps(i=1.0, f=1.0, o=0.0, past=((0.0, 0.0, 0.0),))
    state = next_step(state)
    for _ in range(8):
        state = next_step(Taps(0.0, 1.0, 0.0, state.past))
    state = Taps(0.0, 1.0, 1.0, state.past)
    assert state.step == len(ARRIVALS)
    assert state.cells()[-1] == 0.8
    np.testing.assert_array_equal(state.hidden()[:-1], 0.0)
    assert state.hidden()[-1] == pytest.approx(np.tanh(0.8))


def test_the_story_is_drawn_up_to_the_current_step():
    state = played(3)
    np.testing.assert_array_equal(story(state, "arrives: g"), ARRIVALS)
    np.testing.assert_array_equal(story(state, "cell c"), state.cells()[1:])
    np.testing.assert_array_equal(story(state, "output h"), state.hidden())
    assert draw_taps(state).axes[0].get_title() == "Step 4 of 10"


def test_the_last_step_is_the_end():
    last = played(9)
    assert next_step(last) is last
    assert played(20) == last


def test_back_restores_the_gates_of_the_step_before():
    state = next_step(Taps(0.1, 0.2, 0.3))
    assert one_back(Taps(1.0, 1.0, 1.0, state.past)) == Taps(0.1, 0.2, 0.3)
    first = Taps()
    assert one_back(first) is first


def test_start_again_keeps_the_gates():
    assert start_again(Taps(0.1, 0.2, 0.3, ((1, 1, 1),))) == Taps(0.1, 0.2, 0.3)


def test_description_gives_gates_cell_and_output():
    text = describe_taps(Taps(1.0, 0.5, 0.25, ((1, 1, 1), (1.0, 1.0, 0.0))))
    assert "Step 3 of 10: -0.4 arrives" in text
    assert "Input gate 1.00, forget gate 0.50, output gate 0.25" in text
    assert "Old cell 0.80, new cell 0.00" in text


@pytest.mark.parametrize(("number", "field"), [(0, "i"), (1, "f"), (2, "o")])
def test_every_slider_moves_its_gate(number, field):
    toy = gates_plaything(Taps(past=((1.0, 1.0, 1.0), (1.0, 1.0, 1.0))))
    before = (toy.state.cells()[-1], toy.state.hidden()[-1])
    toy.widget.children[0].children[number].value = 0.9
    assert getattr(toy.state, field) == 0.9
    assert (toy.state.cells()[-1], toy.state.hidden()[-1]) != before


def test_buttons_step_forward_back_and_to_the_start():
    toy = gates_plaything()
    steps = []
    for label in ("Next step", "Next step", "Back", "Next step", "Start again"):
        click(toy, label)
        steps.append(toy.state.step)
    assert steps == [2, 3, 2, 3, 1]
