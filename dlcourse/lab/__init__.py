"""Figures and widgets of the lessons, in one style.

The names below are those that every lesson uses. The figures and widgets of one lesson are
imported from their own module: ``from dlcourse.lab.neuron.line import neuron_plaything``.
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
