"""History: one list a quantity."""

import pytest

from dlcourse.nn import History


def history():
    record = History()
    record.append({"loss": 0.5, "accuracy": 0.75})
    record.append({"loss": 0.25, "accuracy": 1.0})
    return record


def test_numbers_come_back_by_name():
    record = history()
    assert record["loss"] == [0.5, 0.25]
    assert record.last() == {"loss": 0.25, "accuracy": 1.0}
    assert list(record) == list(record.keys()) == ["loss", "accuracy"]
    assert record.epochs == 2
    assert "loss" in record
    assert "val_loss" not in record


def test_an_unknown_name_is_an_error_that_lists_the_known_ones():
    with pytest.raises(KeyError, match="'val_loss' was not recorded, only loss, accuracy"):
        history()["val_loss"]
    with pytest.raises(KeyError, match="only nothing"):
        History()["loss"]


def test_representation_shows_the_last_numbers():
    assert repr(history()) == "History(2 epochs, loss=0.25, accuracy=1)"
    assert repr(History()) == "History(0 epochs)"
