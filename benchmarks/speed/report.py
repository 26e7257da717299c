"""Writes RESULTS.md from the record of a run."""

from speed.implementations import IMPLEMENTATIONS
from speed.reasons import REASONS
from speed.summary import verdict
from speed.tables import megabytes, milliseconds, ratio, table
from speed.workloads import WORKLOADS, make

HOW_TO_READ = """\
How to read: a step is forward pass, loss, backward pass and update, in float32. All implementations
get the same data and initial weights and return the same losses. Times are the best of all samples,
in milliseconds a step; processes took turns, so that all met the same disturbances. A ratio below 1
means that dlcourse is faster than PyTorch. The load is how many processes wanted a core while a
workload was measured. The benchmark makes 1 to 2 itself; where it is larger than the number of
cores, times on several threads say little. [README.md](README.md) says more."""
MEMORY = """\
The most that a process held beyond its imports while it built the network and did its first steps,
on one thread. PyTorch and JAX load code of their own at the first step, about 80 MB."""
GROWTH = """\
One thread, best times in ms. One size grows, the others are those of the workload above."""


def report(record):
    """Return the text of RESULTS.md.

    Parameters
    ----------
    record : dict
        As `run.py` writes it to results.json.
    """
    sections = ["# How fast is dlcourse.nn?", HOW_TO_READ, surroundings(record)]
    if record["chart"]:
        sections.append("![Time of a step over PyTorch's, by workload](results.png)")
    for threads in threads_of(record):
        sections += [f"## {count(threads)}: ratios and goals", *goals(record, threads)]
    for threads in threads_of(record):
        sections += [f"## {count(threads)}: best times, ms", times(record, threads, "best")]
        sections += ["Medians, ms:", times(record, threads, "median"), *absent(record, threads)]
    sections += ["## Memory, MB", MEMORY, times(record, threads_of(record)[0], "bytes")]
    if record["growth"]:
        sections += ["## How the cost grows", GROWTH, *growth(record)]
    if record["limits"]:
        sections += ["## What the machine can do", limits(record)]
    if record["learning"]:
        sections += ["## Does it learn?", learning(record)]
    return "\n\n".join(sections) + "\n"


def count(threads):
    return "One thread" if threads == 1 else f"{threads} threads"


def threads_of(record):
    return sorted({result["threads"] for result in record["results"]})


def surroundings(record):
    machine = record["machine"]
    has = ", ".join(f"{name} {version}" for name, version in record["versions"].items() if version)
    lacks = [name for name, version in record["versions"].items() if not version]
    hardware = f"{machine['processor']}, {machine['cores']} cores, {machine['system']}"
    before, after = machine["load before"], machine["load after"]
    lines = [
        f"- {machine['date']}; {hardware}",
        f"- Python {machine['Python']}; {has}",
        f"- {machine['rounds']} rounds, {machine['minutes']:.0f} minutes; load before the run "
        f"{before:.1f}, after it {after:.1f}, of which the run itself makes up to 2",
    ]
    if lacks:
        lines.append(f"- not installed: {', '.join(lacks)}; README.md says how to install them")
    return "\n".join(lines)


def workloads_of(record):
    measured = {result["workload"] for result in record["results"]}
    return [name for name in WORKLOADS if name in measured]


def goals(record, threads):
    """Return a table of ratios against their goals, and the reasons of what was missed."""
    rows, missed = [], []
    for name in workloads_of(record):
        v = verdict(name, threads, record["results"])
        if v is None:
            continue
        rows.append(
            [
                make(name).title,
                milliseconds(v.ours["best"]),
                ratio(v.to_pytorch),
                v.goal or "",
                ratio(v.to_channels_last),
                v.peer or "",
                ratio(v.faster),
                v.goal_faster or "",
                f"{v.ours['load']:.1f}" if v.ours.get("load") else "",
            ]
        )
        if v.missed():
            missed.append(f"- {make(name).title}: {v.missed()}. {REASONS.get(name, '')}".rstrip())
    header = [
        "workload",
        "dlcourse, ms",
        "over PyTorch",
        "goal: at most",
        "over PyTorch, channels last",
        "best NumPy peer",
        "times as fast as it",
        "goal: at least",
        "load",
    ]
    found = [table(header, rows)]
    if missed:
        found += ["Missed:", "\n".join(missed)]
    elif any(row[2] for row in rows):
        found.append("Every goal is reached.")
    return found


def names_of(record, threads):
    """Return the implementations with at least one result, in their usual order."""
    able = {r["implementation"] for r in record["results"] if r["threads"] == threads and r["best"]}
    return [i.name for i in IMPLEMENTATIONS if i.name in able]


def times(record, threads, field):
    """Return a table of workloads by implementations."""
    write = megabytes if field == "bytes" else milliseconds
    cells = {
        (r["workload"], r["implementation"]): write(r[field])
        for r in record["results"]
        if r["threads"] == threads
    }
    names = names_of(record, threads)
    rows = [
        [name, *[cells.get((name, implementation), "") for implementation in names]]
        for name in workloads_of(record)
    ]
    return table(["workload", *names], rows)


def absent(record, threads):
    """Return who could not be measured on what, and why."""
    lines = [
        f"- {r['implementation']}, {r['workload']}: {r['reason']}"
        for r in record["results"]
        if r["threads"] == threads
        and r["reason"]
        and r["reason"] != "no images"
        and not r["reason"].startswith("not installed")
    ]
    return ["Not measured:", "\n".join(lines)] if lines else []


def growth(record):
    """Return a table for each curve."""
    found = []
    for title in dict.fromkeys(point["curve"] for point in record["growth"]):
        points = [point for point in record["growth"] if point["curve"] == title and point["best"]]
        values = list(dict.fromkeys(point["value"] for point in points))
        names = list(dict.fromkeys(point["implementation"] for point in points))
        cells = {(p["implementation"], p["value"]): milliseconds(p["best"]) for p in points}
        rows = [[name, *[cells.get((name, value), "") for value in values]] for name in names]
        found.append(table([title, *values], rows))
    return found


def limits(record):
    by_threads = record["limits"]
    names = next(iter(by_threads.values()))
    rows = [[name, *[f"{limits[name]:.3g}" for limits in by_threads.values()]] for name in names]
    return table(["", *[f"{threads} thread(s)" for threads in by_threads]], rows)


def learning(record):
    rows = [
        [
            r["task"],
            r["reached"] if r["passed"] else f"MISSED: {r['reached']}",
            r["goal"],
            f"{r['seconds']:.0f}",
        ]
        for r in record["learning"]
    ]
    return table(["task", "reached", "goal", "longest training, s"], rows)
