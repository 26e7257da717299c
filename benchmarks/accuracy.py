"""Train three small networks on the data that ship, and print how well they learn.

    python benchmarks/accuracy.py

About two minutes. `make bench` runs it too.
"""

import sys

from learning import characters, digits, memory

TASKS = (digits, memory, characters)


def measure():
    """Return an `Outcome` for each row of the table, and print it as it comes."""
    outcomes = []
    for task in TASKS:
        for outcome in task.run():
            said = "reached" if outcome.passed else "MISSED"
            print(
                f"{outcome.task}: {outcome.reached}  (goal {outcome.goal}; "
                f"{outcome.seconds:.0f} s)  {said}",
                flush=True,
            )
            outcomes.append(outcome)
    return outcomes


if __name__ == "__main__":
    sys.exit(not all(outcome.passed for outcome in measure()))
