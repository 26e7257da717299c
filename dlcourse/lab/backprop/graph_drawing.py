"""Draw a computational graph and how far a walk through it has come."""

import numpy as np
from matplotlib.patches import Circle, Rectangle

from dlcourse.lab.style import PALETTE, figure

NODE_RADIUS = 0.42
LEAF_WIDTH, LEAF_HEIGHT = 1.24, 0.62
NUMBER = {"fontsize": 17, "fontweight": "bold", "va": "center"}


def short(number):
    """Write a number with four digits at most, without a minus before zero.

    Examples
    --------
    >>> short(2.0), short(-0.21558), short(-0.0)
    ('2', '-0.2156', '0')
    """
    return f"{round(number, 4) + 0.0:.4g}"


def draw_walk(graph, now, title, working):
    """Draw a graph with values above the edges, gradients below them, the current node filled.

    Parameters
    ----------
    graph : dlcourse.lab.backprop.graph.Graph
    now : dlcourse.lab.backprop.graph.Walk
    title : str
        Stands above the graph.
    working : str
        The arithmetic of this step; stands below the graph.

    Returns
    -------
    matplotlib.figure.Figure
    """
    places = graph.leaves | {node.name: node.at for node in graph.nodes}
    right = places["loss"][0] + 1.9
    fig, ax = figure(width=12.0, height=5.3)
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.set(xlim=(-0.9, right), ylim=(-1.75, 3.85))
    for edge in graph.edges:
        _draw_edge(ax, graph, places, edge, now)
    _draw_output(ax, places["loss"], now)
    for name, place in graph.leaves.items():
        complete = all(edge in now.carried for edge in graph.edges if edge[0] == name)
        _draw_leaf(ax, name, place, now, complete)
    for node in graph.nodes:
        _draw_node(ax, node, now)
    ax.set_title(title, loc="left", fontsize=16)
    ax.text(-0.85, -1.7, working, fontsize=16, va="bottom")
    return fig


def _draw_edge(ax, graph, places, edge, now):
    """Draw one arrow. A leaf's value stands in its box, so its edges show the gradient only."""
    parent, child = edge
    start, end = np.array(places[parent]), np.array(places[child])
    tip = end - (end - start) / np.linalg.norm(end - start) * NODE_RADIUS
    active = now.phase in ("forward", "backward") and now.node.name == child
    _draw_arrow(ax, start, tip, active)
    value = None if parent in graph.leaves else now.values.get(parent)
    gradient = now.carried.get(edge)
    if start[1] == end[1]:
        half = LEAF_WIDTH / 2 if parent in graph.leaves else NODE_RADIUS
        _draw_numbers(ax, ((start[0] + half + tip[0]) / 2, start[1]), value, gradient)
    elif gradient is not None:
        side = np.sign(end[0] - start[0])
        x, y = start + (end - start) * 0.45 + [0.22 * side, -0.12]
        align = "left" if side > 0 else "right"
        ax.text(x, y, short(gradient), color=PALETTE["red"], ha=align, **NUMBER)


def _draw_output(ax, place, now):
    """Draw the arrow on which the loss leaves the graph."""
    x, y = place
    _draw_arrow(ax, place, (x + 1.75, y), active=now.phase == "turn")
    middle = (x + NODE_RADIUS + 0.62, y)
    _draw_numbers(ax, middle, now.values.get("loss"), now.gradients.get("loss"))


def _draw_arrow(ax, start, tip, active):
    colour, width = (PALETTE["black"], 3) if active else (PALETTE["grey"], 1.8)
    arrow = {"arrowstyle": "-|>", "lw": width, "color": colour, "mutation_scale": 20}
    ax.annotate("", xy=tip, xytext=start, arrowprops=arrow, zorder=1)


def _draw_numbers(ax, middle, value, gradient):
    """Write a value above a level edge and a gradient below it."""
    x, y = middle
    if value is not None:
        ax.text(x, y + 0.32, short(value), color=PALETTE["blue"], ha="center", **NUMBER)
    if gradient is not None:
        ax.text(x, y - 0.32, short(gradient), color=PALETTE["red"], ha="center", **NUMBER)


def _draw_leaf(ax, name, place, now, complete):
    """Draw an input with its value, and its gradient on the side away from the graph."""
    x, y = place
    corner = (x - LEAF_WIDTH / 2, y - LEAF_HEIGHT / 2)
    style = {"facecolor": "white", "edgecolor": PALETTE["black"], "lw": 2, "zorder": 2}
    ax.add_patch(Rectangle(corner, LEAF_WIDTH, LEAF_HEIGHT, **style))
    text = f"{name} = {short(now.values[name])}"
    ax.text(x, y, text, fontsize=16, ha="center", va="center", zorder=3)
    if name in now.gradients:
        above = y > 0
        edge = y + (LEAF_HEIGHT / 2 + 0.1) * (1 if above else -1)
        text = f"dloss/d{name} = {short(now.gradients[name])}{'' if complete else ' so far'}"
        style = {"ha": "center", "va": "bottom" if above else "top", "fontsize": 14}
        ax.text(x, edge, text, color=PALETTE["red"], **style)


def _draw_node(ax, node, now):
    """Draw an operation; the current one is filled and shows its local derivatives."""
    current = now.node is not None and now.node.name == node.name
    style = {"edgecolor": PALETTE["black"], "lw": 3.5 if current else 2, "zorder": 2}
    style["facecolor"] = PALETTE["yellow"] if current else "white"
    ax.add_patch(Circle(node.at, NODE_RADIUS, **style))
    x, y = node.at
    size = 22 if len(node.symbol) == 1 else 14
    ax.text(x, y, node.symbol, fontsize=size, ha="center", va="center", zorder=3)
    lines = [node.name]
    if current and now.phase == "backward":
        lines = [f"d{node.name}/d{name} = {short(slope)}" for name, slope in now.local.items()]
    ax.text(x, y + NODE_RADIUS + 0.12, "\n".join(lines), fontsize=14, ha="center", va="bottom")
