"""What the loaders return."""

from dataclasses import dataclass

import numpy as np

from dlcourse.data.scaling import Scaler


@dataclass(frozen=True)
class Dataset:
    """Examples and targets in parts, and what the numbers mean.

    Attributes
    ----------
    x_train, x_validation, x_test : (N, ...) float, or None
        The examples. A part that was not asked for is None.
    y_train, y_validation, y_test : (N,) int, or None
        The class of each example, from 0.
    class_names : tuple of str
        The name of class 0, of class 1, and so on.
    feature_names : tuple of str
        The names of the columns of a table; empty for images.
    scaler : Scaler or None
        What the features were scaled with, made from the training part.

    Examples
    --------
    >>> from dlcourse.data import load_iris
    >>> iris = load_iris(rng=np.random.default_rng(0))
    >>> x, y = iris.train
    >>> x.shape, iris.x_test.shape, iris.class_names[y[0]]
    ((120, 4), (30, 4), 'setosa')
    >>> iris
    Dataset(train=(120, 4), validation=None, test=(30, 4), classes=3)
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_validation: np.ndarray | None
    y_validation: np.ndarray | None
    x_test: np.ndarray | None
    y_test: np.ndarray | None
    class_names: tuple[str, ...]
    feature_names: tuple[str, ...] = ()
    scaler: Scaler | None = None

    @property
    def train(self):
        """The pair ``(x_train, y_train)``."""
        return self.x_train, self.y_train

    @property
    def validation(self):
        """The pair ``(x_validation, y_validation)``, or None: what `fit` takes."""
        return None if self.x_validation is None else (self.x_validation, self.y_validation)

    @property
    def test(self):
        """The pair ``(x_test, y_test)``, or None."""
        return None if self.x_test is None else (self.x_test, self.y_test)

    def __repr__(self):
        parts = ", ".join(
            f"{name}={None if part is None else part[0].shape}"
            for name, part in self.parts().items()
        )
        return f"Dataset({parts}, classes={len(self.class_names)})"

    def parts(self):
        """Return ``{"train": pair, "validation": pair or None, "test": pair or None}``."""
        return {"train": self.train, "validation": self.validation, "test": self.test}
