"""evaluate: the same numbers, however many examples at a time."""

import numpy as np
import pytest

from dlcourse import nn


def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("batch_size", [1, 3, 7, 100])
def test_the_batch_size_does_not_change_the_result(batch_size):
    x, y = rng().normal(size=(7, 2)), np.array([0, 1, 2, 0, 1, 2, 0])
    model, loss = nn.Dense(2, 3, rng=rng()), nn.CrossEntropy()
    measured = nn.evaluate(model, loss, x, y, metrics=[nn.accuracy], batch_size=batch_size)
    assert list(measured) == ["loss", "accuracy"]
    assert measured["loss"] == pytest.approx(loss(model(x), y))
    assert measured["accuracy"] == nn.accuracy(model(x), y)


def test_evaluation_is_not_training():
    class Listener(nn.Identity):
        def forward(self, x, training=False):
            assert not training
            return super().forward(x)

    nn.evaluate(Listener(), nn.MeanSquaredError(), [[1.0]], [[1.0]])


def test_bad_data_are_named():
    with pytest.raises(nn.NonFiniteError, match="evaluate y"):
        nn.evaluate(nn.Identity(), nn.MeanSquaredError(), [[1.0]], [[np.nan]])
