"""The shared functions stay right where the naive formulas overflow."""

import math

import numpy as np
import pytest

from dlcourse.nn.functions import safe_log, sigmoid, softmax, softplus

HUGE = np.array([-1e4, -750.0, -40.0, 0.0, 40.0, 750.0, 1e4])


def test_sigmoid_keeps_its_relative_precision_in_the_tail():
    np.testing.assert_allclose(sigmoid(np.array([-40.0])), [math.exp(-40.0)], rtol=1e-14)
    assert sigmoid(HUGE)[[0, -1]].tolist() == [0.0, 1.0]


def test_softplus_is_minus_the_log_of_the_mirrored_sigmoid():
    z = np.linspace(-30.0, 30.0, 61)
    np.testing.assert_allclose(softplus(z), -np.log(sigmoid(-z)), rtol=1e-12, atol=1e-15)
    assert softplus(HUGE)[[0, -1]].tolist() == [0.0, 1e4]


@pytest.mark.parametrize("shift", [0.0, 1e3, -1e3])
def test_softmax_does_not_depend_on_a_shift(shift):
    z = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-12)
    np.testing.assert_allclose(softmax(z + shift).sum(axis=-1), 1.0)


def test_safe_log_has_a_floor():
    assert safe_log(np.array([0.0, 1e-300, 1.0])).tolist() == [-100.0, -100.0, 0.0]


@pytest.mark.parametrize("function", [sigmoid, softplus, softmax, safe_log])
def test_float32_stays_float32(function):
    assert function(np.array([0.5, 0.25], np.float32)).dtype == np.float32
