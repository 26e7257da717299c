"""Measure dlcourse.nn against PyTorch and NumPy peers, and write RESULTS.md and results.png.

    make bench                              everything; about twenty minutes
    python benchmarks/run.py --quick        a short run, to see that it works
    python benchmarks/run.py --workloads lenet lstm --implementations dlcourse PyTorch --threads 1

See README.md for how to install PyTorch and the peers.
"""

import argparse
import sys
from pathlib import Path

from speed.implementations import IMPLEMENTATIONS
from speed.rounds import run_workload
from speed.workloads import WORKLOADS

FOLDER = Path(__file__).resolve().parent


def main():
    options = parse()
    python = options.python or peers_python()
    for threads in options.threads:
        chosen = [
            i
            for i in IMPLEMENTATIONS
            if i.fewest_threads <= threads and i.name in options.implementations
        ]
        for name in options.workloads:
            results = run_workload(name, chosen, threads, rounds=options.rounds, python=python)
            for result in results:
                said = f"{1e3 * result.best:9.3f} ms" if result.best else result.reason
                print(f"{threads} threads  {name:9} {result.implementation:24} {said}", flush=True)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [i.name for i in IMPLEMENTATIONS]
    parser.add_argument("--workloads", nargs="+", choices=list(WORKLOADS), default=list(WORKLOADS))
    parser.add_argument("--implementations", nargs="+", choices=names, default=names)
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--python", help="of the environment that has PyTorch and the peers")
    return parser.parse_args()


def peers_python():
    """Return the Python of benchmarks/.venv if it is there, else this one."""
    python = FOLDER / ".venv" / "bin" / "python"
    return str(python if python.exists() else sys.executable)


if __name__ == "__main__":
    main()
