"""Ratios and verdicts from measured times."""

from dataclasses import dataclass

from speed.goals import FASTER_THAN_NUMPY, TO_PYTORCH
from speed.implementations import NUMPY, OURS, TORCH, find


@dataclass
class Verdict:
    """One workload at one number of threads; None where there is nothing to compare with.

    Attributes
    ----------
    workload : str
    threads : int
    ours : dict
        The result of the fastest way to run dlcourse.nn.
    to_pytorch, goal : float or None
        Our best time over PyTorch's, and the most it should be.
    to_channels_last : float or None
        The same against PyTorch with channels last.
    peer : str or None
        The fastest NumPy peer.
    faster, goal_faster : float or None
        The peer's best time over ours, and the least it should be.
    """

    workload: str
    threads: int
    ours: dict
    to_pytorch: float | None = None
    goal: float | None = None
    to_channels_last: float | None = None
    peer: str | None = None
    faster: float | None = None
    goal_faster: float | None = None

    def missed(self):
        """Return what falls short, as text; empty if nothing does."""
        said = []
        if self.to_pytorch and self.goal and self.to_pytorch > self.goal:
            said.append(f"{self.to_pytorch:.2f} of PyTorch's time, goal {self.goal}")
        if self.faster and self.goal_faster and self.faster < self.goal_faster:
            said.append(f"{self.faster:.1f} times as fast as {self.peer}, goal {self.goal_faster}")
        return "; ".join(said)


def verdict(workload, threads, results):
    """Compare what was measured on one workload; results are dictionaries."""
    mine = [
        r for r in results if (r["workload"], r["threads"]) == (workload, threads) and r["best"]
    ]

    def fastest(family, name=None):
        of_family = [r for r in mine if find(r["implementation"]).family == family]
        if name:
            of_family = [r for r in of_family if r["implementation"] == name]
        return min(of_family, key=lambda r: r["best"], default=None)

    ours = fastest(OURS)
    if ours is None:
        return None

    def ratio(other):
        return ours["best"] / other["best"] if other else None

    peer = fastest(NUMPY)
    return Verdict(
        workload,
        threads,
        ours,
        to_pytorch=ratio(fastest(TORCH, "PyTorch")),
        goal=TO_PYTORCH.get(threads, {}).get(workload),
        to_channels_last=ratio(fastest(TORCH, "PyTorch, channels last")),
        peer=peer and peer["implementation"],
        faster=peer and 1 / ratio(peer),
        goal_faster=FASTER_THAN_NUMPY.get(workload),
    )
