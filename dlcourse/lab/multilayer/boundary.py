"""What a network says at every place of the plane, with the points it should tell apart."""

import numpy as np

from dlcourse.lab.style import CLASS_COLOURS, CLASS_MARKERS, DIVERGING, PALETTE, figure

SURFACE = {"cmap": DIVERGING, "vmin": -0.7, "vmax": 1.7, "interpolation": "nearest"}
"""Outputs of 0 and 1 stop far short of the darkest colours, so that points stand out on them."""

PIXELS = 240


def draw_boundaries(outputs, x, y, *, names, limits=None):
    """Draw one panel for each network, side by side, over the same points.

    Parameters
    ----------
    outputs : dict of str to callable
        From a panel's title to ``output(x (N, 2)) -> (N,)``, between 0 and 1.
    x : array_like, (N, 2)
    y : array_like, (N,)
        Classes 0 and 1.
    names : tuple of str
        Names of the two classes.
    limits : tuple of float, optional
        Both axes run from the first to the second; by default a little beyond the points.

    Returns
    -------
    matplotlib.figure.Figure
    """
    count = len(outputs)
    fig, axes = figure(columns=count, width=4.4 * count, height=5.2, squeeze=False)
    for ax, (title, output) in zip(axes[0], outputs.items(), strict=True):
        add_surface(ax, output, limits or around(x))
        add_points(ax, x, y, names=names)
        ax.set_title(title)
        ax.set(xlabel="x₁", ylabel="x₂" if ax is axes[0][0] else "")
    handles = axes[0][0].get_legend_handles_labels()
    fig.legend(*handles, loc="outside lower center", ncols=2)
    return fig


def add_surface(ax, output, limits):
    """Colour the plane by the output, orange towards 1, and draw the line where it is one half."""
    (left, right), (low, high) = _ranges(limits)
    x1, x2 = np.meshgrid(np.linspace(left, right, PIXELS), np.linspace(low, high, PIXELS))
    values = np.asarray(output(np.column_stack([x1.ravel(), x2.ravel()])), dtype=float)
    values = values.reshape(x1.shape)
    box = (left, right, low, high)
    ax.imshow(banded(values), origin="lower", extent=box, aspect="auto", **SURFACE)
    if values.min() < 0.5 < values.max():
        ax.contour(values, levels=[0.5], extent=box, colors=PALETTE["black"], linewidths=2.5)
    ax.set(xlim=(left, right), ylim=(low, high))
    ax.grid(visible=False)


def add_points(ax, x, y, *, names):
    """Draw points with a colour and a marker for each class, large ones if they are few."""
    x, y = np.asarray(x, dtype=float), np.asarray(y)
    size = 260 if len(x) <= 8 else 46
    for label in (0, 1):
        style = {"facecolor": CLASS_COLOURS[label], "edgecolor": PALETTE["black"], "zorder": 5}
        ax.scatter(
            *x[y == label].T, marker=CLASS_MARKERS[label], s=size, label=names[label], **style
        )


def banded(values):
    """Round to tenths: bands like those of a map with heights, and a picture that takes less room.

    Examples
    --------
    >>> banded(np.array([0.12, 0.97]))
    array([0.1, 1. ])
    """
    return np.round(values, 1)


def around(x, margin=0.15):
    """Ranges of both axes a little larger than the points.

    Examples
    --------
    >>> around([[0, 0], [1, 2]], margin=0.5)
    ((-0.5, 1.5), (-1.0, 3.0))
    """
    x = np.asarray(x, dtype=float)
    low, high = x.min(axis=0), x.max(axis=0)
    room = margin * (high - low)
    return tuple((float(a), float(b)) for a, b in zip(low - room, high + room, strict=True))


def _ranges(limits):
    """Ranges of both axes, from one pair for both or a pair of pairs."""
    return limits if np.ndim(limits) == 2 else (limits, limits)
