"""Times one workload on all implementations, in turns, so that all meet the same disturbances."""

import contextlib
import os
import time
from dataclasses import dataclass

import numpy as np

from speed.client import Client, WorkerFailed

TOLERANCE = 1e-3  # relative, between losses in float32 that were summed in another order
TURN = 0.06  # seconds
PAUSE = 0.02  # seconds, in which the waiting threads of who was before go to sleep
SLOW = 10.0  # whoever takes so many times the best time sits out after `ROUNDS_IF_SLOW`
ROUNDS_IF_SLOW = 3


@dataclass
class Result:
    """What one implementation did on one workload; times in seconds a step.

    ``load`` is how many processes wanted a core while it was measured, a mean of the last minute.
    """

    workload: str
    implementation: str
    threads: int
    best: float | None = None
    median: float | None = None
    samples: int = 0
    bytes: int | None = None
    load: float | None = None
    reason: str = ""  # why there are no times


def run_workload(name, implementations, threads, *, rounds, python, sizes=None):
    """Return a `Result` for each implementation.

    The first implementation says what the losses have to be; who returns others is not timed.
    """
    with contextlib.ExitStack() as stack:
        results, clients, losses = [], {}, None
        for implementation in implementations:
            result = Result(name, implementation.name, threads)
            results.append(result)
            try:
                client = stack.enter_context(Client(implementation, threads, python))
                if client.missing:
                    result.reason = f"not installed ({client.missing})"
                    continue
                answer = client.ask(prepare=name, sizes=sizes or {})
            except WorkerFailed as error:
                result.reason = f"failed ({error})"
                continue
            result.reason = answer.get("unsupported", "")
            if result.reason:
                continue
            losses = losses or answer["losses"]
            if disagree(answer["losses"], losses):
                result.reason = f"other losses: {answer['losses']}, expected {losses}"
                continue
            result.bytes = client.ask(memory=True)["bytes"]
            clients[implementation.name] = client
        summarize(results, take_turns(clients, rounds))
        return results


def disagree(losses, expected):
    """Return whether losses differ by more than rounding.

    Examples
    --------
    >>> disagree([1.0, 0.5], [1.0, 0.50001]), disagree([1.0, 0.5], [1.0, 0.6])
    (False, True)
    """
    return not np.allclose(losses, expected, rtol=TOLERANCE, atol=0.0)


def take_turns(clients, rounds):
    """Return a list of sample times for each client."""
    samples = {name: [] for name in clients}
    for number in range(rounds):
        fastest = min((min(times) for times in samples.values() if times), default=0.0)
        for name, client in clients.items():
            if number >= ROUNDS_IF_SLOW and min(samples[name]) > SLOW * fastest:
                continue
            samples[name] += client.ask(time=TURN)["samples"]
            time.sleep(PAUSE)
    return samples


def summarize(results, samples):
    """Write best and median into the results."""
    for result in results:
        times = samples.get(result.implementation)
        if times:
            result.best, result.median = float(np.min(times)), float(np.median(times))
            result.samples = len(times)
            result.load = os.getloadavg()[0]
