"""The book: what it holds, how it becomes numbers and windows."""

import hashlib

import numpy as np
import pytest

from dlcourse.data import Text, load_text, windows

CHECKSUM = "7bf9816babaf55190c0ded2f56655f6b4bc1017aa9889134a4382f0952d561fe"


def test_the_book_is_the_one_that_was_packed():
    book = load_text()
    assert hashlib.sha256(book.characters.encode()).hexdigest() == CHECKSUM
    assert 100_000 < len(book.characters) < 200_000


def test_the_book_is_plainly_spaced_prose():
    characters = load_text().characters
    assert characters.startswith("CHAPTER I\n\nDown the Rabbit-Hole\n\nAlice was beginning")
    assert characters.endswith("the happy summer days.\n")
    assert characters.count("CHAPTER ") == 12
    for unwanted in ("  ", " \n", "\n ", "\n\n\n", "\r", "\t", "*", "_", "["):
        assert unwanted not in characters
    assert max(map(len, characters.splitlines())) < 80


def test_the_alphabet_holds_each_character_once_in_order():
    book = load_text()
    assert sorted(set(book.characters)) == list(book.alphabet)
    assert len(book.alphabet) == 66


def test_parts_follow_each_other_and_decode_to_the_book():
    book = load_text(test_share=0.25)
    assert book.decode(np.concatenate([book.train, book.test])) == book.characters
    assert len(book.test) == round(0.25 * len(book.characters))
    assert book.train.dtype.kind == "i"
    assert len(load_text(test_share=0.0).test) == 0


def test_encode_undoes_decode():
    book = load_text()
    np.testing.assert_array_equal(book.encode(book.decode(book.train[:500])), book.train[:500])
    assert book.decode(book.encode("")) == ""


def test_a_text_of_ones_own():
    text = Text.of("Grüße, 世界", test_share=0.2)
    assert text.decode(text.train) + text.decode(text.test) == "Grüße, 世界"


def test_a_strange_character_is_named():
    with pytest.raises(ValueError, match="encode: '@' is not in the alphabet ' ab'"):
        Text.of("a b").encode("a@b")


@pytest.mark.parametrize("bad", [-0.1, 1.0, 10, float("nan")])
def test_a_share_is_a_number_from_0_to_below_1(bad):
    with pytest.raises(ValueError, match="test_share: expected a share from 0 to below 1"):
        load_text(test_share=bad)


def test_an_empty_text_is_an_error():
    with pytest.raises(ValueError, match="expected some text, got an empty string"):
        Text.of("")


@pytest.mark.parametrize(("length", "step"), [(3, None), (3, 1), (3, 7), (1, 2), (19, None)])
def test_windows_are_read_one_character_ahead(length, step):
    codes = np.arange(20) * 2
    x, y = windows(codes, length, step=step)
    starts = range(0, 20 - length, length if step is None else step)
    assert x.shape == y.shape == (len(starts), length)
    for row, start in enumerate(starts):
        np.testing.assert_array_equal(x[row], codes[start : start + length])
        np.testing.assert_array_equal(y[row], codes[start + 1 : start + 1 + length])


def test_windows_are_copies():
    codes = np.arange(10)
    x, y = windows(codes, 4)
    x[:] = y[:] = -1
    np.testing.assert_array_equal(codes, np.arange(10))


@pytest.mark.parametrize("name", ["length", "step"])
@pytest.mark.parametrize("bad", [0, -1, 1.5, "long"])
def test_length_and_step_are_at_least_one(name, bad):
    with pytest.raises(ValueError, match=f"{name}: expected a whole number >= 1, got"):
        windows(np.arange(10), **({"length": 3} | {name: bad}))


@pytest.mark.parametrize("codes", [np.arange(3), np.zeros((20, 2), int), []])
def test_a_text_too_short_for_one_window_is_an_error(codes):
    with pytest.raises(ValueError, match=r"codes: expected shape \(M,\) with M > 3"):
        windows(codes, 3)
