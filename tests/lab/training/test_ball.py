import numpy as np
import pytest

from dlcourse.lab.training.ball import MANY, Ball, ball_plaything, describe_ball, draw_ball
from dlcourse.lab.training.rolling import OPTIMIZERS, roll
from dlcourse.lab.training.surfaces import SURFACES


def parts(plaything):
    """From heading to the controls below it."""
    return {
        column.children[0].value.removeprefix("<b>").removesuffix("</b>"): column.children[1:]
        for column in plaything.widget.children[0].children
    }


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("surface", SURFACES)
def test_the_picture_shows_the_path_and_its_loss(surface, optimizer):
    state = Ball(surface, optimizer, rate=0.05, noise=0.2, steps=12)
    left, right = draw_ball(state).axes
    path = roll(SURFACES[surface], optimizer, 0.05, 12, noise=0.2)
    np.testing.assert_array_equal(state.path, path)
    drawn = next(line for line in left.lines if line.get_label() == optimizer)
    np.testing.assert_array_equal(drawn.get_xydata(), path)
    np.testing.assert_array_equal(left.lines[-1].get_xydata()[0], path[-1])
    np.testing.assert_allclose(right.lines[0].get_ydata(), SURFACES[surface].loss(*path.T))
    assert left.get_title() == f"{optimizer}, rate 0.05, 12 steps"


def test_before_the_first_step_the_ball_is_at_the_start():
    left, right = draw_ball(Ball(steps=0)).axes
    np.testing.assert_array_equal(left.lines[-1].get_xydata()[0], SURFACES["ravine"].start)
    assert len(right.lines[0].get_xdata()) == 1


def test_a_run_that_explodes_keeps_a_readable_scale():
    state = Ball(rate=1.0, steps=50)
    _, right = draw_ball(state).axes
    assert state.losses[0] < right.get_ylim()[1] < 10 * state.losses[0]
    assert "the ball is gone" in describe_ball(state)


def test_description_gives_place_and_loss():
    text = describe_ball(Ball("bowl", "SGD", rate=0.5, steps=2))
    assert "surface bowl" in text
    assert "w1 = -0.62, w2 = 0.38" in text
    assert "from 4.25 to 0.266" in text
    assert "noise" not in text
    assert "gradient noise 0.5" in describe_ball(Ball(noise=0.5))


@pytest.mark.parametrize(
    ("column", "row", "field", "value"),
    [
        ("Where", 0, "surface", "saddle"),
        ("Where", 1, "noise", 0.4),
        ("How", 0, "optimizer", "Adam"),
        ("How", 1, "rate", 1.0),
    ],
)
def test_every_control_changes_its_field_and_the_path(column, row, field, value):
    plaything = ball_plaything(Ball(steps=10))
    before = plaything.state.path
    parts(plaything)[column][row].value = value
    assert getattr(plaything.state, field) == pytest.approx(value)
    assert not np.array_equal(plaything.state.path, before)


def test_the_menus_offer_everything():
    columns = parts(ball_plaything())
    assert columns["Where"][0].options == tuple(SURFACES)
    assert columns["How"][0].options == tuple(OPTIMIZERS)


def test_the_buttons_step_roll_and_go_back():
    plaything = ball_plaything(Ball(steps=3))
    box, roll_on, back = parts(plaything)["Go"]
    step, player = box.children
    step.click()
    assert plaything.state.steps == 4
    roll_on.click()
    assert plaything.state.steps == 4 + MANY
    player.value = 1
    assert plaything.state.steps == 5 + MANY
    back.click()
    assert plaything.state.steps == 0
