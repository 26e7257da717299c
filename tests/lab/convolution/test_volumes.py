import pytest

from dlcourse.lab.convolution.volumes import draw_volumes


def fronts(fig):
    """Width and height of the front of each box."""
    polygons = fig.axes[0].patches[1::6]
    spans = [polygon.get_xy().max(axis=0) - polygon.get_xy().min(axis=0) for polygon in polygons]
    return [tuple(span) for span in spans]


def test_boxes_get_lower_with_the_image_and_wider_with_the_channels():
    first, second, _ = fronts(
        draw_volumes([("input", (8, 8, 1)), ("conv", (2, 2, 64)), ("dense", (10,))])
    )
    assert second[1] == pytest.approx(first[1] / 2)
    assert second[0] > first[0]


def test_units_of_a_dense_layer_are_its_height():
    _, wide, narrow = fronts(
        draw_volumes([("input", (8, 8, 1)), ("flatten", (100,)), ("dense", (25,))])
    )
    assert narrow[1] == pytest.approx(wide[1] / 2)
