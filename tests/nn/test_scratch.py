"""Memory that is used again."""

import threading

import numpy as np

from dlcourse.nn.scratch import LARGEST_KEPT, Scratch


def test_the_same_name_gives_the_same_memory_and_another_name_other_memory():
    scratch = Scratch()
    a, b = scratch.array("a", (4, 5), np.float64), scratch.array("b", (4, 5), np.float64)
    assert not np.shares_memory(a, b)
    assert np.shares_memory(a, scratch.array("a", (20,), np.float32))


def test_it_grows():
    scratch = Scratch()
    scratch.array("a", (2,), np.float32)
    assert scratch.array("a", (3, 4), np.float64).shape == (3, 4)


def test_another_thread_has_its_own():
    scratch, found = Scratch(), []
    mine = scratch.array("a", (3,), np.float64)
    thread = threading.Thread(target=lambda: found.append(scratch.array("a", (3,), np.float64)))
    thread.start()
    thread.join()
    assert not np.shares_memory(mine, found[0])


def test_very_large_arrays_are_not_kept():
    scratch = Scratch()
    large = scratch.array("a", (LARGEST_KEPT + 1,), np.uint8)
    assert not np.shares_memory(large, scratch.array("a", (LARGEST_KEPT + 1,), np.uint8))
