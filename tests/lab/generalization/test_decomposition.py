import numpy as np

from dlcourse.lab.generalization.decomposition import SHOWN, draw_many_fits, draw_parts

X = np.linspace(0, 1, 5)


def test_each_panel_shows_fits_their_mean_and_the_truth():
    rng = np.random.default_rng(0)
    fits = {"low": rng.normal(size=(60, 5)), "high": rng.normal(size=(3, 5))}
    axes = draw_many_fits(X, fits, X**2).axes
    for ax, (title, predictions) in zip(axes, fits.items(), strict=True):
        *single, mean, truth = ax.lines
        assert ax.get_title() == title
        assert len(single) == min(len(predictions), SHOWN)
        np.testing.assert_array_equal(single[1].get_ydata(), predictions[1])
        np.testing.assert_array_equal(mean.get_ydata(), predictions.mean(axis=0))
        np.testing.assert_array_equal(truth.get_ydata(), X**2)


def test_the_bars_stand_on_one_another_and_the_diamonds_show_what_was_measured():
    panel = {"xlabel": "degree", "settings": ["0", "1"], "bias2": [0.5, 0.1]}
    panel |= {"variance": [0.02, 0.2], "measured": [0.7, 0.5]}
    left, right = draw_parts([panel, panel | {"xlabel": "strength"}], noise=0.16).axes
    assert (left.get_xlabel(), right.get_xlabel()) == ("degree", "strength")
    tops = [bar.get_y() + bar.get_height() for bar in left.patches]
    np.testing.assert_allclose(tops, [0.16, 0.16, 0.66, 0.26, 0.68, 0.46])
    assert list(left.lines[0].get_ydata()) == [0.7, 0.5]
    assert [text.get_text() for text in left.get_xticklabels()] == ["0", "1"]
