"""Parts of a batch, and the threads that compute them."""

import itertools
import threading

import pytest

from dlcourse.nn import threads

MANY = threads.WORTH_SHARING


def use(monkeypatch, count):
    monkeypatch.setattr(threads, "core_count", lambda: count)
    monkeypatch.setenv("DLCOURSE_THREADS", str(count))


@pytest.mark.parametrize("count", [1, 3])
def test_the_blocks_cover_everything_in_order(monkeypatch, count):
    use(monkeypatch, count)
    for n in range(1, 40):
        for length in (1, 3, 50):
            parts = list(itertools.chain(*threads.map_parts(lambda parts: parts, n, length, MANY)))
            assert len(parts) <= threads.MOST_PARTS
            numbers = range(n)
            blocks = [numbers[block] for part in parts for block in part]
            assert [number for block in blocks for number in block] == list(numbers)
            assert {len(block) for block in blocks[:-1]} <= {length}


def test_the_cuts_do_not_depend_on_the_threads(monkeypatch):
    cuts = []
    for count in (1, 2, 3):
        use(monkeypatch, count)
        shares = threads.map_parts(lambda parts: parts, 100, 7, MANY)
        assert len(shares) == count
        cuts.append(list(itertools.chain(*shares)))
    assert cuts[0] == cuts[1] == cuts[2]


def test_two_threads_work_side_by_side(monkeypatch):
    use(monkeypatch, 2)
    meeting = threading.Barrier(2, timeout=10)
    assert len(threads.map_parts(lambda parts: meeting.wait(), 2, 1, MANY)) == 2


def test_little_work_is_not_shared(monkeypatch):
    use(monkeypatch, 2)
    assert len(threads.map_parts(lambda parts: parts, 100, 7, MANY - 1)) == 1


def test_an_error_in_a_part_comes_back(monkeypatch):
    use(monkeypatch, 2)
    with pytest.raises(ZeroDivisionError):
        threads.map_parts(lambda parts: 1 / parts[0][0].start, 2, 1, MANY)


def test_there_is_one_thread_unless_asked_and_never_more_than_cores(monkeypatch):
    monkeypatch.delenv("DLCOURSE_THREADS", raising=False)
    assert threads.thread_count() == 1
    monkeypatch.setattr(threads, "core_count", lambda: 2)
    monkeypatch.setenv("DLCOURSE_THREADS", "64")
    assert threads.thread_count() == 2


def test_a_system_that_does_not_know_its_cores_has_one(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert threads.core_count.__wrapped__() == 1


@pytest.mark.parametrize("wanted", ["0", "-1", "two", "", "1.5", "²"])
def test_the_variable_is_a_whole_number(monkeypatch, wanted):
    monkeypatch.setenv("DLCOURSE_THREADS", wanted)
    with pytest.raises(ValueError, match="DLCOURSE_THREADS: expected a whole number >= 1, got"):
        threads.thread_count()
