"""Layer: how parameters are found, and what a layer without formulas says."""

import numpy as np
import pytest

from dlcourse.nn import Dense, Dropout, Layer, Parameter, Sequential, Tanh


def dense():
    return Dense(2, 2, rng=np.random.default_rng(0))


class Pair(Layer):
    """Two layers, a list of layers, a parameter and a number."""

    def __init__(self):
        self.gain = Parameter([1.0], "gain")
        self.first = dense()
        self.rest = [dense(), Tanh(), "no layer"]
        self.count = 3


def test_parameters_are_found_in_attributes_and_lists():
    names = ["gain", "first.W", "first.b", "rest.0.W", "rest.0.b"]
    pair = Pair()
    assert list(pair.named_parameters()) == names
    assert [p.name for p in pair.parameters()] == ["gain", "W", "b", "W", "b"]


def test_a_shared_layer_counts_once_under_its_first_name():
    shared = dense()
    model = Sequential(shared, Tanh(), shared)
    assert list(model.named_parameters()) == ["0.W", "0.b"]


def test_astype_converts_all_and_forgets_the_last_forward():
    model = Sequential(dense(), Sequential(dense()))
    model(np.ones((1, 2)))
    assert model.astype("float32") is model
    assert {p.dtype for p in model.parameters()} == {np.dtype("float32")}
    assert model(np.ones((1, 2))).dtype == np.float32


def test_accumulate_is_backward_unless_a_layer_saves_work():
    class Recorder(Layer):
        def backward(self, grad):
            self.seen = grad
            return grad

    layer = Recorder()
    assert layer.accumulate("gradient") is None
    assert layer.seen == "gradient"


def test_a_layer_without_formulas_says_so():
    with pytest.raises(NotImplementedError, match="Layer has no forward yet"):
        Layer()(np.ones(1))
    with pytest.raises(NotImplementedError, match="Layer has no backward yet"):
        Layer().backward(np.ones(1))


def test_generators_are_found_in_layers_and_in_layers_inside_them():
    first, second = np.random.default_rng(0), np.random.default_rng(1)
    model = Sequential(Dropout(0.5, rng=first), Sequential(dense(), Dropout(0.5, rng=second)))
    assert model.generators() == {"0.rng": first, "1.1.rng": second}
    assert dense().generators() == {}
