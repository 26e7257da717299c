"""How much the gradient of a batch scatters around the gradient of all examples."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure

LOOKS = (("orange", "^"), ("blue", "o"), ("black", "s"))


def draw_batch_noise(clouds, full, noise):
    """Draw gradients of many batches, and their scatter against the batch size.

    Parameters
    ----------
    clouds : dict of int to array_like, (M, 2)
        Batch size, from the smallest; and two entries of the gradient for each of M batches.
    full : array_like, (2,)
        The same two entries of the gradient of all examples.
    noise : dict of int to float
        Batch size, and the root of the mean squared distance from the full gradient.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, (left, right) = figure(columns=2, width=11.5, height=4.8)
    for (size, cloud), (colour, marker) in zip(clouds.items(), LOOKS, strict=False):
        look = {"color": PALETTE[colour], "marker": marker, "alpha": 0.55, "ms": 6}
        left.plot(*np.asarray(cloud).T, linestyle="none", label=f"batch of {size}", **look)
    left.plot(*full, "*", color=PALETTE["yellow"], ms=22, mec=PALETTE["black"], label="all")
    left.set(xlabel="gradient by one weight", ylabel="gradient by another")
    left.legend(loc="best", fontsize=11)
    sizes = np.array(list(noise), dtype=float)
    measured = np.array(list(noise.values()))
    right.plot(sizes, measured, "o", color=PALETTE["blue"], ms=10, label="measured")
    rule = measured[0] * np.sqrt(sizes[0] / sizes)
    right.plot(sizes, rule, "--", color=PALETTE["black"], label="1 / √batch size")
    right.set(xscale="log", yscale="log", xlabel="batch size", ylabel="gradient noise")
    right.set_xticks(sizes, [f"{size:g}" for size in sizes])
    right.set_yticks(measured, [f"{size:.2g}" for size in measured])
    right.minorticks_off()
    right.legend()
    return fig
