from dlcourse.lab.generalization.thinned import draw_thinned


def crosses(ax):
    return [line for line in ax.lines if line.get_marker() == "x"]


def connections(ax):
    return [line for line in ax.lines if len(line.get_xdata()) == 2]


def test_dropped_neurons_are_crossed_out_and_cut_off():
    masks = {"all": [[1, 1], [1, 1]], "thin": [[1, 0], [2.0, 0.0]]}
    whole, thin = draw_thinned(masks, inputs=3, outputs=2).axes
    assert (whole.get_title(), thin.get_title()) == ("all", "thin")
    assert (len(crosses(whole)), len(crosses(thin))) == (0, 2)
    assert (len(connections(whole)), len(connections(thin))) == (6 + 4 + 4, 3 + 1 + 2)
    assert {float(cross.get_ydata()[0]) for cross in crosses(thin)} == {-0.5}
