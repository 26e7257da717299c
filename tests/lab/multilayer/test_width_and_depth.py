import numpy as np
import pytest

from dlcourse.lab.multilayer.width_and_depth import count_pieces, draw_fits, draw_folds

X = np.linspace(-1, 1, 21)


def test_each_panel_shows_target_and_fit_and_the_last_the_errors():
    fits = {1: 0 * X, 2: X, 4: X**2, 16: np.sin(X), 64: np.cos(X)}
    errors = {width: 1 / width for width in fits}
    *panels, last = draw_fits(X, np.tanh(X), fits, errors).axes
    for ax, (width, fit) in zip(panels, fits.items(), strict=True):
        target, network = ax.lines
        assert np.array_equal(target.get_ydata(), np.tanh(X))
        assert np.array_equal(network.get_ydata(), fit)
        assert ax.get_title() == f"{width} hidden neuron{'s' if width > 1 else ''}"
    (line,) = last.lines
    assert (list(line.get_xdata()), list(line.get_ydata())) == (list(errors), list(errors.values()))
    assert [text.get_text() for text in last.get_xticklabels()] == ["1", "2", "4", "16", "64"]


def test_each_depth_has_its_panel():
    teeth = {1: np.abs(X), 3: X**2}
    axes = draw_folds(X, teeth).axes
    assert [ax.get_title() for ax in axes] == ["1 hidden layer", "3 hidden layers"]
    for ax, line in zip(axes, teeth.values(), strict=True):
        assert np.array_equal(ax.lines[0].get_ydata(), line)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        (3 * X + 1, 1),
        (np.abs(X), 2),
        (np.maximum(0, X) - np.maximum(0, X - 0.5), 3),
        (np.abs(X)[:, None], 2),
    ],
)
def test_pieces_are_counted_at_the_kinks(line, pieces):
    assert count_pieces(X, line) == pieces
