import doctest

import pytest
from speed import report, rounds, tables, updates, workloads


def record(**changes):
    """Return the record of a run with dlcourse alone."""
    machine = {
        "date": "1 January 2026, 12:00 UTC",
        "processor": "abacus",
        "cores": "2",
        "system": "Linux",
        "Python": "3.11.0",
        "load before": 0.5,
        "load after": 1.5,
        "rounds": 2,
        "minutes": 1.0,
    }
    ours = dict(workload="lenet", implementation="dlcourse", threads=1, best=0.00583, median=0.006)
    ours |= dict(samples=9, bytes=12_000_000, reason="")
    return {
        "machine": machine,
        "versions": {"numpy": "2.4.6", "torch": None},
        "limits": {},
        "results": [ours],
        "growth": [],
        "learning": [],
        "chart": False,
    } | changes


def test_without_pytorch_it_says_what_is_not_installed():
    text = report.report(record())
    assert "not installed: torch" in text
    assert "| lenet | 5.83 |" in text
    assert "Missed" not in text
    assert "Every goal" not in text


def test_a_missed_goal_is_listed():
    ours = record()["results"][0]
    text = report.report(record(results=[ours, ours | dict(implementation="PyTorch", best=0.005)]))
    assert "Missed:\n\n- LeNet, 64x28x28x1, Adam: 1.17 of PyTorch's time, goal 0.95." in text


def test_a_goal_reached_is_said():
    ours = record()["results"][0]
    text = report.report(record(results=[ours, ours | dict(implementation="PyTorch", best=0.007)]))
    assert "Every goal is reached." in text
    assert "| 0.83 | 0.95 |" in text


def test_who_could_not_take_part_is_named_with_the_reason():
    ours = record()["results"][0]
    other = dict(implementation="DeZero", best=None, median=None, bytes=None, reason="too slow")
    text = report.report(record(results=[ours, ours | other]))
    assert "- DeZero, lenet: too slow" in text


def test_growth_and_limits_have_tables():
    point = record()["results"][0] | {"curve": "LeNet, batch"}
    growth = [point | {"value": 8, "best": 0.001}, point | {"value": 32, "best": 0.004}]
    text = report.report(record(growth=growth, limits={"1": {"a call, us": 0.28}}))
    assert "| LeNet, batch | 8 | 32 |\n|---|---:|---:|\n| dlcourse | 1.00 | 4.00 |" in text
    assert "| a call, us | 0.28 |" in text


@pytest.mark.parametrize("module", [rounds, tables, updates, workloads], ids=lambda m: m.__name__)
def test_examples_in_docstrings_are_right(module):
    failed, tried = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried > 0
    assert failed == 0
