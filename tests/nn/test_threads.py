"""Parts of a batch, and the threads that compute them."""

import threading

import pytest

from dlcourse.nn import threads


def test_the_parts_cover_everything_in_order():
    for n in range(1, 40):
        for smallest in (1, 3, 50):
            parts = threads.map_parts(lambda start, stop: (start, stop), n, smallest)
            assert [number for part in parts for number in range(*part)] == list(range(n))
            assert len(parts) <= threads.MOST_PARTS
            assert all(stop - start >= min(n, smallest) for start, stop in parts)


def test_the_cuts_do_not_depend_on_the_threads(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    cuts = []
    for count in ("1", "3"):
        monkeypatch.setenv("DLCOURSE_THREADS", count)
        cuts.append(threads.map_parts(lambda *part: part, 100, 7))
    assert cuts[0] == cuts[1]


def test_two_threads_work_side_by_side(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setenv("DLCOURSE_THREADS", "2")
    meeting = threading.Barrier(2, timeout=10)
    assert len(threads.map_parts(lambda *part: meeting.wait(), 2, 1)) == 2


def test_an_error_in_a_part_comes_back(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setenv("DLCOURSE_THREADS", "2")
    with pytest.raises(ZeroDivisionError):
        threads.map_parts(lambda start, stop: 1 / start, 2, 1)


def test_there_is_one_thread_unless_asked_and_never_more_than_cores(monkeypatch):
    monkeypatch.delenv("DLCOURSE_THREADS", raising=False)
    assert threads.thread_count() == 1
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setenv("DLCOURSE_THREADS", "64")
    assert threads.thread_count() == 2
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert threads.thread_count() == 1


@pytest.mark.parametrize("wanted", ["0", "-1", "two", "", "1.5", "²"])
def test_the_variable_is_a_whole_number(monkeypatch, wanted):
    monkeypatch.setenv("DLCOURSE_THREADS", wanted)
    with pytest.raises(ValueError, match="DLCOURSE_THREADS: expected a whole number >= 1, got"):
        threads.thread_count()
