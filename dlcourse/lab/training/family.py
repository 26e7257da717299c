"""How the optimizers descend from one another."""

from dlcourse.lab.style import PALETTE, figure

MEMBERS = {
    "gradient\ndescent": ("1847", 0.0, 1.0, "black"),
    "SGD": ("1951", 1.0, 1.0, "black"),
    "momentum": ("1964", 2.0, 2.0, "blue"),
    "Adagrad": ("2011", 2.0, 0.0, "green"),
    "RMSProp": ("2012", 3.0, 0.4, "orange"),
    "Adadelta": ("2012", 3.0, -0.4, "purple"),
    "Adam": ("2014", 4.0, 1.0, "red"),
}
"""Name to year, place to the right, place upwards, and colour."""

LINKS = {
    ("gradient\ndescent", "SGD"): "a batch\nat a time",
    ("SGD", "momentum"): "remember\nthe direction",
    ("SGD", "Adagrad"): "remember\nthe size",
    ("Adagrad", "RMSProp"): "and forget",
    ("Adagrad", "Adadelta"): "",
    ("momentum", "Adam"): "both",
    ("RMSProp", "Adam"): "",
}
"""From parent and child to what the child does besides."""


def draw_family():
    """Draw the optimizers as a tree, from left to right.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=11.0, height=4.4)
    for (parent, child), added in LINKS.items():
        tail, tip = MEMBERS[parent][1:3], MEMBERS[child][1:3]
        arrow = {"arrowstyle": "-|>", "lw": 2, "color": PALETTE["grey"], "shrinkA": 38}
        ax.annotate("", tip, tail, arrowprops={**arrow, "shrinkB": 38, "mutation_scale": 18})
        middle = (tail[0] + tip[0]) / 2, (tail[1] + tip[1]) / 2
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        ax.text(
            *middle, added, ha="center", va="center", fontsize=11.5, bbox=box if added else None
        )
    for name, (year, right, up, colour) in MEMBERS.items():
        box = {"boxstyle": "round,pad=0.45", "facecolor": "white", "lw": 2.5}
        box["edgecolor"] = PALETTE[colour]
        ax.text(right, up, f"{name}\n{year}", ha="center", va="center", fontsize=13, bbox=box)
    ax.set(xlim=(-0.45, 4.4), ylim=(-0.85, 2.4))
    ax.axis("off")
    return fig
