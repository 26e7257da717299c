"""Loss surfaces from above, with the paths that optimizers take on them."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure

LOOKS = {
    "SGD": ("black", "-", "o"),
    "momentum": ("blue", "--", "s"),
    "Adagrad": ("green", "-.", "^"),
    "Adadelta": ("purple", ":", "v"),
    "RMSProp": ("orange", (0, (5, 1)), "D"),
    "Adam": ("red", "-", "P"),
}
"""Colour, line and marker of each optimizer: the same in every figure."""

LEVELS = 14
LOWEST = 1e-5


def add_landscape(ax, surface):
    """Draw lines of equal loss, dark where the loss is low, and a star at the lowest point."""
    w1, w2, loss = surface.grid()
    low, high = loss.min(), loss.max()
    levels = low + (high - low) * np.linspace(0.0, 1.0, LEVELS + 1) ** 2.5  # denser below
    ax.contourf(w1, w2, loss, levels=levels, cmap="Greys_r", alpha=0.45)
    ax.contour(w1, w2, loss, levels=levels, colors="white", linewidths=0.8)
    ax.plot(*surface.goal, "*", color=PALETTE["yellow"], ms=19, mec=PALETTE["black"], zorder=5)
    ax.set(xlabel="w₁", ylabel="w₂", xlim=surface_limits(surface.right))
    ax.set(ylim=surface_limits(surface.top))
    ax.grid(False)


def surface_limits(half):
    """Return both ends of an axis.

    Examples
    --------
    >>> surface_limits(3.0)
    (-3.0, 3.0)
    """
    return -half, half


def add_path(ax, path, name, *, label=None):
    """Draw a path in the look of its optimizer; other names look like SGD."""
    colour, dashes, marker = LOOKS.get(name, LOOKS["SGD"])
    every = max(1, len(path) // 40)
    look = {"color": PALETTE[colour], "linestyle": dashes, "marker": marker}
    ax.plot(*path.T, **look, ms=5, lw=1.8, markevery=every, label=label or name, zorder=4)


def add_start(ax, surface):
    """Mark where the ball is put down."""
    ax.plot(*surface.start, "o", color="white", ms=14, mec=PALETTE["black"], mew=2, zorder=6)


def draw_paths(panels):
    """Draw one panel for each path, on its own surface.

    Parameters
    ----------
    panels : dict of str to (Surface, array_like (S + 1, 2))
        Title of the panel, the surface, and the places that were visited.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(columns=len(panels), squeeze=False, height=3.9)
    for ax, (title, (surface, path)) in zip(axes[0], panels.items(), strict=True):
        add_landscape(ax, surface)
        add_path(ax, np.asarray(path), "SGD")
        add_start(ax, surface)
        ax.set_title(title)
    return fig


def draw_race(surface, paths):
    """Draw all paths on one surface, and beside it how far above the lowest loss each one is.

    Parameters
    ----------
    surface : Surface
    paths : dict of str to array_like, (S + 1, 2)
        Name of the optimizer, as in `LOOKS`, and the places that it visited.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, (left, right) = figure(columns=2, width=12.0, height=5.2)
    add_landscape(left, surface)
    for name, path in paths.items():
        path = np.asarray(path)
        add_path(left, path, name)
        colour, dashes, _ = LOOKS[name]
        height = surface.loss(*path.T) - surface.loss(*surface.goal)
        right.plot(height, color=PALETTE[colour], linestyle=dashes, label=name)
    add_start(left, surface)
    right.set(xlabel="step", ylabel="loss above the lowest", yscale="log", ylim=(LOWEST, None))
    fig.legend(*right.get_legend_handles_labels(), loc="outside lower center", ncols=6)
    return fig
