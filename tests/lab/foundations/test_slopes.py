import numpy as np
import pytest
from matplotlib.quiver import Quiver

from dlcourse.lab.foundations.slopes import draw_chain, draw_gradient


def bowl(x, y):
    return x**2 + 3 * y**2


def bowl_gradient(x, y):
    return 2 * x, 6 * y


@pytest.fixture(scope="module")
def gradient_axes():
    return draw_gradient(bowl, bowl_gradient, (1.5, 1.0)).axes[0]


def test_marked_arrows_point_along_the_gradient_and_against_it(gradient_axes):
    arrows = [text for text in gradient_axes.texts if text.get_text() == ""]
    uphill, downhill = (np.subtract(arrow.xy, (1.5, 1.0)) for arrow in arrows)
    np.testing.assert_allclose(uphill[1] / uphill[0], 6 / 3)
    assert uphill[0] > 0
    np.testing.assert_allclose(downhill, -uphill)
    words = [text.get_text() for text in gradient_axes.texts if text.get_text()]
    assert words == ["uphill", "downhill"]


def test_small_arrows_are_the_gradients_at_their_places(gradient_axes):
    (arrows,) = [item for item in gradient_axes.collections if isinstance(item, Quiver)]
    np.testing.assert_allclose(arrows.U, 2 * arrows.X)
    np.testing.assert_allclose(arrows.V, 6 * arrows.Y)


def test_chain_shows_values_forward_and_slopes_with_their_product():
    ax = draw_chain(["x", "u", "y"], [1, 4, 16], [("du/dx", 3), ("dy/du", 8)]).axes[0]
    words = [text.get_text() for text in ax.texts if text.get_text()]
    assert words == ["x", "1", "u", "4", "y", "16", "du/dx = 3", "dy/du = 8"]
    assert ax.get_title() == "slopes multiply along the chain: 8 × 3 = 24"


def test_chain_draws_one_arrow_each_way_for_each_link():
    ax = draw_chain(["x", "u", "y"], [1, 4, 16], [("du/dx", 3), ("dy/du", 8)]).axes[0]
    ways = [np.sign(t.xy[0] - t.xyann[0]) for t in ax.texts if t.get_text() == ""]
    assert ways == [1, -1, 1, -1]


def test_chain_wants_one_value_for_each_name():
    with pytest.raises(ValueError, match="shorter"):
        draw_chain(["x", "u"], [1], [("du/dx", 3)])
