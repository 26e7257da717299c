import numpy as np

from dlcourse.lab.generalization.fits import draw_errors, draw_fits

X = np.linspace(0, 1, 4)


def test_each_fit_has_a_panel_with_measurements_and_truth():
    fits = {"degree 0": 0 * X, "degree 1": X}
    axes = draw_fits(X, X + 1, X, X**2, fits).axes
    for ax, (title, values) in zip(axes, fits.items(), strict=True):
        truth, fit, measured = ax.lines
        assert ax.get_title() == title
        np.testing.assert_array_equal(truth.get_ydata(), X**2)
        np.testing.assert_array_equal(fit.get_ydata(), values)
        np.testing.assert_array_equal(measured.get_ydata(), X + 1)


def test_both_errors_and_the_noise_are_drawn():
    training, test, noise = draw_errors([0.9, 0.4, 0.0], [0.8, 0.5, 1.1], 0.16).axes[0].lines
    assert list(training.get_ydata()) == [0.9, 0.4, 0.0]
    assert list(test.get_ydata()) == [0.8, 0.5, 1.1]
    assert set(noise.get_ydata()) == {0.16}
