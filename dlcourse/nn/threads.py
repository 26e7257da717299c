"""A small pool of threads that share a batch, for layers whose work is in NumPy and BLAS.

Both release Python's lock while they compute, so threads do run side by side. How many there are
says the environment variable ``DLCOURSE_THREADS``: 1 if it is not set, never more than the cores.
With more than one, hold the matrix library to one thread: ``OPENBLAS_NUM_THREADS=1``.
"""

import functools
import itertools
import os
from concurrent.futures import ThreadPoolExecutor

MOST_PARTS = 8
WORTH_SHARING = 20_000_000  # multiplications; with fewer, threads wait for one another too often


def map_parts(work, n, length, multiplications):
    """Cut ``range(n)`` into blocks, the blocks into parts, and share the parts among threads.

    Where the cuts fall does not depend on the number of threads. So if each part has a sum of its
    own, the sum over the parts is equal to the last bit for any number of threads.

    Parameters
    ----------
    work : callable
        Called once in each thread with a list of parts. A part is a list of blocks, a block a slice
        of ``range(n)``.
    n : int
    length : int
        Of a block.
    multiplications : int
        How many ``work`` does in all. If they are few, one thread does them.

    Returns
    -------
    list
        What ``work`` returned in each thread, in order.

    Examples
    --------
    >>> map_parts(lambda parts: parts, 5, length=3, multiplications=1000)
    [[[slice(0, 3, None)], [slice(3, 5, None)]]]
    """
    blocks = [slice(first, min(first + length, n)) for first in range(0, n, length)]
    parts = split_evenly(blocks, MOST_PARTS)
    shares = split_evenly(parts, thread_count() if multiplications >= WORTH_SHARING else 1)
    mine, *others = shares
    running = [pool(len(others), os.getpid()).submit(work, share) for share in others]
    return [work(mine), *(future.result() for future in running)]


def split_evenly(items, count):
    """Cut a list into at most ``count`` lists of about equal length, none of them empty.

    Examples
    --------
    >>> split_evenly([1, 2, 3, 4, 5], 2), split_evenly([1, 2], 8)
    ([[1, 2], [3, 4, 5]], [[1], [2]])
    """
    count = min(count, len(items))
    cuts = [len(items) * part // count for part in range(count + 1)]
    return [items[start:stop] for start, stop in itertools.pairwise(cuts)]


def thread_count():
    """Return how many threads to use.

    Raises
    ------
    ValueError
        If ``DLCOURSE_THREADS`` is not a whole number of at least 1.
    """
    wanted = os.environ.get("DLCOURSE_THREADS", "1")
    if not wanted.isascii() or not wanted.isdigit() or int(wanted) < 1:
        raise ValueError(f"DLCOURSE_THREADS: expected a whole number >= 1, got {wanted!r}.")
    return min(int(wanted), core_count())


@functools.cache
def core_count():
    """Return how many cores there are; to ask the system takes longer than a small layer."""
    return os.cpu_count() or 1


@functools.cache
def pool(threads, process):
    """Return the pool of this process; a forked process has no threads yet and gets its own."""
    return ThreadPoolExecutor(threads, thread_name_prefix="dlcourse")
