"""A network, thinned by dropout."""

from dlcourse.lab.style import PALETTE, figure


def draw_thinned(masks, inputs=3, outputs=2):
    """Draw one network for each set of masks; dropped neurons are crossed out and cut off.

    Parameters
    ----------
    masks : dict of str to sequence of sequence
        From a panel's title to the mask of each hidden layer, 0 where a neuron is dropped.
    inputs, outputs : int
        Numbers of inputs and outputs, which are never dropped.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(columns=len(masks), width=4.3 * len(masks), height=4.0, squeeze=False)
    for ax, (title, layers) in zip(axes[0], masks.items(), strict=True):
        kept = [[1] * inputs, *[[int(bool(m)) for m in mask] for mask in layers], [1] * outputs]
        places = [_column(k, len(column)) for k, column in enumerate(kept)]
        for k in range(len(kept) - 1):
            _connect(ax, places[k], kept[k], places[k + 1], kept[k + 1])
        for column, spots in zip(kept, places, strict=True):
            for is_kept, (x, y) in zip(column, spots, strict=True):
                colour = PALETTE["blue"] if is_kept else "white"
                edge = PALETTE["black"] if is_kept else PALETTE["grey"]
                face = {"markerfacecolor": colour, "markeredgecolor": edge}
                ax.plot(x, y, "o", markersize=19, zorder=3, **face)
                if not is_kept:
                    ax.plot(x, y, "x", color=PALETTE["red"], markersize=11, mew=2.5, zorder=4)
        reach = max(map(len, kept)) / 2
        ax.set(title=title, xlim=(-0.4, len(kept) - 0.6), ylim=(-reach - 0.1, reach + 0.1))
        ax.axis("off")
    return fig


def _column(k, count):
    """Places of a layer's neurons, one below the other, centred."""
    return [(k, (count - 1) / 2 - row) for row in range(count)]


def _connect(ax, starts, start_kept, ends, end_kept):
    """Draw the weights between neurons that are both kept."""
    for start, a in zip(starts, start_kept, strict=True):
        for end, b in zip(ends, end_kept, strict=True):
            if a and b:
                ax.plot(*zip(start, end, strict=True), color=PALETTE["grey"], linewidth=1, zorder=1)
