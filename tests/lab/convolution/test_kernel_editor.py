from dataclasses import replace

import numpy as np
import pytest

from dlcourse.lab.convolution.filters import KERNELS, feature_map
from dlcourse.lab.convolution.kernel_editor import (
    BUTTONS,
    KernelEditor,
    describe_kernel_editor,
    draw_kernel_editor,
    kernel_plaything,
)
from dlcourse.lab.convolution.photograph import photograph


def shown(state):
    return np.asarray(draw_kernel_editor(state).axes[2].images[0].get_array())


def test_the_right_picture_is_the_feature_map():
    np.testing.assert_allclose(
        shown(KernelEditor()), feature_map(photograph(), KERNELS["vertical edge"])
    )


def test_relu_takes_away_what_is_below_zero():
    state = KernelEditor(rectified=True)
    np.testing.assert_allclose(shown(state), np.maximum(KernelEditor().map(), 0))
    assert "after ReLU" in describe_kernel_editor(state)
    assert "after ReLU" in draw_kernel_editor(state).axes[2].get_title()


def test_filters_that_keep_the_brightness_give_a_grey_picture():
    assert KernelEditor().signed
    for name in ("blur", "sharpen", "nothing"):
        state = KernelEditor(KERNELS[name])
        assert not state.signed
        assert draw_kernel_editor(state).axes[2].images[0].get_cmap().name == "gray"


def test_the_filter_is_written_with_its_sum():
    middle = draw_kernel_editor(KernelEditor(KERNELS["sharpen"])).axes[1]
    assert [text.get_text() for text in middle.texts] == list(
        map(str, [0, -1, 0, -1, 5, -1, 0, -1, 0])
    )
    assert middle.get_title() == "filter, sum 1"
    assert "add up to 1" in describe_kernel_editor(KernelEditor(KERNELS["sharpen"]))


def test_controls_change_the_picture():
    toy = kernel_plaything()
    before = shown(toy.state)
    weights, relu = toy.widget.children[0].children[0].children[1:]
    weights.children[1].children[1].value = 3.0
    assert toy.state.kernel[1][1] == 3.0
    assert not np.allclose(shown(toy.state), before)
    relu.value = True
    assert toy.state.rectified


@pytest.mark.parametrize("label", BUTTONS)
def test_each_button_brings_its_filter(label):
    toy = kernel_plaything(replace(KernelEditor(), kernel=KERNELS["nothing"]))
    buttons = toy.widget.children[0].children[1].children[1:]
    next(button for button in buttons if button.description == label).click()
    assert toy.state.kernel == KERNELS[BUTTONS[label]]
