"""The data that ship: what they hold, bit by bit, and how the loaders part and scale them."""

import hashlib

import numpy as np
import pytest

from dlcourse import data
from dlcourse.data.shipped import read

# SHA-256 of examples and of classes, as read; tests/fixtures/shipped_data.py --check compares the
# files with their originals.
CHECKSUMS = {
    "digits": (
        "23a53393488b04f92efc45ebc92767e2dcfdf206ba37a928f497d261e42267d2",
        "a3c91c262eddcf7ba8f0e37507c30284493c9b20412ffe4af30d536401f7ba21",
    ),
    "iris": (
        "012f498fe9c8b3b34212c3c5d98e1f03f2f79931cd49349beb1bad64dcf164a7",
        "734737f11162991213afc3a96aa5e8823b2d9cdcfb8992df1e85a0bae44b2395",
    ),
    "breast_cancer": (
        "6b202a2072f9a0385f405a8f8605b1b06f6f36ae6d23d9cd6cbbc0974a416bc7",
        "cf3718c3daedd1aa2ed0e61287957d1861f3f3cdc31097111991a7a8b1df32e7",
    ),
}
LOADERS = {
    "digits": data.load_digits,
    "iris": data.load_iris,
    "breast_cancer": data.load_breast_cancer,
}
TABLES = ["iris", "breast_cancer"]


def rng(seed=0):
    return np.random.default_rng(seed)


def rows(x):
    """Examples as a sorted list, to compare two sets of them."""
    return sorted(x.reshape(len(x), -1).tolist())


@pytest.mark.parametrize(
    ("name", "shape", "balance"),
    [
        ("digits", (1797, 8, 8, 1), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]),
        ("iris", (150, 4), [50, 50, 50]),
        ("breast_cancer", (569, 30), [357, 212]),
    ],
)
def test_files_hold_what_their_sources_say(name, shape, balance):
    x, y = read(name)
    assert (x.shape, x.dtype) == (shape, np.float64)
    assert y.dtype.kind == "i"
    assert np.bincount(y).tolist() == balance


@pytest.mark.parametrize("name", CHECKSUMS)
def test_files_hold_the_very_numbers_they_were_made_of(name):
    little_endian = [array.astype(f"<{array.dtype.kind}8") for array in read(name)]
    found = tuple(hashlib.sha256(array.tobytes()).hexdigest() for array in little_endian)
    assert found == CHECKSUMS[name]


def test_digits_are_sixteenths_from_0_to_1():
    x, _ = read("digits")
    np.testing.assert_array_equal(np.unique(x), np.arange(17) / 16)


def test_numbers_of_tables_are_those_of_the_papers():
    x, y = read("iris")
    assert x[[0, 34, 37]].tolist() == [
        [5.1, 3.5, 1.4, 0.2],
        [4.9, 3.1, 1.5, 0.2],
        [4.9, 3.6, 1.4, 0.1],
    ]
    np.testing.assert_allclose(x.mean(axis=0), [5.84, 3.06, 3.76, 1.20], atol=0.005)
    x, y = read("breast_cancer")
    assert (x[0, 0], y[0]) == (17.99, 1)  # the first is malignant
    assert x[y == 1, 0].mean() > x[y == 0, 0].mean()  # malignant nuclei are larger
    np.testing.assert_array_equal(x[:, 3].min(), 143.5)
    np.testing.assert_array_equal(x[:, 23].max(), 4254.0)


@pytest.mark.parametrize("name", LOADERS)
def test_parts_hold_every_example_once(name):
    x, y = read(name)
    parts = LOADERS[name](rng=rng(), test_share=0.2, validation_share=0.1)
    held = np.concatenate([parts.x_train, parts.x_validation, parts.x_test])
    assert rows(held) == rows(x)
    classes = np.concatenate([parts.y_train, parts.y_validation, parts.y_test])
    np.testing.assert_array_equal(np.bincount(classes), np.bincount(y))
    assert len(parts.y_test) == round(0.2 * len(x))
    assert len(parts.y_validation) == round(0.1 * len(x))
    assert [len(pair) for pair in parts.parts().values()] == [2, 2, 2]


@pytest.mark.parametrize("name", LOADERS)
def test_the_same_seed_gives_the_same_parts(name):
    one, two, other = (LOADERS[name](rng=rng(seed)) for seed in (1, 1, 2))
    for pair, again in [(one.train, two.train), (one.test, two.test)]:
        np.testing.assert_array_equal(pair[0], again[0])
        np.testing.assert_array_equal(pair[1], again[1])
    assert not np.array_equal(one.x_train, other.x_train)


@pytest.mark.parametrize("name", LOADERS)
def test_examples_keep_their_classes(name):
    x, y = read(name)
    known = {}
    for row, number in zip(x.reshape(len(x), -1), y, strict=True):
        known.setdefault(tuple(row), set()).add(int(number))
    parts = LOADERS[name](rng=rng())
    for row, number in zip(parts.x_test.reshape(len(parts.x_test), -1), parts.y_test, strict=True):
        assert int(number) in known[tuple(row)]


@pytest.mark.parametrize("name", LOADERS)
def test_shares_of_classes_are_kept_unless_stratify_is_off(name):
    _, y = read(name)
    even = np.bincount(LOADERS[name](rng=rng(), test_share=0.3).y_test)
    assert abs(even - 0.3 * np.bincount(y)).max() < 1.0
    free = [np.bincount(LOADERS[name](rng=rng(s), stratify=False).y_test) for s in range(5)]
    assert max(abs(counts - 0.2 * np.bincount(y)).max() for counts in free) > 1.0


@pytest.mark.parametrize("name", LOADERS)
def test_a_part_that_is_not_asked_for_is_none(name):
    whole = LOADERS[name](rng=rng(), test_share=0.0)
    assert whole.test is whole.x_test is whole.y_test is None
    assert whole.validation is whole.x_validation is whole.y_validation is None
    assert len(whole.x_train) == len(read(name)[0])
    assert whole.scaler is None
    assert "validation=None, test=None" in repr(whole)


def test_flat_digits_are_the_same_pixels_row_by_row():
    square, flat = data.load_digits(rng=rng()), data.load_digits(rng=rng(), flat=True)
    np.testing.assert_array_equal(flat.x_train, square.x_train.reshape(-1, 64))
    assert flat.class_names == tuple("0123456789")


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("scale", [data.standard_scaler, data.min_max_scaler])
def test_scaling_learns_from_the_training_part_alone(name, scale):
    raw = LOADERS[name](rng=rng(), validation_share=0.1)
    scaled = LOADERS[name](rng=rng(), validation_share=0.1, scale=scale)
    expected = scale(raw.x_train)
    np.testing.assert_array_equal(scaled.scaler.offset, expected.offset)
    np.testing.assert_array_equal(scaled.scaler.width, expected.width)
    for part in ("train", "validation", "test"):
        given, got = getattr(raw, f"x_{part}"), getattr(scaled, f"x_{part}")
        np.testing.assert_array_equal(got, expected(given))
        np.testing.assert_allclose(scaled.scaler.undo(got), given, rtol=1e-12, atol=1e-12)
    if scale is data.standard_scaler:
        np.testing.assert_allclose(scaled.x_train.mean(axis=0), 0.0, atol=1e-12)
        np.testing.assert_allclose(scaled.x_train.std(axis=0), 1.0)
        assert abs(scaled.x_test.mean(axis=0)).min() > 1e-3  # the test part is not centred itself
    else:
        assert (scaled.x_train.min(axis=0) == 0.0).all()
        np.testing.assert_allclose(scaled.x_train.max(axis=0), 1.0)


def test_scaling_without_other_parts():
    whole = data.load_iris(rng=rng(), test_share=0.0, scale=data.standard_scaler)
    assert whole.x_train.shape == (150, 4)
    assert whole.x_test is None


@pytest.mark.parametrize("name", LOADERS)
def test_every_column_and_class_has_its_name(name):
    parts = LOADERS[name](rng=rng())
    assert len(parts.class_names) == parts.y_train.max() + 1
    columns = parts.x_train.shape[1] if name in TABLES else 0
    assert len(set(parts.feature_names)) == len(parts.feature_names) == columns


def test_breast_cancer_names_stand_in_the_order_of_the_columns():
    names = data.load_breast_cancer(rng=rng()).feature_names
    assert [names[i] for i in (0, 9, 10, 20, 27)] == [
        "mean radius",
        "mean fractal dimension",
        "radius error",
        "worst radius",
        "worst concave points",
    ]


def test_what_one_caller_changes_no_other_sees():
    one = data.load_iris(rng=rng())
    one.x_train[:] = 0.0
    assert data.load_iris(rng=rng()).x_train.all()


def test_a_dataset_cannot_be_rewritten():
    iris = data.load_iris(rng=rng())
    with pytest.raises(AttributeError, match="cannot assign to field"):
        iris.x_train = None


@pytest.mark.parametrize("name", LOADERS)
def test_a_seed_is_no_generator(name):
    with pytest.raises(TypeError, match=r"rng: expected numpy.random.default_rng\(seed\), got 0"):
        LOADERS[name](rng=0)


@pytest.mark.parametrize("name", LOADERS)
def test_a_wrong_share_is_named(name):
    with pytest.raises(ValueError, match="test_share: expected a share from 0 to below 1"):
        LOADERS[name](rng=rng(), test_share=20)
