"""What the sign of a dot product says about two directions."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure


def draw_dot_signs(w, points, *, limit=4.0):
    """Draw a vector and some points, each marked with the sign of its dot product with the vector.

    Parameters
    ----------
    w : array_like, (2,)
    points : array_like, (N, 2)
    limit : float
        The picture runs from ``-limit`` to ``limit`` both ways.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_dot_signs([2, 1], [[1, 1], [-1, 2]])
    >>> [text.get_text() for text in fig.axes[0].texts[-2:]]
    ['3', '0']
    """
    w, points = np.asarray(w), np.asarray(points)
    fig, ax = figure(width=7.0, height=6.0)
    across = np.array([-w[1], w[0]]) / np.linalg.norm(w) * 2 * limit
    ax.plot(*np.stack([-across, across], axis=1), "--", color=PALETTE["black"], label="w · x = 0")
    arrow = {"arrowstyle": "-|>", "lw": 3.5, "color": PALETTE["green"], "mutation_scale": 22}
    ax.annotate("", w, (0, 0), arrowprops={**arrow, "shrinkA": 0, "shrinkB": 0})
    label = {"fontsize": 17, "color": PALETTE["green"], "weight": "bold", "ha": "center"}
    ax.text(*(w / 2 + 0.16 * across / limit), "w", **label)
    products = points @ w
    kinds = (
        ("w · x > 0", products > 0, "orange", "s"),
        ("w · x = 0", products == 0, "black", "D"),
        ("w · x < 0", products < 0, "blue", "o"),
    )
    for name, chosen, colour, marker in kinds:
        style = {"color": PALETTE[colour], "markersize": 11, "linestyle": ""}
        ax.plot(*points[chosen].T, marker, label=name if colour != "black" else None, **style)
    for point, product in zip(points, products, strict=True):
        ax.annotate(f"{product:g}", point, (9, 7), textcoords="offset points", fontsize=15)
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal")
    ax.set(xlabel="first entry", ylabel="second entry", title=f"w = ({w[0]:g}, {w[1]:g})")
    ax.legend(loc="upper left", frameon=True, framealpha=1)
    return fig
