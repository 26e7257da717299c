"""Diagrams of networks, with the number of parameters of each layer."""

from itertools import pairwise

from matplotlib.collections import LineCollection
from matplotlib.patches import Circle

from dlcourse.lab.style import PALETTE, figure

APART, ROW, RADIUS = 2.6, 1.0, 0.33


def draw_layers(*networks):
    """Draw networks side by side: a circle for each neuron, a line for each weight.

    Parameters
    ----------
    *networks : sequence of int
        The widths of each network, inputs first.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_layers([3, 4, 2])
    >>> len(fig.axes[0].patches), len(fig.axes[0].collections[0].get_segments())
    (9, 12)
    """
    shares = [APART * (len(widths) - 1) + 1.8 for widths in networks]
    options = {"squeeze": False, "width_ratios": shares}
    fig, axes = figure(columns=len(networks), width=0.7 * sum(shares), height=4.6, **options)
    for ax, widths in zip(axes[0], networks, strict=True):
        _draw(ax, widths)
    return fig


def _draw(ax, widths):
    places = [
        [(APART * k, ROW * ((width - 1) / 2 - row)) for row in range(width)]
        for k, width in enumerate(widths)
    ]
    tallest = ROW * max(widths) / 2
    last = len(widths) - 1
    for k, column in enumerate(places):
        colour = PALETTE["blue" if k == 0 else "orange" if k == last else "green"]
        for place in column:
            style = {"facecolor": "white", "edgecolor": colour, "linewidth": 3, "zorder": 3}
            ax.add_patch(Circle(place, RADIUS, **style))
        name = "inputs" if k == 0 else "output" if k == last else f"hidden {k}" * (last > 2)
        ax.text(
            APART * k, tallest + 0.15, name or "hidden", ha="center", fontsize=16, color="#444444"
        )
        if k == 0:
            continue
        before, here = widths[k - 1], widths[k]
        lines = [(start, end) for start in places[k - 1] for end in column]
        ax.add_collection(LineCollection(lines, colors=PALETTE["grey"], linewidths=1.2, zorder=1))
        count = f"{before} × {here} + {here}\n= {before * here + here}"
        middle = {"ha": "center", "va": "top", "fontsize": 15}
        ax.text(APART * (k - 0.5), -tallest - 0.1, count, **middle)
    total = sum(a * b + b for a, b in pairwise(widths))
    ax.set_title(f"{'-'.join(map(str, widths))}: {total} parameters", fontsize=18)
    ax.set(xlim=(-0.9, APART * last + 0.9), ylim=(-tallest - 1.2, tallest + 0.7), aspect="equal")
    ax.axis("off")
