import numpy as np

from dlcourse.lab.sequences.letters import draw_letters


def test_each_character_stands_on_its_value():
    values = [0.1, 0.2, -0.9, 0.1, 0.3]
    (ax,) = draw_letters("to\nbe", {"unit": values}, columns=3).axes
    grid = np.asarray(ax.images[0].get_array())
    np.testing.assert_allclose(grid.ravel()[:5], values)
    assert grid.shape == (2, 3)
    places = {text.get_position(): text.get_text() for text in ax.texts}
    assert places == {(0, 0): "t", (1, 0): "o", (2, 0): " ", (0, 1): "b", (1, 1): "e"}


def test_zero_is_the_middle_of_the_colours():
    (ax,) = draw_letters("ab", {"unit": [0.5, -2.0]}).axes
    assert ax.images[0].get_clim() == (-2.0, 2.0)


def test_letters_on_dark_colours_are_white():
    (ax,) = draw_letters("ab", {"unit": [0.5, -2.0]}).axes
    assert [text.get_color() for text in ax.texts] == ["black", "white"]


def test_each_unit_has_a_panel():
    axes = draw_letters("ab", {"one": [0.5, -2.0], "two": [1.0, 1.0]}).axes
    assert [ax.get_title(loc="left") for ax in axes] == ["one", "two"]
