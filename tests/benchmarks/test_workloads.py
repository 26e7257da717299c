import numpy as np
import pytest
from speed import updates
from speed.implementations import dlcourse_nn
from speed.recipe import Dense
from speed.workloads import WORKLOADS, make

from dlcourse.nn import SGD, Adam, Parameter

SMALL = {
    "mlp": {"batch": 4, "width": 8},
    "lenet": {"batch": 2},
    "vgg": {"batch": 1},
    "conv": {"batch": 2, "channels": 4, "size": 6},
    "lstm": {"batch": 2, "length": 5, "features": 3, "units": 4},
    "encoder": {"batch": 2, "length": 5, "features": 8, "heads": 2},
}


@pytest.mark.parametrize("name", WORKLOADS)
def test_every_step_learns(name):
    step = dlcourse_nn.build(make(name, SMALL.get(name)))
    losses = [step() for _ in range(4)]
    assert losses[3] < losses[0]


@pytest.mark.parametrize("name", WORKLOADS)
def test_a_workload_is_the_same_every_time(name):
    first, second = make(name, SMALL.get(name)), make(name, SMALL.get(name))
    np.testing.assert_array_equal(first.x, second.x)
    np.testing.assert_array_equal(first.target, second.target)
    assert first.x.dtype == np.float32


def test_rows_of_a_dense_layer_follow_the_channels():
    image = (2, 2, 3)
    W = np.random.default_rng(0).normal(size=(12, 5))
    x = np.random.default_rng(1).normal(size=(4, *image))
    channels_first = x.transpose(0, 3, 1, 2).reshape(4, 12)
    expected = x.reshape(4, 12) @ W
    got = channels_first @ Dense(W, np.zeros(5), image).channels_first_W()
    np.testing.assert_allclose(got, expected, rtol=1e-12)


@pytest.mark.parametrize(("name", "ours"), [("sgd", SGD), ("adam", Adam)])
def test_plain_updates_are_those_of_dlcourse(name, ours):
    rng = np.random.default_rng(0)
    start = rng.normal(size=(3, 2)).astype(np.float32)
    parameter, array = Parameter(start, "W"), start.copy()
    optimizer = ours([parameter], lr=0.1)
    plain = updates.OPTIMIZERS[name]([array], 0.1)
    for _ in range(5):
        grad = rng.normal(size=(3, 2)).astype(np.float32)
        parameter.grad = grad
        optimizer.step()
        plain.update([grad])
    np.testing.assert_allclose(array, parameter.value, rtol=1e-5)
