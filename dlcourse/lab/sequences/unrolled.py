"""A recurrent network unrolled: one column for each step, the same weights in all of them."""

from matplotlib.patches import Circle

from dlcourse.lab.style import PALETTE, figure

GAP = 3.0
RADIUS = 0.66


def draw_unrolled(inputs, states, outputs, gradients=None):
    """Draw the steps from left to right, with the numbers that run through them.

    Parameters
    ----------
    inputs, outputs : sequence of float
        One for each step. An output of None is left out.
    states : sequence of float
        One more: the first is the state before the first step.
    gradients : sequence of float, optional
        The derivative of the loss by each state. Drawn in red, with arrows that lead back.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_unrolled([1.0], [0.0, 0.5], [None])
    >>> [text.get_text() for text in fig.axes[0].texts if text.get_text().startswith("h")]
    ['h₀\\n0.000', 'h₁\\n0.500']
    """
    fig, ax = figure(width=11.0, height=5.4)
    for step, state in enumerate(states):
        _node(ax, (GAP * step, 0), f"h{_small(step)}\n{state:.3f}", "green")
        if gradients is not None:
            label = f"dL/dh{_small(step)} = {gradients[step]:.3f}"
            ax.text(GAP * step, -1.02, label, color=PALETTE["red"], ha="center", fontsize=14)
    for step, (x, y) in enumerate(zip(inputs, outputs, strict=True), start=1):
        centre = GAP * step
        _arrow(ax, (centre - GAP + RADIUS, 0), (centre - RADIUS, 0), "black")
        ax.text(centre - GAP / 2, 0.2, "Whh", ha="center", fontsize=15)
        _node(ax, (centre, -2.6), f"x{_small(step)}\n{x:g}", "blue")
        _arrow(ax, (centre, -2.6 + RADIUS), (centre, -1.2 if gradients else -RADIUS), "black")
        ax.text(centre + 0.15, -1.7, "Wxh", ha="left", fontsize=15)
        if gradients is not None:
            _arrow(ax, (centre - RADIUS, -0.32), (centre - GAP + RADIUS, -0.32), "red")
        if y is not None:
            _node(ax, (centre, 2.6), f"y{_small(step)}\n{y:.3f}", "orange")
            _arrow(ax, (centre, RADIUS), (centre, 2.6 - RADIUS), "black")
            ax.text(centre + 0.15, 1.2, "Why", ha="left", fontsize=15)
    right = GAP * (len(states) - 1)
    ax.set(xlim=(-1.3, right + 1.5), ylim=(-3.4, 3.4), aspect="equal")
    ax.axis("off")
    return fig


def _small(number):
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(number))


def _node(ax, centre, text, colour):
    edge = PALETTE[colour]
    ax.add_patch(Circle(centre, RADIUS, facecolor="white", edgecolor=edge, linewidth=3, zorder=3))
    ax.text(*centre, text, fontsize=14, ha="center", va="center", zorder=4)


def _arrow(ax, start, end, colour):
    style = {"arrowstyle": "-|>", "lw": 2.0, "color": PALETTE[colour], "mutation_scale": 17}
    ax.annotate("", end, start, arrowprops={**style, "shrinkA": 0, "shrinkB": 0})
