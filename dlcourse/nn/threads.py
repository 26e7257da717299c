"""A small pool of threads that share a batch, for layers whose work is in NumPy and BLAS.

Both release Python's lock while they compute, so threads do run side by side. How many there are
says the environment variable ``DLCOURSE_THREADS``: 1 if it is not set, never more than the cores.
With more than one, hold the matrix library to one thread: ``OPENBLAS_NUM_THREADS=1``.
"""

import functools
import os
from concurrent.futures import ThreadPoolExecutor

MOST_PARTS = 8


def map_parts(work, n, smallest):
    """Cut ``range(n)`` into parts and return ``[work(start, stop), ...]``, in order.

    Where the cuts fall depends on ``n`` and ``smallest`` alone, so that sums over the parts are
    equal to the last bit for any number of threads.

    Parameters
    ----------
    work : callable
    n : int
    smallest : int
        No part is shorter, unless ``n`` is.

    Examples
    --------
    >>> map_parts(lambda start, stop: (start, stop), 10, smallest=4)
    [(0, 5), (5, 10)]
    """
    parts = max(1, min(MOST_PARTS, n // smallest))
    starts = [n * part // parts for part in range(parts)]
    stops = [*starts[1:], n]
    threads = thread_count()
    run = map if min(threads, parts) == 1 else pool(threads, os.getpid()).map
    return list(run(work, starts, stops))


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
    return min(int(wanted), os.cpu_count() or 1)


@functools.cache
def pool(threads, process):
    """Return the pool of this process; a forked process has no threads yet and gets its own."""
    return ThreadPoolExecutor(threads, thread_name_prefix="dlcourse")
