"""Two famous building blocks: Inception and the residual block."""

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from dlcourse.lab.style import PALETTE, figure

INCEPTION = {
    "input": (4.5, 0.0, "input", "grey"),
    "a": (0.0, 2.6, "1x1 conv", "blue"),
    "b1": (3.0, 1.3, "1x1 conv", "sky"),
    "b2": (3.0, 2.6, "3x3 conv", "blue"),
    "c1": (6.0, 1.3, "1x1 conv", "sky"),
    "c2": (6.0, 2.6, "5x5 conv", "blue"),
    "d1": (9.0, 1.3, "3x3 max pool", "orange"),
    "d2": (9.0, 2.6, "1x1 conv", "blue"),
    "join": (4.5, 3.9, "put the channels side by side", "green"),
}
INCEPTION_ARROWS = (
    ("input", "b1"),
    ("input", "c1"),
    ("input", "d1"),
    ("b1", "b2"),
    ("c1", "c2"),
    ("d1", "d2"),
    ("a", "join"),
    ("b2", "join"),
    ("c2", "join"),
    ("d2", "join"),
)
RESIDUAL = {
    "input": (13.2, 0.0, "input x", "grey"),
    "f1": (13.2, 1.3, "3x3 conv, ReLU", "blue"),
    "f2": (13.2, 2.6, "3x3 conv", "blue"),
    "join": (13.2, 3.9, "add: f(x) + x", "green"),
}
RESIDUAL_ARROWS = (("input", "f1"), ("f1", "f2"), ("f2", "join"))
HALF_WIDTH, HALF_HEIGHT = 1.25, 0.36


def draw_blocks():
    """Draw an Inception module and a residual block, both from the bottom to the top.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> [text.get_text() for text in draw_blocks().axes[0].texts][-1]
    'x, unchanged'
    """
    fig, ax = figure(width=12.0, height=4.6)
    for boxes, arrows in ((INCEPTION, INCEPTION_ARROWS), (RESIDUAL, RESIDUAL_ARROWS)):
        for start, end in arrows:
            _arrow(ax, boxes[start][:2], boxes[end][:2])
        for name, (x, y, text, colour) in boxes.items():
            half = 2.6 if name == "join" and boxes is INCEPTION else HALF_WIDTH
            _box(ax, x, y, half, text, PALETTE[colour])
    _corner(ax, INCEPTION["input"][:2], INCEPTION["a"][:2])
    x, bottom, top = RESIDUAL["input"][0], 0.0, RESIDUAL["join"][1]
    style = {"arrowstyle": "-|>", "mutation_scale": 20, "lw": 2.5, "color": PALETTE["red"]}
    way = {"connectionstyle": "bar,fraction=0.32", "shrinkA": 0, "shrinkB": 0}
    right = x + HALF_WIDTH
    ax.add_patch(FancyArrowPatch((right, bottom), (right, top), **style, **way))
    ax.text(4.5, 4.85, "Inception module", fontsize=15, ha="center")
    ax.text(x, 4.85, "residual block", fontsize=15, ha="center")
    ax.text(right + 1.95, top / 2, "x, unchanged", fontsize=13, va="center")
    ax.set(xlim=(-1.5, 18.8), ylim=(-0.6, 5.4))
    ax.axis("off")
    return fig


def _box(ax, x, y, half, text, colour):
    shape = {"boxstyle": "round,pad=0,rounding_size=0.12", "lw": 2.5, "facecolor": "white"}
    corner = (x - half, y - HALF_HEIGHT)
    ax.add_patch(FancyBboxPatch(corner, 2 * half, 2 * HALF_HEIGHT, edgecolor=colour, **shape))
    ax.text(x, y, text, fontsize=12, ha="center", va="center")


def _arrow(ax, start, end):
    style = {"arrowstyle": "-|>", "mutation_scale": 16, "lw": 1.8, "color": PALETTE["black"]}
    low, high = (start[0], start[1] + HALF_HEIGHT), (end[0], end[1] - HALF_HEIGHT)
    ax.add_patch(FancyArrowPatch(low, high, shrinkA=0, shrinkB=0, **style))


def _corner(ax, start, end):
    """An arrow that first goes to the left and then up, around what stands between."""
    left, turn = start[0] - HALF_WIDTH, end[0]
    ax.plot([left, turn], [start[1], start[1]], color=PALETTE["black"], linewidth=1.8, zorder=0)
    _arrow(ax, (turn, start[1] - HALF_HEIGHT), end)
