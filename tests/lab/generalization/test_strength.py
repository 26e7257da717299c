from dataclasses import replace

import numpy as np
import pytest

from dlcourse.lab.generalization.strength import (
    PENALTIES,
    describe_strength,
    draw_strength,
    strength_plaything,
)
from dlcourse.lab.generalization.strength_model import (
    EPOCHS,
    NEW_POINTS,
    Strength,
    points,
    shares_right,
    trained,
)

SMALL = Strength(neurons=4, points=30)


def line(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def test_the_same_state_gives_the_same_network():
    (x, y), (new_x, _) = points(SMALL)
    assert (x.shape, y.shape, len(new_x)) == ((30, 2), (30, 1), NEW_POINTS)
    first = trained(SMALL)
    trained.cache_clear()
    assert trained(SMALL).new == first.new


def test_without_a_remedy_the_gap_widens_and_with_a_penalty_it_does_not():
    free, held = trained(Strength()), trained(Strength(l2=0.01))
    assert free.new[-1] > 2.5 * min(free.new)
    assert free.training[-1] < 0.1
    assert free.best < EPOCHS / 2
    assert held.new[-1] < 1.2 * min(held.new)
    assert shares_right(Strength())[0] == 1.0


def test_dropout_holds_back_too():
    assert trained(Strength(rate=0.5)).training[-1] > trained(Strength()).training[-1]


def test_both_curves_and_the_best_epoch_are_drawn():
    run = trained(SMALL)
    plane, curves = draw_strength(SMALL).axes
    assert tuple(line(curves, "training points").get_ydata()) == run.training
    assert tuple(line(curves, "new points").get_ydata()) == run.new
    best = line(curves, "best epoch")
    assert best.get_xdata()[0] == run.best == np.argmin(run.new) + 1
    assert (
        sum(len(dots.get_offsets()) for dots in plane.collections if len(dots.get_offsets())) >= 30
    )
    assert plane.get_title().startswith(f"right: {shares_right(SMALL)[0]:.0%} of these")


def test_the_text_tells_settings_and_losses():
    run, text = trained(SMALL), describe_strength(SMALL)
    assert text.startswith("4 neurons in each of two hidden layers, L2 strength 0, dropout rate 0,")
    assert f"the loss is {run.training[-1]:.2f} and {run.new[-1]:.2f}" in text
    assert f"after epoch {run.best}." in text


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [(0, "neurons", 2), (1, "l2", PENALTIES[3]), (2, "rate", 0.3), (3, "points", 60)],
)
def test_every_control_changes_its_field(row, field, value):
    plaything = strength_plaything(SMALL)
    plaything.widget.children[0].children[row].value = value
    assert plaything.state == replace(SMALL, **{field: value})


def test_new_data_are_new():
    plaything = strength_plaything(SMALL)
    plaything.widget.children[0].children[-1].children[0].click()
    assert plaything.state.seed == 1
    assert np.any(points(plaything.state)[0][0] != points(SMALL)[0][0])
