"""Who passes the class: a loss curve and the map that a network has learned."""

import numpy as np

from dlcourse.lab.style import CLASS_COLOURS, CLASS_MARKERS, DIVERGING, PALETTE, figure

LIMIT = 10.0


def draw_pass_map(losses, predict, x, y, you):
    """Draw the loss by training step beside the learned probability of passing.

    Parameters
    ----------
    losses : sequence of float
        Loss before each step.
    predict : callable
        From (N, 2) lectures and hours to N probabilities.
    x : numpy.ndarray
        Lectures and hours of N students, shape (N, 2), each from 0 to 10.
    y : numpy.ndarray
        1 for each student who passed, 0 for the others.
    you : sequence of float
        Lectures and hours of one more student, drawn as a star.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, (curve, chart) = figure(columns=2, width=12.0, height=4.8)
    curve.plot(losses)
    curve.set(xlabel="step", ylabel="loss", title="Loss while training", ylim=(0, None))
    ticks = np.linspace(0, LIMIT, 101)
    lectures, hours = np.meshgrid(ticks, ticks)
    chance = predict(np.column_stack([lectures.ravel(), hours.ravel()])).reshape(lectures.shape)
    levels = np.linspace(0, 1, 11)
    filled = chart.contourf(lectures, hours, chance, levels, cmap=DIVERGING, alpha=0.75)
    chart.contour(lectures, hours, chance, [0.5], colors=PALETTE["black"], linewidths=2)
    for label, name in enumerate(("failed", "passed")):
        points = x[np.asarray(y) == label]
        style = {"marker": CLASS_MARKERS[label], "color": CLASS_COLOURS[label]}
        chart.plot(*points.T, ls="", markeredgecolor="white", label=name, **style)
    star = {"marker": "*", "ms": 24, "color": PALETTE["yellow"], "markeredgecolor": "black"}
    chart.plot(*you, ls="", label="you", **star)
    chart.set(xlabel="lectures attended", ylabel="hours on the project")
    chart.set_title("Learned probability of passing")
    chart.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3)
    fig.colorbar(filled, ax=chart, label="probability", ticks=levels[::2])
    return fig
