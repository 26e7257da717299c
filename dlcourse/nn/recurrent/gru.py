"""The recurrent layer with gates and without a cell."""

import numpy as np

from dlcourse.nn.recurrent.base import Recurrent
from dlcourse.nn.recurrent.gates import gates_first, trace_of, transposed_gates


class GRU(Recurrent):
    """Gated recurrent unit: one gate forgets, one chooses between the old state and a new one.

    With ``a = x_t @ W + b`` and ``p = h_{t-1} @ U``, each cut into three blocks of columns, in
    order r, z, n::

        r = sigmoid(a_r + p_r)                  how much of the old state the new one may see
        z = sigmoid(a_z + p_z)                  how much of the old state stays
        n = tanh(a_n + r * p_n)                 the new state proposed
        h_t = (1 - z) * n + z * h_{t-1}

    Parameters
    ----------
    in_features, units : int
        Width of the input and of the hidden state.
    return_sequences : bool, default True
        Return the hidden state after every step, or only the last one.
    init, recurrent_init : Initializer, default `glorot_uniform` and `orthogonal`
        Starting values of ``W (D, 3U)`` and ``U (U, 3U)``, drawn for each gate; ``b (3U,)`` starts
        at zero.
    rng : numpy.random.Generator
    dtype : {"float64", "float32"}
        Input and state are converted to it.

    Shapes
    ------
    x : (N, T, D), state : (N, U) -> y : (N, T, U), or (N, U) for the last step only

    Attributes
    ----------
    final_state : (N, U)
        The hidden state after the last step; made to be the ``state`` of the next `forward`.
    initial_state_grad : (N, U)
        ``dL/dstate`` from the last `backward`.
    trace : dict of (N, T, U)
        The gates ``"r"``, ``"z"`` and the proposed state ``"n"`` at each step of the last
        `forward`, to look at.

    Raises
    ------
    ShapeError
        If ``x`` is not ``(N, T, in_features)`` or ``state`` is not ``(N, units)``.

    Notes
    -----
    The gate r multiplies the product ``h @ U``, not ``h``, as in PyTorch and in Keras. Those have a
    second bias inside: ``n = tanh(a_n + r * (p_n + bias_hh_n))``. Here it is left out, so this is
    ``torch.nn.GRU`` with ``W = weight_ih.T``, ``U = weight_hh.T``, ``b = bias_ih`` and
    ``bias_hh = 0``. A ``bias_hh`` of r and z may be added to ``b``; that of n has no place.
    A version with loops, as simple as the formula, stands in ``tests/nn/recurrent/test_gru.py``.

    Examples
    --------
    >>> layer = GRU(3, 2, rng=np.random.default_rng(0))
    >>> layer.forward(np.ones((5, 7, 3))).shape
    (5, 7, 2)
    >>> layer.final_state.shape
    (5, 2)

    References
    ----------
    Deck 002, "LSTM, GRU"; Cho et al. (2014).
    """

    scales = (0.5, 0.5, 1.0)  # r, z, n

    def run(self, inputs, h):
        gates = inputs  # (3, T, N, U), from a_t to r, z, n in place
        T, shape = gates.shape[1], h.shape
        hidden = np.empty((T + 1, *shape), h.dtype)  # (T + 1, N, U)
        hidden[0] = h
        products = np.empty((T, 3, *shape), h.dtype)  # p_t
        U = gates_first(self.U.value, self.scales)  # (3, U, U)
        half, part = h.dtype.type(0.5), np.empty_like(h)
        for t in range(T):
            p = np.matmul(hidden[t], U, out=products[t])  # (N, U) @ (3, U, U) -> (3, N, U)
            rz, n = gates[:2, t], gates[2, t]
            rz += p[:2]
            np.tanh(rz, out=rz)
            rz *= half
            rz += half
            r, z = rz
            n += np.multiply(r, p[2], out=part)
            np.tanh(n, out=n)
            h = np.subtract(hidden[t], n, out=hidden[t + 1])
            h *= z
            h += n  # h_t = n + z * (h_{t-1} - n)
        r, z, n = gates
        self.trace = trace_of(r=r, z=z, n=n)
        return hidden, (h.copy(),), (gates, products[:, 2])

    def run_back(self, grad, final_state_grad, hidden, kept):
        gates, p_n = kept
        (dh,) = final_state_grad  # (N, U)
        slopes, dn = self._slopes(gates, p_n, hidden[:-1])
        U_transposed = transposed_gates(self.U.value, 3)  # (3, U, U)
        back, sums = np.empty_like(slopes[:, 0]), np.empty_like(dh)
        for t in reversed(range(len(grad))):
            dh += grad[t]
            slopes[:, t] *= dh  # dL/dp_t
            dn[t] *= dh  # dL/da_n
            np.matmul(slopes[:, t], U_transposed, out=back)  # (3, N, U) @ (3, U, U) -> (3, N, U)
            dh *= gates[1, t]  # h_{t-1} reaches h_t by z ...
            dh += back.sum(axis=0, out=sums)  # ... and by the products
        input_grad = np.stack([slopes[0], slopes[1], dn])
        return input_grad, slopes, (dh,)

    @staticmethod
    def _slopes(gates, p_n, before):
        """Return the derivatives that do not wait for the recurrence, for all steps at once.

        Returns
        -------
        slopes : (3, T, N, U)
            ``dh_t/dp`` of each gate.
        dn : (T, N, U)
            ``dh_t/da_n``. For r and z, ``dh_t/da`` is ``dh_t/dp``.
        """
        r, z, n = gates  # (T, N, U)
        dn = np.square(n)
        np.subtract(1.0, dn, out=dn)
        slopes = np.subtract(1.0, gates)
        slopes *= gates  # dsigmoid = s (1 - s)
        dr, dz, dpn = slopes
        dn *= np.subtract(1.0, z, out=dpn)  # (1 - z) (1 - n**2)
        dr *= p_n
        dr *= dn
        dz *= before - n
        np.multiply(dn, r, out=dpn)
        return slopes, dn
