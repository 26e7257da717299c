"""A filter that walks over a small image: one window, its products and their sum."""

from dataclasses import dataclass, replace

import ipywidgets
import numpy as np

from dlcourse.lab.convolution.filters import KERNELS, feature_map
from dlcourse.lab.convolution.number_grid import KERNEL, RESULT, WINDOW, draw_numbers, short
from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import PALETTE, figure

NUMBERS = (
    (4, 9, 2, 5, 8, 3),
    (5, 6, 2, 4, 0, 3),
    (2, 4, 5, 4, 5, 2),
    (5, 6, 5, 4, 7, 8),
    (5, 7, 7, 9, 2, 1),
    (5, 8, 5, 3, 8, 4),
)
"""The image of six rows and six columns from deck 002."""

IMAGES = {
    "numbers": NUMBERS,
    "light, then dark": ((9, 9, 9, 0, 0, 0),) * 6,
    "a cross": tuple(
        tuple(9 if row in (2, 3) or column in (2, 3) else 0 for column in range(6))
        for row in range(6)
    ),
}
"""Small images, by name."""


@dataclass(frozen=True)
class FilterWalk:
    """Which image and filter, how it moves, and how far it has come."""

    image: str = "numbers"
    kernel: str = "vertical edge"
    stride: int = 1
    padding: int = 0
    place: int = 0

    def padded(self):
        """The image with its border of zeros, (6 + 2 padding, 6 + 2 padding)."""
        return np.pad(np.asarray(IMAGES[self.image]), self.padding)

    def map(self):
        """The whole result, (H', W')."""
        return feature_map(IMAGES[self.image], KERNELS[self.kernel], self.stride, self.padding)

    def output_place(self):
        """Row and column of the output that is computed now; after the last comes the first."""
        return divmod(self.place % self.map().size, self.map().shape[1])

    def window(self):
        """The nine numbers below the filter.

        Examples
        --------
        >>> FilterWalk(place=1).window().tolist()
        [[9, 2, 5], [6, 2, 4], [4, 5, 4]]
        """
        row, column = (self.stride * place for place in self.output_place())
        return self.padded()[row : row + 3, column : column + 3]


def draw_filter_walk(state):
    """Draw the image with the filter on it, the filter, and the result so far."""
    image, result = state.padded(), state.map()
    kernel = np.array(KERNELS[state.kernel])
    row, column = state.output_place()
    top, left = state.stride * row, state.stride * column
    fig, ax = figure(width=12.0, height=5.6)
    rows = max(len(image), 6)
    size = min(14.0, 230 / (len(image) + result.shape[1] + 5.4))  # letters shrink with the squares

    def below_filter(i, j):
        return top <= i < top + 3 and left <= j < left + 3

    def shade(i, j):
        if below_filter(i, j):
            return WINDOW
        border = min(i, j) < state.padding or max(i, j) >= len(image) - state.padding
        return "#EDEDED" if border else "white"

    draw_numbers(ax, image, (0, 0), shade, size=size)
    for i, j in np.ndindex(3, 3):
        place = (left + j + 0.95, top + i + 0.95)
        small = {"ha": "right", "va": "bottom", "fontsize": 0.6 * size, "color": PALETTE["red"]}
        ax.text(*place, f"×{short(kernel[i, j])}", **small)
    middle = len(image) + 1.2
    draw_numbers(ax, kernel, (middle, 1.5), lambda i, j: KERNEL, size=size - 1)
    right = middle + 4.2
    done = row * result.shape[1] + column
    shown = [
        [value if i * result.shape[1] + j <= done else None for j, value in enumerate(line)]
        for i, line in enumerate(result)
    ]
    draw_numbers(
        ax,
        shown,
        (right, 0),
        lambda i, j: RESULT if (i, j) == (row, column) else "white",
        size=size - 1,
    )
    caption = {"ha": "center", "va": "center", "fontsize": 14}
    ax.text(len(image) / 2, -0.5, _name("image", image), **caption)
    ax.text(middle + 1.5, -0.5, "filter (3, 3)", **caption)
    ax.text(right + result.shape[1] / 2, -0.5, _name("result", result), **caption)
    ax.text((right + result.shape[1]) / 2, rows + 0.8, _sum(state), **{**caption, "fontsize": 13})
    ax.set(xlim=(-0.3, right + result.shape[1] + 0.3), ylim=(rows + 1.5, -1.0), aspect="equal")
    ax.axis("off")
    return fig


def describe_filter_walk(state):
    """Say where the filter is, and the sum."""
    row, column = state.output_place()
    shape = " by ".join(map(str, state.map().shape))
    return (
        f"The filter {state.kernel} on the image {state.image}, stride {state.stride}, padding "
        f"{state.padding}: the result is {shape}. For row {row}, column {column} of it: "
        f"{_sum(state)}."
    )


def filter_plaything(state=None):
    """Move a filter over a small image and see products and sum."""
    named = {"style": {"description_width": "60px"}, "layout": {"width": "300px"}}
    controls = {
        "image": ipywidgets.Dropdown(options=list(IMAGES), description="image", **named),
        "kernel": ipywidgets.Dropdown(options=list(KERNELS), description="filter", **named),
        "stride": ipywidgets.IntSlider(min=1, max=3, description="stride", **named),
        "padding": ipywidgets.IntSlider(min=0, max=2, description="padding", **named),
        "place": ipywidgets.IntSlider(min=0, max=63, description="place", **named),
    }
    actions = {
        "Next": lambda s: replace(s, place=(s.place + 1) % s.map().size),
        "First": lambda s: replace(s, place=0),
    }
    return Plaything(
        state or FilterWalk(),
        draw_filter_walk,
        describe_filter_walk,
        controls,
        actions,
        play="Next",
        columns={
            "What": ("image", "kernel"),
            "How it moves": ("stride", "padding"),
            "Where it is": ("place", "Next", "First"),
        },
    )


def _name(what, table):
    return f"{what} ({table.shape[0]}, {table.shape[1]})"


def _sum(state):
    """The nine products, row by row, and what they add up to."""
    kernel = KERNELS[state.kernel]
    products = [
        f"{short(value)}·{_bracketed(weight)}"
        for values, weights in zip(state.window(), kernel, strict=True)
        for value, weight in zip(values, weights, strict=True)
    ]
    return f"{' + '.join(products)} = {short(state.map()[state.output_place()])}"


def _bracketed(weight):
    return f"({short(weight)})" if weight < 0 else short(weight)
