"""Sequential: order, parameters, summary."""

from itertools import pairwise

import numpy as np
import pytest

from dlcourse import nn


def rng():
    return np.random.default_rng(0)


def model():
    draw = rng()
    return nn.Sequential(nn.Dense(3, 4, rng=draw), nn.Tanh(), nn.Dense(4, 2, rng=draw))


def test_forward_and_backward_go_through_the_layers_in_turn():
    net, x, grad = model(), rng().normal(size=(5, 3)), rng().normal(size=(5, 2))
    first, tanh, last = net.layers
    np.testing.assert_array_equal(net(x), last(tanh(first(x))))
    np.testing.assert_array_equal(
        net.backward(grad), first.backward(tanh.backward(last.backward(grad)))
    )


def test_accumulate_gives_the_parameter_gradients_of_backward():
    net, grad = model(), rng().normal(size=(5, 2))
    net(rng().normal(size=(5, 3)))
    net.backward(grad)
    want = [p.grad.copy() for p in net.parameters()]
    for parameter in net.parameters():
        parameter.zero_grad()
    assert net.accumulate(grad) is None
    for parameter, gradient in zip(net.parameters(), want, strict=True):
        np.testing.assert_array_equal(parameter.grad, gradient)


def test_every_layer_is_told_whether_it_trains():
    class Listener(nn.Identity):
        def forward(self, x, training=False):
            self.training = training
            return super().forward(x, training)

    listener = Listener()
    net = nn.Sequential(nn.Sequential(listener))
    net(np.ones(1), training=True)
    assert listener.training is True
    net(np.ones(1))
    assert listener.training is False


def test_layers_are_reached_by_position():
    net = model()
    assert len(net) == 3
    assert net[0] is net.layers[0]
    assert net[-1] is net.layers[2]


@pytest.mark.parametrize(("widths", "count"), [((3, 4, 2), 26), ((3, 4, 4, 1), 41)])
def test_parameter_counts_of_the_deck(widths, count, capsys):
    draw = rng()
    net = nn.Sequential(*(nn.Dense(i, o, rng=draw) for i, o in pairwise(widths)))
    assert sum(p.size for p in net.parameters()) == count
    net.summary()
    assert capsys.readouterr().out.splitlines()[-1].split() == ["total", str(count)]


def test_summary_shows_the_shape_that_is_given(capsys):
    nn.Sequential(nn.ReLU(), nn.Dense(1200, 1, rng=rng())).summary(input_shape=(32, 1200))
    assert capsys.readouterr().out == (
        "layer           output      parameters\n"
        "ReLU()          (32, 1200)           0\n"
        "Dense(1200, 1)  (32, 1)          1,201\n"
        "total                            1,201\n"
    )


def test_summary_says_so_where_the_shape_is_unknown(capsys):
    nn.Sequential(nn.ReLU()).summary()
    assert capsys.readouterr().out.splitlines()[1].split() == ["ReLU()", "?", "0"]


def test_summary_of_layers_that_do_not_fit_is_an_error():
    net = nn.Sequential(nn.Dense(3, 4, rng=rng()), nn.Dense(5, 2, rng=rng()))
    with pytest.raises(nn.ShapeError, match=r"Dense input: expected \(N, ..., 5\), got \(N, 4\)"):
        net.summary()


def test_layers_that_do_not_fit_are_an_error_in_forward():
    net = nn.Sequential(nn.Dense(3, 4, rng=rng()), nn.Dense(5, 2, rng=rng()))
    with pytest.raises(nn.ShapeError, match=r"Dense input: expected \(N, ..., 5\), got \(2, 4\)"):
        net(np.ones((2, 3)))


def test_a_list_of_layers_is_an_error():
    with pytest.raises(TypeError, match="no list, and activations with brackets"):
        nn.Sequential([nn.ReLU()])


def test_a_class_in_place_of_a_layer_is_an_error():
    with pytest.raises(TypeError, match="at position 1"):
        nn.Sequential(nn.Tanh(), nn.ReLU)


def test_no_layers_at_all_are_an_error():
    with pytest.raises(ValueError, match="at least one layer, got none"):
        nn.Sequential()


def test_representation_shows_the_layers():
    assert repr(model()) == "Sequential(Dense(3, 4), Tanh(), Dense(4, 2))"
