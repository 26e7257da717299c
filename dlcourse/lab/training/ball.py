"""The plaything of lesson 04: a ball on a loss surface."""

from dataclasses import dataclass, replace

import ipywidgets
import numpy as np

from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import PALETTE, figure
from dlcourse.lab.training.landscape import LOOKS, add_landscape, add_path, add_start
from dlcourse.lab.training.rolling import FAR, OPTIMIZERS, roll
from dlcourse.lab.training.surfaces import SURFACES

MANY = 10
"""Steps for each press of the button "Roll"."""


@dataclass(frozen=True)
class Ball:
    """A surface, an optimizer with its settings, and how many steps it has made.

    Examples
    --------
    >>> Ball("bowl", "SGD", rate=0.5, steps=2).path[-1]
    array([-0.625,  0.375])
    """

    surface: str = "ravine"
    optimizer: str = "SGD"
    rate: float = 0.1
    noise: float = 0.0
    steps: int = 30

    @property
    def path(self):
        """The places of the ball, (S + 1, 2)."""
        surface = SURFACES[self.surface]
        return roll(surface, self.optimizer, self.rate, self.steps, noise=self.noise)

    @property
    def losses(self):
        """The loss at each place, (S + 1,)."""
        return SURFACES[self.surface].loss(*self.path.T)


def draw_ball(state):
    """Draw the surface from above with the path of the ball, and the loss after each step."""
    surface, path, losses = SURFACES[state.surface], state.path, state.losses
    fig, (left, right) = figure(columns=2, width=12.0, height=4.8)
    add_landscape(left, surface)
    add_path(left, path, state.optimizer)
    add_start(left, surface)
    left.plot(*path[-1], "o", color=PALETTE["red"], ms=15, mec=PALETTE["black"], mew=2, zorder=7)
    left.set_title(f"{state.optimizer}, rate {state.rate:.3g}, {len(path) - 1} steps")
    colour, dashes, _ = LOOKS[state.optimizer]
    right.plot(losses, color=PALETTE[colour], linestyle=dashes)
    right.plot(len(losses) - 1, losses[-1], "o", color=PALETTE["red"], ms=11, mec="black")
    top = losses[: np.argmax(losses > 4 * losses[0]) or None].max()
    right.set(xlabel="step", ylabel="loss", ylim=(-0.06 * top, 1.1 * top))
    right.set_title(f"loss {losses[-1]:.3g}")
    return fig


def describe_ball(state):
    """Say where the ball is, how far it went, and what the loss has become."""
    path, losses = state.path, state.losses
    noisy = f" and gradient noise {state.noise:g}" if state.noise else ""
    run = (
        f"{state.optimizer} with rate {state.rate:.3g}{noisy} on the surface {state.surface}, "
        f"from above, and its loss curve. "
    )
    if np.abs(path[-1]).max() >= FAR:
        return f"{run}After {len(path) - 1} steps the ball is gone: the steps grew and grew."
    place = f"w1 = {path[-1][0]:.2f}, w2 = {path[-1][1]:.2f}"
    change = f"The loss went from {losses[0]:.3g} to {losses[-1]:.3g}."
    return f"{run}After {len(path) - 1} steps the ball is at {place}. {change}"


def ball_plaything(state=None):
    """Choose a surface and an optimizer, set its rate, and let the ball roll.

    Parameters
    ----------
    state : Ball, optional
        Where it starts.

    Returns
    -------
    Plaything
    """
    style = {"style": {"description_width": "90px"}, "layout": {"width": "330px"}}
    controls = {
        "surface": ipywidgets.Dropdown(options=list(SURFACES), description="surface", **style),
        "optimizer": ipywidgets.SelectionSlider(
            options=list(OPTIMIZERS), description="optimizer", **style
        ),
        "rate": ipywidgets.FloatLogSlider(
            min=-3, max=1, step=0.1, description="rate", readout_format=".3g", **style
        ),
        "noise": ipywidgets.FloatSlider(min=0.0, max=2.0, step=0.1, description="noise", **style),
    }
    actions = {
        "Step": lambda state: replace(state, steps=state.steps + 1),
        "Roll": lambda state: replace(state, steps=state.steps + MANY),
        "Back": lambda state: replace(state, steps=0),
    }
    columns = {
        "Where": ("surface", "noise"),
        "How": ("optimizer", "rate"),
        "Go": ("Step", "Roll", "Back"),
    }
    return Plaything(
        state or Ball(),
        draw_ball,
        describe_ball,
        controls,
        actions,
        play="Step",
        columns=columns,
    )
