import numpy as np
import pytest

from dlcourse.lab.multilayer.activation_zoo import (
    draw_softmax,
    draw_zoo,
    softmax_and_derivatives,
)

ZOO = {
    "linear": (lambda z: z, lambda z: 1.0),
    "ReLU": (lambda z: np.maximum(0, z), lambda z: np.where(z > 0, 1.0, 0.0)),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
}
SCORES = [2.0, 1.0, -1.0]


def test_each_panel_shows_the_function_and_its_derivative():
    panels = draw_zoo(ZOO).axes
    for ax, (name, (function, slope)) in zip(panels, ZOO.items(), strict=False):
        assert ax.get_title() == name
        z = ax.lines[2].get_xdata()
        drawn, wanted = ax.lines[2].get_ydata(), function(z)
        assert np.allclose(drawn, wanted)
        drawn, wanted = ax.lines[3].get_ydata(), np.broadcast_to(slope(z), z.shape)
        there = ~np.isnan(drawn)
        assert np.allclose(drawn[there], wanted[there])
        assert np.isnan(drawn).sum() == (1 if name == "ReLU" else 0)  # a gap at the jump


def test_softmax_has_bars_and_a_table():
    bars, table = draw_softmax(SCORES).axes
    p, derivatives = softmax_and_derivatives(np.array(SCORES))
    assert [bar.get_height() for bar in bars.patches] == pytest.approx(p)
    assert np.allclose(table.images[0].get_array(), derivatives)
    assert [text.get_text() for text in bars.texts] == [f"{v:.3f}" for v in p]
    assert [text.get_text() for text in table.texts] == [f"{v:.3f}" for v in derivatives.ravel()]


def test_places_without_a_function_stay_empty():
    four = {**ZOO, "double": (lambda z: 2 * z, lambda z: 2.0)}
    assert [ax.get_title() for ax in draw_zoo(four).axes] == list(four)


def test_the_table_holds_the_derivatives_of_softmax():
    scores, h = np.array(SCORES), 1e-5
    _, table = softmax_and_derivatives(scores)
    for j, e in enumerate(np.eye(3)):
        above, below = (softmax_and_derivatives(scores + s * h * e)[0] for s in (1, -1))
        assert np.allclose(table[:, j], (above - below) / (2 * h), atol=1e-9)
