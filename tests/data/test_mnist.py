"""MNIST from a server on this machine, in small."""

import gzip
import hashlib
import struct

import numpy as np
import pytest

from dlcourse.data import DownloadError, load_mnist, mnist

TRAIN, TEST = 12, 4


def packed(x):
    header = bytes([0, 0, 8, x.ndim]) + struct.pack(f">{x.ndim}I", *x.shape)
    return gzip.compress(header + x.tobytes(), mtime=0)


def images(n):
    x = np.random.default_rng(n).integers(0, 256, (n, 28, 28), dtype=np.uint8)
    x[0, 0, :2] = 0, 255
    return x


def labels(n):
    return np.random.default_rng(n).integers(0, 10, n, dtype=np.uint8)


@pytest.fixture
def small(mirror, monkeypatch):
    """Sixteen images on a server, in files that are named as the real ones."""
    arrays = [images(TRAIN), labels(TRAIN), images(TEST), labels(TEST)]
    files = dict(zip(mnist.FILES, map(packed, arrays), strict=True))
    mirror.files |= {f"/mnist/{name}": content for name, content in files.items()}
    sums = {name: hashlib.md5(content).hexdigest() for name, content in files.items()}
    monkeypatch.setattr(mnist, "FILES", sums)
    return mirror.address("mnist")


def load(folder, mirror, **options):
    return load_mnist(folder, mirrors=mirror, progress=False, **options)


def test_images_from_0_to_1_and_their_classes(small, tmp_path):
    digits = load(tmp_path, small)
    assert (digits.x_train.shape, digits.x_train.dtype) == ((TRAIN, 28, 28, 1), np.float32)
    assert (digits.x_train.min(), digits.x_train.max()) == (0.0, 1.0)
    np.testing.assert_array_equal((digits.x_train[..., 0] * 255).round(), images(TRAIN))
    np.testing.assert_array_equal((digits.x_test[..., 0] * 255).round(), images(TEST))
    np.testing.assert_array_equal(digits.y_train, labels(TRAIN))
    np.testing.assert_array_equal(digits.y_test, labels(TEST))
    assert digits.y_train.dtype.kind == "i"
    assert digits.validation is None
    assert digits.class_names == tuple("0123456789")


def test_flat_and_in_float64(small, tmp_path):
    digits = load(tmp_path, [small], flat=True, dtype="float64")
    assert (digits.x_test.shape, digits.x_test.dtype) == ((TEST, 784), np.float64)
    np.testing.assert_array_equal(digits.x_test, images(TEST).reshape(TEST, 784) / 255)


def test_the_second_call_needs_no_network(small, tmp_path, mirror):
    one = load(tmp_path, small)
    assert len(mirror.asked) == 4
    two = load(tmp_path, [])
    assert len(mirror.asked) == 4
    np.testing.assert_array_equal(one.x_train, two.x_train)
    assert {path.name for path in tmp_path.iterdir()} == set(mnist.FILES)


def test_the_cache_of_the_user_is_the_default(small, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load(None, small)
    assert {p.name for p in (tmp_path / "dlcourse" / "mnist").iterdir()} == set(mnist.FILES)


def test_what_came_before_a_failure_is_kept_for_the_next_try(small, tmp_path, mirror):
    last = "/mnist/t10k-labels-idx1-ubyte.gz"
    content = mirror.files.pop(last)
    with pytest.raises(DownloadError, match="t10k-labels-idx1-ubyte.gz could not be downloaded"):
        load(tmp_path, small)
    assert len(list(tmp_path.iterdir())) == 3
    mirror.files[last] = content
    mirror.asked.clear()
    assert len(load(tmp_path, small).y_test) == TEST
    assert mirror.asked == [last]


def test_a_damaged_file_is_replaced_by_one_from_the_second_mirror(small, tmp_path, mirror):
    load(tmp_path, small)
    name = "train-images-idx3-ubyte.gz"
    (tmp_path / name).write_bytes(b"half a file")
    mirror.files[f"/bad/{name}"] = b"damaged"
    digits = load(tmp_path, [mirror.address("bad/"), small])
    assert mirror.asked[-2:] == [f"/bad/{name}", f"/mnist/{name}"]
    assert digits.x_train.shape == (TRAIN, 28, 28, 1)


def test_without_a_network_it_says_so(tmp_path, dead_address):
    with pytest.raises(DownloadError, match="no connection .*\nCheck the network and try again"):
        load(tmp_path, dead_address)


def test_progress_names_each_file(small, tmp_path, capsys):
    load_mnist(tmp_path, mirrors=small)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == list(mnist.FILES)


@pytest.mark.parametrize("bad", ["uint8", int])
def test_pixels_are_floats(tmp_path, bad):
    with pytest.raises(ValueError, match="dtype: expected a type of floats, such as float32, got"):
        load_mnist(tmp_path, mirrors=[], dtype=bad)


def test_the_real_files_are_those_that_everyone_uses():
    assert list(mnist.FILES.values()) == [
        "f68b3c2dcbeaaa9fbdd348bbdeb94873",
        "d53e105ee54ea40749a09fcbcd1e9432",
        "9fb629c4189551a2d022fa330f9573f3",
        "ec29112dd5afa0611ce80d1b7f02629c",
    ]
    assert all(address.startswith("https://") for address in mnist.MIRRORS)
