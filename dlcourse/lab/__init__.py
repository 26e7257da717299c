"""Figures and widgets of the lessons, in one style.

The names below are those that every lesson uses; the figures and widgets of one topic are
imported from the topic's own module, for example ``from dlcourse.lab.neuron.line import neuron_plaything``.
"""

from dlcourse.lab.confirm import confirm
from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import CLASS_COLOURS, CLASS_MARKERS, DIVERGING, PALETTE, figure, png, show

__all__ = [
    "CLASS_COLOURS",
    "CLASS_MARKERS",
    "DIVERGING",
    "PALETTE",
    "Plaything",
    "confirm",
    "figure",
    "png",
    "show",
]
