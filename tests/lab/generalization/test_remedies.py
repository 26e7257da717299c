import pytest

from dlcourse.lab.generalization.remedies import draw_remedies


def test_each_remedy_has_both_numbers_and_the_baseline_a_line():
    ax = draw_remedies({"nothing": (1, 20), "L2": (12, 15)}, "wrong, %").axes[0]
    training, test, baseline = ax.lines
    assert list(training.get_xdata()) == [1, 12]
    assert list(test.get_xdata()) == [20, 15]
    assert set(baseline.get_xdata()) == {20}
    assert [text.get_text() for text in ax.get_yticklabels()] == ["nothing", "L2"]
    assert ax.get_xlabel() == "wrong, %"
    low, high = ax.get_ylim()
    assert low > high, "the baseline stands on top"
    assert ax.get_xlim()[0] == pytest.approx(-0.4)
