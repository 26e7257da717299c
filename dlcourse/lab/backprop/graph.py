"""Computational graphs small enough to be drawn, and a walk through them one node at a time."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """One operation of a graph.

    Parameters
    ----------
    name : str
        Name of the value that the node computes.
    symbol : str
        What stands in the node's circle.
    parents : tuple of str
        Names of the values it reads.
    forward : callable
        ``forward(*parent_values)`` gives the node's value.
    local : callable
        ``local(*parent_values)`` gives the local derivatives: of the node's value with respect
        to each parent.
    at : tuple of float
        Where the node is drawn.
    """

    name: str
    symbol: str
    parents: tuple[str, ...]
    forward: Callable
    local: Callable
    at: tuple[float, float]


@dataclass(frozen=True)
class Graph:
    """A computation from named inputs to one loss.

    Parameters
    ----------
    formula : str
        The whole computation in one line.
    leaves : dict of str to tuple of float
        The inputs, and where each is drawn.
    nodes : tuple of Node
        In an order in which they can be computed; the last one is the loss.
    """

    formula: str
    leaves: dict[str, tuple[float, float]]
    nodes: tuple[Node, ...]

    @property
    def last_step(self):
        """Number of the last step of a walk: forward, start of the backward pass, backward."""
        return 2 * len(self.nodes) + 1

    @property
    def edges(self):
        """Pairs (parent, child) of all edges."""
        return [(parent, node.name) for node in self.nodes for parent in node.parents]


@dataclass(frozen=True)
class Walk:
    """How far a walk through a graph has come.

    Parameters
    ----------
    phase : str
        "start", "forward", "turn" (the gradient of the loss by itself) or "backward".
    node : Node or None
        The node that is worked on in this step.
    values : dict of str to float
        The values known so far, inputs included.
    gradients : dict of str to float
        Derivative of the loss with respect to each value, as far as it is known: the sum over the
        edges walked so far.
    carried : dict of (parent, child) to float
        What each edge has carried back: the local derivative times the gradient of its child.
    local : dict of str to float
        Local derivatives of the current node by its parents, in the backward phase.
    """

    phase: str
    node: Node | None
    values: dict
    gradients: dict
    carried: dict
    local: dict


def walk(graph, inputs, step):
    """Walk ``step`` steps through a graph: forward node by node, then backward.

    Parameters
    ----------
    graph : Graph
    inputs : dict of str to float
        A value for each leaf.
    step : int
        0 shows the inputs alone; each node takes one step forward and one step backward, with
        one step between them which sets the gradient of the loss by itself to 1. Steps beyond
        the last one change nothing.

    Returns
    -------
    Walk

    Examples
    --------
    >>> square = Node("loss", "²", ("x",), lambda x: x**2, lambda x: (2 * x,), (1.0, 0.0))
    >>> graph = Graph("loss = x²", {"x": (0.0, 0.0)}, (square,))
    >>> walk(graph, {"x": 3.0}, 1).values
    {'x': 3.0, 'loss': 9.0}
    >>> walk(graph, {"x": 3.0}, graph.last_step).gradients
    {'loss': 1.0, 'x': 6.0}
    """
    values = {name: float(inputs[name]) for name in graph.leaves}
    gradients, carried, local = {}, {}, {}
    phase, current = "start", None
    count = len(graph.nodes)
    for node in graph.nodes[:step]:
        phase, current = "forward", node
        values[node.name] = float(node.forward(*(values[name] for name in node.parents)))
    if step > count:
        phase, current = "turn", graph.nodes[-1]
        gradients[current.name] = 1.0
    for node in graph.nodes[::-1][: max(step - count - 1, 0)]:
        phase, current = "backward", node
        slopes = node.local(*(values[name] for name in node.parents))
        local = {name: float(slope) for name, slope in zip(node.parents, slopes, strict=True)}
        for name, slope in local.items():
            carried[name, node.name] = slope * gradients[node.name]
            gradients[name] = gradients.get(name, 0.0) + carried[name, node.name]
    return Walk(phase, current, values, gradients, carried, local)
