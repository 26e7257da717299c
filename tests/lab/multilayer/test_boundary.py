import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.contour import ContourSet

from dlcourse.lab.multilayer.boundary import PIXELS, add_points, add_surface, draw_boundaries
from dlcourse.lab.style import CLASS_COLOURS, figure

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([0, 1, 1, 0])
NAMES = ("dark", "light")


def half_plane(x):
    return (x[:, 0] > 0.4).astype(float)


def boundary_of(ax):
    """Places on the line that was drawn, or None."""
    lines = [drawn for drawn in ax.collections if isinstance(drawn, ContourSet)]
    return np.concatenate([p.vertices for p in lines[0].get_paths()]) if lines else None


def test_the_surface_is_the_output_in_tenths():
    fig, ax = figure()
    add_surface(ax, lambda x: 0.123 + 0 * x[:, 0] + (x[:, 1] > 0.5), (0, 1))
    values = ax.images[0].get_array()
    assert values.shape == (PIXELS, PIXELS)
    assert np.unique(values).tolist() == pytest.approx([0.1, 1.1])
    assert values[0, 0] == pytest.approx(0.1)  # low x2 first, drawn at the bottom


def test_the_boundary_is_where_the_output_is_one_half():
    fig, ax = figure()
    add_surface(ax, half_plane, ((0, 1), (-2, 2)))
    line = boundary_of(ax)
    assert line[:, 0] == pytest.approx(0.4, abs=0.01)
    assert (line[:, 1].min(), line[:, 1].max()) == pytest.approx((-2, 2))


def test_an_output_on_one_side_everywhere_has_no_boundary():
    fig, ax = figure()
    add_surface(ax, lambda x: np.full(len(x), 0.2), (0, 1))
    assert boundary_of(ax) is None


def test_each_class_has_its_points_colour_and_name():
    fig, ax = figure()
    add_points(ax, X, Y, names=NAMES)
    for label, drawn in enumerate(ax.collections):
        assert np.array_equal(drawn.get_offsets(), X[label == Y])
        assert drawn.get_label() == NAMES[label]
    colours = [to_hex(drawn.get_facecolor()[0]) for drawn in ax.collections]
    assert colours == [colour.lower() for colour in CLASS_COLOURS[:2]]


def test_few_points_are_drawn_large():
    fig, (few, many) = figure(columns=2)
    add_points(few, X, Y, names=NAMES)
    add_points(many, np.tile(X, (50, 1)), np.tile(Y, 50), names=NAMES)
    assert few.collections[0].get_sizes()[0] > 3 * many.collections[0].get_sizes()[0]


@pytest.mark.parametrize("limits", [None, (-0.5, 1.5)])
def test_there_is_a_panel_for_each_network(limits):
    outputs = {"half": half_plane, "never": lambda x: 0 * x[:, 0]}
    fig = draw_boundaries(outputs, X, Y, names=NAMES, limits=limits)
    assert [ax.get_title() for ax in fig.axes] == list(outputs)
    assert [boundary_of(ax) is not None for ax in fig.axes] == [True, False]
    assert fig.axes[0].get_xlim() == pytest.approx(limits or (-0.15, 1.15))
    assert [text.get_text() for text in fig.legends[0].get_texts()] == list(NAMES)
