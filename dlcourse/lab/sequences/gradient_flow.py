"""How much of a gradient is left after so many steps back."""

from dlcourse.lab.style import figure

STYLES = ("-", "--", ":", "-.")


def draw_norms(panels, *, label="norm of the gradient"):
    """Draw one panel for each experiment, on a logarithmic scale that they share.

    Parameters
    ----------
    panels : dict of str to dict of str to sequence of float
        Title of the panel, name of the curve, and the norm at lag 0, 1, 2, ...
    label : str
        Of the vertical axis.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_norms({"linear": {"0.5": [1.0, 0.5, 0.25]}})
    >>> fig.axes[0].get_yscale()
    'log'
    """
    fig, axes = figure(columns=len(panels), sharey=True, squeeze=False)
    for ax, (title, curves) in zip(axes[0], panels.items(), strict=True):
        for number, (name, norms) in enumerate(curves.items()):
            ax.semilogy(norms, STYLES[number % len(STYLES)], label=name)
        ax.set(title=title, xlabel="steps back in time")
        ax.legend()
    axes[0, 0].set_ylabel(label)
    return fig
