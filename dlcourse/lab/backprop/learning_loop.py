"""The four steps by which a network learns, drawn as a loop."""

import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from dlcourse.lab.style import PALETTE, figure

STEPS = (
    ("1  Predict", "forward pass", (1.0, 2.2), "blue"),
    ("2  Measure the miss", "loss", (6.4, 2.2), "orange"),
    ("3  Share the blame", "backward pass", (6.4, 0.0), "red"),
    ("4  Adjust the weights", "gradient descent", (1.0, 0.0), "green"),
)
WIDTH, HEIGHT = 3.6, 1.1


def draw_learning_loop():
    """Draw predict, measure, share the blame and adjust as four boxes in a ring.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> [text.get_text() for text in draw_learning_loop().axes[0].texts][:2]
    ['1  Predict', 'forward pass']
    """
    fig, ax = figure(width=10.0, height=4.0)
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.set(xlim=(-1.2, 8.6), ylim=(-0.9, 3.1))
    corners = [np.array(place) for _, _, place, _ in STEPS]
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        half = np.array([WIDTH, HEIGHT]) / 2 + 0.12
        way = np.sign(there - here) * half
        arrow = {"arrowstyle": "-|>", "mutation_scale": 26, "lw": 3, "color": PALETTE["black"]}
        ax.add_patch(FancyArrowPatch(here + way, there - way, **arrow))
    for name, term, (x, y), colour in STEPS:
        corner = (x - WIDTH / 2, y - HEIGHT / 2)
        style = {"boxstyle": "round,pad=0,rounding_size=0.2", "lw": 3, "facecolor": "white"}
        ax.add_patch(FancyBboxPatch(corner, WIDTH, HEIGHT, edgecolor=PALETTE[colour], **style))
        ax.text(x, y + 0.2, name, fontsize=16, ha="center", va="center")
        ax.text(x, y - 0.27, term, fontsize=14, ha="center", va="center")
    return fig
