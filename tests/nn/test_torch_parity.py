"""The library gives what PyTorch gave: see tests/fixtures/torch_parity.py."""

import sys

import numpy as np
import pytest
import torch_parity
from parity_cases import CASES

STORED = torch_parity.read_fixtures()


@pytest.mark.parametrize("name", CASES)
def test_answers_equal_those_of_pytorch(name):
    given, theirs = STORED[name]
    ours = CASES[name].our_answers(given)
    assert ours.keys() == theirs.keys()
    for key, answer in theirs.items():
        np.testing.assert_allclose(
            ours[key], answer, rtol=CASES[name].tolerance, atol=1e-13, err_msg=f"{name}: {key}"
        )


def test_every_stored_case_is_compared():
    assert STORED.keys() == CASES.keys()


def test_without_pytorch_the_script_says_how_to_install_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "torch", None)
    assert torch_parity.main(["--check"]) == 2
    assert "pip install torch==2.13.0" in capsys.readouterr().err


class AnswersFromFile:
    """Stands in for a case: PyTorch's answers come from the file, ours may be wrong."""

    name, tolerance = "SGD", 1e-10

    def __init__(self, error):
        self.error = error

    def inputs(self, rng):
        return STORED["SGD"][0]

    def our_answers(self, given):
        return {key: array + self.error for key, array in STORED["SGD"][1].items()}

    def their_answers(self, given, torch):
        return STORED["SGD"][1]


class NoTorch:
    __version__ = "0"


@pytest.mark.parametrize(("error", "failures"), [(0.0, 0), (1e-9, 1)])
def test_the_check_counts_the_cases_that_differ(monkeypatch, capsys, error, failures):
    monkeypatch.setattr(torch_parity, "CASES", {"SGD": AnswersFromFile(error)})
    assert torch_parity.check(NoTorch) == failures
    assert ("DIFFERENT" in capsys.readouterr().out) == bool(failures)


def test_a_missing_answer_is_a_difference():
    assert torch_parity.largest_difference({}, {"y": np.zeros(1)}) == np.inf
