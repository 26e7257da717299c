from matplotlib.patches import FancyArrowPatch

from dlcourse.lab.backprop.learning_loop import STEPS, draw_learning_loop


def test_four_steps_are_joined_to_a_ring():
    ax = draw_learning_loop().axes[0]
    arrows = [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    assert len(arrows) == len(STEPS) == 4
    assert [text.get_text() for text in ax.texts[::2]] == [name for name, *_ in STEPS]


def test_the_text_stays_inside_its_box():
    fig = draw_learning_loop()
    fig.draw_without_rendering()
    ax = fig.axes[0]
    boxes = ax.patches[4:]
    for number, text in enumerate(ax.texts):
        inside, box = text.get_window_extent(), boxes[number // 2].get_window_extent()
        assert box.x0 < inside.x0
        assert inside.x1 < box.x1
        assert box.y0 < inside.y0
        assert inside.y1 < box.y1
