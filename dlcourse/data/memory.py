"""Sequences which ask for a long memory."""

import numpy as np

from dlcourse.data.draw import expect_count, expect_rng


def memory_sequences(n, lag, rng, *, symbols=4, window=10):
    """Draw sequences of symbols, one of which is flagged early on and asked for at the end.

    At every step a symbol appears, at random. Once, within the first ``window`` steps, a flag goes
    up: the symbol shown with it is the answer. At least ``lag`` steps follow, and none of them
    tells anything. Whoever answers must take in the flagged symbol, and let no other in.

    Parameters
    ----------
    n : int
        Number of sequences.
    lag : int
        Steps from the flag to the end, at least; 0 if the flag may be at the last step.
    rng : numpy.random.Generator
    symbols : int, default 4
        How many different ones; guessing is right once in as many times.
    window : int, default 10
        Within how many steps the flag comes.

    Returns
    -------
    x : (n, window + lag, symbols + 1) float
        One-hot symbols; the last column is the flag.
    y : (n,) int
        The flagged symbol.

    Notes
    -----
    Train on 2000 sequences for 20 epochs with `Adam` (``lr=0.003, clip_norm=1.0``, batches of 50).
    At ``lag=50`` an `LSTM` of 32 units learns the task, an `RNN` of 32 units stays at guessing; at
    ``lag=5`` the RNN learns it too. With ``forget_bias=3.0`` the cells of the LSTM remember over
    50 steps from the beginning, and every one of eight seeds succeeded.

    Examples
    --------
    >>> x, y = memory_sequences(1, lag=2, rng=np.random.default_rng(1), symbols=3, window=2)
    >>> x
    array([[[0., 1., 0., 1.],
            [0., 1., 0., 0.],
            [0., 0., 1., 0.],
            [0., 0., 1., 0.]]])
    >>> y
    array([1])
    """
    expect_count(n, 1)
    for name, number, least in [("lag", lag, 0), ("symbols", symbols, 2), ("window", window, 1)]:
        if not isinstance(number, (int, np.integer)) or number < least:
            raise ValueError(f"{name}: expected a whole number >= {least}, got {number!r}.")
    codes = expect_rng(rng).integers(0, symbols, (n, window + lag))  # (n, T)
    flagged = rng.integers(0, window, n)  # (n,), the step at which the flag is up
    x = np.zeros((n, window + lag, symbols + 1))
    x[..., :symbols] = np.eye(symbols)[codes]
    x[np.arange(n), flagged, symbols] = 1.0
    return x, codes[np.arange(n), flagged]
