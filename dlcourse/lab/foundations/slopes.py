"""The gradient of a function of two variables, and slopes that multiply along a chain."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from dlcourse.lab.style import PALETTE, figure


def draw_gradient(function, gradient, point, *, limit=3.0):
    """Draw contour lines with gradients on them, and uphill and downhill at one point.

    Parameters
    ----------
    function : callable
        ``function(x, y) -> height``, for arrays too.
    gradient : callable
        ``gradient(x, y) -> (df/dx, df/dy)``.
    point : tuple of float
        Where to mark the gradient.
    limit : float
        The picture runs from ``-limit`` to ``limit`` both ways.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=7.6, height=6.2)
    axis = np.linspace(-limit, limit, 121)
    x, y = np.meshgrid(axis, axis)
    heights = function(x, y)
    filled = ax.contourf(x, y, heights, levels=12, cmap="Blues_r", alpha=0.75)
    ax.contour(x, y, heights, levels=filled.levels, colors="white", linewidths=1)
    fig.colorbar(filled, ax=ax, label="height f(x, y)")
    _quiver(ax, gradient, limit)
    slope = np.array(gradient(*point), dtype=float)
    arrow = 1.3 * slope / np.linalg.norm(slope)
    for sign, colour, name in ((1, "red", "uphill"), (-1, "orange", "downhill")):
        tip = np.add(point, sign * arrow)
        style = {"arrowstyle": "-|>", "lw": 4, "color": PALETTE[colour], "mutation_scale": 24}
        ax.annotate("", tip, point, arrowprops={**style, "shrinkA": 0, "shrinkB": 0})
        label = {"fontsize": 15, "weight": "bold", "ha": "center", "va": "center"}
        box = {"facecolor": "white", "edgecolor": PALETTE[colour], "boxstyle": "round,pad=0.2"}
        ax.text(*np.add(point, 1.3 * sign * arrow), name, bbox=box, **label)
    ax.plot(*point, "o", color=PALETTE["black"], markersize=10)
    ax.set(xlabel="x", ylabel="y", aspect="equal", xlim=(-limit, limit), ylim=(-limit, limit))
    ax.grid(False)
    return fig


def draw_chain(names, values, slopes):
    """Draw a chain of functions: values run forward, slopes multiply backward.

    Parameters
    ----------
    names : sequence of str
        One for each quantity, for example ``["x", "u = 3x + 1", "y = u²"]``.
    values : sequence of float
        Their values, one for each name.
    slopes : sequence of (str, float)
        Name and value of the slope of each link, one fewer than names.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=10.0, height=3.3)
    gap = 4.0
    for index, (name, value) in enumerate(zip(names, values, strict=True)):
        corner = (gap * index - 1.0, -0.55)
        shape = FancyBboxPatch(corner, 2.0, 1.1, boxstyle="round,pad=0.1", facecolor="#E4F0F8")
        shape.set(edgecolor=PALETTE["blue"], linewidth=2)
        ax.add_patch(shape)
        ax.text(gap * index, 0.22, name, ha="center", va="center", fontsize=16)
        ax.text(gap * index, -0.28, f"{value:g}", ha="center", va="center", fontsize=18)
    forward = {"arrowstyle": "-|>", "lw": 2.5, "color": PALETTE["blue"], "mutation_scale": 20}
    backward = {**forward, "color": PALETTE["red"], "connectionstyle": "arc3,rad=-0.35"}
    for index, (name, slope) in enumerate(slopes):
        start, end = gap * index + 1.15, gap * (index + 1) - 1.15
        ax.annotate("", (end, 0), (start, 0), arrowprops=forward)
        ax.annotate("", (start, -0.6), (end, -0.6), arrowprops=backward)
        label = f"{name} = {slope:g}"
        ax.text((start + end) / 2, -1.6, label, ha="center", color=PALETTE["red"], fontsize=16)
    product = " × ".join(f"{slope:g}" for _, slope in reversed(slopes))
    total = np.prod([slope for _, slope in slopes])
    ax.set_title(f"slopes multiply along the chain: {product} = {total:g}", fontsize=17)
    ax.set(xlim=(-1.3, gap * (len(names) - 1) + 1.3), ylim=(-1.7, 0.8), aspect="equal")
    ax.axis("off")
    return fig


def _quiver(ax, gradient, limit):
    ticks = np.linspace(-0.85 * limit, 0.85 * limit, 7)
    x, y = np.meshgrid(ticks, ticks)
    across, up = gradient(x, y)
    ax.quiver(x, y, across, up, color=PALETTE["black"], alpha=0.55, width=0.005)
