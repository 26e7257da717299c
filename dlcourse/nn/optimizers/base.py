"""The base of all optimizers."""

import math

import numpy as np

from dlcourse.nn.errors import NonFiniteError, ShapeError
from dlcourse.nn.optimizers.bundle import Bundle
from dlcourse.nn.parameter import Parameter


class Optimizer:
    """What all optimizers share: the parameters, clipping, weight decay, and who is stepped.

    A step does, in this order: shrink the gradients to ``clip_norm``, add ``weight_decay * value``
    to them, let `update` turn them into a step, subtract the step from the values. ``grad`` of the
    parameters stays as it is.

    Parameters
    ----------
    parameters : sequence of Parameter
        Usually ``model.parameters()``. Those that are not ``trainable`` stay as they are; this may
        change between steps.
    lr : float
        Learning rate; may be changed between steps.
    weight_decay : float, default 0
        Adds ``weight_decay * value`` to each gradient: the gradient of an L2 penalty.
    clip_norm : float, optional
        If the norm of all gradients together is larger, shrink them to this norm, as
        ``torch.nn.utils.clip_grad_norm_`` does.

    Notes
    -----
    A subclass writes `update`, and in ``remembers`` the names of what it keeps for each entry of
    the parameters, zero at the start. All parameters come to `update` as one long vector; see
    `dlcourse.nn.optimizers.bundle`.

    Raises
    ------
    TypeError, ValueError
        If there are no parameters, or a setting is out of its range.
    NonFiniteError
        If a gradient is NaN or infinite when `step` is called. No parameter has changed then.
    DTypeError
        If the parameters were converted by ``astype`` after the first step.

    Examples
    --------
    >>> class SignDescent(Optimizer):
    ...     def update(self, grad, state, spare, steps):
    ...         np.sign(grad, out=grad)
    ...         grad *= self.lr
    >>> w = Parameter([1.0, 1.0], "w")
    >>> w.grad = [7.0, -0.1]
    >>> SignDescent([w], lr=0.5).step()
    >>> w.value
    array([0.5, 1.5])
    """

    remembers = ()

    def __init__(self, parameters, lr, *, weight_decay=0.0, clip_norm=None):
        parameters = list(parameters)
        for parameter in parameters:
            if not isinstance(parameter, Parameter):
                raise TypeError(
                    f"{type(self).__name__}: expected parameters, got {type(parameter).__name__}. "
                    "Pass model.parameters()."
                )
        if not parameters:
            raise ValueError(f"{type(self).__name__}: expected at least one parameter, got none.")
        self.parameters = list(dict.fromkeys(parameters))  # each once, in order
        self.lr = self.expect(lr > 0, "lr", "a number > 0", lr)
        self.weight_decay = self.expect(
            weight_decay >= 0, "weight_decay", "a number >= 0", weight_decay
        )
        self.clip_norm = clip_norm
        if clip_norm is not None:
            self.expect(clip_norm > 0, "clip_norm", "a number > 0 or None", clip_norm)
        self.bundles = []

    def expect(self, is_right, name, wanted, value):
        """Return ``value`` if it is right, else raise a ValueError that names it."""
        if not is_right:
            raise ValueError(
                f"{type(self).__name__}: expected {name} to be {wanted}, got {value!r}."
            )
        return value

    def zero_grad(self):
        """Set all gradients to zero: `Layer.backward` adds to them."""
        for parameter in self.parameters:
            parameter.zero_grad()

    def step(self):
        """Change each trainable parameter by its gradient."""
        if not self.bundles or [p.trainable for p in self.parameters] != self.bundled_as:
            self.bundle(self.states())
        squares = sum([bundle.gather_gradients() for bundle in self.moving])
        if not squares < np.inf:
            self.expect_finite()
        factor = 1.0 if self.clip_norm is None else self.clip_factor(squares)
        for bundle in self.moving:
            grad = bundle.grad
            if factor < 1.0:
                grad *= factor
            if self.weight_decay:
                values = bundle.gather_values()
                values *= self.weight_decay
                grad += values
            bundle.steps += 1
            self.update(grad, bundle.state, bundle.spare, bundle.steps)
            bundle.subtract_step()

    def update(self, grad, state, spare, steps):
        """Turn the gradient into the step, in place.

        Parameters
        ----------
        grad : (n,)
            The gradients of n entries; afterwards what is to be subtracted from the values.
        state : dict
            The vectors named in ``remembers``, each (n,), to be changed in place.
        spare : (n,)
            Room for numbers in between.
        steps : int
            The number of this step, from 1.
        """
        raise NotImplementedError(f"{type(self).__name__} has no update yet.")

    def clip_factor(self, squares):
        """Return what to multiply all gradients with: 1, or less to keep ``clip_norm``."""
        norm = math.sqrt(squares)
        if norm == math.inf:  # the squares overflowed: divide by the largest entry first
            largest = max(float(np.abs(bundle.grad).max()) for bundle in self.moving)
            shares = [bundle.grad / largest for bundle in self.moving]
            norm = largest * math.sqrt(sum(float(np.vdot(share, share)) for share in shares))
        return min(1.0, self.clip_norm / (norm + 1e-6))

    def expect_finite(self):
        """Raise a `NonFiniteError` that names the first gradient with NaN or infinity in it."""
        for parameter in self.parameters:
            if parameter.trainable and not np.isfinite(parameter.grad).all():
                raise NonFiniteError(
                    f"{type(self).__name__}: the gradient of {parameter.name}, shape "
                    f"{parameter.shape}, is not finite. Lower the learning rate or set clip_norm."
                )

    def bundle(self, states):
        """Put the parameters that take the same steps together, each with its state."""
        groups = {}
        for parameter, state in zip(self.parameters, states, strict=True):
            likeness = parameter.trainable, parameter.dtype, state["steps"]
            groups.setdefault(likeness, []).append((parameter, state))
        self.bundles = [Bundle(members, self.remembers) for members in groups.values()]
        self.moving = [bundle for bundle in self.bundles if bundle.parameters[0].trainable]
        self.bundled_as = [parameter.trainable for parameter in self.parameters]

    def states(self):
        """Return what the optimizer remembers: one dictionary for each parameter, in order.

        Each holds ``"steps"``, how many the parameter took, and copies of the arrays that the class
        keeps for it, in its shape.
        """
        found = dict(pair for bundle in self.bundles for pair in bundle.states())
        return [found.get(parameter, {"steps": 0}) for parameter in self.parameters]

    def restore(self, states):
        """Go on from what `states` returned, so that the next step is the one that came next.

        Raises
        ------
        ShapeError
            If the states do not belong to these parameters and this class. Nothing has changed
            then.
        """
        if len(states) != len(self.parameters):
            raise ShapeError(
                f"{type(self).__name__}: expected a state for each of {len(self.parameters)} "
                f"parameters, got {len(states)}. Restore into an optimizer made the same way."
            )
        for parameter, state in zip(self.parameters, states, strict=True):
            got = {name: np.shape(array) for name, array in state.items() if name != "steps"}
            wanted = dict.fromkeys(self.remembers, parameter.shape)
            if got != wanted and (got or state["steps"] > 0):
                raise ShapeError(
                    f"{type(self).__name__}: expected {wanted} as the state of {parameter.name}, "
                    f"got {got}. Restore into an optimizer made the same way."
                )
        self.bundle(states)
