"""What the base of all optimizers does: clipping, decay, frozen parameters, states, wrong use."""

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.nn import SGD, Dense, NonFiniteError, Parameter
from dlcourse.nn.optimizers.base import Optimizer

OPTIMIZERS = {
    "SGD": lambda p: SGD(p, 0.1, momentum=0.9),
    "Adagrad": nn.Adagrad,
    "Adadelta": nn.Adadelta,
    "RMSProp": lambda p: nn.RMSProp(p, momentum=0.9, centered=True),
    "Adam": nn.Adam,
}


@pytest.fixture(params=OPTIMIZERS)
def make(request):
    return OPTIMIZERS[request.param]


def parameter(value=1.0, grad=2.0, name="w"):
    w = Parameter(np.array([value]), name)
    w.grad = np.array([grad])
    return w


def weights(seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [Parameter(rng.normal(size=shape), "w").astype(dtype) for shape in [(3, 2), (2,), (1,)]]


def take(optimizer, steps, seed=1):
    """Take steps along gradients that depend on the seed and the number of the step alone."""
    for number in range(steps):
        rng = np.random.default_rng([seed, number])
        for w in optimizer.parameters:
            w.grad = rng.normal(size=w.shape)
        optimizer.step()


def test_an_array_taken_before_the_optimizer_was_made_sees_every_step(make):
    parameters = weights()
    taken = [(w.value, w.value.copy()) for w in parameters]
    optimizer = make(parameters)
    take(optimizer, 2)
    for (held, before), w in zip(taken, parameters, strict=True):
        assert held is w.value
        assert (held != before).all()


def test_a_value_assigned_between_steps_is_what_the_next_step_starts_from():
    w = parameter(value=1.0, grad=1.0)
    optimizer = SGD([w], lr=0.5)
    optimizer.step()
    w.value = [10.0]
    optimizer.step()
    assert w.value.item() == 9.5


def test_parameters_together_move_as_each_would_alone(make):
    together, alone = weights(), weights()
    take(make(together), 3)
    optimizers = [make([w]) for w in alone]
    for number in range(3):
        rng = np.random.default_rng([1, number])
        for optimizer, w in zip(optimizers, alone, strict=True):
            w.grad = rng.normal(size=w.shape)
            optimizer.step()
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one.value, other.value, rtol=1e-14)


def test_a_fortran_ordered_parameter_moves_like_any_other():
    w = Parameter(np.asfortranarray(np.zeros((2, 3))), "w")
    w.grad = np.arange(6.0).reshape(2, 3)
    SGD([w], lr=1.0).step()
    np.testing.assert_array_equal(w.value, -np.arange(6.0).reshape(2, 3))


def test_the_gradient_is_left_as_it_is(make):
    w = parameter(grad=2.0)
    optimizer = make([w])
    optimizer.clip_norm, optimizer.weight_decay = 1.0, 0.1
    optimizer.step()
    assert w.grad.item() == 2.0


def test_zero_grad_clears_every_gradient():
    some = [parameter(), parameter()]
    SGD(some, 0.1).zero_grad()
    assert [w.grad.item() for w in some] == [0.0, 0.0]


def test_a_parameter_given_twice_is_stepped_once():
    w = parameter(value=1.0, grad=1.0)
    SGD([w, w], lr=0.25).step()
    assert w.value.item() == 0.75


def test_weight_decay_adds_the_value_to_the_gradient():
    w = parameter(value=4.0, grad=1.0)
    SGD([w], lr=1.0, weight_decay=0.5).step()
    assert w.value.item() == 1.0


def test_clipping_shrinks_the_norm_of_all_gradients_together():
    a, b = parameter(value=0.0, grad=3.0), parameter(value=0.0, grad=4.0)
    SGD([a, b], lr=1.0, clip_norm=1.0).step()
    assert a.value.item() == pytest.approx(-0.6, abs=1e-6)
    assert b.value.item() == pytest.approx(-0.8, abs=1e-6)


def test_clipping_leaves_a_small_gradient_alone():
    w = parameter(value=0.0, grad=0.5)
    SGD([w], lr=1.0, clip_norm=1.0).step()
    assert w.value.item() == -0.5


@pytest.mark.parametrize("large", [1e200, 3e30])
def test_clipping_shrinks_gradients_whose_squares_overflow(large):
    dtype = np.float64 if large > 1e100 else np.float32
    w = Parameter(np.zeros(2, dtype), "w")
    w.grad = np.array([3.0, 4.0]) * large
    SGD([w], lr=1.0, clip_norm=1.0).step()
    np.testing.assert_allclose(w.value, [-0.6, -0.8], rtol=1e-5)


def test_a_frozen_parameter_stays_and_does_not_count_for_the_norm():
    frozen, free = parameter(0.0, grad=1e6), parameter(0.0, grad=1.0)
    frozen.trainable = False
    optimizer = SGD([frozen, free], lr=1.0, clip_norm=2.0)
    optimizer.step()
    assert (frozen.value.item(), free.value.item()) == (0.0, -1.0)
    frozen.trainable = True
    optimizer.step()
    assert frozen.value.item() < 0.0


def test_all_parameters_frozen_is_no_error():
    w = parameter()
    w.trainable = False
    SGD([w], lr=1.0, clip_norm=1.0).step()
    assert w.value.item() == 1.0


def test_a_parameter_that_thaws_late_moves_as_a_new_one_would(make):
    """Also keeps its state while it is frozen: steps 1 and 2, a pause, steps 3 and 4."""
    pausing, steady = parameter(), parameter()
    optimizer, reference = make([parameter(), pausing]), make([steady])
    for trainable in (True, True, False, False, True, True):
        pausing.trainable = trainable
        optimizer.step()
        if trainable:
            reference.step()
        assert pausing.value.item() == steady.value.item()


def test_the_learning_rate_may_change_between_steps():
    w = parameter(value=0.0, grad=1.0)
    optimizer = SGD([w], lr=1.0)
    optimizer.step()
    optimizer.lr = 0.5
    optimizer.step()
    assert w.value.item() == -1.5


def test_float32_stays_float32(make):
    parameters = weights(dtype="float32")
    optimizer = make(parameters)
    optimizer.clip_norm, optimizer.weight_decay = 1.0, 0.1
    take(optimizer, 2)
    assert {w.value.dtype for w in parameters} == {np.dtype(np.float32)}
    arrays = [array for state in optimizer.states() for array in list(state.values())[1:]]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_parameters_of_two_types_are_stepped_each_in_its_own():
    single, double = weights(dtype="float32"), weights()
    take(SGD(single + double, 0.1), 1)
    assert {w.value.dtype for w in single} == {np.dtype(np.float32)}
    assert {w.value.dtype for w in double} == {np.dtype(np.float64)}
    assert (single[0].value != weights()[0].value.astype(np.float32)).all()


def test_converting_parameters_after_the_first_step_is_an_error():
    (w, *_) = weights()
    optimizer = SGD([w], 0.1)
    take(optimizer, 1)
    w.astype("float32")
    with pytest.raises(nn.DTypeError, match="works in float64.*Make a new optimizer after astype"):
        optimizer.step()


def test_converting_parameters_before_the_first_step_is_fine():
    (w, *_) = weights()
    optimizer = SGD([w], 0.1)
    w.astype("float32")
    take(optimizer, 1)
    assert w.value.dtype == np.float32


def test_restored_states_go_on_as_if_nothing_had_happened(make):
    unbroken, resumed = weights(), weights()
    first = make(unbroken)
    take(first, 3)
    states = first.states()
    for w, source in zip(resumed, unbroken, strict=True):
        w.value = source.value
    second = make(resumed)
    second.restore(states)
    take(first, 3, seed=2)
    take(second, 3, seed=2)
    for w, source in zip(resumed, unbroken, strict=True):
        np.testing.assert_array_equal(w.value, source.value)


def test_states_are_copies_in_the_shape_of_the_parameters():
    optimizer = nn.Adam(weights())
    assert optimizer.states() == [{"steps": 0}] * 3
    take(optimizer, 2)
    states = optimizer.states()
    assert [state["steps"] for state in states] == [2, 2, 2]
    assert [state["mean"].shape for state in states] == [(3, 2), (2,), (1,)]
    states[0]["mean"][...] = np.nan
    assert np.isfinite(optimizer.states()[0]["mean"]).all()


@pytest.mark.parametrize(
    ("states", "message"),
    [
        ([{"steps": 0}], "expected a state for each of 3 parameters, got 1"),
        ([{"steps": 1}] * 3, r"expected {'mean': \(3, 2\), .* as the state of w, got {}"),
        ([{"steps": 1, "velocity": np.ones((3, 2))}] * 3, "got {'velocity'"),
        ([{"steps": 0, "mean": np.ones(1), "squares": np.ones(1)}] * 3, r"got {'mean': \(1,\)"),
    ],
)
def test_states_of_another_optimizer_are_refused(states, message):
    optimizer = nn.Adam(weights())
    with pytest.raises(nn.ShapeError, match=message):
        optimizer.restore(states)
    assert optimizer.states() == [{"steps": 0}] * 3


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_gradient_that_is_not_finite_is_an_error_and_changes_nothing(make, bad):
    good, broken = parameter(), parameter(grad=bad, name="broken")
    with pytest.raises(NonFiniteError, match="gradient of broken, shape"):
        make([good, broken]).step()
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
    with pytest.raises(NotImplementedError, match="Optimizer has no update yet"):
        Optimizer([parameter()], 0.1).step()
