from base64 import b64decode
from dataclasses import dataclass

import ipywidgets
import pytest

from dlcourse.lab import Plaything, figure, png


@dataclass(frozen=True)
class Line:
    slope: float = 1.0
    steps: int = 0


def draw(state):
    fig, ax = figure()
    ax.plot([0, 1], [0, state.slope])
    return fig


def describe(state):
    return f"A line of slope {state.slope} <after> {state.steps} steps."


def steeper(state):
    return Line(state.slope + 1, state.steps + 1)


@pytest.fixture
def slider():
    return ipywidgets.FloatSlider(min=-5, max=5)


@pytest.fixture
def plaything(slider):
    return Plaything(Line(), draw, describe, {"slope": slider}, {"Steeper": steeper})


def picture(plaything):
    return b64decode(plaything._repr_mimebundle_()[0]["image/png"])


def button(plaything):
    return plaything.widget.children[0].children[-1].children[0]


def test_starts_with_the_picture_and_control_of_its_state(plaything, slider):
    assert picture(plaything) == png(draw(Line()))
    assert slider.value == 1.0


def test_a_control_changes_state_picture_and_text(plaything, slider):
    slider.value = -2.0
    assert plaything.state == Line(slope=-2.0)
    assert picture(plaything) == png(draw(Line(slope=-2.0)))
    assert plaything.description.startswith("A line of slope -2.0")


def test_a_button_changes_the_state_and_moves_the_control(plaything, slider):
    assert button(plaything).description == "Steeper"
    button(plaything).click()
    assert plaything.state == Line(slope=2.0, steps=1)
    assert slider.value == 2.0


def test_setting_a_state_draws_once(slider):
    drawn = []
    plaything = Plaything(Line(), lambda s: drawn.append(s) or draw(s), describe, {"slope": slider})
    drawn.clear()
    plaything.set_state(Line(slope=3.0))
    assert drawn == [Line(slope=3.0)]


def test_the_bundle_holds_the_widget_the_picture_and_the_text(plaything):
    bundle, metadata = plaything._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == metadata["image/png"]["alt"] == plaything.description


def test_the_caption_is_escaped(plaything):
    caption = plaything.widget.children[-1]
    assert "&lt;after&gt;" in caption.value


def test_a_control_for_no_field_is_refused(slider):
    with pytest.raises(ValueError, match=r"Controls \['bend'\] belong to no field of Line"):
        Plaything(Line(), draw, describe, {"bend": slider})
