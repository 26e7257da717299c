"""Step through a computational graph, forward and backward, node by node."""

from dataclasses import dataclass, replace

import ipywidgets

from dlcourse.lab.backprop.graph import walk
from dlcourse.lab.backprop.graph_drawing import draw_walk, short
from dlcourse.lab.backprop.graphs import GRAPHS
from dlcourse.lab.plaything import Plaything


@dataclass(frozen=True)
class GraphWalk:
    """Which graph, with which inputs, and how many steps have been taken.

    Steps beyond the last one of the graph show the last one.

    Examples
    --------
    >>> GraphWalk("bicycle", step=99).now()[1].gradients["w"]
    2.0
    """

    graph: str = "bicycle"
    step: int = 0
    x: float = 2.0
    w: float = 3.0
    b: float = 1.0
    y: float = 4.0

    def now(self):
        """Return the graph and its :class:`~dlcourse.lab.backprop.graph.Walk` after these steps."""
        graph = GRAPHS[self.graph]
        inputs = {name: getattr(self, name) for name in graph.leaves}
        return graph, walk(graph, inputs, self.step)


def draw_graph_walk(state):
    """Draw the graph: values above the edges, gradients below them, the current node filled.

    Parameters
    ----------
    state : GraphWalk

    Returns
    -------
    matplotlib.figure.Figure
    """
    graph, now = state.now()
    title = f"{_headline(state, graph, now)}\n{graph.formula}"
    return draw_walk(graph, now, title, "\n".join(_working(now)))


def describe_graph_walk(state):
    """Say in words what :func:`draw_graph_walk` shows.

    Examples
    --------
    >>> describe_graph_walk(GraphWalk(step=1)).splitlines()[0]
    'Computational graph x1 = x·w,  x2 = x1 + b,  loss = |x2 − y|.'
    """
    graph, now = state.now()
    lines = [f"Computational graph {graph.formula}.", f"{_headline(state, graph, now)}."]
    lines.append(f"Values: {_listed(now.values)}.")
    if now.gradients:
        lines.append(f"Gradients of the loss: {_listed(now.gradients)}.")
    return "\n".join([*lines, *(f"{line}." for line in _working(now))])


def one_step(state):
    """Go one step on, and stay at the last one."""
    return replace(state, step=min(state.step + 1, GRAPHS[state.graph].last_step))


def one_step_back(state):
    """Go one step back, and stay at the first one."""
    return replace(state, step=max(min(state.step, GRAPHS[state.graph].last_step) - 1, 0))


def start_over(state):
    """Go back to the inputs alone."""
    return replace(state, step=0)


def graph_plaything(state=None):
    """Return the widget: choose a graph and its inputs, then walk forward and backward.

    Another graph starts from its first step.

    Parameters
    ----------
    state : GraphWalk, optional
        Where to start; by default before the first step of the bicycle.

    Examples
    --------
    >>> "w 2" in graph_plaything(GraphWalk(step=7)).description
    True
    """
    most = max(graph.last_step for graph in GRAPHS.values())
    controls = {
        "graph": ipywidgets.Dropdown(options=list(GRAPHS), description="graph"),
        "step": ipywidgets.IntSlider(min=0, max=most, description="step"),
    }
    controls["graph"].observe(lambda _: setattr(controls["step"], "value", 0), names="value")
    for name, largest in {"x": 5, "w": 5, "b": 5, "y": 10}.items():
        controls[name] = ipywidgets.FloatSlider(min=-5, max=largest, step=0.5, description=name)
    actions = {"Step": one_step, "Back": one_step_back, "Start over": start_over}
    state = state or GraphWalk()
    return Plaything(state, draw_graph_walk, describe_graph_walk, controls, actions)


def _headline(state, graph, now):
    name = now.node and f"{now.node.symbol} ({now.node.name})"
    action = {
        "start": "the inputs",
        "forward": f"forward through {name}",
        "turn": "turn round: the loss follows itself one to one",
        "backward": f"backward through {name}",
    }[now.phase]
    return f"Step {min(state.step, graph.last_step)} of {graph.last_step}, {action}"


def _working(now):
    """Return what the current node computes, line by line."""
    if now.phase == "start":
        return ["Values will flow to the right, gradients will come back to the left"]
    name = now.node.name
    if now.phase == "forward":
        read = " and ".join(
            f"{parent} = {short(now.values[parent])}" for parent in now.node.parents
        )
        return [f"takes {read}, gives {name} = {short(now.values[name])}"]
    if now.phase == "turn":
        return ["dloss/dloss = 1"]
    arriving = now.gradients[name]
    return [
        f"to {parent}: local derivative {short(slope)} × arriving {short(arriving)}"
        f" = {short(slope * arriving)}"
        for parent, slope in now.local.items()
    ]


def _listed(numbers):
    return ", ".join(f"{name} {short(number)}" for name, number in numbers.items())
