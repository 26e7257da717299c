"""Hold a network back by fewer neurons, by a penalty or by dropout, and see both curves."""

from dataclasses import replace

import ipywidgets
import numpy as np

from dlcourse.lab.generalization.strength_model import (
    EPOCHS,
    Strength,
    points,
    shares_right,
    trained,
)
from dlcourse.lab.multilayer.boundary import add_points, add_surface
from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import PALETTE, figure

PENALTIES = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
LIMITS = (-1.8, 2.8)


def draw_strength(state):
    """Draw the boundary that was learned, and the loss on training points and on new ones.

    Parameters
    ----------
    state : Strength

    Returns
    -------
    matplotlib.figure.Figure
    """
    run = trained(state)
    right, right_new = shares_right(state)
    fig, (plane, curves) = figure(columns=2, width=11.5, height=4.8)
    x, y = points(state)[0]
    add_surface(plane, lambda x: _probability(run.model(x)[:, 0]), LIMITS)
    add_points(plane, x, y[:, 0], names=("class 0", "class 1"))
    plane.set(title=f"right: {right:.0%} of these, {right_new:.0%} of new ones")
    plane.set(xlabel="x₁", ylabel="x₂")
    epochs = np.arange(1, EPOCHS + 1)
    curves.fill_between(epochs, run.training, run.new, color=PALETTE["grey"], alpha=0.18)
    curves.plot(epochs, run.training, color=PALETTE["blue"], label="training points")
    curves.plot(epochs, run.new, "--", color=PALETTE["red"], label="new points")
    curves.plot(run.best, run.new[run.best - 1], "D", color=PALETTE["black"], label="best epoch")
    curves.set(xlabel="epoch", ylabel="loss", xlim=(0, EPOCHS + 1), ylim=(0, 2.2))
    curves.legend(loc="upper left", ncols=3, handlelength=1.4, columnspacing=0.8)
    return fig


def describe_strength(state):
    """Say in words what the picture shows."""
    run = trained(state)
    right, right_new = shares_right(state)
    return (
        f"{state.neurons} neurons in each of two hidden layers, L2 strength {state.l2:g}, dropout "
        f"rate {state.rate:g}, {state.points} training points. After {EPOCHS} epochs {right:.0%} "
        f"of the training points and {right_new:.0%} of the new points are right; the loss is "
        f"{run.training[-1]:.2f} and {run.new[-1]:.2f}. On new points it was lowest, "
        f"{run.new[run.best - 1]:.2f}, after epoch {run.best}."
    )


def strength_plaything(state=None):
    """The two panels with sliders, and a button that draws new points and first weights.

    Parameters
    ----------
    state : Strength, optional
        Where it starts.

    Returns
    -------
    Plaything
    """
    controls = {
        "neurons": ipywidgets.SelectionSlider(options=[1, 2, 4, 8, 16, 30], **_named("neurons")),
        "l2": ipywidgets.SelectionSlider(
            options=[(f"{strength:g}", strength) for strength in PENALTIES], **_named("L2 strength")
        ),
        "rate": ipywidgets.FloatSlider(min=0.0, max=0.9, step=0.1, **_named("dropout rate")),
        "points": ipywidgets.SelectionSlider(options=[30, 60, 120, 240], **_named("points")),
    }
    actions = {"New data": lambda state: replace(state, seed=state.seed + 1)}
    return Plaything(state or Strength(), draw_strength, describe_strength, controls, actions)


def _named(description):
    """A name, and a slider that trains once it is let go."""
    style = {"description_width": "100px"}
    return {
        "description": description,
        "continuous_update": False,
        "style": style,
        "layout": {"width": "340px"},
    }


def _probability(score):
    return 1.0 / (1.0 + np.exp(-np.clip(score, -50.0, 50.0)))
