"""Fits of different capacity to the same measurements, and their errors."""

from dlcourse.lab.style import PALETTE, figure


def draw_fits(x, y, grid, truth, fits):
    """Draw one panel for each fit, with the measurements and the truth.

    Parameters
    ----------
    x, y : (N,)
        What was measured.
    grid, truth : (P,)
        The truth at many places.
    fits : dict of str to array_like, (P,)
        From a panel's title to the values of the fit on the grid.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(columns=len(fits), width=12.0, height=3.9, sharey=True, squeeze=False)
    for ax, (title, values) in zip(axes[0], fits.items(), strict=True):
        ax.plot(grid, truth, "--", color=PALETTE["grey"], label="truth")
        ax.plot(grid, values, color=PALETTE["blue"], label="fit")
        ax.plot(x, y, "o", color=PALETTE["black"], markersize=6, label="measured")
        ax.set(title=title, xlabel="x", ylim=(-2.6, 2.6))
    axes[0][0].set_ylabel("y")
    axes[0][0].legend(loc="lower right")
    return fig


def draw_errors(training, test, noise):
    """Draw both errors against the degree, from 0 on, and the noise as a line below which none is.

    Parameters
    ----------
    training, test : sequence of float
        One number for each degree.
    noise : float
        The variance of the noise.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure()
    ax.plot(training, "o-", color=PALETTE["blue"], label="training error")
    ax.plot(test, "s--", color=PALETTE["red"], label="test error")
    ax.axhline(noise, color=PALETTE["grey"], lw=1.5, linestyle=":", label="noise alone")
    ax.set(xlabel="capacity: degree", ylabel="mean squared error", ylim=(-0.03, 1.3))
    ax.set_xticks(range(len(training)))
    ax.legend(loc="upper center")
    return fig
