"""Saving and loading: the same numbers come back, or an error that names the trouble."""

import numpy as np
import pytest

from dlcourse.nn import Dense, ModelFileError, Sequential, Tanh


def model(seed=0, width=4, dtype="float64"):
    rng = np.random.default_rng(seed)
    return Sequential(
        Dense(3, width, rng=rng, dtype=dtype), Tanh(), Dense(width, 2, rng=rng, dtype=dtype)
    )


X = np.random.default_rng(5).normal(size=(6, 3))


@pytest.mark.parametrize("name", ["model.npz", "model", "model.v2"])
def test_a_loaded_model_predicts_the_same(tmp_path, name):
    model(seed=0).save(tmp_path / name)
    loaded = model(seed=1)
    assert loaded.load(tmp_path / name) is loaded
    np.testing.assert_array_equal(loaded(X), model(seed=0)(X))


def test_the_file_stands_alone_in_its_folder(tmp_path):
    model().save(str(tmp_path / "model"))
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]


def test_the_file_holds_named_arrays_and_no_pickle(tmp_path):
    model().save(tmp_path / "model.npz")
    with np.load(tmp_path / "model.npz", allow_pickle=False) as file:
        assert file.files == ["0.W", "0.b", "2.W", "2.b"]


def test_loading_keeps_the_type_of_the_model(tmp_path):
    model().save(tmp_path / "model")
    loaded = model(dtype="float32").load(tmp_path / "model")
    assert loaded(X).dtype == np.float32
    np.testing.assert_allclose(loaded(X), model()(X), rtol=1e-5)


def test_loading_keeps_the_arrays_that_an_optimizer_holds(tmp_path):
    model(seed=0).save(tmp_path / "model")
    loaded = model(seed=1)
    held = loaded[0].W.value
    loaded.load(tmp_path / "model")
    np.testing.assert_array_equal(held, model(seed=0)[0].W.value)


def expect_refusal(path, message):
    net = model(seed=1)
    with pytest.raises(ModelFileError, match=message):
        net.load(path)
    np.testing.assert_array_equal(net(X), model(seed=1)(X))  # nothing has changed


def test_another_width_is_refused(tmp_path):
    model(width=5).save(tmp_path / "model")
    expect_refusal(
        tmp_path / "model", r"0.W: the model has shape \(3, 4\), the file float64 of shape \(3, 5\)"
    )


def test_another_number_of_layers_is_refused(tmp_path):
    Sequential(Dense(3, 4, rng=np.random.default_rng(0))).save(tmp_path / "model")
    expect_refusal(tmp_path / "model", "Missing in the file: 2.W, 2.b. Unknown to the model: none")


def test_unknown_names_are_refused(tmp_path):
    arrays = {name: p.value for name, p in model().named_parameters().items()}
    np.savez(tmp_path / "model.npz", **arrays, extra=np.ones(1))
    expect_refusal(tmp_path / "model", "Missing in the file: none. Unknown to the model: extra")


def test_arrays_of_another_kind_are_refused(tmp_path):
    arrays = {name: p.value.astype(complex) for name, p in model().named_parameters().items()}
    np.savez(tmp_path / "model.npz", **arrays)
    expect_refusal(tmp_path / "model", "the file complex128 of shape")


def test_a_pickle_is_refused(tmp_path):
    arrays = {name: p.value.astype(object) for name, p in model().named_parameters().items()}
    np.savez(tmp_path / "model.npz", **arrays)
    expect_refusal(tmp_path / "model", "expected an npz file written by save")


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 and then nothing"])
def test_a_damaged_file_is_refused(tmp_path, content):
    (tmp_path / "model.npz").write_bytes(content)
    expect_refusal(tmp_path / "model", "expected an npz file written by save")


def test_a_file_cut_short_is_refused(tmp_path):
    model().save(tmp_path / "model")
    whole = (tmp_path / "model.npz").read_bytes()
    (tmp_path / "model.npz").write_bytes(whole[: len(whole) // 2])
    expect_refusal(tmp_path / "model", "expected an npz file written by save")


def test_a_flipped_bit_is_refused(tmp_path):
    model().save(tmp_path / "model")
    content = bytearray((tmp_path / "model.npz").read_bytes())
    content[200] ^= 1
    (tmp_path / "model.npz").write_bytes(content)
    expect_refusal(tmp_path / "model", "expected an npz file written by save")


def test_a_single_array_is_refused(tmp_path):
    with (tmp_path / "model.npz").open("wb") as file:
        np.save(file, np.ones(3))
    expect_refusal(tmp_path / "model", "expected an npz file written by save")


def test_a_missing_file_is_an_error_that_names_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="model.npz"):
        model().load(tmp_path / "model")
