"""The 2-2-1 network of lesson 03, drawn with its numbers."""

import numpy as np
from matplotlib.patches import Circle

from dlcourse.lab.style import PALETTE, figure

PLACES = {
    "i1": (0.0, 3.0),
    "i2": (0.0, 0.0),
    "h1": (4.0, 3.0),
    "h2": (4.0, 0.0),
    "out": (8.0, 1.5),
}
EDGES = {
    "w1": ("i1", "h1"),
    "w2": ("i2", "h1"),
    "w3": ("i1", "h2"),
    "w4": ("i2", "h2"),
    "w5": ("h1", "out"),
    "w6": ("h2", "out"),
}
SHARE = {"w2": 0.25, "w3": 0.25}
RADIUS = 0.55


def draw_small_network(values, weights, gradients=None, title=""):
    """Draw the network with two inputs, two hidden units and one output.

    Parameters
    ----------
    values : dict of str to float
        What stands in each unit: "i1", "i2", "h1", "h2" and "out".
    weights : dict of str to float
        "w1" to "w6". w1 and w2 lead into h1, w3 and w4 into h2, w5 and w6 into the output.
    gradients : dict of str to float, optional
        Derivative of the error by each weight; stands in red below the weight.
    title : str

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=10.0, height=5.2)
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.set(xlim=(-0.8, 8.9), ylim=(-0.9, 4.0))
    for name, (start, end) in EDGES.items():
        gradient = None if gradients is None else gradients[name]
        _draw_weight(ax, name, np.array(PLACES[start]), np.array(PLACES[end]), weights, gradient)
    for name, place in PLACES.items():
        _draw_unit(ax, name, place, values[name])
    ax.set_title(title, loc="left")
    return fig


def _draw_weight(ax, name, start, end, weights, gradient):
    length = np.linalg.norm(end - start)
    direction = (end - start) / length
    arrow = {"arrowstyle": "-|>", "lw": 1.8, "color": PALETTE["grey"], "mutation_scale": 18}
    ax.annotate("", xy=end - direction * RADIUS, xytext=start, arrowprops=arrow, zorder=1)
    place = start + (end - start) * SHARE.get(name, 0.5)
    box = {"facecolor": "white", "edgecolor": "none", "pad": 4.0}
    style = {"ha": "center", "fontsize": 14, "zorder": 3}
    text = f"{name} = {weights[name]:.4g}"
    if gradient is None:
        ax.text(*place, text, color=PALETTE["blue"], va="center", bbox=box, **style)
        return
    half = np.array([0.0, 0.03])
    ax.text(*(place + half), text, color=PALETTE["blue"], va="bottom", bbox=box, **style)
    ax.text(*(place - half), f"{gradient:.3f}", color=PALETTE["red"], va="top", bbox=box, **style)


def _draw_unit(ax, name, place, value):
    style = {"facecolor": "white", "edgecolor": PALETTE["black"], "lw": 2, "zorder": 4}
    ax.add_patch(Circle(place, RADIUS, **style))
    x, y = place
    ax.text(x, y, f"{value:.4g}", fontsize=16, ha="center", va="center", zorder=5)
    label = {"out": "prediction"}.get(name, name)
    ax.text(x, y + RADIUS + 0.08, label, fontsize=13, ha="center", va="bottom")
