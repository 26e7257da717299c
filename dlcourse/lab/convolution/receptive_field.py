"""How far back a number in the last layer can see."""

from dlcourse.lab.style import PALETTE, figure


def draw_receptive_field(kernels):
    """Draw a row of pixels for each layer, and all that the last middle pixel depends on.

    Parameters
    ----------
    kernels : sequence of int
        Width of the kernel of each layer, odd, stride 1.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_receptive_field([3, 3])
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['input: sees 5', 'layer 1: sees 3', 'layer 2: 1 pixel']
    """
    fields = [1]
    for kernel in reversed(kernels):
        fields.insert(0, fields[0] + kernel - 1)
    span = fields[0] + 2
    fig, ax = figure(width=10.0, height=1.15 * len(fields) + 0.4)
    for level, field in enumerate(fields):
        _draw_links(ax, level, field, kernels)
        first = -(span // 2)
        for x in range(first, first + span):
            seen = abs(x) <= field // 2
            colour = PALETTE["blue"] if seen else "white"
            ax.plot(
                x,
                level,
                "s",
                markersize=21,
                color=colour,
                markeredgecolor=PALETTE["black" if seen else "grey"],
                zorder=3,
            )
        ax.text(span // 2 + 0.9, level, _name(level, field, len(kernels)), va="center", fontsize=14)
    ax.set(xlim=(-(span // 2) - 0.7, span // 2 + 4.6), ylim=(-0.6, len(fields) - 0.4))
    ax.axis("off")
    return fig


def _draw_links(ax, level, field, kernels):
    """Lines from each pixel that counts to the pixels below it that it reads."""
    if level == 0:
        return
    reach = kernels[level - 1] // 2
    for x in range(-(field // 2), field // 2 + 1):
        for step in range(-reach, reach + 1):
            ends = [x, x + step], [level, level - 1]
            ax.plot(*ends, color=PALETTE["orange"], linewidth=1.6, zorder=1)


def _name(level, field, last):
    if level == last:
        return f"layer {level}: 1 pixel"
    return f"{f'layer {level}' if level else 'input'}: sees {field}"
