"""A secant that slides into a tangent, and how exact a finite difference can be."""

from dataclasses import dataclass

import ipywidgets
import numpy as np

from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import PALETTE, figure


@dataclass(frozen=True)
class Curve:
    """A function, its derivative, and the window in which to draw the two."""

    function: callable
    derivative: callable
    x_limits: tuple
    y_limits: tuple
    slope_limits: tuple


CURVES = {
    "x²": Curve(lambda x: x**2, lambda x: 2 * x, (-2.5, 2.5), (-2, 7), (-6, 6)),
    "x³ - 3x": Curve(
        lambda x: x**3 - 3 * x, lambda x: 3 * x**2 - 3, (-2.5, 2.5), (-6, 6), (-5, 12)
    ),
    "sin x": Curve(np.sin, np.cos, (-4.0, 4.0), (-2, 2), (-1.5, 1.5)),
    "e to the x": Curve(np.exp, np.exp, (-2.5, 2.5), (-2, 10), (-1, 13)),
}


@dataclass(frozen=True)
class Secant:
    """A line through the curve at ``x`` and at ``x + step``; step 0 is the tangent."""

    curve: str = "x²"
    x: float = 1.0
    step: float = 1.0

    @property
    def slope(self):
        """Slope of the line: a difference quotient, or the derivative when the step is 0."""
        curve = CURVES[self.curve]
        if self.step == 0:
            return float(curve.derivative(self.x))
        rise = curve.function(self.x + self.step) - curve.function(self.x)
        return float(rise / self.step)

    @property
    def name(self):
        return "tangent" if self.step == 0 else "secant"


def draw_secant(state):
    """Draw the line on the curve, and its slope beside the curve of all tangent slopes."""
    curve = CURVES[state.curve]
    grid = np.linspace(*curve.x_limits, 301)
    fig, (left, right) = figure(columns=2)
    colour = PALETTE["green" if state.step == 0 else "orange"]
    height = curve.function(state.x)
    left.plot(grid, curve.function(grid), color=PALETTE["blue"], label=f"f(x) = {state.curve}")
    left.plot(grid, height + state.slope * (grid - state.x), color=colour, label=state.name)
    ends = np.array([state.x, state.x + state.step])
    left.plot(ends, curve.function(ends), "o", color=PALETTE["black"])
    left.set(xlim=curve.x_limits, ylim=curve.y_limits, xlabel="x", ylabel="f(x)")
    left.set_title(f"{state.name} of slope {state.slope:.3f}")
    left.legend(loc="upper center")
    right.plot(
        grid, curve.derivative(grid), color=PALETTE["sky"], label="slope of the tangent, f'(x)"
    )
    right.plot(state.x, state.slope, "D", color=colour, label=f"slope of this {state.name}")
    right.set(xlim=curve.x_limits, ylim=curve.slope_limits, xlabel="x", ylabel="slope")
    right.set_title("distance to the curve = error")
    right.legend(loc="upper center")
    return fig


def describe_secant(state):
    """Say where the line touches the curve, its slope, and the slope that it should have."""
    exact = float(CURVES[state.curve].derivative(state.x))
    if state.step == 0:
        return f"The tangent to {state.curve} at x = {state.x:g} has slope {exact:.3f}."
    return (
        f"The secant of {state.curve} from x = {state.x:g} to x = {state.x + state.step:g} has "
        f"slope {state.slope:.3f}; the tangent at x = {state.x:g} has slope {exact:.3f}."
    )


def tangent_plaything(state=None):
    """Slide the second point of a secant towards the first until it is a tangent."""
    slider = ipywidgets.FloatSlider
    controls = {
        "curve": ipywidgets.Dropdown(options=list(CURVES), description="curve"),
        "x": slider(min=-2, max=2, step=0.1, description="x"),
        "step": slider(min=-1.5, max=1.5, step=0.05, description="step h"),
    }
    return Plaything(state or Secant(), draw_secant, describe_secant, controls)


def draw_secants(steps, curve="x²", x=1.0):
    """Draw several secants of one curve from one point, and the tangent they close in on.

    Parameters
    ----------
    steps : sequence of float
    curve : str
        A key of :data:`CURVES`.
    x : float

    Returns
    -------
    matplotlib.figure.Figure
    """
    shape = CURVES[curve]
    grid = np.linspace(x - 1.2, x + 2.2, 201)
    fig, ax = figure(width=8.0, height=4.6)
    ax.plot(grid, shape.function(grid), color=PALETTE["black"], label=f"f(x) = {curve}")
    styles = zip(("orange", "purple", "sky"), ("--", "-.", ":"), strict=True)
    for step, (colour, style) in zip(steps, styles, strict=False):
        secant = Secant(curve, x, step)
        line = shape.function(x) + secant.slope * (grid - x)
        name = f"h = {step:g}: slope {secant.slope:g}"
        ax.plot(grid, line, style, color=PALETTE[colour], label=name)
        ax.plot(x + step, shape.function(x + step), "o", color=PALETTE[colour])
    tangent = Secant(curve, x, 0)
    line = shape.function(x) + tangent.slope * (grid - x)
    ax.plot(grid, line, color=PALETTE["green"], label=f"tangent: slope {tangent.slope:g}")
    ax.plot(x, shape.function(x), "o", color=PALETTE["green"], markersize=10)
    ax.set(xlabel="x", ylabel="f(x)", title="Secants turn into the tangent as h shrinks")
    ax.legend(loc="upper left")
    return fig


def draw_step_errors(steps, errors):
    """Draw the error of difference quotients against the step, both on logarithmic scales.

    Parameters
    ----------
    steps : array_like, (S,)
    errors : dict of str to array_like, (S,)
        For each difference quotient, its distance from the true slope; an error of exactly zero
        leaves a gap.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = figure(width=8.0, height=4.4)
    for (name, error), style in zip(errors.items(), ("o-", "s--"), strict=False):
        ax.loglog(steps, np.where(np.asarray(error) > 0, error, np.nan), style, label=name)
    ax.invert_xaxis()
    ax.set(xlabel="step h (smaller to the right)", ylabel="error of the slope")
    ax.set_title("A small step helps, a tiny step hurts")
    ax.legend()
    return fig
