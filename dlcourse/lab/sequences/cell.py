"""The LSTM cell as a pipe with three taps."""

from matplotlib.patches import Circle, FancyBboxPatch, Rectangle

from dlcourse.lab.style import PALETTE, figure

GATES = {"f": ("forget", (2.4, 2.0)), "i": ("input", (4.6, 0.6)), "o": ("output", (6.9, 0.6))}
"""Letter, name and place of each gate."""

LABELS = {
    "f": ((0.0, 0.62), {"ha": "center", "va": "bottom"}),
    "i": ((-0.62, 0.0), {"ha": "right", "va": "center"}),
    "o": ((0.62, 0.0), {"ha": "left", "va": "center"}),
}
"""Where the label of each gate stands, seen from the gate."""


def draw_cell(before, gates, candidate, cell, hidden, title=""):
    """Draw one step of the cell, with the numbers that run through it.

    Parameters
    ----------
    before, candidate, cell, hidden : float
        ``c_{t-1}``, ``g``, ``c_t`` and ``h_t``.
    gates : dict of str to float
        How far ``"i"``, ``"f"`` and ``"o"`` are open, from 0 to 1.
    title : str

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_cell(2.0, {"i": 0.5, "f": 0.9, "o": 1.0}, 0.4, 2.0, 0.964)
    >>> [text.get_text() for text in fig.axes[0].texts if "forget" in text.get_text()]
    ['forget gate\\nf = 0.90']
    """
    fig, ax = figure(width=9.0, height=4.6)
    pipe(ax, before, gates, candidate, cell, hidden)
    ax.set_title(title)
    return fig


def pipe(ax, before, gates, candidate, cell, hidden):
    """Draw the cell into axes; see `draw_cell`."""
    _arrow(ax, (0.75, 2.0), (4.3, 2.0))
    _arrow(ax, (4.9, 2.0), (7.9, 2.0))
    _arrow(ax, (4.6, -0.5), (4.6, 1.7))
    ax.plot([6.9, 6.9], [2.0, -0.5], color=PALETTE["black"], lw=2.0)
    _arrow(ax, (6.9, -0.4), (6.9, -0.75))
    _label(ax, (0.0, 2.0), f"old cell\n{before:.3f}", "green")
    _label(ax, (8.7, 2.0), f"new cell\n{cell:.3f}", "green")
    _label(ax, (4.6, -1.0), f"candidate g\n{candidate:.3f}", "blue")
    _label(ax, (6.9, -1.25), f"hidden h\n{hidden:.3f}", "orange")
    ax.add_patch(Circle((4.6, 2.0), 0.3, facecolor="white", edgecolor="black", lw=2, zorder=3))
    ax.text(4.6, 2.0, "+", ha="center", va="center", fontsize=18, zorder=4)
    ax.text(7.05, 1.35, "tanh", fontsize=13, style="italic")
    for letter, (name, place) in GATES.items():
        _tap(ax, place, gates[letter], f"{name} gate\n{letter} = {gates[letter]:.2f}", letter)
    ax.set(xlim=(-0.9, 9.6), ylim=(-1.9, 3.4), aspect="equal")
    ax.axis("off")


def _tap(ax, place, opening, label, letter):
    """Draw a tap: a slider in a frame, filled as far as it is open."""
    x, y = place
    half = 0.45
    frame = {"facecolor": "white", "edgecolor": PALETTE["red"], "linewidth": 2.6, "zorder": 3}
    ax.add_patch(Rectangle((x - half, y - half), 2 * half, 2 * half, **frame))
    fill = Rectangle((x - half, y - half), 2 * half, 2 * half * opening, zorder=4)
    fill.set(facecolor=PALETTE["sky"], edgecolor="none", gid=letter)
    ax.add_patch(fill)
    ax.text(x, y, "×", ha="center", va="center", fontsize=17, zorder=5)
    spot, sides = LABELS[letter]
    ax.text(x + spot[0], y + spot[1], label, fontsize=13, **sides)


def _label(ax, centre, text, colour):
    x, y = centre
    box = FancyBboxPatch((x - 0.68, y - 0.38), 1.36, 0.76, boxstyle="round,pad=0.08")
    box.set(facecolor="white", edgecolor=PALETTE[colour], linewidth=2.6, zorder=3)
    ax.add_patch(box)
    ax.text(x, y, text, ha="center", va="center", fontsize=12.5, zorder=4)


def _arrow(ax, start, end):
    style = {"arrowstyle": "-|>", "lw": 2.0, "color": PALETTE["black"], "mutation_scale": 16}
    ax.annotate("", end, start, arrowprops={**style, "shrinkA": 0, "shrinkB": 0})
