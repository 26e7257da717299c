"""The figure of RESULTS.md: every step's time over PyTorch's."""

from dlcourse.lab.style import PALETTE, figure, png
from speed.implementations import OURS, find
from speed.workloads import WORKLOADS

LOOKS = {
    "dlcourse": (PALETTE["blue"], "o"),
    "dlcourse, BLAS threads": (PALETTE["sky"], "o"),
    "PyTorch, channels last": (PALETTE["black"], "|"),
    "HIPS autograd": (PALETTE["orange"], "^"),
    "MyGrad": (PALETTE["green"], "v"),
    "DeZero": (PALETTE["red"], "s"),
    "numpy-ml": (PALETTE["purple"], "D"),
    "JAX": (PALETTE["grey"], "P"),
}


def draw(results, path):
    """Write the figure, if there is anything to compare; return whether there was."""
    pytorch = {
        (r["threads"], r["workload"]): r["best"]
        for r in results
        if r["implementation"] == "PyTorch" and r["best"]
    }
    if not pytorch:
        return False
    all_threads = sorted({threads for threads, _ in pytorch})
    fig, axes = figure(
        columns=len(all_threads),
        width=6 * len(all_threads) + 1,
        height=6.2,
        squeeze=False,
        sharey=True,
    )
    workloads = [name for name in WORKLOADS if any(name == w for _, w in pytorch)]
    for ax, threads in zip(axes[0], all_threads, strict=True):
        for name, (colour, marker) in LOOKS.items():
            rows = [
                (r["best"] / pytorch[threads, r["workload"]], workloads.index(r["workload"]))
                for r in results
                if r["implementation"] == name
                and r["threads"] == threads
                and r["best"]
                and (threads, r["workload"]) in pytorch
            ]
            if rows:
                ours = find(name).family == OURS
                x, y = zip(*rows, strict=True)
                ax.plot(
                    x,
                    y,
                    marker,
                    color=colour,
                    label=name,
                    markersize=11 if ours else 8,
                    markeredgewidth=2.5 if marker == "|" else 1,
                    zorder=3 if ours else 2,
                )
        ax.axvline(1, color=PALETTE["black"], linewidth=1.2)
        ax.set(
            xscale="log",
            xlabel="time of a step over PyTorch's",
            title="One thread" if threads == 1 else f"{threads} threads",
            yticks=range(len(workloads)),
            yticklabels=workloads,
        )
    axes[0, 0].invert_yaxis()
    handles, labels = axes[0, -1].get_legend_handles_labels()
    fig.legend(handles, labels, loc="outside lower center", ncols=4)
    path.write_bytes(png(fig))
    return True
