"""Residual: the way around a layer."""

import numpy as np
import pytest

from dlcourse.nn import (
    BackwardBeforeForwardError,
    BatchNorm,
    Conv2D,
    Dense,
    ReLU,
    Residual,
    Sequential,
    ShapeError,
    Tanh,
    check_gradients,
)


def rng():
    return np.random.default_rng(0)


def block():
    return Residual(Sequential(Dense(3, 5, rng=rng()), Tanh(), Dense(5, 3, rng=rng())))


def test_the_input_is_added():
    layer, x = block(), rng().normal(size=(4, 3))
    np.testing.assert_array_equal(layer.forward(x), x + layer.layer.forward(x))


def test_gradients_match_finite_differences():
    check_gradients(block(), rng().normal(size=(4, 3)))
    check_gradients(Residual(block()), rng().normal(size=(4, 3)))
    check_gradients(
        Residual(Conv2D(2, 2, 3, padding=1, rng=rng())), rng().normal(size=(2, 3, 3, 2))
    )


def test_training_reaches_the_layer_inside():
    norm = BatchNorm(3)
    Residual(norm).forward(rng().normal(size=(4, 3)), training=True)
    assert norm.running_mean.value.any()


def test_accumulate_gives_the_parameter_gradients():
    layer, x = block(), rng().normal(size=(4, 3))
    y = layer.forward(x)
    layer.backward(y)
    wanted = [parameter.grad.copy() for parameter in layer.parameters()]
    for parameter in layer.parameters():
        parameter.zero_grad()
    layer.accumulate(y)
    for parameter, grad in zip(layer.parameters(), wanted, strict=True):
        np.testing.assert_array_equal(parameter.grad, grad)


def test_the_layer_decides_on_the_dtype():
    layer = block().astype("float32")
    y = layer.forward(np.ones((2, 3)))
    assert y.dtype == layer.backward(np.ones((2, 3))).dtype == np.float32


def test_a_layer_that_changes_the_shape_is_an_error():
    layer = Residual(Dense(3, 1, rng=rng()))
    with pytest.raises(ShapeError, match=r"Dense\(3, 1\) makes \(4, 1\) of \(4, 3\). For another"):
        layer.forward(np.ones((4, 3)))
    with pytest.raises(ShapeError, match=r"makes \(N, 1\) of \(N, 3\)"):
        layer.output_shape(("N", 3))


def test_wrong_use_is_an_error():
    with pytest.raises(TypeError, match=r"Residual: expected a layer, got \[.*Make several a Seq"):
        Residual([ReLU()])
    with pytest.raises(BackwardBeforeForwardError, match="Residual"):
        block().accumulate(np.ones((4, 3)))
