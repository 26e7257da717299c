import numpy as np

from dlcourse.lab.convolution.pictures import draw_pictures


def test_grey_goes_from_black_to_white_and_signs_meet_at_zero():
    fig = draw_pictures({"grey": [[0.2, 0.4]], "map": [[1.0, -3.0]]}, signed=["map"])
    grey, signed = (ax.images[0] for ax in fig.axes)
    assert grey.get_clim() == (0.0, 1.0)
    assert signed.get_clim() == (-3.0, 3.0)


def test_an_empty_map_is_drawn_too():
    fig = draw_pictures({"map": np.zeros((2, 2))}, signed=["map"])
    assert fig.axes[0].images[0].get_clim() == (-1.0, 1.0)


def test_pictures_fill_rows_and_leave_no_empty_axes():
    fig = draw_pictures({str(k): np.zeros((2, 2)) for k in range(5)}, rows=2)
    assert [ax.get_title() for ax in fig.axes] == list("01234")
