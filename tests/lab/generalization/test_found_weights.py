from dlcourse.lab.generalization.found_weights import draw_weights


def test_each_fit_has_a_panel_with_found_and_true_weights():
    found = {"none": [1.9, 0.3], "L1": [1.5, 0.0]}
    axes = draw_weights(found, [2.0, 0.0]).axes
    for ax, (title, values) in zip(axes, found.items(), strict=True):
        assert ax.get_title() == title
        assert list(ax.lines[0].get_ydata()) == values
        assert list(ax.lines[1].get_ydata()) == [2.0, 0.0]
        assert list(ax.lines[0].get_xdata()) == [1, 2]
