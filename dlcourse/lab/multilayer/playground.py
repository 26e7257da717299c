"""The playground of lesson 02: choose data, inputs and a network, and watch it learn."""

from dataclasses import replace

import ipywidgets

from dlcourse.lab.multilayer.checklist import CheckList
from dlcourse.lab.multilayer.playground_data import DATA, FEATURES
from dlcourse.lab.multilayer.playground_drawing import describe_playground, draw_playground
from dlcourse.lab.multilayer.playground_model import ACTIVATIONS, Playground, train
from dlcourse.lab.plaything import Plaything

EPOCHS = 25
"""Epochs for each press of the button "Train"."""

ACTIONS = {
    "Step": lambda state: train(state, epochs=1),
    "Train": lambda state: train(state, epochs=EPOCHS),
    "Reset": lambda state: replace(state, start=state.start + 1, trained=None),
    "New data": lambda state: replace(state, draw=state.draw + 1, trained=None),
}
"""What the buttons do. Reset draws other starting weights, so that luck shows."""

RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
PENALTIES = (0.0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1)


def playground(state=None):
    """The playground as a widget.

    Parameters
    ----------
    state : Playground, optional
        Where it starts.

    Returns
    -------
    Plaything
    """
    controls = {
        "data": _menu("data set", DATA),
        "noise": ipywidgets.FloatSlider(min=0.0, max=0.5, step=0.05, **_slider("noise")),
        "features": CheckList(FEATURES),
        "layers": ipywidgets.IntSlider(min=0, max=4, **_slider("hidden layers")),
        "neurons": ipywidgets.IntSlider(min=1, max=8, **_slider("neurons in each")),
        "activation": _menu("activation", ACTIVATIONS),
        "learning_rate": _menu("learning rate", _numbers(RATES)),
        "regularisation": _menu("regularisation", _numbers(PENALTIES)),
    }
    columns = {
        "Data": ("data", "noise", "New data"),
        "Inputs": ("features",),
        "Network": ("layers", "neurons", "activation", "Reset"),
        "Training": ("learning_rate", "regularisation", "Step", "Train"),
    }
    return Plaything(
        state or Playground(),
        draw_playground,
        describe_playground,
        controls,
        ACTIONS,
        play="Train",
        columns=columns,
    )


def _menu(description, options):
    return ipywidgets.Dropdown(options=list(options), **_named(description))


def _numbers(values):
    return [(f"{value:g}", value) for value in values]


def _slider(description):
    """Names for a slider, which draws once it is let go: a new network is not drawn for nothing."""
    return {"continuous_update": False, **_named(description)}


def _named(description):
    style = {"description_width": "105px"}
    return {"description": description, "style": style, "layout": {"width": "270px"}}
