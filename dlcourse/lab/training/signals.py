"""What becomes of a signal on its way through many layers."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure

LOOKS = (("red", "v", ":"), ("green", "o", "-"), ("purple", "^", "--"))


def draw_signals(sizes):
    """Draw how large the values are behind each layer.

    Parameters
    ----------
    sizes : dict of str to sequence of float
        For each start: the root mean square of the values, from the input to the last layer.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=8.0)
    for (name, values), (colour, marker, dashes) in zip(sizes.items(), LOOKS, strict=False):
        look = {"color": PALETTE[colour], "marker": marker, "linestyle": dashes}
        ax.plot(np.arange(len(values)), values, label=name, **look)
    ax.set(yscale="log", xlabel="layer", ylabel="size of the values")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(loc="best")
    return fig
