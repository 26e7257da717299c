"""Named errors are also the errors that Python programmers expect."""

import pytest

from dlcourse import nn


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (nn.ShapeError, ValueError),
        (nn.EmptyBatchError, nn.ShapeError),
        (nn.NonFiniteError, ValueError),
        (nn.TargetError, ValueError),
        (nn.ModelFileError, ValueError),
        (nn.DTypeError, TypeError),
        (nn.BackwardBeforeForwardError, RuntimeError),
        (nn.GradientError, AssertionError),
    ],
)
def test_each_error_is_of_a_builtin_kind(error, builtin):
    assert issubclass(error, builtin)


def test_a_gradient_error_tells_all_it_knows():
    error = nn.GradientError("Dense", "W", (2, 0), 3.0, 1.5, 1e-7)
    assert (error.parameter, error.index, error.got, error.expected) == ("W", (2, 0), 3.0, 1.5)
    assert str(error) == (
        "Dense: the gradient of W is wrong, most of all at index (2, 0): backward gives 3, "
        "finite differences give 1.5 (tolerance 1e-07)."
    )
