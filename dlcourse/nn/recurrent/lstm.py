"""The recurrent layer with a memory cell."""

import numpy as np

from dlcourse.nn.initializers import glorot_uniform, orthogonal
from dlcourse.nn.recurrent.base import Recurrent
from dlcourse.nn.recurrent.gates import gates_first, per_gate, trace_of, transposed_gates


class LSTM(Recurrent):
    """Long short-term memory: gates decide what a cell keeps, takes in and shows.

    With ``a_t = x_t @ W + h_{t-1} @ U + b`` cut into four blocks of columns, in order i, f, g, o::

        i = sigmoid(a_i)    f = sigmoid(a_f)    g = tanh(a_g)    o = sigmoid(a_o)
        c_t = f * c_{t-1} + i * g               keep some of the old, take in some of the new
        h_t = o * tanh(c_t)                     show some of it

    Parameters
    ----------
    in_features, units : int
        Width of the input and of the hidden state.
    return_sequences : bool, default True
        Return the hidden state after every step, or only the last one.
    forget_bias : float, default 1
        Where the forget gate's part of ``b`` starts; above 0 the cell remembers from the beginning.
    init, recurrent_init : Initializer, default `glorot_uniform` and `orthogonal`
        Starting values of ``W (D, 4U)`` and ``U (U, 4U)``, drawn for each gate. The rest of
        ``b (4U,)`` starts at zero.
    rng : numpy.random.Generator
    dtype : {"float64", "float32"}
        Input and state are converted to it.

    Shapes
    ------
    x : (N, T, D), state : pair (h, c), (N, U) each -> y : (N, T, U), or (N, U) for the last step

    Attributes
    ----------
    final_state : (h, c), (N, U) each
        Hidden state and cell after the last step; made to be the ``state`` of the next `forward`.
    initial_state_grad : pair of (N, U)
        ``dL/dh`` and ``dL/dc`` at the initial state, from the last `backward`.
    trace : dict of (N, T, U)
        The gates ``"i"``, ``"f"``, ``"g"``, ``"o"`` and the cell ``"c"`` at each step of the last
        `forward`, to look at.

    Raises
    ------
    ShapeError
        If ``x`` is not ``(N, T, in_features)`` or ``state`` is no pair of ``(N, units)``.

    Notes
    -----
    As ``torch.nn.LSTM`` with ``W = weight_ih.T``, ``U = weight_hh.T``, ``b = bias_ih + bias_hh``.
    A version with loops, as simple as the formula, stands in ``tests/nn/recurrent/test_lstm.py``.

    Examples
    --------
    >>> layer = LSTM(3, 2, return_sequences=False, rng=np.random.default_rng(0))
    >>> layer.forward(np.ones((5, 7, 3))).shape
    (5, 2)
    >>> h, c = layer.final_state
    >>> c.shape
    (5, 2)

    References
    ----------
    Deck 001, "LSTM"; Hochreiter and Schmidhuber (1997); Jozefowicz et al. (2015) for the bias.
    """

    state_names = ("h", "c")
    scales = (0.5, 0.5, 1.0, 0.5)  # i, f, g, o
    shifts = (0.5, 0.5, 0.0, 0.5)

    def __init__(
        self,
        in_features,
        units,
        *,
        return_sequences=True,
        forget_bias=1.0,
        init=glorot_uniform,
        recurrent_init=orthogonal,
        rng=None,
        dtype="float64",
    ):
        super().__init__(
            in_features,
            units,
            return_sequences=return_sequences,
            init=init,
            recurrent_init=recurrent_init,
            rng=rng,
            dtype=dtype,
        )
        self.b.value[self.units : 2 * self.units] = forget_bias

    def run(self, inputs, h, c):
        gates = inputs  # (4, T, N, U), from a_t to i, f, g, o in place
        T, shape = gates.shape[1], h.shape
        hidden, cells = np.empty((2, T + 1, *shape), h.dtype)  # (T + 1, N, U)
        hidden[0], cells[0] = h, c
        tanh_c = np.empty((T, *shape), h.dtype)
        U = gates_first(self.U.value, self.scales)  # (4, U, U)
        scale, shift = per_gate(self.scales, h.dtype), per_gate(self.shifts, h.dtype)
        recurrent, new = np.empty((4, *shape), h.dtype), np.empty(shape, h.dtype)
        for t in range(T):
            a = gates[:, t]  # (4, N, U)
            a += np.matmul(hidden[t], U, out=recurrent)  # (N, U) @ (4, U, U) -> (4, N, U)
            np.tanh(a, out=a)
            a *= scale
            a += shift  # now i, f, g, o
            i, f, g, o = a
            c = np.multiply(f, cells[t], out=cells[t + 1])
            c += np.multiply(i, g, out=new)  # c_t = f * c_{t-1} + i * g
            np.tanh(c, out=tanh_c[t])
            h = np.multiply(o, tanh_c[t], out=hidden[t + 1])
        i, f, g, o = gates
        self.trace = trace_of(i=i, f=f, g=g, o=o, c=cells[1:])
        return hidden, (h.copy(), c.copy()), (gates, cells, tanh_c)

    def run_back(self, grad, final_state_grad, hidden, kept):
        gates, cells, tanh_c = kept
        dh, dc = final_state_grad  # (N, U)
        dc_dh, da = self._slopes(gates, cells, tanh_c)
        U_transposed = transposed_gates(self.U.value, 4)  # (4, U, U)
        back, shown = np.empty_like(da[:, 0]), np.empty_like(dh)
        for t in reversed(range(len(grad))):
            dh += grad[t]
            dc += np.multiply(dh, dc_dh[t], out=shown)
            da[:3, t] *= dc  # da_i, da_f, da_g
            da[3, t] *= dh  # da_o
            dc *= gates[1, t]  # dL/dc_{t-1} = f * dL/dc_t
            np.matmul(da[:, t], U_transposed, out=back)  # (4, N, U) @ (4, U, U) -> (4, N, U)
            back.sum(axis=0, out=dh)
        return da, da, (dh, dc)

    @staticmethod
    def _slopes(gates, cells, tanh_c):
        """Return the derivatives that do not wait for the recurrence, for all steps at once.

        Returns
        -------
        dc_dh : (T, N, U)
            ``dh_t/dc_t = o (1 - tanh(c_t)**2)``
        slopes : (4, T, N, U)
            ``dc_t/da`` of the gates i, f and g, and ``dh_t/da`` of o.
        """
        i, f, g, o = gates  # (T, N, U)
        dc_dh = np.square(tanh_c)
        np.subtract(1.0, dc_dh, out=dc_dh)
        dc_dh *= o
        slopes = np.subtract(1.0, gates)
        slopes *= gates  # dsigmoid = s (1 - s)
        di, df, dg, do = slopes
        np.square(g, out=dg)
        np.subtract(1.0, dg, out=dg)  # dtanh = 1 - g**2
        di *= g
        df *= cells[:-1]
        dg *= i
        do *= tanh_c
        return dc_dh, slopes
