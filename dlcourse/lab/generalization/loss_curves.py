"""Two curves for each run: on the training set and on the validation set."""

import numpy as np

from dlcourse.lab.style import PALETTE, figure


def draw_loss_curves(runs, *, top=None):
    """Draw one panel for each run: two curves, the gap between them, the best epoch.

    Parameters
    ----------
    runs : dict of str to pair of sequences
        From a panel's title to the losses of each epoch on the training set and on the validation
        set.
    top : float, optional
        Upper end of the axis of losses.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, axes = figure(
        columns=len(runs), width=4.4 * max(2, len(runs)), height=4.2, sharey=True, squeeze=False
    )
    for ax, (title, (training, validation)) in zip(axes[0], runs.items(), strict=True):
        epochs = np.arange(1, len(training) + 1)
        ax.fill_between(epochs, training, validation, color=PALETTE["grey"], alpha=0.18)
        ax.plot(epochs, training, color=PALETTE["blue"], label="training")
        ax.plot(epochs, validation, "--", color=PALETTE["red"], label="validation")
        lowest = int(np.argmin(validation))
        ax.plot(epochs[lowest], validation[lowest], "D", color=PALETTE["black"])
        where = {"xytext": (0, 12), "textcoords": "offset points", "ha": "center"}
        ax.annotate("best", (epochs[lowest], validation[lowest]), **where)
        ax.set(title=title, xlabel="epoch", xlim=(0, len(training) + 1))
        ax.set_ylim(0, top)
    axes[0][0].set_ylabel("loss")
    axes[0][0].legend(loc="upper right")
    return fig
