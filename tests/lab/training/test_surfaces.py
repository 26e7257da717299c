import numpy as np
import pytest

from dlcourse.lab.training.surfaces import SURFACES, quadratic
from dlcourse.nn import numerical_gradient

PLACES = [(-2.0, 1.5), (0.3, -0.7), (2.5, 0.0)]


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("place", PLACES)
def test_gradient_is_that_of_the_loss(name, place):
    surface = SURFACES[name]
    measured = numerical_gradient(lambda w: surface.loss(*w), place)
    np.testing.assert_allclose(surface.gradient(*place), measured, rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("name", SURFACES)
def test_the_goal_is_the_lowest_place_of_the_picture(name):
    surface = SURFACES[name]
    _, _, loss = surface.grid()
    assert surface.loss(*surface.goal) <= loss.min()
    np.testing.assert_allclose(surface.gradient(*surface.goal), 0.0, atol=1e-5)


@pytest.mark.parametrize("name", SURFACES)
def test_start_and_goal_are_in_the_picture(name):
    surface = SURFACES[name]
    for w1, w2 in (surface.start, surface.goal):
        assert abs(w1) < surface.right
        assert abs(w2) < surface.top


def test_the_grid_holds_the_loss_at_its_places():
    surface = SURFACES["bend"]
    w1, w2, loss = surface.grid(points=5)
    assert (w1[0], w1[-1], w2[0], w2[-1]) == (-3.0, 3.0, -2.0, 2.0)
    assert loss[1, 3] == surface.loss(w1[3], w2[1])


def test_a_quadratic_bowl_is_the_quadratic_form_of_its_matrix():
    matrix, w = np.array([[2.0, 0.5], [0.5, 3.0]]), np.array([1.5, -1.0])
    assert quadratic(matrix).loss(*w) == pytest.approx(w @ matrix @ w / 2)
    np.testing.assert_allclose(quadratic(matrix).gradient(*w), matrix @ w)
