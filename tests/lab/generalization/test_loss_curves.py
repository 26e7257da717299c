import pytest

from dlcourse.lab.generalization.loss_curves import draw_loss_curves

RUNS = {"over": ([3, 2, 1], [3.2, 2.1, 2.5]), "well": ([2, 1, 0.5], [2, 1.5, 1.4])}


def test_each_run_has_both_curves_and_its_best_epoch():
    axes = draw_loss_curves(RUNS).axes
    for ax, (title, (training, validation)) in zip(axes, RUNS.items(), strict=True):
        first, second, best = ax.lines
        assert ax.get_title() == title
        assert list(first.get_xdata()) == [1, 2, 3]
        assert list(first.get_ydata()) == training
        assert list(second.get_ydata()) == validation
        assert best.get_ydata()[0] == min(validation)
    assert [ax.lines[2].get_xdata()[0] for ax in axes] == [2, 3]


@pytest.mark.parametrize("top", [2.5, None])
def test_the_axis_of_losses_begins_at_zero(top):
    low, high = draw_loss_curves(RUNS, top=top).axes[0].get_ylim()
    assert low == 0
    assert high == 2.5 if top else high > 3.2
