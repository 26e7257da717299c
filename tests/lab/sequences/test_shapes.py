from matplotlib.patches import FancyBboxPatch

from dlcourse.lab.sequences.shapes import COLOURS, HEIGHTS, LETTERS, SHAPES, draw_sequence_shapes


def letters(ax, row):
    """The steps at which the drawing has a letter in this row."""
    written = [text.get_position() for text in ax.texts if text.get_text() == LETTERS[row]]
    assert all(height == HEIGHTS[row] for _, height in written)
    return sorted(step for step, _ in written)


def test_each_kind_shows_where_something_comes_in_and_goes_out():
    axes = draw_sequence_shapes().axes
    assert [ax.get_title() for ax in axes] == list(SHAPES)
    for ax, (read, written, _) in zip(axes, SHAPES.values(), strict=True):
        assert letters(ax, "in") == list(read)
        assert letters(ax, "out") == list(written)
        assert letters(ax, "state") == list(range(max(*read, *written) + 1))


def test_inputs_states_and_outputs_have_colours_of_their_own():
    ax = draw_sequence_shapes().axes[0]
    boxes = [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    assert len({box.get_edgecolor() for box in boxes}) == len(COLOURS)
