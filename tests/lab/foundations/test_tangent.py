import numpy as np
import pytest

from dlcourse.lab.foundations.tangent import (
    CURVES,
    Secant,
    describe_secant,
    draw_secant,
    draw_secants,
    draw_step_errors,
    tangent_plaything,
)


def data(line):
    return np.array(line.get_data())


def slope_of(line):
    x, y = data(line)
    return (y[-1] - y[0]) / (x[-1] - x[0])


@pytest.mark.parametrize("name", CURVES)
def test_the_derivative_of_each_curve_is_its_measured_slope(name):
    curve = CURVES[name]
    x = np.linspace(-2, 2, 9)
    measured = (curve.function(x + 1e-6) - curve.function(x - 1e-6)) / 2e-6
    np.testing.assert_allclose(curve.derivative(x), measured, atol=1e-6)


@pytest.mark.parametrize(("step", "slope"), [(1.0, 3.0), (0.5, 2.5), (-1.0, 1.0), (0.0, 2.0)])
def test_slope_of_the_secant_of_a_square(step, slope):
    assert Secant("x²", 1.0, step).slope == pytest.approx(slope)


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("step", [1.0, -0.5, 0.0])
def test_the_line_runs_through_the_curve_with_the_slope_of_the_state(name, step):
    state = Secant(name, 0.5, step)
    left, right = draw_secant(state).axes
    curve, line, ends = left.lines
    assert slope_of(line) == pytest.approx(state.slope)
    x, y = data(line)
    np.testing.assert_allclose(data(ends)[0], [0.5, 0.5 + step])
    np.testing.assert_allclose(np.interp(data(ends)[0], x, y), data(ends)[1], atol=1e-9)
    np.testing.assert_allclose(data(right.lines[1]).ravel(), [0.5, state.slope])
    np.testing.assert_allclose(data(curve)[1], CURVES[name].function(data(curve)[0]))


def test_the_colour_tells_the_tangent_from_a_secant():
    def colour(step):
        return draw_secant(Secant(step=step)).axes[0].lines[1].get_color()

    assert colour(0.0) != colour(0.5)


def test_description_names_both_slopes_until_they_are_one():
    assert "slope 2.500; the tangent at x = 1 has slope 2.000" in describe_secant(Secant(step=0.5))
    assert describe_secant(Secant(step=0.0)) == "The tangent to x² at x = 1 has slope 2.000."


@pytest.mark.parametrize(("field", "value"), [("curve", "sin x"), ("x", -1.0), ("step", 0.0)])
def test_every_control_changes_the_picture(field, value):
    toy = tangent_plaything()
    before = toy.description
    number = ["curve", "x", "step"].index(field)
    toy.widget.children[0].children[number].value = value
    assert getattr(toy.state, field) == value
    assert toy.description != before


def test_secants_turn_towards_the_tangent():
    ax = draw_secants([2, 1, 0.5]).axes[0]
    straight = [line for line in ax.lines if "slope" in line.get_label()]
    np.testing.assert_allclose([slope_of(line) for line in straight], [4, 3, 2.5, 2])
    assert straight[-1].get_label() == "tangent: slope 2"


def test_step_errors_leave_a_gap_where_there_is_none():
    ax = draw_step_errors([0.1, 0.01], {"one": [1e-3, 0.0], "two": [1e-4, 1e-5]}).axes[0]
    np.testing.assert_array_equal(data(ax.lines[0])[1], [1e-3, np.nan])
    np.testing.assert_array_equal(data(ax.lines[1])[1], [1e-4, 1e-5])
    assert ax.xaxis_inverted()
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
