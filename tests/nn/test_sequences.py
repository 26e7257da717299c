"""A wrong shape of sequences is an error that says what to do."""

import numpy as np
import pytest

from dlcourse.nn import ShapeError
from dlcourse.nn.sequences import expect_sequence_shape, expect_sequences

ADVICE = [
    ((20, 3), 3, r"One sequence is a batch too: x\[np.newaxis\]."),
    ((8, 20), 1, r"Single numbers need a last axis: x\[..., np.newaxis\]."),
    ((8, 20, 3), 4, r"got \(8, 20, 3\).$"),
    ((8, 20), 3, r"got \(8, 20\).$"),
]


@pytest.mark.parametrize(("shape", "features", "advice"), ADVICE)
def test_a_wrong_shape_is_an_error_that_says_what_to_do(shape, features, advice):
    with pytest.raises(ShapeError, match=rf"Example: expected \(N, T, {features}\).*{advice}"):
        expect_sequences(np.ones(shape), features, "Example")
    with pytest.raises(ShapeError, match=rf"Example: expected \(N, T, {features}\).*{advice}"):
        expect_sequence_shape(shape, features, "Example")


def test_a_right_shape_passes():
    x = np.ones((8, 20, 3), np.float32)
    assert expect_sequences(x, 3, "Example") is x
    assert expect_sequences(x, 3, "Example", dtype=np.float64).dtype == np.float64
    assert expect_sequence_shape(["N", 20, 3], 3, "Example") == ("N", 20, 3)
