"""A book as a string of characters, and as numbers."""

from dataclasses import dataclass

import numpy as np

from dlcourse.data.storage import stored


@dataclass(frozen=True)
class Text:
    """A text, its alphabet, and the numbers of its characters in two parts.

    Attributes
    ----------
    characters : str
        The whole text.
    alphabet : str
        The different characters in ascending order; the number of a character is its place here.
    train, test : (N,) int
        The numbers of the beginning and of the rest of the text.

    Examples
    --------
    >>> text = Text.of("to be or not to be", test_share=0.5)
    >>> text.alphabet
    ' benort'
    >>> text.encode("not")
    array([3, 4, 6])
    >>> text.decode(text.test)
    'not to be'
    """

    characters: str
    alphabet: str
    train: np.ndarray
    test: np.ndarray

    @classmethod
    def of(cls, characters, test_share=0.1):
        """Make a `Text` from a string of your own.

        Raises
        ------
        ValueError
            If the string is empty or the share is not from 0 to below 1.
        """
        if not 0.0 <= test_share < 1.0:
            raise ValueError(
                f"test_share: expected a share from 0 to below 1, such as 0.1, got {test_share!r}."
            )
        if not characters:
            raise ValueError("characters: expected some text, got an empty string.")
        alphabet = "".join(sorted(set(characters)))
        codes = encode(characters, alphabet)
        cut = len(codes) - round(len(codes) * test_share)
        return cls(characters, alphabet, codes[:cut], codes[cut:])

    def encode(self, characters):
        """Return the numbers of the characters of a string; all must be in the alphabet."""
        return encode(characters, self.alphabet)

    def decode(self, codes):
        """Return the string which the numbers stand for."""
        return "".join(self.alphabet[code] for code in codes)

    def __repr__(self):
        return (
            f"Text({len(self.characters)} characters, {len(self.alphabet)} different ones, "
            f"train={self.train.shape}, test={self.test.shape})"
        )


def load_text(*, test_share=0.1):
    """Load "Alice's Adventures in Wonderland" for a model that writes character by character.

    Parameters
    ----------
    test_share : float, default 0.1
        How much of the end of the book is kept for the test.

    Returns
    -------
    Text

    Notes
    -----
    Lewis Carroll (1865), public domain; taken from the test data of the compressor Brotli, without
    title page and with plain spacing. SOURCES.md beside this file tells more.

    Examples
    --------
    >>> book = load_text()
    >>> book
    Text(142480 characters, 66 different ones, train=(128232,), test=(14248,))
    >>> print(book.decode(book.train[33:95]))
    Alice was beginning to get very tired of sitting by her sister
    """
    return Text.of(stored("alice.txt").read_text(encoding="ascii"), test_share)


def windows(codes, length, *, step=None):
    """Cut a text into windows, and for each character name the one that comes next.

    Parameters
    ----------
    codes : (M,) array_like of int
        Numbers of characters, such as ``book.train``.
    length : int
        Characters in a window, T.
    step : int, default ``length``
        From the beginning of one window to that of the next; windows do not overlap by default.

    Returns
    -------
    x, y : (N, T) int
        What is read, and what is to be guessed: the same, one character later. Characters at the
        end which fill no window are left out.

    Raises
    ------
    ValueError
        If the text is too short for one window, or ``length`` or ``step`` is below 1.

    Examples
    --------
    >>> x, y = windows([10, 11, 12, 13, 14, 15, 16, 17], length=3)
    >>> x
    array([[10, 11, 12],
           [13, 14, 15]])
    >>> y
    array([[11, 12, 13],
           [14, 15, 16]])
    """
    codes = np.asarray(codes)
    step = length if step is None else step
    for name, number in [("length", length), ("step", step)]:
        if not isinstance(number, (int, np.integer)) or number < 1:
            raise ValueError(f"{name}: expected a whole number >= 1, got {number!r}.")
    if codes.ndim != 1 or len(codes) <= length:
        raise ValueError(
            f"codes: expected shape (M,) with M > {length}, the length of a window, "
            f"got {codes.shape}."
        )
    both = np.lib.stride_tricks.sliding_window_view(codes, length + 1)[::step]  # (N, T + 1)
    return both[:, :-1].copy(), both[:, 1:].copy()


def encode(characters, alphabet):
    """Return the place of each character in the alphabet."""
    place = {character: code for code, character in enumerate(alphabet)}
    unknown = sorted(set(characters) - place.keys())
    if unknown:
        raise ValueError(
            f"encode: {unknown[0]!r} is not in the alphabet {alphabet!r}. "
            "Use only characters that the text holds."
        )
    return np.array([place[character] for character in characters], dtype=int)
