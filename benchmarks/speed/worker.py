"""The process in which one implementation runs. It answers orders, one JSON object a line.

python -m speed.worker "PyTorch"

{"prepare": "lenet", "sizes": {}}   build, do the first steps, answer their losses
{"time": 0.05}                      do steps for so many seconds, answer the seconds of each
{"memory": true}                    answer how many bytes it needed at most, beyond its imports
"""

import importlib
import importlib.metadata
import json
import os
import sys
import time

from speed import implementations, memory
from speed.recipe import Unsupported
from speed.workloads import make

CHECKED_STEPS = 3  # besides the first
LONGEST_STEP = 4.0  # seconds; who needs more is not timed
SHORTEST_SAMPLE = 0.002  # seconds; steps that take less are timed several together


class Worker:
    """Answers orders for one implementation."""

    def __init__(self, implementation, threads):
        if implementation.one_core and threads == 1:
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        self.options = implementation.options
        self.module = importlib.import_module(f"speed.implementations.{implementation.module}")
        self.step = None
        self.steps_a_sample = 1

    def prepare(self, name, sizes):
        workload = make(name, sizes)
        memory.forget_peak()
        self.before = memory.resident()
        try:
            self.step = self.module.build(workload, **self.options)
            losses = [float(self.step())]
            seconds = self.time_steps(1)
            if seconds > LONGEST_STEP:
                raise Unsupported(f"a step takes {seconds:.0f} s")
        except Unsupported as error:
            return {"unsupported": str(error)}
        losses += [float(self.step()) for _ in range(CHECKED_STEPS)]
        self.steps_a_sample = max(1, round(SHORTEST_SAMPLE / self.time_steps(1)))
        return {"losses": losses}

    def time_steps(self, count):
        """Return the mean seconds of a step."""
        start = time.perf_counter()
        for _ in range(count):
            self.step()
        return (time.perf_counter() - start) / count

    def samples(self, seconds):
        """Return the times of steps, after one that brings data and code back into the caches."""
        if self.time_steps(1) > seconds:  # too slow for caches to matter
            return [self.time_steps(1)]
        end = time.perf_counter() + seconds
        samples = []
        while time.perf_counter() < end:
            samples.append(self.time_steps(self.steps_a_sample))
        return samples

    def answer(self, order):
        if "prepare" in order:
            return self.prepare(order["prepare"], order["sizes"])
        if "time" in order:
            return {"samples": self.samples(order["time"])}
        return {"bytes": memory.peak() - self.before}


def main(name, threads):
    """Answer orders until there are no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    implementation = implementations.find(name)
    try:
        worker = Worker(implementation, threads)
        greeting = {"version": importlib.metadata.version(implementation.package)}
    except ImportError as error:
        greeting = {"missing": f"{type(error).__name__}: {error}"}
    print(json.dumps(greeting), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(worker.answer(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
