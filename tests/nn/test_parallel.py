"""Parallel: layers side by side, joined."""

import numpy as np
import pytest

from dlcourse.nn import (
    BatchNorm,
    Conv2D,
    Dense,
    Embedding,
    Identity,
    Parallel,
    ReLU,
    Sequential,
    ShapeError,
    check_gradients,
)


def rng():
    return np.random.default_rng(0)


def concat():
    return Parallel(Dense(3, 2, rng=rng()), Identity(), Dense(3, 4, rng=rng()))


def add():
    return Parallel(Dense(3, 2, rng=rng()), Dense(3, 2, rng=rng()), join="add")


def test_outputs_are_joined_along_the_last_axis():
    layer, x = concat(), rng().normal(size=(4, 3))
    y = layer.forward(x)
    np.testing.assert_array_equal(y[:, :2], layer.layers[0].forward(x))
    np.testing.assert_array_equal(y[:, 2:5], x)
    np.testing.assert_array_equal(y[:, 5:], layer.layers[2].forward(x))


def test_outputs_are_added():
    layer, x = add(), rng().normal(size=(4, 3))
    np.testing.assert_allclose(layer.forward(x), 2.0 * layer.layers[0].forward(x))


def test_gradients_match_finite_differences():
    check_gradients(concat(), rng().normal(size=(4, 3)))
    check_gradients(add(), rng().normal(size=(4, 3)))


def test_gradients_of_a_block_of_convolutions_match_finite_differences():
    conv = [Conv2D(2, 3, size, padding=size // 2, rng=rng()) for size in (1, 3, 5)]
    check_gradients(Parallel(*conv), rng().normal(size=(2, 3, 4, 2)))
    model = Sequential(
        Parallel(conv[1], Conv2D(2, 3, 1, rng=rng()), join="add"), Conv2D(3, 1, 2, rng=rng())
    )
    check_gradients(model, rng().normal(size=(2, 3, 4, 2)))


@pytest.mark.parametrize("make", [concat, add])
def test_accumulate_gives_the_parameter_gradients(make):
    layer, x = make(), rng().normal(size=(4, 3))
    y = layer.forward(x)
    layer.backward(y)
    wanted = [parameter.grad.copy() for parameter in layer.parameters()]
    for parameter in layer.parameters():
        parameter.zero_grad()
    layer.accumulate(y)
    for parameter, grad in zip(layer.parameters(), wanted, strict=True):
        np.testing.assert_array_equal(parameter.grad, grad)


def test_names_tell_which_layer_a_parameter_belongs_to():
    assert list(concat().named_parameters()) == ["0.W", "0.b", "2.W", "2.b"]


def test_training_reaches_the_layers_inside():
    norm = BatchNorm(3)
    Parallel(Identity(), norm).forward(rng().normal(size=(4, 3)), training=True)
    assert norm.running_mean.value.any()


def test_whole_numbers_reach_the_layers_as_they_are():
    words = Parallel(Embedding(3, 2, rng=rng()), Embedding(3, 4, rng=rng()))
    assert words.forward([[0, 2]]).shape == (1, 2, 6)


def test_outputs_that_do_not_fit_are_an_error():
    narrow = Parallel(Dense(3, 2, rng=rng()), Identity(), join="add")
    with pytest.raises(ShapeError, match=r"agree in all axes, got \(4, 2\), \(4, 3\)"):
        narrow.forward(np.ones((4, 3)))
    small = Parallel(Conv2D(1, 2, 3, rng=rng()), Identity())
    with pytest.raises(ShapeError, match=r"axes but the last, got \(N, 3, 3, 2\), \(N, 5, 5, 1\)"):
        small.output_shape(("N", 5, 5, 1))


def test_output_shape_tells_the_width():
    assert concat().output_shape(("N", 3)) == ("N", 9)
    assert add().output_shape(("N", 3)) == ("N", 2)


def test_wrong_use_is_an_error():
    with pytest.raises(TypeError, match=r"expected layers, got 3 at position 1"):
        Parallel(ReLU(), 3)
    with pytest.raises(ValueError, match="at least one layer, got none"):
        Parallel()
    with pytest.raises(ValueError, match='expected join="concat" or "add", got \'sum\''):
        Parallel(ReLU(), join="sum")


def test_the_representation_tells_the_layers():
    assert repr(Parallel(ReLU(), Identity())) == "Parallel(ReLU(), Identity())"
    assert repr(Parallel(ReLU(), join="add")) == 'Parallel(ReLU(), join="add")'
