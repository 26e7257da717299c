import numpy as np
import pytest

from dlcourse.lab.training.landscape import LOOKS, draw_paths, draw_race
from dlcourse.lab.training.rolling import OPTIMIZERS, roll
from dlcourse.lab.training.surfaces import SURFACES

BEND = SURFACES["bend"]


def line(ax, label):
    return next(line for line in ax.lines if line.get_label() == label)


def lonely(ax, marker):
    """The line of one point that is drawn with this marker."""
    points = (line for line in ax.lines if len(line.get_xdata()) == 1)
    return next(line for line in points if line.get_marker() == marker)


def test_every_optimizer_has_a_look_of_its_own():
    assert set(LOOKS) == set(OPTIMIZERS)
    colours, _, markers = zip(*LOOKS.values(), strict=True)
    assert len(set(colours)) == len(set(markers)) == len(LOOKS)


def test_each_path_has_a_panel_with_its_own_surface():
    ravine = SURFACES["ravine"]
    paths = [roll(BEND, "SGD", 0.05, 3), roll(ravine, "SGD", 0.05, 7)]
    axes = draw_paths({"one": (BEND, paths[0]), "two": (ravine, paths[1].tolist())}).axes
    assert [ax.get_title() for ax in axes] == ["one", "two"]
    for ax, path, surface in zip(axes, paths, (BEND, ravine), strict=True):
        np.testing.assert_array_equal(line(ax, "SGD").get_xydata(), path)
        np.testing.assert_array_equal(lonely(ax, "*").get_xydata()[0], surface.goal)
        np.testing.assert_array_equal(lonely(ax, "o").get_xydata()[0], surface.start)
        assert ax.get_xlim() == (-surface.right, surface.right)
        assert ax.get_ylim() == (-surface.top, surface.top)


def test_the_race_shows_each_path_and_its_height_above_the_lowest_place():
    paths = {name: roll(BEND, name, 0.05, 20) for name in ("SGD", "Adam")}
    fig = draw_race(BEND, paths)
    left, right = fig.axes
    for name, path in paths.items():
        np.testing.assert_array_equal(line(left, name).get_xydata(), path)
        height = BEND.loss(*path.T) - BEND.loss(*BEND.goal)
        np.testing.assert_allclose(line(right, name).get_ydata(), height)
        assert line(left, name).get_color() == line(right, name).get_color()
    assert right.get_yscale() == "log"
    assert [text.get_text() for text in fig.legends[0].get_texts()] == list(paths)


@pytest.mark.parametrize("steps", [10, 400])
def test_a_long_path_does_not_drown_in_markers(steps):
    ax = draw_paths({"one": (BEND, roll(BEND, "SGD", 0.05, steps))}).axes[0]
    path = line(ax, "SGD")
    assert len(path.get_xdata()) // path.get_markevery() <= 42
