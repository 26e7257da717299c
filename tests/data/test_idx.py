"""The IDX format: arrays of bytes, and what can be wrong with them."""

import gzip
import struct

import numpy as np
import pytest

from dlcourse.data.idx import parse_idx, read_idx


def idx(x):
    """The IDX file of an array of bytes."""
    return bytes([0, 0, 8, x.ndim]) + struct.pack(f">{x.ndim}I", *x.shape) + x.tobytes()


@pytest.mark.parametrize("shape", [(5,), (3, 4, 2), (0, 28, 28), (300, 1)])
def test_an_array_comes_back(tmp_path, shape):
    x = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    np.testing.assert_array_equal(parse_idx(idx(x)), x)
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(idx(x)))
    np.testing.assert_array_equal(read_idx(path), x)


GOOD = idx(np.arange(6, dtype=np.uint8).reshape(2, 3))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it begins with b'', not with 0, 0, 8"),
        (b"\x00\x00", "it begins with"),
        (b"\x00\x00\x0d\x01" + GOOD[4:], "it begins with"),  # numbers with a point
        (b"<html>", "it begins with b'<htm'"),
        (GOOD[:9], "it ends within the lengths of its 2 axes"),
        (GOOD[:-1], r"its shape is \(2, 3\), but 5 numbers follow"),
        (GOOD + b"x", r"its shape is \(2, 3\), but 7 numbers follow"),
    ],
)
def test_what_is_no_idx_is_told(tmp_path, content, told):
    with pytest.raises(ValueError, match=told):
        parse_idx(content)
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(content))
    with pytest.raises(ValueError, match=f"x.gz: expected a gzipped IDX file.*{told}"):
        read_idx(path)


def test_a_huge_shape_is_compared_without_overflow():
    with pytest.raises(ValueError, match="but 0 numbers follow"):
        parse_idx(bytes([0, 0, 8, 4]) + struct.pack(">4I", *[2**16] * 4))


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: b"not gzip at all",
        lambda packed: packed[: len(packed) // 2],
        lambda packed: packed[:10] + b"\xff" * 8 + packed[18:],
        lambda packed: packed[:-8] + b"\x00" * 8,  # another checksum
        lambda packed: b"",
    ],
)
def test_a_damaged_file_is_named(tmp_path, damage):
    path = tmp_path / "x.gz"
    path.write_bytes(damage(gzip.compress(GOOD * 10)))
    with pytest.raises(ValueError, match="x.gz: expected a gzipped IDX file, but it is damaged"):
        read_idx(path)
