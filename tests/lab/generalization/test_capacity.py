import numpy as np
import pytest

from dlcourse.lab.generalization.capacity import (
    DEGREES,
    HIGHEST,
    LOWEST,
    STRENGTHS,
    Capacity,
    capacity_plaything,
    describe_capacity,
    draw_capacity,
)

STATE = Capacity(degree=5, strength=0.001, points=20, seed=3)


def line(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def test_the_fit_runs_where_its_errors_say():
    fit = draw_capacity(STATE).axes[0]
    x, y = STATE.data
    np.testing.assert_array_equal(line(fit, "measured").get_xydata(), np.column_stack([x, y]))
    grid, values = line(fit, "fit").get_data()
    truth = line(fit, "truth").get_ydata()
    training, new = STATE.errors()
    assert np.mean((np.interp(x, grid, values) - y) ** 2) == pytest.approx(training, abs=1e-3)
    assert np.mean((values - truth) ** 2) + 0.4**2 == pytest.approx(new)
    assert fit.get_title() == f"error {training:.2f}, on new ones {new:.2f}"


def test_both_errors_are_drawn_over_degree_and_over_strength():
    _, by_degree, by_strength = draw_capacity(STATE).axes
    both = np.array([STATE.errors(degree=degree) for degree in DEGREES])
    for column, label in enumerate(("these measurements", "new ones")):
        drawn = line(by_degree, label).get_ydata()
        np.testing.assert_allclose(drawn, np.clip(both[:, column], LOWEST, HIGHEST))
    both = np.array([STATE.errors(strength=strength) for strength in STRENGTHS])
    np.testing.assert_allclose(line(by_strength, "new ones").get_ydata(), both[:, 1])


def test_the_grey_bars_stand_where_the_sliders_are():
    _, by_degree, by_strength = draw_capacity(STATE).axes
    assert by_degree.lines[-1].get_xdata()[0] == 5
    assert by_strength.lines[-1].get_xdata()[0] == STRENGTHS.index(0.001)
    assert (by_degree.get_title(), by_strength.get_title()) == ("strength 0.001", "degree 5")


def test_the_text_names_the_best_degree_and_strength():
    text = describe_capacity(Capacity(degree=9))
    assert "degree 9, penalty strength 0, fitted to 12 measurements: error 0.041" in text
    assert "degree 3 is best on new ones; at this degree, strength 0.001." in text


@pytest.mark.parametrize(
    ("row", "field", "value"), [(0, "degree", 8), (1, "strength", 0.1), (2, "points", 40)]
)
def test_every_control_changes_its_field(row, field, value):
    plaything = capacity_plaything()
    plaything.widget.children[0].children[row].value = value
    assert getattr(plaything.state, field) == value


def test_new_data_are_new():
    plaything = capacity_plaything(STATE)
    plaything.widget.children[0].children[-1].children[0].click()
    assert plaything.state.seed == STATE.seed + 1
    assert np.any(plaything.state.data[1] != STATE.data[1])
