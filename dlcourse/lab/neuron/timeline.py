"""Sixty-five years of neural networks as a timeline."""

from dataclasses import dataclass

import numpy as np

from dlcourse.lab.style import PALETTE, figure


@dataclass(frozen=True)
class Event:
    """A year, what appeared in it, and whose work it was."""

    year: int
    what: str
    who: str


EVENTS = (
    Event(1952, "learning from\nnoisy slopes", "Kiefer, Wolfowitz"),
    Event(1958, "the perceptron\nlearns", "Rosenblatt"),
    Event(1969, "what a perceptron\ncannot do", "Minsky, Papert"),
    Event(1986, "back-propagation\nmade known", "Rumelhart, Hinton,\nWilliams"),
    Event(1989, "convolution reads\nzip codes", "LeCun and others"),
    Event(1997, "LSTM: a memory\nwith gates", "Hochreiter,\nSchmidhuber"),
    Event(1998, "LeNet-5 reads\nbank cheques", "LeCun, Bottou,\nBengio, Haffner"),
    Event(2009, "ImageNet: millions\nof photographs", "Deng and others"),
    Event(2012, "AlexNet wins\non ImageNet", "Krizhevsky,\nSutskever, Hinton"),
    Event(2014, "GAN: two networks\ncompete", "Goodfellow\nand others"),
    Event(2015, "ResNet:\n152 layers", "He and others"),
    Event(2017, "Transformer:\nattention only", "Vaswani\nand others"),
)
"""The year is that of the publication."""


def draw_timeline(events=EVENTS):
    """Draw events on an axis of years, labels alternately above and below.

    The years are to scale; the labels are spread evenly, and a line leads from each to its year.

    Parameters
    ----------
    events : sequence of Event

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_timeline(EVENTS[:2])
    >>> [text.get_text() for text in fig.axes[0].texts[:1]]
    ['1952']
    """
    fig, ax = figure(width=13.5, height=6.0)
    first, last = events[0].year, events[-1].year
    margin = 0.02 * (last - first)
    ax.plot([first - margin, last + margin], [0, 0], color=PALETTE["black"], linewidth=3)
    for decade in range(10 * (first // 10 + 1), last + 1, 10):
        ax.plot([decade, decade], [-0.06, 0.06], color=PALETTE["black"], linewidth=1.5)
        label = {"ha": "center", "va": "center", "fontsize": 12, "color": "#555555", "zorder": 3}
        paper = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
        ax.text(decade, -0.2, str(decade), bbox=paper, **label)
    places = np.linspace(first, last, len(events))
    for index, (event, place) in enumerate(zip(events, places, strict=True)):
        side = 1 if index % 2 == 0 else -1
        colour = PALETTE["blue" if side > 0 else "red"]
        path = ([event.year, place, place], [0, 0.42 * side, 0.62 * side])
        ax.plot(*path, color=colour, linewidth=1.6)
        ax.plot(event.year, 0, "o", color=colour, markersize=10)
        lines = [(str(event.year), 17, "bold", colour)]
        lines += [(event.what, 13.5, "normal", PALETTE["black"])]
        lines += [(event.who, 12, "normal", "#555555")]
        _stack(ax, place, side, lines)
    ax.set(xlim=(first - 4.5, last + 4.5), ylim=(-2.0, 2.0))
    ax.axis("off")
    return fig


def _stack(ax, x, side, lines):
    """Write lines of several sizes one below the other, away from the axis."""
    rows = [text.count("\n") + 1 for text, *_ in lines]
    height = [0.24, 0.21, 0.19]
    y = 0.68 if side < 0 else 0.68 + sum(r * h for r, h in zip(rows, height, strict=True))
    y = -y if side < 0 else y
    for (text, size, weight, colour), row, step in zip(lines, rows, height, strict=True):
        ax.text(x, y, text, ha="center", va="top", fontsize=size, weight=weight, color=colour)
        y -= row * step
