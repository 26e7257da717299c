"""Train three small networks on the data that ship, and print how well they learn.

    python benchmarks/accuracy.py

About two minutes; exit code 1 if a goal is missed. The networks are small, so one thread of the
matrix library is faster than several: set OPENBLAS_NUM_THREADS=1. `make bench` runs it so.
"""

import argparse
import json
import sys
from dataclasses import asdict

from learning import characters, digits, memory

TASKS = (digits, memory, characters)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the outcomes as one JSON list")
    as_json = parser.parse_args().json
    outcomes = []
    for task in TASKS:
        for outcome in task.run():
            outcomes.append(outcome)
            print(outcome, file=sys.stderr if as_json else sys.stdout, flush=True)
    if as_json:
        print(json.dumps(list(map(asdict, outcomes))))
    return int(not all(outcome.passed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
