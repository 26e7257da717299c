"""How the cost grows: one size of a workload goes up, the others stay."""

from dataclasses import asdict, dataclass

from speed.rounds import run_workload


@dataclass(frozen=True)
class Curve:
    """One kind of workload, and the sizes it is measured at."""

    title: str
    workload: str
    size: str
    values: tuple


CURVES = [
    Curve("MLP, batch", "mlp", "batch", (8, 32, 128, 512)),
    Curve("MLP, width", "mlp", "width", (32, 128, 512, 2048)),
    Curve("LeNet, batch", "lenet", "batch", (8, 32, 128, 512)),
    Curve("convolution, channels", "conv", "channels", (8, 16, 32, 64, 128)),
    Curve("LSTM, length", "lstm", "length", (10, 50, 250)),
    Curve("attention, length", "encoder", "length", (16, 64, 256)),
]


def measure(curves, implementations, *, rounds, python, tell):
    """Return a list of dictionaries, one for each point: a `Result`, the curve and the value."""
    points = []
    for curve in curves:
        for value in curve.values:
            sizes = {curve.size: value}
            results = run_workload(
                curve.workload, implementations, 1, rounds=rounds, python=python, sizes=sizes
            )
            points += [{"curve": curve.title, "value": value, **asdict(r)} for r in results]
            tell(f"{curve.title} {value}", results)
    return points
