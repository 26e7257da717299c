"""Toy data: shapes, classes, geometry, and repeatable draws."""

import numpy as np
import pytest

from dlcourse import data, nn

NOISY = {
    "rings": data.rings,
    "moons": data.moons,
    "spirals": data.spirals,
    "blobs": data.blobs,
    "sines": data.sines,
}


def rng(seed=0):
    return np.random.default_rng(seed)


def draw(name, n, noise=0.1, seed=0):
    if name == "two_curves":
        return data.two_curves(n, rng(seed))
    return NOISY[name](n, noise, rng(seed))


CLASSES = ["rings", "two_curves", "moons", "spirals", "blobs"]


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("n", [2, 5, 100])
def test_points_in_the_plane_with_two_even_classes(name, n):
    x, y = draw(name, n)
    assert (x.shape, x.dtype) == ((n, 2), np.float64)
    assert y.dtype.kind == "i"
    assert np.bincount(y).tolist() == [n - n // 2, n // 2]


@pytest.mark.parametrize("name", [*CLASSES, "sines"])
def test_the_same_seed_draws_the_same_points(name):
    for one, two in zip(draw(name, 10), draw(name, 10), strict=True):
        np.testing.assert_array_equal(one, two)
    assert not np.array_equal(draw(name, 10, seed=0)[0], draw(name, 10, seed=1)[0])


@pytest.mark.parametrize("name", NOISY)
def test_noise_has_the_spread_that_is_asked_for(name):
    quiet, loud = draw(name, 4000, noise=0.0), draw(name, 4000, noise=0.2)
    place = 1 if name == "sines" else 0  # where the noise goes
    spread = (loud[place] - quiet[place]).std()
    assert spread == pytest.approx(0.2, rel=0.05)


def test_xor_is_one_where_exactly_one_input_is():
    x, y = data.xor()
    assert [int(a) ^ int(b) for a, b in x] == y.tolist()
    assert y.dtype.kind == "i"


def test_rings_are_parted_by_their_radius():
    x, y = data.rings(100, 0.0, rng())
    np.testing.assert_allclose(np.hypot(*x.T), np.where(y == 1, 1.0, 0.5))


def test_curves_are_arches_half_a_unit_apart():
    x, y = data.two_curves(100, rng())
    np.testing.assert_allclose(x[:, 1] + x[:, 0] ** 2, np.where(y == 1, 0.75, 0.25))


def test_moons_are_half_circles():
    x, y = data.moons(100, 0.0, rng())
    upper, lower = x[y == 0], x[y == 1] - [1.0, 0.5]
    np.testing.assert_allclose(np.hypot(*upper.T), 1.0)
    np.testing.assert_allclose(np.hypot(*lower.T), 1.0)
    assert upper[:, 1].min() >= 0.0 >= lower[:, 1].max()


def test_one_spiral_is_the_other_half_a_turn_on():
    x, y = data.spirals(100, 0.0, rng(), turns=2.0)
    radius = np.hypot(*x.T)
    angle = 2.0 * np.pi * 2.0 * radius + np.pi * y
    np.testing.assert_allclose(x, radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1))


def test_blobs_stand_at_their_centers():
    x, y = data.blobs(9, 0.0, rng(), centers=[[0, 0], [5, 0], [0, 5]])
    np.testing.assert_array_equal(x, np.array([[0, 0], [5, 0], [0, 5]])[y])
    assert np.bincount(y).tolist() == [3, 3, 3]


def test_sines_are_sorted_points_of_the_function():
    x, y = data.sines(50, 0.0, rng())
    assert x.shape == y.shape == (50, 1)
    assert (np.diff(x, axis=0) > 0).all()
    np.testing.assert_allclose(y, np.sin(3.0 * x) + 0.5 * np.sin(7.0 * x))


def best_accuracy(x, y, hidden):
    """Train from a few seeds, with or without a hidden layer, and return the best accuracy."""
    scores = []
    for seed in range(4):
        draw = rng(seed)
        layers = [nn.Dense(2, 2, rng=draw), nn.Tanh()] if hidden else []
        model = nn.Sequential(*layers, nn.Dense(2, 1, rng=draw))
        loss = nn.BinaryCrossEntropy(from_logits=True)
        optimizer = nn.SGD(model.parameters(), lr=0.3, momentum=0.9)
        target = y[:, None]
        nn.fit(model, loss, optimizer, x, target, epochs=200, rng=draw, progress=False)
        scores.append(nn.accuracy(model(x), target, threshold=0.0))
    return max(scores)


def test_two_hidden_units_untangle_the_curves_and_no_line_does():
    x, y = data.two_curves(200, rng())
    assert best_accuracy(x, y, hidden=False) < 0.95
    assert best_accuracy(x, y, hidden=True) == 1.0


@pytest.mark.parametrize("name", [*CLASSES, "sines"])
@pytest.mark.parametrize("bad", [0, -3, 2.5, "many"])
def test_a_count_that_is_none_is_an_error(name, bad):
    with pytest.raises(ValueError, match="n: expected a whole number of points >= [12], got"):
        draw(name, bad)


@pytest.mark.parametrize("name", NOISY)
@pytest.mark.parametrize("bad", [-0.1, np.nan])
def test_noise_is_not_negative(name, bad):
    with pytest.raises(ValueError, match="noise: expected a standard deviation >= 0, got"):
        draw(name, 10, noise=bad)


@pytest.mark.parametrize("generator", [*NOISY.values(), None])
def test_what_is_no_generator_is_an_error(generator):
    with pytest.raises(TypeError, match=r"rng: expected numpy.random.default_rng\(seed\), got 7"):
        generator(10, 0.1, 7) if generator else data.two_curves(10, 7)


@pytest.mark.parametrize("bad", [[1.0, 2.0], [[1.0, 2.0, 3.0]], np.empty((0, 2))])
def test_centers_are_points_in_the_plane(bad):
    with pytest.raises(ValueError, match=r"centers: expected shape \(K, 2\) with K >= 1, got"):
        data.blobs(10, 0.1, rng(), centers=bad)
