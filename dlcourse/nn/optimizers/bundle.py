"""Many parameters as one long vector, so that a formula is a handful of NumPy calls for all."""

import numpy as np

from dlcourse.nn.errors import DTypeError


class Bundle:
    """Parameters that take their steps together.

    The gradients are gathered into one vector, the formula works on the vector, and the step is
    handed out again. The parameters keep the arrays they have, so that nobody who holds one of them
    is left behind, and copying costs less than calling NumPy once more for each parameter.

    Parameters
    ----------
    members : list of (Parameter, dict)
        Each with its state, as in `states`. All have one type and took equally many steps.
    names : sequence of str
        What to remember for each entry, from zero on.

    Attributes
    ----------
    grad, spare : (n,)
        The gradients, to become the step; and room for what comes in between.
    state : dict
        From a name to a vector (n,).
    steps : int
        How many were taken.

    Examples
    --------
    >>> from dlcourse.nn import Parameter
    >>> a, b = Parameter([1.0], "a"), Parameter([[2.0], [3.0]], "b")
    >>> bundle = Bundle([(a, {"steps": 0}), (b, {"steps": 0})], [])
    >>> bundle.gather_values()
    array([1., 2., 3.])
    >>> bundle.grad[:] = [0.5, 1.0, 1.0]
    >>> bundle.subtract_step()
    >>> a.value, b.value
    (array([0.5]), array([[1.],
           [2.]]))
    """

    def __init__(self, members, names):
        self.parameters = [parameter for parameter, _ in members]
        dtype, size = self.parameters[0].dtype, sum(p.size for p in self.parameters)
        self.grad, self.spare = np.empty(size, dtype), np.empty(size, dtype)
        self.pieces = self.cut(self.grad)
        self.steps = members[0][1]["steps"]
        self.state = {name: np.zeros(size, dtype) for name in names}
        for name, vector in self.state.items():
            for piece, (_, state) in zip(self.cut(vector), members, strict=True):
                if name in state:
                    piece[...] = state[name]

    def cut(self, vector):
        """Return views of a vector, one for each parameter and in its shape."""
        views, start = [], 0
        for parameter in self.parameters:
            views.append(vector[start : start + parameter.size].reshape(parameter.shape))
            start += parameter.size
        return views

    def gather_gradients(self):
        """Copy the gradients into ``grad``; return the sum of their squares."""
        self.gather([parameter.grad for parameter in self.parameters], self.grad)
        return float(np.vdot(self.grad, self.grad))

    def gather_values(self):
        """Copy the values into ``spare`` and return it."""
        return self.gather([parameter.value for parameter in self.parameters], self.spare)

    def gather(self, arrays, out):
        """Copy arrays one after another into a vector."""
        try:
            return np.concatenate(arrays, axis=None, out=out, casting="no")
        except TypeError as error:
            raise DTypeError(
                f"The optimizer works in {out.dtype}, and the parameters have changed their type "
                "since its first step. Make a new optimizer after astype."
            ) from error

    def subtract_step(self):
        """Subtract the step, which stands in ``grad``, from the values, in place."""
        for parameter, piece in zip(self.parameters, self.pieces, strict=True):
            value = parameter.value
            value -= piece

    def states(self):
        """Return (parameter, state) for each parameter; a state holds copies in its shape."""
        pieces = {name: self.cut(vector) for name, vector in self.state.items()}
        for i, parameter in enumerate(self.parameters):
            arrays = {name: views[i].copy() for name, views in pieces.items()}
            yield parameter, {"steps": self.steps, **arrays}
