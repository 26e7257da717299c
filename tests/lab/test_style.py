import io

import numpy as np
import pytest
from PIL import Image

from dlcourse.lab import CLASS_COLOURS, CLASS_MARKERS, PALETTE, figure, png, show, style


def line_figure():
    fig, ax = figure()
    ax.plot([0, 1], [0, 1])
    return fig


def test_png_is_the_same_for_the_same_figure():
    assert png(line_figure()) == png(line_figure())


def test_png_has_the_size_of_the_figure():
    image = Image.open(io.BytesIO(png(line_figure())))
    assert image.size == (700, 420)


@pytest.mark.parametrize(("columns", "width"), [(1, 7.0), (2, 10.0), (3, 12.0)])
def test_a_figure_grows_with_its_columns(columns, width):
    fig, axes = figure(columns=columns)
    assert fig.get_size_inches()[0] == width
    assert np.size(axes) == columns


def test_a_figure_grows_with_its_rows():
    fig, _ = figure(rows=2)
    assert fig.get_size_inches()[1] == pytest.approx(7.2)


def test_lines_are_drawn_in_the_course_style():
    fig, ax = figure()
    (line,) = ax.plot([0, 1])
    assert line.get_color() == PALETTE["blue"]
    assert line.get_linewidth() == style.RC["lines.linewidth"]


def test_classes_differ_in_shade_and_in_marker():
    def luminance(colour):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    first, second = (luminance(colour) for colour in CLASS_COLOURS[:2])
    assert abs(first - second) > 50
    assert len(set(CLASS_MARKERS)) == len(CLASS_COLOURS)


def test_show_displays_the_picture_with_its_text(monkeypatch):
    shown = []
    monkeypatch.setattr(style, "display", lambda *data, **options: shown.append((data, options)))
    style.show(line_figure(), alt="A line that rises from left to right.")
    ((data,), options) = shown[0]
    assert data["text/plain"] == "A line that rises from left to right."
    assert data["image/png"] == png(line_figure())
    assert options["metadata"]["image/png"]["alt"] == data["text/plain"]


@pytest.mark.parametrize("alt", ["", "a plot", None])
def test_show_refuses_a_figure_without_a_description(alt):
    with pytest.raises(ValueError, match="alt text that says in a sentence"):
        show(line_figure(), alt=alt)
