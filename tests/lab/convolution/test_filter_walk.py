import numpy as np
import pytest
from matplotlib.colors import to_rgba

from dlcourse.lab.convolution.filter_walk import (
    IMAGES,
    NUMBERS,
    FilterWalk,
    describe_filter_walk,
    draw_filter_walk,
    filter_plaything,
)
from dlcourse.lab.convolution.filters import KERNELS
from dlcourse.lab.convolution.number_grid import RESULT, WINDOW


def texts(fig):
    return [text.get_text() for text in fig.axes[0].texts]


def squares(fig, colour):
    return [p.get_xy() for p in fig.axes[0].patches if p.get_facecolor() == to_rgba(colour)]


def test_images_have_six_rows_and_columns():
    assert {np.shape(image) for image in IMAGES.values()} == {(6, 6)}


def test_window_times_kernel_is_the_number_of_the_map():
    for place in range(16):
        state = FilterWalk(place=place)
        total = np.sum(state.window() * np.array(KERNELS["vertical edge"]))
        assert state.map()[state.output_place()] == total


def test_the_window_lies_where_stride_and_padding_put_it():
    state = FilterWalk(stride=2, padding=1, place=4)  # of 3 x 3 places the middle one
    assert state.output_place() == (1, 1)
    np.testing.assert_array_equal(state.window(), np.array(NUMBERS)[1:4, 1:4])


def test_after_the_last_place_comes_the_first():
    assert FilterWalk(place=16).output_place() == (0, 0)


def test_the_drawing_shows_window_sum_and_result():
    fig = draw_filter_walk(FilterWalk(place=1))
    assert sorted(squares(fig, WINDOW)) == [(c, r) for c in (1, 2, 3) for r in (0, 1, 2)]
    assert len(squares(fig, RESULT)) == 1
    assert texts(fig)[-1] == ("9·1 + 2·0 + 5·(-1) + 6·1 + 2·0 + 4·(-1) + 4·1 + 5·0 + 4·(-1) = 6")


def test_only_what_is_computed_so_far_is_written():
    early, late = (len(texts(draw_filter_walk(FilterWalk(place=p)))) for p in (0, 15))
    assert late - early == 15


def test_padding_draws_a_border_of_zeros():
    fig = draw_filter_walk(FilterWalk(padding=1, place=9))
    assert len(squares(fig, "#EDEDED")) == 28


def test_description_names_filter_size_and_sum():
    text = describe_filter_walk(FilterWalk(stride=2, padding=1, place=0))
    assert "vertical edge" in text
    assert "3 by 3" in text
    assert text.endswith("= -15.")


@pytest.mark.parametrize(
    ("column", "number", "field", "value"),
    [
        (0, 0, "image", "a cross"),
        (0, 1, "kernel", "blur"),
        (1, 0, "stride", 2),
        (1, 1, "padding", 1),
        (2, 0, "place", 5),
    ],
)
def test_every_control_changes_the_picture(column, number, field, value):
    toy = filter_plaything()
    before = texts(draw_filter_walk(toy.state))
    toy.widget.children[0].children[column].children[number + 1].value = value
    assert getattr(toy.state, field) == value
    assert texts(draw_filter_walk(toy.state)) != before


def test_next_walks_through_all_places_and_first_goes_back():
    toy = filter_plaything(FilterWalk(stride=2))
    box = toy.widget.children[0].children[2]
    following, first = box.children[2].children[0], box.children[3]
    for place in (1, 2, 3, 0, 1):
        following.click()
        assert toy.state.place == place
    first.click()
    assert toy.state.place == 0
