"""The errors of the library: each says what was expected, what came, and what to do."""


class ShapeError(ValueError):
    """An array has another shape than the one asked for."""


class EmptyBatchError(ShapeError):
    """An array has an axis of length zero: there is nothing to compute with."""


class DTypeError(TypeError):
    """An array holds something else than the numbers asked for."""


class NonFiniteError(ValueError):
    """An array, a loss or a gradient holds NaN or infinity."""


class TargetError(ValueError):
    """A target cannot be one: a class that does not exist, a probability outside 0 to 1."""


class BackwardBeforeForwardError(RuntimeError):
    """``backward`` was called although ``forward`` has not run yet."""


class ModelFileError(ValueError):
    """A file of parameters does not fit the model, or is no such file."""


class GradientError(AssertionError):
    """An analytic gradient differs from the numerical one.

    Attributes
    ----------
    parameter : str
        Name of the parameter, or ``"input"``.
    index : tuple of int
        Position of the worst entry.
    got, expected : float
        The analytic and the numerical derivative there.
    """

    def __init__(self, owner, parameter, index, got, expected, tolerance):
        self.parameter, self.index = parameter, index
        self.got, self.expected = got, expected
        super().__init__(
            f"{owner}: the gradient of {parameter} is wrong, most of all at index {index}: "
            f"backward gives {got:.10g}, finite differences give {expected:.10g} "
            f"(tolerance {tolerance:g})."
        )
