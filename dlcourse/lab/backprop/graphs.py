"""The computational graphs of lesson 03: all have the inputs x, w, b and y."""

import numpy as np

from dlcourse.lab.backprop.graph import Graph, Node


def _sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def _times(name, left, right, at):
    return Node(name, "×", (left, right), lambda a, b: a * b, lambda a, b: (b, a), at)


def _plus(name, left, right, at):
    return Node(name, "+", (left, right), lambda a, b: a + b, lambda a, b: (1.0, 1.0), at)


def _half_square(name, left, right, at):
    return Node(
        name,
        "½(−)²",
        (left, right),
        lambda a, b: (a - b) ** 2 / 2,
        lambda a, b: (a - b, b - a),
        at,
    )


GRAPHS = {
    "bicycle": Graph(
        "x1 = x·w,  x2 = x1 + b,  loss = |x2 − y|",
        {"x": (0.0, 2.4), "w": (0.6, 0.0), "b": (3.6, 0.0), "y": (6.6, 0.0)},
        (
            _times("x1", "x", "w", (3.0, 2.4)),
            _plus("x2", "x1", "b", (6.0, 2.4)),
            Node(
                "loss",
                "|−|",
                ("x2", "y"),
                lambda a, b: abs(a - b),
                lambda a, b: (np.sign(a - b), np.sign(b - a)),
                (9.0, 2.4),
            ),
        ),
    ),
    "neuron": Graph(
        "m = x·w,  z = m + b,  p = σ(z),  loss = ½(p − y)²",
        {"x": (0.0, 2.4), "w": (0.4, 0.0), "b": (3.2, 0.0), "y": (8.4, 0.0)},
        (
            _times("m", "x", "w", (2.6, 2.4)),
            _plus("z", "m", "b", (5.2, 2.4)),
            Node(
                "p",
                "σ",
                ("z",),
                _sigmoid,
                lambda z: (_sigmoid(z) * (1 - _sigmoid(z)),),
                (7.8, 2.4),
            ),
            _half_square("loss", "p", "y", (10.4, 2.4)),
        ),
    ),
    "gear used twice": Graph(
        "a = x·w,  c = a·w,  d = c + b,  loss = ½(d − y)²",
        {"x": (0.0, 2.4), "w": (3.4, 0.0), "b": (6.0, 0.0), "y": (8.4, 0.0)},
        (
            _times("a", "x", "w", (2.6, 2.4)),
            _times("c", "a", "w", (5.2, 2.4)),
            _plus("d", "c", "b", (7.8, 2.4)),
            _half_square("loss", "d", "y", (10.4, 2.4)),
        ),
    ),
}
"""A bicycle that should stop at a line, a neuron, and a bicycle with the same gear twice."""
