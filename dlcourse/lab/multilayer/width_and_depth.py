"""What width buys and what depth buys, on functions of one variable."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure


def draw_fits(x, y, fits, errors):
    """Draw one panel for each width: the target and what the network made of it.

    Parameters
    ----------
    x, y : array_like, (N,)
        The function to be fitted.
    fits : dict of int to array_like, (N,)
        From the number of hidden neurons to the network's output at x.
    errors : dict of int to float
        From the number of hidden neurons to the mean squared error, for the last panel.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(rows=2, columns=3, width=12.0, height=6.4)
    panels = axes.ravel()
    for ax, (width, fit) in zip(panels, fits.items(), strict=False):
        ax.plot(x, y, color=PALETTE["grey"], linewidth=6, alpha=0.5, label="target")
        ax.plot(x, fit, color=PALETTE["blue"], linewidth=2.5, label="network")
        ax.set(title=f"{width} hidden neuron{'s' * (width > 1)}", ylim=(-1.75, 1.75))
    panels[0].legend(loc="upper left")
    for ax in axes[1, :-1]:
        ax.set_xlabel("x")
    last = panels[-1]
    last.plot(list(errors), list(errors.values()), "s-", color=PALETTE["red"])
    last.set_xscale("log", base=2)
    last.set_xticks(list(errors), [str(width) for width in errors])
    last.set(yscale="log", title="error against width", xlabel="hidden neurons")
    last.set_ylabel("mean squared error")
    last.minorticks_off()
    return fig


def draw_folds(x, teeth):
    """Draw what each further layer makes of a straight line.

    Parameters
    ----------
    x : array_like, (N,)
    teeth : dict of int to array_like, (N,)
        From the number of hidden layers to the network's output at x.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(columns=len(teeth), width=12.0, height=3.3, sharey=True)
    for ax, (depth, values) in zip(axes, teeth.items(), strict=True):
        ax.plot(x, values, color=PALETTE["blue"], linewidth=2.5)
        ax.set(title=f"{depth} hidden layer{'s' * (depth > 1)}", xlabel="x", xticks=(0, 0.5, 1))
    axes[0].set(yticks=(0, 0.5, 1))
    return fig


def count_pieces(x, y):
    """Count the straight pieces of a line that is given at many equally spaced places.

    Examples
    --------
    >>> x = np.linspace(-1, 1, 101)
    >>> count_pieces(x, np.abs(x))
    2
    """
    slopes = np.diff(np.ravel(y)) / np.diff(np.ravel(x))
    return 1 + int(np.sum(~np.isclose(slopes[1:], slopes[:-1], atol=1e-6)))
