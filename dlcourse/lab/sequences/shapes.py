"""Five ways in which a network can meet a sequence."""

from matplotlib.patches import FancyBboxPatch

from dlcourse.lab.style import PALETTE, figure

SHAPES = {
    "one to one": ((0,), (0,), "a picture,\nits class"),
    "one to many": ((0,), (0, 1, 2), "a picture,\na caption"),
    "many to one": ((0, 1, 2), (2,), "a review,\nthumbs up or down"),
    "many to many": ((0, 1), (2, 3), "a sentence,\nits translation"),
    "step by step": ((0, 1, 2), (0, 1, 2), "letters so far,\nthe next letter"),
}
"""For each kind: the steps at which something comes in, those at which something goes out."""

COLOURS = {"in": PALETTE["blue"], "state": PALETTE["green"], "out": PALETTE["orange"]}
HEIGHTS = {"in": 0.0, "state": 1.2, "out": 2.4}
LETTERS = {"in": "x", "state": "h", "out": "y"}


def draw_sequence_shapes():
    """Draw the five kinds side by side: inputs below, states in the middle, outputs above.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> [ax.get_title() for ax in draw_sequence_shapes().axes][:3]
    ['one to one', 'one to many', 'many to one']
    """
    widths = [max(*read, *written) + 2 for read, written, _ in SHAPES.values()]
    fig, axes = figure(
        columns=len(SHAPES), width=13.0, height=4.0, gridspec_kw={"width_ratios": widths}
    )
    for ax, (name, (read, written, example)) in zip(axes, SHAPES.items(), strict=True):
        steps = range(max(*read, *written) + 1)
        for row, places in (("in", read), ("state", steps), ("out", written)):
            for step in places:
                _box(ax, step, row)
        for step in read:
            _arrow(ax, (step, 0.32), (step, 0.86))
        for step in written:
            _arrow(ax, (step, 1.52), (step, 2.06))
        for step in steps[1:]:
            _arrow(ax, (step - 0.68, 1.2), (step - 0.32, 1.2))
        middle = (len(steps) - 1) / 2
        ax.text(middle, -0.6, example, ha="center", va="top", fontsize=13)
        ax.set(xlim=(middle - (len(steps) + 1) / 2, middle + (len(steps) + 1) / 2))
        ax.set(ylim=(-1.5, 2.9), aspect="equal")
        ax.set_title(name, fontsize=15)
        ax.axis("off")
    return fig


def _box(ax, step, row):
    box = FancyBboxPatch((step - 0.24, HEIGHTS[row] - 0.24), 0.48, 0.48, boxstyle="round,pad=0.06")
    box.set(facecolor="white", edgecolor=COLOURS[row], linewidth=2.6)
    ax.add_patch(box)
    ax.text(step, HEIGHTS[row], LETTERS[row], ha="center", va="center", fontsize=15)


def _arrow(ax, start, end):
    style = {"arrowstyle": "-|>", "lw": 1.6, "color": PALETTE["black"], "mutation_scale": 13}
    ax.annotate("", end, start, arrowprops={**style, "shrinkA": 0, "shrinkB": 0})
