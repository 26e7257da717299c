from dlcourse.lab.backprop.small_network import EDGES, PLACES, draw_small_network
from dlcourse.lab.style import PALETTE

VALUES = {"i1": 2, "i2": 3, "h1": 0.85, "h2": 0.48, "out": 0.191}
WEIGHTS = {"w1": 0.11, "w2": 0.21, "w3": 0.12, "w4": 0.08, "w5": 0.14, "w6": 0.15}


def texts(fig, colour=None):
    found = fig.axes[0].texts
    return [t.get_text() for t in found if colour is None or t.get_color() == PALETTE[colour]]


def test_every_unit_and_weight_has_its_number():
    shown = texts(draw_small_network(VALUES, WEIGHTS))
    assert {"2", "3", "0.85", "0.48", "0.191"} <= set(shown)
    assert {f"{name} = {value}" for name, value in WEIGHTS.items()} <= set(shown)


def test_gradients_stand_in_red_below_their_weights():
    fig = draw_small_network(VALUES, WEIGHTS, dict.fromkeys(WEIGHTS, -0.5))
    assert texts(fig, "red") == ["-0.500"] * 6
    assert texts(draw_small_network(VALUES, WEIGHTS), "red") == []


def test_each_label_lies_on_the_arrow_of_its_weight():
    fig = draw_small_network(VALUES, WEIGHTS)
    for text in fig.axes[0].texts:
        name = text.get_text().split(" = ")[0]
        if name in EDGES:
            (x0, y0), (x1, y1) = (PLACES[unit] for unit in EDGES[name])
            x, y = text.get_position()
            assert abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) < 1e-9


def test_no_two_labels_overlap():
    fig = draw_small_network(VALUES, WEIGHTS, dict.fromkeys(WEIGHTS, -0.5), "title")
    fig.draw_without_rendering()
    boxes = [text.get_window_extent() for text in fig.axes[0].texts if text.get_text()]
    for index, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:index])


def test_the_title_is_shown():
    assert draw_small_network(VALUES, WEIGHTS, title="Forward").axes[0].get_title("left")
