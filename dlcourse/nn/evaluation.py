"""Loss and metrics on data that the model does not learn from."""

import functools

import numpy as np

from dlcourse.nn.errors import ShapeError
from dlcourse.nn.shapes import as_array, expect_array


def evaluate(model, loss, x, y, *, metrics=(), batch_size=1024):
    """Return loss and metrics on data that the model does not learn from.

    Parameters
    ----------
    model, loss, x, y, metrics
        As in `fit`.
    batch_size : int, default 1024
        Examples at a time; changes memory and speed, not the result.

    Returns
    -------
    dict
        From name to number; ``"loss"`` comes first.

    Examples
    --------
    >>> from dlcourse.nn import Identity, MeanSquaredError
    >>> evaluate(Identity(), MeanSquaredError(), [[1.0], [2.0]], [[1.0], [4.0]])
    {'loss': 2.0}
    """
    x, y = expect_examples(x, y, "evaluate")
    starts = range(0, len(x), batch_size)
    prediction = np.concatenate([model.forward(x[i : i + batch_size]) for i in starts])
    return {"loss": loss.forward(prediction, y)} | measure(metrics, prediction, y)


def expect_examples(x, y, what):
    """Return x and y as arrays with the same number of rows.

    Examples
    --------
    >>> expect_examples([[1.0], [2.0]], [0, 1], "Example")
    (array([[1.],
           [2.]]), array([0, 1]))
    """
    x, y = as_array(x, f"{what} x"), as_array(y, f"{what} y")
    for name, array in [("x", x), ("y", y)]:
        if array.ndim == 0:
            raise ShapeError(f"{what} {name}: expected an array of examples, got a single number.")
        expect_array(array, f"{what} {name}")
    if len(x) != len(y):
        raise ShapeError(
            f"{what}: expected as many targets as examples, got x {x.shape} and y {y.shape}."
        )
    return x, y


def measure(metrics, prediction, target):
    """Return the metrics as a dictionary from name to number."""
    return {metric_name(metric): metric(prediction, target) for metric in metrics}


def metric_name(metric):
    """Return the name of a function, also of one with arguments filled in.

    Examples
    --------
    >>> metric_name(functools.partial(np.mean, axis=0))
    'mean'
    """
    while isinstance(metric, functools.partial):
        metric = metric.func
    return getattr(metric, "__name__", type(metric).__name__)
