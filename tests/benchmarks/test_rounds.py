import sys

from speed.implementations import find
from speed.rounds import ROUNDS_IF_SLOW, Result, disagree, run_workload, summarize, take_turns


class Clock:
    """A client that always takes the same time, and counts its turns."""

    def __init__(self, seconds):
        self.seconds, self.turns = seconds, 0

    def ask(self, time):
        self.turns += 1
        return {"samples": [self.seconds]}


def test_losses_may_differ_by_rounding_only():
    assert not disagree([2.0, 1.0], [2.0001, 1.0001])
    assert disagree([2.0, 1.0], [2.0, 1.01])
    assert disagree([float("nan"), 1.0], [2.0, 1.0])


def test_who_is_far_slower_sits_out_after_some_rounds():
    clients = {"fast": Clock(0.001), "slow": Clock(0.1)}
    samples = take_turns(clients, rounds=ROUNDS_IF_SLOW + 4)
    assert clients["fast"].turns == ROUNDS_IF_SLOW + 4
    assert clients["slow"].turns == ROUNDS_IF_SLOW
    assert len(samples["slow"]) == ROUNDS_IF_SLOW


def test_best_and_median_come_from_all_samples():
    result, untimed = Result("xor", "a", 1), Result("xor", "b", 1, reason="not installed")
    summarize([result, untimed], {"a": [3.0, 1.0, 2.0, 9.0]})
    assert (result.best, result.median, result.samples) == (1.0, 2.5, 4)
    assert untimed.best is None


def test_a_workload_runs_in_a_process_of_its_own():
    (result,) = run_workload("xor", [find("dlcourse")], 1, rounds=1, python=sys.executable)
    assert result.reason == ""
    assert 0 < result.best <= result.median
    assert result.bytes >= 0


def test_what_is_not_installed_is_said():
    (result,) = run_workload("xor", [find("DeZero")], 1, rounds=1, python=sys.executable)
    assert result.best is None
    assert "No module named 'dezero'" in result.reason
