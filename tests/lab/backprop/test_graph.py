import pytest

from dlcourse.lab.backprop.graph import Graph, Node, walk

DOUBLE = Node("d", "×2", ("x",), lambda x: 2 * x, lambda x: (2.0,), (1.0, 0.0))
SQUARE = Node("loss", "²", ("d",), lambda d: d**2, lambda d: (2 * d,), (2.0, 0.0))
GRAPH = Graph("loss = (2x)²", {"x": (0.0, 0.0)}, (DOUBLE, SQUARE))


def test_knows_its_edges_and_its_last_step():
    assert GRAPH.edges == [("x", "d"), ("d", "loss")]
    assert GRAPH.last_step == 5


@pytest.mark.parametrize(
    ("step", "phase", "node", "values", "gradients"),
    [
        (0, "start", None, {"x": 3.0}, {}),
        (1, "forward", DOUBLE, {"x": 3.0, "d": 6.0}, {}),
        (2, "forward", SQUARE, {"x": 3.0, "d": 6.0, "loss": 36.0}, {}),
        (3, "turn", SQUARE, {"x": 3.0, "d": 6.0, "loss": 36.0}, {"loss": 1.0}),
        (4, "backward", SQUARE, {"x": 3.0, "d": 6.0, "loss": 36.0}, {"loss": 1.0, "d": 12.0}),
        (
            5,
            "backward",
            DOUBLE,
            {"x": 3.0, "d": 6.0, "loss": 36.0},
            {"loss": 1.0, "d": 12.0, "x": 24.0},
        ),
    ],
)
def test_each_step_adds_one_value_or_one_gradient(step, phase, node, values, gradients):
    now = walk(GRAPH, {"x": 3.0}, step)
    assert (now.phase, now.node, now.values, now.gradients) == (phase, node, values, gradients)


def test_the_current_node_gives_its_local_derivatives_in_the_backward_phase_only():
    assert walk(GRAPH, {"x": 3.0}, 2).local == {}
    assert walk(GRAPH, {"x": 3.0}, 4).local == {"d": 12.0}
    assert walk(GRAPH, {"x": 3.0}, 5).local == {"x": 2.0}


def test_steps_beyond_the_last_one_change_nothing():
    assert walk(GRAPH, {"x": 3.0}, 99) == walk(GRAPH, {"x": 3.0}, GRAPH.last_step)


def test_gradients_of_a_value_used_twice_add_up():
    times = Node("loss", "×", ("x", "d"), lambda x, d: x * d, lambda x, d: (d, x), (2.0, 0.0))
    now = walk(Graph("loss = x · 2x", {"x": (0.0, 0.0)}, (DOUBLE, times)), {"x": 3.0}, 5)
    assert now.carried == {("x", "loss"): 6.0, ("d", "loss"): 3.0, ("x", "d"): 6.0}
    assert now.gradients["x"] == 12.0
