import time
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


def test_an_unknown_action_cannot_be_played(slider):
    with pytest.raises(ValueError, match=r"Cannot play 'Bend': the actions are \['Steeper'\]"):
        Plaything(Line(), draw, describe, {"slope": slider}, {"Steeper": steeper}, play="Bend")


def test_the_player_repeats_its_action_until_it_is_stopped(slider):
    plaything = Plaything(
        Line(), draw, describe, {"slope": slider}, {"Steeper": steeper}, play="Steeper"
    )
    _, player = button(plaything).children
    player.value = 1
    player.value = 2
    assert plaything.state == Line(slope=3.0, steps=2)
    player.value = 0  # what the stop button does
    assert plaything.state == Line(slope=3.0, steps=2)


def test_the_player_waits_longer_when_drawing_is_slow(slider):
    def slow(state):
        time.sleep(0.3)
        return steeper(state)

    plaything = Plaything(Line(), draw, describe, {"slope": slider}, {"Slow": slow}, play="Slow")
    _, player = button(plaything).children
    quick = player.interval
    player.value = 1
    assert player.interval >= 450 > quick


def test_columns_stand_side_by_side_below_their_headings(slider):
    columns = {"Look": ("slope",), "Do & see": ("Steeper",)}
    plaything = Plaything(
        Line(), draw, describe, {"slope": slider}, {"Steeper": steeper}, columns=columns
    )
    look, do = plaything.widget.children[0].children
    assert [look.children[0].value, look.children[1]] == ["<b>Look</b>", slider]
    assert do.children[0].value == "<b>Do &amp; see</b>"
    assert do.children[1].description == "Steeper"


@pytest.mark.parametrize("names", [("slope",), ("slope", "Steeper", "Steeper"), ("slope", "Bend")])
def test_columns_must_hold_each_control_and_action_once(slider, names):
    with pytest.raises(ValueError, match="each control and action once"):
        Plaything(
            Line(), draw, describe, {"slope": slider}, {"Steeper": steeper}, columns={"All": names}
        )
