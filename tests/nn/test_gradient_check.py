"""The check of gradients finds what is wrong, where, and by how much."""

import numpy as np
import pytest

from dlcourse import nn


class Broken(nn.Dense):
    """A Dense whose backward is wrong in the way that is asked for."""

    def __init__(self, fault):
        super().__init__(3, 2, rng=np.random.default_rng(0))
        self.fault = fault

    def backward(self, grad):
        dx = super().backward(grad)
        if self.fault == "input":
            dx[1, 2] *= 1.001
        elif self.fault == "weight":
            self.W.grad[2, 0] += 0.5
        elif self.fault == "bias":
            self.b.grad /= len(grad)
        elif self.fault == "nan":
            self.b.grad[1] = np.nan
        elif self.fault == "shape":
            return dx.T
        elif self.fault == "nothing returned":
            return None
        return dx


X = np.random.default_rng(1).normal(size=(4, 3))


@pytest.mark.parametrize(
    ("fault", "parameter", "index"),
    [("input", "input", (1, 2)), ("weight", "W", (2, 0)), ("nan", "b", (1,))],
)
def test_the_error_names_parameter_and_index(fault, parameter, index):
    with pytest.raises(nn.GradientError, match=f"Broken: the gradient of {parameter}") as caught:
        nn.check_gradients(Broken(fault), X)
    assert (caught.value.parameter, caught.value.index) == (parameter, index)


def test_the_error_tells_what_came_and_what_was_expected():
    with pytest.raises(nn.GradientError) as caught:
        nn.check_gradients(Broken("bias"), X)
    error = caught.value
    assert error.got == pytest.approx(error.expected / 4)
    assert f"backward gives {error.got:.10g}" in str(error)


@pytest.mark.parametrize("fault", ["shape", "nothing returned"])
def test_a_gradient_of_another_shape_is_named(fault):
    with pytest.raises(nn.ShapeError, match=r"gradient of input has shape .*, expected \(4, 3\)"):
        nn.check_gradients(Broken(fault), X)


def test_parameters_inside_are_named_by_their_path():
    with pytest.raises(nn.GradientError) as caught:
        nn.check_gradients(nn.Sequential(nn.Tanh(), Broken("weight")), X)
    assert caught.value.parameter == "1.W"


def test_a_wrong_loss_is_found():
    class Forgetful(nn.MeanSquaredError):
        def backward(self):
            return super().backward() / 2.0

    with pytest.raises(nn.GradientError, match="Forgetful: the gradient of prediction"):
        nn.check_gradients(Forgetful(), X, X + 1.0)


def test_a_tiny_gradient_that_is_twice_too_large_is_found():
    class Twice(nn.Identity):
        def forward(self, x, training=False):
            return super().forward(1e-6 * x)

        def backward(self, grad):
            return super().backward(2e-6 * grad)

    with pytest.raises(nn.GradientError):
        nn.check_gradients(Twice(), X)


def test_a_wider_tolerance_lets_more_pass():
    nn.check_gradients(Broken("input"), X, tolerance=0.01)


def test_nothing_is_left_behind():
    layer, x = nn.Dense(3, 2, rng=np.random.default_rng(0)), X.copy()
    layer.W.grad += 5.0
    value = layer.W.value.copy()
    nn.check_gradients(layer, x)
    np.testing.assert_array_equal(layer.W.value, value)
    np.testing.assert_array_equal(layer.W.grad, np.full((3, 2), 5.0))
    np.testing.assert_array_equal(x, X)


def test_a_frozen_parameter_is_not_checked():
    layer = Broken("weight")
    layer.W.trainable = False
    nn.check_gradients(layer, X)


def test_training_is_passed_on():
    class Listener(nn.Identity):
        def forward(self, x, training=False):
            assert training
            return super().forward(x)

    nn.check_gradients(Listener(), X, training=True)


def test_float32_is_too_coarse():
    layer = nn.Dense(3, 2, rng=np.random.default_rng(0), dtype="float32")
    with pytest.raises(nn.DTypeError, match="expected float64, but W is float32"):
        nn.check_gradients(layer, X)


def test_the_numerical_gradient_of_a_known_function():
    x = np.random.default_rng(0).normal(size=(2, 3))
    gradient = nn.numerical_gradient(lambda a: np.sum(np.sin(a) * a), x)
    np.testing.assert_allclose(gradient, np.cos(x) * x + np.sin(x), rtol=1e-9)


def test_the_numerical_gradient_leaves_its_input_alone():
    x = np.ones(3)
    x.flags.writeable = False
    assert nn.numerical_gradient(np.sum, x).round(9).tolist() == [1.0, 1.0, 1.0]


def test_the_numerical_gradient_of_one_number():
    assert nn.numerical_gradient(lambda a: a**2, 3.0) == pytest.approx(6.0)
