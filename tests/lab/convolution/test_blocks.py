from matplotlib.patches import FancyArrowPatch

from dlcourse.lab.convolution.blocks import INCEPTION, RESIDUAL, draw_blocks


def test_every_box_is_named_and_ways_lead_around():
    ax = draw_blocks().axes[0]
    texts = [text.get_text() for text in ax.texts]
    for _, _, name, _ in (*INCEPTION.values(), *RESIDUAL.values()):
        assert name in texts
    arrows = [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    assert len(arrows) == 11 + 3 + 1  # of the module, of the block, and around it
