"""Volumes of a network: how height and width shrink while channels grow."""

from matplotlib.patches import Polygon

from dlcourse.lab.style import PALETTE, figure

KINDS = {
    "input": "grey",
    "conv": "blue",
    "pool": "orange",
    "flatten": "grey",
    "dense": "green",
}
"""A colour for each kind of layer."""


def draw_volumes(layers):
    """Draw each layer's output as a box, as tall as the image and as wide as there are channels.

    Sizes are drawn by their square roots, so that small volumes stay visible.

    Parameters
    ----------
    layers : sequence of (str, tuple)
        Kind, one of `KINDS`, and shape: (H, W, C) or (units,).

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_volumes([("input", (8, 8, 1)), ("conv", (8, 8, 16)), ("dense", (10,))])
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['input', '8x8x1', 'conv', '8x8x16', 'dense', '10']
    """
    fig, ax = figure(width=12.0, height=4.2)
    tallest = max(shape[0] for _, shape in layers if len(shape) == 3)
    widest = max(shape[-1] for _, shape in layers)
    left = 0.0
    for kind, shape in layers:
        colour = PALETTE[KINDS[kind]]
        if len(shape) == 3:
            height, width = 3.0 * (shape[0] / tallest) ** 0.5, 0.15 + (shape[2] / widest) ** 0.5
            slant = 0.35 * height
        else:
            height, width, slant = 3.0 * (shape[0] / widest) ** 0.5, 0.22, 0.0
        _draw_box(ax, left, height, width, slant, colour)
        middle = left + (width + slant) / 2
        text = {"ha": "center", "va": "center"}
        ax.text(middle, -2.35, kind, fontsize=13, **text)
        ax.text(middle, -2.75, "x".join(map(str, shape)), fontsize=12, **text)
        left += max(width + slant, 1.0) + 0.5
    ax.set(xlim=(-0.5, left), ylim=(-3.0, 2.4), aspect="equal")
    ax.axis("off")
    return fig


def _draw_box(ax, left, height, width, slant, colour):
    """A box seen from the side: its front, its top and its right face."""
    low, high, back = -height / 2, height / 2, slant
    front = [(left, low), (left + width, low), (left + width, high), (left, high)]
    top = [
        (left, high),
        (left + width, high),
        (left + width + back, high + back / 2),
        (left + back, high + back / 2),
    ]
    side = [
        (left + width, low),
        (left + width + back, low + back / 2),
        (left + width + back, high + back / 2),
        (left + width, high),
    ]
    for corners, alpha in ((front, 0.85), (top, 0.35), (side, 0.55)):
        ax.add_patch(Polygon(corners, facecolor="white", edgecolor="none"))
        ax.add_patch(
            Polygon(corners, facecolor=colour, edgecolor=PALETTE["black"], alpha=alpha, lw=1.2)
        )
