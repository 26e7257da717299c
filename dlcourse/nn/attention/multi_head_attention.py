"""Attention: each position of a sequence looks at all others."""

import numpy as np

from dlcourse.nn.attention.dot_product import attend, attend_back, penalty
from dlcourse.nn.counts import expect_count
from dlcourse.nn.dense import Dense
from dlcourse.nn.errors import DTypeError, ShapeError
from dlcourse.nn.initializers import glorot_uniform
from dlcourse.nn.layer import Layer
from dlcourse.nn.sequences import expect_sequence_shape, expect_sequences
from dlcourse.nn.shapes import as_array, expect_float_dtype, expect_gradient, expect_shape


class MultiHeadAttention(Layer):
    """Attention with several heads, ``y = concat(head_1, ..., head_h) @ W_o + b_o``.

    A head compares the query of each position with the key of each, and takes a mean of the values,
    weighted by how well they fit::

        q = x @ W_q + b_q       k = x @ W_k + b_k       v = x @ W_v + b_v
        head = softmax(q @ k.T / sqrt(d)) @ v           d = features / heads

    Each head has its own ``d`` columns of q, k and v. With a ``memory``, keys and values come from
    there and not from ``x``: cross-attention.

    Parameters
    ----------
    features : int
        Width of the input and of the output.
    heads : int
        Must divide ``features``.
    causal : bool, default False
        A position sees itself and the positions before it, not those that follow.
    init : Initializer, default `glorot_uniform`
    rng : numpy.random.Generator
    dtype : {"float64", "float32"}
        Input and memory are converted to it.

    Shapes
    ------
    x : (N, T, D), memory : (N, S, D), mask : (N, S) or (N, T, S) -> y : (N, T, D)

    Attributes
    ----------
    query, key, value, output : Dense
        The four products; ``query.W`` is ``W_q``, and so on.
    attention_weights : (N, heads, T, S)
        How much each position took from each, in the last `forward`. Rows sum to 1. Not to be
        written to.
    memory_grad : (N, S, D) or None
        ``dL/dmemory`` from the last `backward`, if there was a memory.

    Raises
    ------
    ShapeError
        If ``x``, ``memory`` or ``mask`` has another shape than that above.

    Notes
    -----
    A position that sees no key at all, because the mask hides every one, gets weights of 0, so its
    output is ``b_o``; PyTorch gives NaN. Otherwise as ``torch.nn.MultiheadAttention`` with
    ``batch_first=True``, whose masks are True where a key is *hidden*. A version with loops stands
    in ``tests/nn/attention/test_multi_head_attention.py``.

    Examples
    --------
    >>> layer = MultiHeadAttention(8, 2, causal=True, rng=np.random.default_rng(0))
    >>> layer.forward(np.ones((1, 3, 8))).shape
    (1, 3, 8)
    >>> layer.attention_weights[0, 0].round(2)  # all keys are alike; the future is hidden
    array([[1.  , 0.  , 0.  ],
           [0.5 , 0.5 , 0.  ],
           [0.33, 0.33, 0.33]])

    References
    ----------
    Deck 001, "Attention is all you need"; Vaswani et al. (2017).
    """

    def __init__(
        self, features, heads, *, causal=False, init=glorot_uniform, rng=None, dtype="float64"
    ):
        self.features = expect_count(features, "MultiHeadAttention: features")
        self.heads = expect_count(heads, "MultiHeadAttention: heads")
        if features % heads:
            raise ValueError(
                f"MultiHeadAttention: expected heads to divide features, got {heads} heads for "
                f"{features} features."
            )
        dtype = expect_float_dtype(dtype, "MultiHeadAttention")
        self.causal = causal
        self.input_shape = ("N", "T", self.features)
        self.query = Dense(features, features, init=init, rng=rng)
        self.key = Dense(features, features, init=init, rng=rng)
        self.value = Dense(features, features, init=init, rng=rng)
        self.output = Dense(features, features, init=init, rng=rng)
        self.attention_weights = self.memory_grad = None
        self.astype(dtype)

    def __repr__(self):
        causal = ", causal=True" if self.causal else ""
        return f"MultiHeadAttention({self.features}, {self.heads}{causal})"

    def forward(self, x, training=False, memory=None, mask=None):
        """Return what each position gathers.

        Parameters
        ----------
        x : (N, T, D)
        training : bool, default False
        memory : (N, S, D), optional
            Where keys and values come from, if not from ``x``.
        mask : (N, S) or (N, T, S) of bool, optional
            True where a key may be seen: False for padding.
        """
        dtype = self.query.W.dtype
        x = expect_sequences(x, self.features, "MultiHeadAttention input", dtype=dtype)
        source = x
        if memory is not None:
            shape = (len(x), "S", self.features)
            source = expect_shape(memory, shape, "MultiHeadAttention memory", dtype=dtype)
        penalties = self._penalties(mask, x.shape[1], source.shape, dtype)
        q = self._split(self.query.forward(x))  # (N, h, T, d)
        k = self._split(self.key.forward(source))  # (N, h, S, d)
        v = self._split(self.value.forward(source))
        mixed, weights = attend(q, k, v, penalties)  # (N, h, T, d), (N, h, S, T)
        y = self.output.forward(self._join(mixed))
        self.remember((q, k, v, mixed, weights), memory is not None, y)
        self.attention_weights = weights.swapaxes(2, 3)  # (N, h, T, S)
        self.attention_weights.flags.writeable = False
        return y

    def backward(self, grad):
        attended, has_memory, y = self.recall()
        grad = expect_gradient(grad, y, "MultiHeadAttention gradient")
        d_mixed = self._split(self.output.backward(grad))
        dq, dk, dv = attend_back(d_mixed, *attended)
        dx = self.query.backward(self._join(dq))
        d_source = self.key.backward(self._join(dk))
        d_source += self.value.backward(self._join(dv))
        self.memory_grad = d_source if has_memory else None
        return dx if has_memory else dx + d_source

    def output_shape(self, input_shape):
        return expect_sequence_shape(input_shape, self.features, "MultiHeadAttention input")

    def _split(self, x):
        """(N, T, D) -> (N, h, T, d), contiguous"""
        N, T, D = x.shape
        return x.reshape(N, T, self.heads, D // self.heads).swapaxes(1, 2).copy()

    def _join(self, heads):
        """(N, h, T, d) -> (N, T, D)"""
        N, _, T, _ = heads.shape
        return heads.swapaxes(1, 2).reshape(N, T, self.features)

    def _penalties(self, mask, T, source_shape, dtype):
        """Return what `attend` is to add to the scores."""
        N, S, _ = source_shape
        penalties = []
        if self.causal:
            penalties.append(penalty(np.tri(T, S, dtype=bool), dtype))  # (S, T)
        if mask is not None:
            mask = as_array(mask, "MultiHeadAttention mask")
            if mask.dtype != bool:
                raise DTypeError(
                    f"MultiHeadAttention mask: expected bool, True where a key may be seen, got "
                    f"{mask.dtype}. Write mask.astype(bool) if 0 means hidden."
                )
            if mask.shape not in [(N, S), (N, T, S)]:
                raise ShapeError(
                    f"MultiHeadAttention mask: expected {(N, S)} or {(N, T, S)}, got {mask.shape}."
                )
            mask = mask.reshape(N, 1, -1, S)  # (N, 1, 1 or T, S)
            penalties.append(penalty(mask, dtype))  # (N, 1, S, 1 or T)
        return penalties
