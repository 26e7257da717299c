"""What RNN, LSTM and GRU share: one cell, applied to the steps of a sequence one after another."""

import numpy as np

from dlcourse.nn.counts import expect_count
from dlcourse.nn.initializers import glorot_uniform, orthogonal
from dlcourse.nn.layer import Layer
from dlcourse.nn.parameter import Parameter
from dlcourse.nn.recurrent.gates import gates_first, gates_last
from dlcourse.nn.recurrent.states import expect_state, outside_form
from dlcourse.nn.sequences import expect_sequence_shape, expect_sequences
from dlcourse.nn.shapes import expect_float_dtype, expect_gradient, expect_shape


class Recurrent(Layer):
    """The base of the recurrent layers, ``state_t = cell(x_t, state_{t-1})``.

    Parameters
    ----------
    in_features, units : int
        Width of the input and of the hidden state.
    return_sequences : bool, default True
        Return the hidden state after every step, or only the last one.
    init, recurrent_init : Initializer, default `glorot_uniform` and `orthogonal`
        Starting values of ``W`` and of ``U``, drawn for each gate; ``b`` starts at zero.
    rng : numpy.random.Generator
    dtype : {"float64", "float32"}
        Input and state are converted to it.

    Attributes
    ----------
    final_state
        The state after the last step of the last `forward`; made to be the ``state`` of the next.
    initial_state_grad
        ``dL/dstate``, in the form of the state; from the last `backward`.
    trace : dict of (N, T, U)
        What the gates did at each step of the last `forward`, by name. None where there are none.

    Notes
    -----
    With ``g`` gates ``W`` is ``(D, gU)``, ``U`` is ``(U, gU)`` and ``b`` is ``(gU,)``: each gate
    has its own block of columns. Inside, the gates stand on the first axis and the steps on the
    second, so that what one gate has at one step lies in one piece, which is fast. A subclass
    writes `run` and `run_back`.
    """

    state_names = ("h",)
    scales = (1.0,)  # one for each gate: 0.5 where a sigmoid follows, see `gates_first`

    def __init__(
        self,
        in_features,
        units,
        *,
        return_sequences=True,
        init=glorot_uniform,
        recurrent_init=orthogonal,
        rng=None,
        dtype="float64",
    ):
        name, gates = type(self).__name__, len(self.scales)
        self.in_features = expect_count(in_features, f"{name}: in_features")
        self.units = expect_count(units, f"{name}: units")
        dtype = expect_float_dtype(dtype, name)
        self.return_sequences = return_sequences
        self.input_shape = ("N", "T", self.in_features)
        self.final_state = self.initial_state_grad = self.trace = None
        self.W = self._start("W", self.in_features, init, rng)  # (D, gU)
        self.U = self._start("U", self.units, recurrent_init, rng)  # (U, gU)
        self.b = Parameter(np.zeros(gates * self.units), "b")  # (gU,)
        self.astype(dtype)

    def _start(self, name, rows, init, rng):
        """Return a parameter with a block of columns for each gate."""
        shape, what = (rows, self.units), f"{type(self).__name__} {name}"
        blocks = [expect_shape(init(shape, rng), shape, what) for _ in self.scales]
        return Parameter(np.hstack(blocks), name)

    def __repr__(self):
        last = "" if self.return_sequences else ", return_sequences=False"
        return f"{type(self).__name__}({self.in_features}, {self.units}{last})"

    def run(self, inputs, *state):
        """Go through the steps.

        Parameters
        ----------
        inputs : (g, T, N, U)
            What ``x`` and ``b`` add to each gate at each step. May be overwritten.
        *state : (N, U) each

        Returns
        -------
        hidden : (T + 1, N, U)
            The hidden state before the first step and after each step.
        final_state : tuple of (N, U)
        kept : tuple
            What `run_back` will need.
        """
        raise NotImplementedError(f"{type(self).__name__} has no run yet.")

    def run_back(self, grad, final_state_grad, hidden, kept):
        """Go through the steps from last to first: back-propagation through time.

        Parameters
        ----------
        grad : (T, N, U)
            ``dL/dh_t`` as far as it comes from the output.
        final_state_grad : tuple of (N, U)
            Belongs to this call, may be changed.
        hidden, kept
            As `run` returned them. They stay as they are.

        Returns
        -------
        input_grad : (g, T, N, U)
            The gradient at ``x_t @ W + b``, gate by gate.
        recurrent_grad : (g, T, N, U)
            The gradient at ``h_{t-1} @ U``; the same array where the two are simply added.
        initial_state_grad : tuple of (N, U)
        """
        raise NotImplementedError(f"{type(self).__name__} has no run_back yet.")

    def forward(self, x, training=False, state=None):
        """Return the hidden states.

        Parameters
        ----------
        x : (N, T, D)
        training : bool, default False
            Makes no difference here.
        state : in the form of `final_state`, optional
            Where to begin; zeros if it is left out.
        """
        what = f"{type(self).__name__} input"
        x = expect_sequences(x, self.in_features, what, dtype=self.W.dtype)
        state = self._expect_state(state, len(x), "state")
        N, T, D = x.shape
        steps = x.swapaxes(0, 1).copy()  # (T, N, D)
        # One product for all steps: (T * N, D) @ (g, D, U) + (g, 1, U) -> (g, T * N, U)
        inputs = steps.reshape(T * N, D) @ gates_first(self.W.value, self.scales)
        inputs += gates_first(self.b.value[None], self.scales)
        hidden, final_state, kept = self.run(inputs.reshape(-1, T, N, self.units), *state)
        y = (hidden[1:].swapaxes(0, 1) if self.return_sequences else hidden[-1]).copy()
        self.final_state = outside_form(final_state)
        self.remember(steps, hidden, kept, y)
        return y

    def backward(self, grad, final_state_grad=None):
        """Return ``dL/dx``; ``dL/dstate`` stands in `initial_state_grad` afterwards.

        Parameters
        ----------
        grad : (N, T, U) or (N, U)
            ``dL/dy``, in the form of the output.
        final_state_grad : in the form of `final_state`, optional
            ``dL/dfinal_state``, where the final state is used further; zeros if it is left out.
        """
        steps, input_grad = self._accumulate(grad, final_state_grad)
        dx = input_grad @ self.W.value.T  # (T * N, gU) @ (gU, D) -> (T * N, D)
        return dx.reshape(steps.shape).swapaxes(0, 1).copy()  # (N, T, D)

    def accumulate(self, grad, final_state_grad=None):
        self._accumulate(grad, final_state_grad)

    def _accumulate(self, grad, final_state_grad):
        """Do all of `backward` but the product for ``dL/dx``; return what that needs."""
        steps, hidden, kept, y = self.recall()
        T, N, D = steps.shape
        grad = expect_gradient(grad, y, f"{type(self).__name__} gradient")
        final_state_grad = self._expect_state(final_state_grad, N, "final_state_grad")
        if self.return_sequences:
            grad = grad.swapaxes(0, 1).copy()  # (T, N, U)
        else:
            grad = np.concatenate([np.zeros((T - 1, N, self.units), y.dtype), grad[None]])
        input_grad, recurrent_grad, state_grad = self.run_back(grad, final_state_grad, hidden, kept)
        self.initial_state_grad = outside_form(state_grad)
        same = recurrent_grad is input_grad
        input_grad = gates_last(input_grad)  # (T * N, gU)
        recurrent_grad = input_grad if same else gates_last(recurrent_grad)
        # Weight gradients of all steps at once: (D, T * N) @ (T * N, gU) -> (D, gU), and so on
        self.W.add_product(steps.reshape(T * N, D).T, input_grad)
        self.U.add_product(hidden[:-1].reshape(T * N, self.units).T, recurrent_grad)
        self.b.add_product(np.ones(T * N, y.dtype), input_grad)
        return steps, input_grad

    def output_shape(self, input_shape):
        what = f"{type(self).__name__} input"
        batch, steps, _ = expect_sequence_shape(input_shape, self.in_features, what)
        return (batch, steps, self.units) if self.return_sequences else (batch, self.units)

    def _expect_state(self, state, batch, what):
        what = f"{type(self).__name__} {what}"
        return expect_state(state, self.state_names, (batch, self.units), what, self.W.dtype)
