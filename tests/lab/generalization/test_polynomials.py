import numpy as np
import pytest

from dlcourse.lab.generalization.polynomials import curve, errors, measurements, powers, solver


def test_measurements_scatter_around_the_curve():
    x, y = measurements(2000, 0.4, seed=0)
    assert (x[0], x[-1], len(x)) == (-1.0, 1.0, 2000)
    assert np.std(y - curve(x)) == pytest.approx(0.4, rel=0.1)
    assert abs(np.mean(y - curve(x))) < 0.05


def test_without_strength_it_is_least_squares():
    x, y = measurements(12, 0.4, seed=1)
    found = solver(x, 4) @ y
    np.testing.assert_allclose(found, np.linalg.lstsq(powers(x, 4), y, rcond=None)[0])


@pytest.mark.parametrize("strength", [0.01, 1.0])
def test_no_other_weights_cost_less(strength):
    x, y = measurements(12, 0.4, seed=2)

    def cost(w):
        return np.mean((powers(x, 5) @ w - y) ** 2) + strength * np.sum(w[1:] ** 2)

    best = solver(x, 5, strength) @ y
    rng = np.random.default_rng(3)
    assert all(cost(best) < cost(best + rng.normal(0, 0.01, 6)) for _ in range(20))


def test_a_huge_strength_leaves_the_mean():
    x, y = measurements(12, 0.4, seed=4)
    np.testing.assert_allclose(solver(x, 3, 1e9) @ y, [y.mean(), 0, 0, 0], atol=1e-6)


def test_the_error_on_new_measurements_is_what_many_of_them_have():
    x, y = measurements(12, 0.4, seed=5)
    training, new = errors(x, y, 3, 0.01, noise=0.4)
    w = solver(x, 3, 0.01) @ y
    assert training == pytest.approx(np.mean((powers(x, 3) @ w - y) ** 2))
    rng = np.random.default_rng(6)
    places = rng.uniform(-1, 1, 200_000)
    drawn = curve(places) + rng.normal(0, 0.4, len(places))
    assert new == pytest.approx(np.mean((powers(places, 3) @ w - drawn) ** 2), rel=0.02)
