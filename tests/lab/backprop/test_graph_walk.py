from dataclasses import fields, replace

import pytest

from dlcourse.lab import png
from dlcourse.lab.backprop.graph_walk import (
    GraphWalk,
    describe_graph_walk,
    draw_graph_walk,
    graph_plaything,
    one_step,
    one_step_back,
    start_over,
)


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (0, "Step 0 of 7, the inputs."),
        (1, "takes x = 2 and w = 3, gives x1 = 6."),
        (4, "dloss/dloss = 1."),
        (7, "to w: local derivative 2 × arriving 1 = 2."),
    ],
)
def test_the_description_tells_the_step(step, says):
    state = GraphWalk(step=step)
    assert says in describe_graph_walk(state)
    shown = [text.get_text() for text in draw_graph_walk(state).axes[0].texts]
    assert any(says.rstrip(".") in text for text in shown) or step == 0


def test_the_description_lists_gradients_once_there_are_any():
    assert "Gradients" not in describe_graph_walk(GraphWalk(step=3))
    assert "Gradients of the loss: loss 1, x2 1, y -1." in describe_graph_walk(GraphWalk(step=5))


def test_the_picture_names_the_graph():
    title = draw_graph_walk(GraphWalk("neuron", step=3)).axes[0].get_title(loc="left")
    assert title.splitlines() == [
        "Step 3 of 9, forward through σ (p)",
        "m = x·w,  z = m + b,  p = σ(z),  loss = ½(p − y)²",
    ]


def test_stepping_stops_at_both_ends():
    assert one_step(GraphWalk(step=6)).step == 7
    assert one_step(GraphWalk(step=9)).step == 7
    assert one_step_back(GraphWalk(step=9)).step == 6
    assert one_step_back(GraphWalk(step=0)).step == 0
    assert start_over(GraphWalk(step=5)).step == 0


def test_starting_over_keeps_graph_and_inputs():
    assert start_over(GraphWalk("neuron", 5, x=1.5)) == GraphWalk("neuron", 0, x=1.5)


@pytest.mark.parametrize(
    ("field", "value"),
    [("graph", "neuron"), ("step", 2), ("x", 1.5), ("w", -1.0), ("b", 0.5), ("y", -2.0)],
)
def test_every_control_changes_state_picture_and_text(field, value):
    toy = graph_plaything()
    before, picture = toy.description, toy._repr_mimebundle_()[0]["image/png"]
    toy._controls[field].value = value
    assert toy.state == replace(GraphWalk(), **{field: value})
    assert toy.description != before
    assert toy._repr_mimebundle_()[0]["image/png"] != picture


def test_another_graph_starts_from_its_first_step():
    toy = graph_plaything(GraphWalk(step=7, w=1.0))
    toy._controls["graph"].value = "neuron"
    assert toy.state == GraphWalk("neuron", step=0, w=1.0)
    assert toy._controls["step"].value == 0


def test_a_state_that_is_set_keeps_its_step():
    toy = graph_plaything(GraphWalk("neuron", step=4))
    assert toy.state.step == 4
    toy.set_state(GraphWalk("gear used twice", step=9))
    assert toy.state == GraphWalk("gear used twice", step=9)
    assert toy._controls["step"].value == 9


def test_a_line_beyond_the_bicycle_turns_every_gradient_but_the_first():
    toy = graph_plaything(GraphWalk(step=7))
    before = toy.state.now()[1].gradients
    toy._controls["y"].value = 9.0
    after = toy.state.now()[1].gradients
    assert after == {name: g if name == "loss" else -g for name, g in before.items()}


def test_every_field_has_a_control():
    assert list(graph_plaything()._controls) == [field.name for field in fields(GraphWalk)]


def test_the_step_control_reaches_the_last_step_of_the_longest_graph():
    assert graph_plaything()._controls["step"].max == 9


def test_the_same_state_gives_the_same_picture():
    state = GraphWalk("gear used twice", step=6)
    assert png(draw_graph_walk(state)) == png(draw_graph_walk(state))
