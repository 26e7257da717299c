"""The simple recurrent layer."""

import numpy as np

from dlcourse.nn.recurrent.base import Recurrent


class RNN(Recurrent):
    """Simple recurrent layer, ``h_t = tanh(x_t @ W + h_{t-1} @ U + b)``.

    Parameters
    ----------
    in_features, units : int
        Width of the input and of the hidden state.
    return_sequences : bool, default True
        Return the hidden state after every step, or only the last one.
    init, recurrent_init : Initializer, default `glorot_uniform` and `orthogonal`
        Starting values of ``W (D, U)`` and ``U (U, U)``; ``b (U,)`` starts at zero.
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

    Raises
    ------
    ShapeError
        If ``x`` is not ``(N, T, in_features)`` or ``state`` is not ``(N, units)``.

    Notes
    -----
    As ``torch.nn.RNN`` with ``W = weight_ih.T``, ``U = weight_hh.T``, ``b = bias_ih + bias_hh``.
    A version with loops, as simple as the formula, stands in ``tests/nn/recurrent/test_rnn.py``.

    Examples
    --------
    >>> layer = RNN(1, 1, rng=np.random.default_rng(0))
    >>> layer.W.value, layer.U.value = [[1.0]], [[0.5]]
    >>> layer.forward([[[1.0], [0.0]]]).round(4)  # one impulse, then tanh(0.5 * 0.7616)
    array([[[0.7616],
            [0.3634]]])
    >>> layer.final_state.round(4)
    array([[0.3634]])

    References
    ----------
    Decks 001 and 002, "RNN"; Elman (1990), "Finding structure in time".
    """

    def run(self, inputs, h):
        (inputs,) = inputs  # one gate: (T, N, U)
        hidden = np.empty((len(inputs) + 1, *h.shape), h.dtype)  # (T + 1, N, U)
        hidden[0] = h
        for t, a in enumerate(inputs):  # (N, U)
            h = np.matmul(hidden[t], self.U.value, out=hidden[t + 1])  # (N, U) @ (U, U) -> (N, U)
            h += a
            np.tanh(h, out=h)
        return hidden, (h.copy(),), ()

    def run_back(self, grad, final_state_grad, hidden, kept):
        (dh,) = final_state_grad  # (N, U)
        U_transposed = self.U.value.T.copy()
        da = np.square(hidden[1:])
        np.subtract(1.0, da, out=da)  # dtanh = 1 - h**2 at all steps, (T, N, U)
        for t in reversed(range(len(da))):
            dh += grad[t]
            da[t] *= dh  # dL/da_t, (N, U)
            np.matmul(da[t], U_transposed, out=dh)  # (N, U) @ (U, U) -> (N, U)
        da = da[None]  # (1, T, N, U)
        return da, da, (dh,)
