import matplotlib.colors
import pytest
from matplotlib.patches import Circle

from dlcourse.lab.backprop.graph import walk
from dlcourse.lab.backprop.graph_drawing import draw_walk, short
from dlcourse.lab.backprop.graphs import GRAPHS
from dlcourse.lab.style import PALETTE

INPUTS = {"x": 2.0, "w": 3.0, "b": 1.0, "y": 4.0}


def drawn(name, step):
    graph = GRAPHS[name]
    now = walk(graph, INPUTS, step)
    return graph, now, draw_walk(graph, now, "the title", "the working").axes[0]


def texts(ax, colour):
    return [text.get_text() for text in ax.texts if text.get_color() == PALETTE[colour]]


def filled(ax):
    yellow = matplotlib.colors.to_rgba(PALETTE["yellow"])
    discs = [patch for patch in ax.patches if isinstance(patch, Circle)]
    return [tuple(disc.center) for disc in discs if disc.get_facecolor() == yellow]


def test_before_the_first_step_only_the_inputs_are_known():
    _, _, ax = drawn("bicycle", 0)
    shown = [text.get_text() for text in ax.texts]
    assert {"x = 2", "w = 3", "b = 1", "y = 4"} <= set(shown)
    assert texts(ax, "blue") == texts(ax, "red") == []
    assert filled(ax) == []


def test_values_stand_in_blue_and_gradients_in_red():
    _, _, ax = drawn("bicycle", 7)
    assert texts(ax, "blue") == ["6", "7", "3"]
    on_edges = [text for text in texts(ax, "red") if "=" not in text]
    at_leaves = [text for text in texts(ax, "red") if "=" in text]
    assert sorted(on_edges) == ["-1", "1", "1", "1", "1", "2", "3"]
    assert at_leaves == ["dloss/dx = 3", "dloss/dw = 2", "dloss/db = 1", "dloss/dy = -1"]


def test_values_stand_above_gradients():
    _, _, ax = drawn("bicycle", 7)
    value = next(text for text in ax.texts if text.get_text() == "7")
    under = [
        text
        for text in ax.texts
        if text.get_color() == PALETTE["red"] and text.get_position()[0] == value.get_position()[0]
    ]
    assert [text.get_text() for text in under] == ["1"]
    assert under[0].get_position()[1] < value.get_position()[1]


@pytest.mark.parametrize("name", GRAPHS)
def test_the_current_node_alone_is_filled(name):
    for step in range(1, GRAPHS[name].last_step + 1):
        _, now, ax = drawn(name, step)
        assert filled(ax) == [now.node.at]


def test_the_current_node_shows_its_local_derivatives():
    _, _, ax = drawn("bicycle", 7)
    assert "dx1/dx = 3\ndx1/dw = 2" in [text.get_text() for text in ax.texts]


def test_a_gradient_is_marked_until_every_edge_has_brought_its_part():
    _, _, before = drawn("gear used twice", 8)
    _, _, after = drawn("gear used twice", 9)
    assert any(
        text.startswith("dloss/dw") and text.endswith("so far") for text in texts(before, "red")
    )
    assert not any(text.endswith("so far") for text in texts(after, "red"))


def test_title_and_working_are_shown():
    _, _, ax = drawn("neuron", 3)
    assert ax.get_title(loc="left") == "the title"
    assert "the working" in [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("name", GRAPHS)
def test_no_text_leaves_the_picture_or_covers_another(name):
    graph = GRAPHS[name]
    now = walk(graph, {"x": -4.5, "w": -3.5, "b": -1.5, "y": 2.5}, graph.last_step)
    fig = draw_walk(graph, now, "title", "working")
    fig.draw_without_rendering()
    boxes = [text.get_window_extent() for text in fig.axes[0].texts if text.get_text()]
    for index, box in enumerate(boxes):
        assert box.x0 >= 0
        assert box.x1 <= fig.bbox.x1
        assert not any(box.overlaps(other) for other in boxes[:index])


@pytest.mark.parametrize(
    ("number", "text"), [(2.0, "2"), (-0.0, "0"), (-0.00001, "0"), (0.123456, "0.1235")]
)
def test_numbers_are_short(number, text):
    assert short(number) == text
