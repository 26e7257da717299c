"""SGD against hand-written steps, and wrong use. Parity with PyTorch: test_torch_parity.py."""

import numpy as np
import pytest

from dlcourse.nn import SGD, Dense, NonFiniteError, Parameter
from dlcourse.nn.optimizers import Optimizer


def parameter(value=1.0, grad=2.0, name="w"):
    w = Parameter(np.array([value]), name)
    w.grad = np.array([grad])
    return w


def walk(steps=3, **settings):
    """Values of one weight on L = w**2, by the library."""
    w = parameter(3.0)
    optimizer = SGD([w], 0.1, **settings)
    values = []
    for _ in range(steps):
        optimizer.zero_grad()
        w.grad += 2.0 * w.value
        optimizer.step()
        values.append(w.value.item())
    return values


def naive_walk(steps=3, momentum=0.0, nesterov=False, weight_decay=0.0):
    """The same in plain Python."""
    w, v, values = 3.0, 0.0, []
    for _ in range(steps):
        g = 2.0 * w + weight_decay * w
        v = momentum * v + g
        w -= 0.1 * (g + momentum * v if nesterov else v)
        values.append(w)
    return values


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"momentum": 0.9},
        {"momentum": 0.9, "nesterov": True},
        {"weight_decay": 0.5},
        {"momentum": 0.5, "nesterov": True, "weight_decay": 0.5},
    ],
)
def test_steps_equal_the_formula(settings):
    np.testing.assert_allclose(walk(**settings), naive_walk(**settings), rtol=1e-14)


def test_one_step_against_the_gradient():
    w = parameter(value=1.0, grad=2.0)
    SGD([w], lr=0.1).step()
    assert w.value.item() == 0.8


def test_the_gradient_is_left_as_it_is():
    w = parameter(grad=2.0)
    optimizer = SGD([w], 0.1, 0.9, True, weight_decay=0.1, clip_norm=1.0)
    optimizer.step()
    assert w.grad.item() == 2.0


def test_zero_grad_clears_every_gradient():
    weights = [parameter(), parameter()]
    SGD(weights, 0.1).zero_grad()
    assert [w.grad.item() for w in weights] == [0.0, 0.0]


def test_clipping_shrinks_the_norm_of_all_gradients_together():
    a, b = parameter(value=0.0, grad=3.0), parameter(value=0.0, grad=4.0)
    SGD([a, b], lr=1.0, clip_norm=1.0).step()
    assert a.value.item() == pytest.approx(-0.6, abs=1e-6)
    assert b.value.item() == pytest.approx(-0.8, abs=1e-6)


def test_clipping_leaves_a_small_gradient_alone():
    w = parameter(value=0.0, grad=0.5)
    SGD([w], lr=1.0, clip_norm=1.0).step()
    assert w.value.item() == -0.5


def test_a_frozen_parameter_stays_and_does_not_count_for_the_norm():
    frozen, free = parameter(0.0, grad=1e6), parameter(0.0, grad=1.0)
    frozen.trainable = False
    optimizer = SGD([frozen, free], lr=1.0, clip_norm=2.0)
    optimizer.step()
    assert (frozen.value.item(), free.value.item()) == (0.0, -1.0)
    frozen.trainable = True
    optimizer.step()
    assert frozen.value.item() < 0.0


def test_the_learning_rate_may_change_between_steps():
    w = parameter(value=0.0, grad=1.0)
    optimizer = SGD([w], lr=1.0)
    optimizer.step()
    optimizer.lr = 0.5
    optimizer.step()
    assert w.value.item() == -1.5


def test_float32_stays_float32():
    layer = Dense(3, 2, rng=np.random.default_rng(0), dtype="float32")
    layer.forward(np.ones((4, 3)))
    layer.backward(np.ones((4, 2)))
    before = layer.W.value.copy()
    SGD(layer.parameters(), 0.1, 0.9, True, weight_decay=0.1, clip_norm=1.0).step()
    assert layer.W.value.dtype == np.float32
    assert (layer.W.value != before).all()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_gradient_that_is_not_finite_is_an_error_and_changes_nothing(bad):
    good, broken = parameter(), parameter(grad=bad, name="broken")
    with pytest.raises(NonFiniteError, match="gradient of broken, shape"):
        SGD([good, broken], 0.1).step()
    assert good.value.item() == 1.0


def test_a_gradient_whose_square_overflows_is_still_a_number():
    w = Parameter(np.zeros(1, np.float32), "w")
    w.grad = np.array([1e30])
    SGD([w], lr=1e-30).step()
    assert w.value.item() == pytest.approx(-1.0)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"lr": 0.0}, "expected lr to be a number > 0, got 0.0"),
        ({"lr": np.nan}, "expected lr to be a number > 0, got nan"),
        ({"momentum": 1.0}, "expected momentum to be from 0 up to 1, got 1.0"),
        ({"momentum": -0.1}, "expected momentum"),
        ({"nesterov": True}, "nesterov=True needs a momentum > 0"),
        ({"weight_decay": -1.0}, "expected weight_decay to be a number >= 0, got -1.0"),
        ({"clip_norm": 0.0}, "expected clip_norm to be a number > 0 or None, got 0.0"),
    ],
)
def test_a_setting_out_of_range_is_an_error(settings, message):
    with pytest.raises(ValueError, match=message):
        SGD([parameter()], **{"lr": 0.1, **settings})


def test_layers_in_place_of_parameters_are_an_error():
    with pytest.raises(TypeError, match=r"got Dense. Pass model.parameters\(\)"):
        SGD([Dense(2, 2, rng=np.random.default_rng(0))], 0.1)


def test_no_parameters_at_all_are_an_error():
    with pytest.raises(ValueError, match="at least one parameter, got none"):
        SGD([], 0.1)


def test_an_optimizer_without_formulas_says_so():
    optimizer = Optimizer([parameter()], 0.1)
    with pytest.raises(NotImplementedError, match="Optimizer has no start yet"):
        optimizer.step()
    with pytest.raises(NotImplementedError, match="Optimizer has no update yet"):
        optimizer.update(None, None, None)
