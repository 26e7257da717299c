"""Measure dlcourse.nn against PyTorch and NumPy peers, and write RESULTS.md and results.png.

    make bench                              everything; about half an hour with all peers
    python benchmarks/run.py --quick        a short run, to see that it works; writes nothing
    python benchmarks/run.py --workloads lenet lstm --implementations dlcourse PyTorch --threads 1

README.md says how to install PyTorch and the peers.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from speed import chart, growth, report, surroundings
from speed.implementations import IMPLEMENTATIONS
from speed.rounds import run_workload
from speed.workloads import WORKLOADS

FOLDER = Path(__file__).resolve().parent
QUICK_ROUNDS = 2
GROWTH_ROUNDS = 8


def main():
    options = parse()
    if options.report:
        record = stored()
    elif options.learning:
        record = stored() | {"learning": measure_learning()}
    elif options.again:
        record = put_in_place(measure_workloads(options), stored())
    else:
        record = measure(options)
    if options.output:
        write(record, options.output)
    else:
        print(report.report(record))


def measure(options):
    """Return the record of a run: what results.json holds."""
    start, load = time.monotonic(), surroundings.load()
    python = options.python
    record = {
        "machine": surroundings.describe() | {"load before": load, "rounds": options.rounds},
        "versions": surroundings.versions(python),
        "limits": {},
        "growth": [],
        "learning": [],
    }
    if not options.quick:
        record["limits"] = {str(n): surroundings.limits(python, n) for n in options.threads}
    record["results"] = measure_workloads(options)
    if not options.quick:
        curves = [curve for curve in growth.CURVES if curve.workload in options.workloads]
        ours_and_pytorch = [i for i in options.implementations if i.name in ("dlcourse", "PyTorch")]
        record["growth"] = growth.measure(
            curves, ours_and_pytorch, rounds=GROWTH_ROUNDS, python=python, tell=tell
        )
        record["learning"] = measure_learning()
    minutes = (time.monotonic() - start) / 60
    record["machine"] |= {"load after": surroundings.load(), "minutes": minutes}
    record["chart"] = False
    return record


def measure_workloads(options):
    """Return the results of all chosen workloads, as dictionaries."""
    found = []
    for threads in options.threads:
        chosen = [i for i in options.implementations if i.fewest_threads <= threads]
        for name in options.workloads:
            results = run_workload(
                name, chosen, threads, rounds=options.rounds, python=options.python
            )
            found += map(asdict, results)
            tell(f"{name}, threads {threads}", results)
    return found


def measure_learning():
    """Return the outcomes of accuracy.py, as dictionaries."""
    command = [sys.executable, str(FOLDER / "accuracy.py"), "--json"]
    path = {"PYTHONPATH": str(FOLDER.parent), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, env=os.environ | path, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def stored():
    """Return the record of the last full run."""
    return json.loads((FOLDER / "results.json").read_text())


def put_in_place(results, record):
    """Return the record with new results for the same workloads and threads."""

    def key(result):
        return result["workload"], result["threads"]

    new = {key(result) for result in results}
    kept = [result for result in record["results"] if key(result) not in new]
    return record | {"results": kept + results}


def write(record, folder):
    """Write the record, the figure and the report into a folder."""
    record["chart"] = chart.draw(record["results"], folder / "results.png")
    (folder / "results.json").write_text(json.dumps(record, indent=1) + "\n")
    (folder / "RESULTS.md").write_text(report.report(record))
    print(f"Written: {folder / 'RESULTS.md'}")


def tell(what, results):
    """Print a line for what was just measured."""
    said = [
        f"{r.implementation} {1e3 * r.best:.3g} ms" if r.best else f"{r.implementation}: {r.reason}"
        for r in results
        if r.reason != "no images"
    ]
    print(f"{what}: {'; '.join(said)}", flush=True)


def parse():
    """Return the options, with implementations and the Python to run them looked up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [i.name for i in IMPLEMENTATIONS]
    parser.add_argument("--workloads", nargs="+", choices=list(WORKLOADS), default=list(WORKLOADS))
    parser.add_argument("--implementations", nargs="+", choices=names, default=names)
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--rounds", type=int, help="turns of each implementation, 20 if not given")
    parser.add_argument("--quick", action="store_true", help="few rounds, no growth, no limits")
    parser.add_argument(
        "--report", action="store_true", help="measure nothing, write anew from results.json"
    )
    parser.add_argument(
        "--again", action="store_true", help="put new numbers for these workloads into the results"
    )
    parser.add_argument(
        "--learning", action="store_true", help="run accuracy.py again and put its numbers in"
    )
    parser.add_argument("--python", help="of the environment that has PyTorch and the peers")
    parser.add_argument("--output", type=Path, help="folder to write to; benchmarks/ if not quick")
    options = parser.parse_args()
    options.implementations = [i for i in IMPLEMENTATIONS if i.name in options.implementations]
    options.rounds = options.rounds or (QUICK_ROUNDS if options.quick else 20)
    options.python = options.python or peers_python()
    everything = len(options.workloads) == len(WORKLOADS) and not options.quick
    if everything or options.report or options.again or options.learning:
        options.output = options.output or FOLDER
    return options


def peers_python():
    """Return the Python of benchmarks/.venv if it is there, else this one."""
    python = FOLDER / ".venv" / "bin" / "python"
    return str(python if python.exists() else sys.executable)


if __name__ == "__main__":
    main()
