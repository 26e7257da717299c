import numpy as np
import pytest

from dlcourse.lab.convolution.feature_maps import (
    FeatureMaps,
    describe_feature_maps,
    draw_feature_maps,
    feature_plaything,
    maps_after,
)
from dlcourse.nn import Conv2D, Dense, Flatten, MaxPool2D, ReLU, Sequential

RNG = np.random.default_rng(0)
IMAGES = RNG.random((4, 6, 6, 1))
MODEL = Sequential(
    Conv2D(1, 3, 3, padding=1, rng=RNG), ReLU(), MaxPool2D(2), Flatten(), Dense(27, 5, rng=RNG)
)


def drawn_maps(state):
    fig = draw_feature_maps(state, MODEL, IMAGES)
    return [np.asarray(ax.images[0].get_array()) for ax in fig.axes if ax.images]


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_input_and_all_maps_of_the_layer_are_drawn(layer):
    first, *maps = drawn_maps(FeatureMaps(image=1, layer=layer))
    np.testing.assert_array_equal(first, IMAGES[1, :, :, 0])
    expected = maps_after(MODEL, layer, IMAGES[1:2])[0]
    np.testing.assert_allclose(np.stack(maps, axis=-1), expected)


def test_the_maps_of_a_layer_share_one_scale():
    fig = draw_feature_maps(FeatureMaps(), MODEL, IMAGES)
    assert len({ax.images[0].get_clim() for ax in fig.axes[1:] if ax.images}) == 1


def test_bars_are_probabilities_and_the_title_is_the_answer():
    ax = draw_feature_maps(FeatureMaps(image=2), MODEL, IMAGES).axes[-1]
    widths = [bar.get_width() for bar in ax.patches]
    assert sum(widths) == pytest.approx(1.0)
    answer = int(MODEL(IMAGES)[2].argmax())
    assert int(np.argmax(widths)) == answer
    assert ax.get_title() == f"says {answer}"
    assert f"says {answer}" in describe_feature_maps(FeatureMaps(image=2), MODEL, IMAGES)


def test_description_counts_maps_and_tells_of_the_shift():
    text = describe_feature_maps(FeatureMaps(layer=1, shift=2), MODEL, IMAGES)
    assert "shifted by 2 columns" in text
    assert "of 3 feature maps" in text
    assert "shifted" not in describe_feature_maps(FeatureMaps(), MODEL, IMAGES)


def test_only_layers_that_make_volumes_can_be_chosen():
    toy = feature_plaything(MODEL, IMAGES)
    layers = toy.widget.children[0].children[1]
    assert [number for _, number in layers.options] == [0, 1, 2]


@pytest.mark.parametrize(("number", "field", "value"), [(0, "image", 3), (2, "shift", 1)])
def test_image_and_shift_change_all_maps(number, field, value):
    toy = feature_plaything(MODEL, IMAGES)
    before = drawn_maps(toy.state)
    toy.widget.children[0].children[number].value = value
    assert getattr(toy.state, field) == value
    for one, other in zip(before, drawn_maps(toy.state), strict=True):
        assert not np.allclose(one, other)


def test_the_menu_changes_the_layer():
    toy = feature_plaything(MODEL, IMAGES, FeatureMaps(image=1))
    toy.widget.children[0].children[1].value = 2
    assert toy.state == FeatureMaps(image=1, layer=2)
