"""The playground as a picture: a map of each neuron, the output with the points, the loss."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from dlcourse.lab.multilayer.boundary import SURFACE, banded
from dlcourse.lab.multilayer.playground_data import LIMIT
from dlcourse.lab.multilayer.playground_model import features_of, network, points
from dlcourse.lab.style import CLASS_COLOURS, CLASS_MARKERS, DIVERGING, PALETTE, figure

SMALL, LARGE = 32, 200
"""Pixels along the side of a neuron's map and of the output's map."""

ROW, HALF, MARGIN = 1.3, 0.5, 1.7
"""In the network's picture: distance of rows, half a map's side, room for the features' names."""

HEAVIEST = 5.0
"""A weight of this size gets the thickest line."""


def draw_playground(state):
    """Draw the network with a map for each neuron, the output with the points, and the losses.

    A map shows the value of a feature or a neuron at every place of the plane. A line between two
    maps is a weight: thick if large, orange if positive, purple if negative.

    Parameters
    ----------
    state : Playground

    Returns
    -------
    matplotlib.figure.Figure
        Axes "network", "output" and "loss", in this order.
    """
    fig, whole = figure(width=13.0, height=7.4)
    whole.remove()  # three axes of different sizes take its place
    fig.set_layout_engine("none")  # their places are known, and looking for them takes time
    for name, (place, draw) in PANELS.items():
        draw(fig.add_axes(place, label=name), state)
    return fig


def maps(state, size):
    """Values of each feature and each neuron over the plane, layer by layer.

    Returns
    -------
    list of numpy.ndarray, (width of the layer, size, size)
        First the features, then one array for each hidden layer, last the output's probability of
        class 1. Row 0 is the lowest x₂.
    """
    side = np.linspace(-LIMIT, LIMIT, size)
    x1, x2 = np.meshgrid(side, side)
    values = features_of(state, np.column_stack([x1.ravel(), x2.ravel()]))  # (size², features)
    columns = [values]
    for layer in network(state).layers:
        values = layer.forward(values)
        if layer.parameters():
            columns.append(values)
        else:
            columns[-1] = values  # the neuron is the sum and its activation
    columns[-1] = 1 / (1 + np.exp(-np.clip(columns[-1], -50, 50)))
    return [column.T.reshape(-1, size, size) for column in columns]


def share_right(state):
    """Shares of the training points and of the new points on the right side of the boundary."""
    model = network(state)
    return tuple(
        float(np.mean((model(features_of(state, x))[:, 0] > 0) == y)) for x, y in points(state)
    )


def describe_playground(state):
    """Say in words what the picture shows."""
    inputs = ", ".join(state.features)
    hidden = f"{state.layers} hidden layer{'s' * (state.layers != 1)} of {state.neurons}"
    layers = f"{hidden} {state.activation} neurons" if state.layers else "no hidden layer"
    text = f"Data: {state.data}. Inputs: {inputs}; {layers}; one output. Epoch {state.epochs}: "
    if state.run.diverged:
        text += "training broke down, the loss is no number any more. Lower the learning rate. "
    training, new = share_right(state)
    text += f"{training:.0%} of the training points are on the right side of the boundary"
    text += f", and {new:.0%} of the new points."
    if state.epochs:
        run = state.run
        text += (
            f" Loss {run.losses[-1]:.3f} on the training points, {run.new_losses[-1]:.3f} on new."
        )
    return text


def _draw_network(ax, state):
    columns = maps(state, SMALL)
    top = max(4, *map(len, columns)) * ROW / 2 + 0.1
    apart = (2 * top - MARGIN - HALF) / (len(columns) - 1)
    places = [
        [(apart * k, ROW * ((len(column) - 1) / 2 - row)) for row in range(len(column))]
        for k, column in enumerate(columns)
    ]
    for k, W in enumerate(state.run.weights[::2]):
        _draw_weights(ax, places[k], places[k + 1], W)
    for column, spots in zip(columns, places, strict=True):
        for values, spot in zip(column, spots, strict=True):
            _draw_map(ax, spot, values, is_output=column is columns[-1])
    for (x, y), name in zip(places[0], state.features, strict=True):
        ax.text(x - HALF - 0.12, y, name, ha="right", va="center", fontsize=15)
    titles = ["inputs", *[f"hidden {k + 1}" for k in range(state.layers)], "output"]
    for k, title in enumerate(titles):
        ax.text(apart * k, top, title, ha="center", va="bottom", fontsize=15, color="#444444")
    right = apart * (len(columns) - 1) + HALF + 0.1
    ax.set(xlim=(-MARGIN, right), ylim=(-top, top + 0.6), aspect="equal")
    ax.axis("off")


def _draw_map(ax, spot, values, *, is_output):
    """Draw values (size, size) as a square picture around a place."""
    (x, y), reach = spot, max(np.abs(values).max(), 1e-9)
    limits = SURFACE if is_output else {"vmin": -reach, "vmax": reach, "cmap": DIVERGING}
    box = (x - HALF, x + HALF, y - HALF, y + HALF)
    ax.imshow(values, origin="lower", extent=box, zorder=3, **limits)
    frame = {"fill": False, "edgecolor": PALETTE["black"], "linewidth": 1.3, "zorder": 4}
    ax.add_patch(Rectangle((x - HALF, y - HALF), 2 * HALF, 2 * HALF, **frame))


def _draw_weights(ax, starts, ends, W):
    """Draw the weights (I, O) between two columns of maps."""
    lines, widths, colours = [], [], []
    for i, (x0, y0) in enumerate(starts):
        for j, (x1, y1) in enumerate(ends):
            lines.append([(x0 + HALF, y0), (x1 - HALF, y1)])
            widths.append(0.4 + 6.0 * min(abs(W[i, j]) / HEAVIEST, 1.0))
            colours.append(PALETTE["orange"] if W[i, j] > 0 else "#5E3C99")
    style = {"linewidths": widths, "colors": colours, "alpha": 0.75, "zorder": 1}
    ax.add_collection(LineCollection(lines, **style))


def _draw_output(ax, state):
    probability = maps(state, LARGE)[-1][0]
    box = (-LIMIT, LIMIT, -LIMIT, LIMIT)
    ax.imshow(banded(probability), origin="lower", extent=box, **SURFACE)
    if probability.min() < 0.5 < probability.max():
        line = {"colors": PALETTE["black"], "linewidths": 2.5}
        ax.contour(probability, levels=[0.5], extent=box, **line)
    training, new = points(state)
    for (x, y), is_new in ((new, True), (training, False)):
        for label in (0, 1):
            colour = CLASS_COLOURS[label]
            style = {"facecolor": colour, "edgecolor": PALETTE["black"], "linewidth": 0.8, "s": 46}
            if is_new:
                style = {"facecolor": "white", "edgecolor": colour, "linewidth": 1.5, "s": 18}
            ax.scatter(*x[y == label].T, marker=CLASS_MARKERS[label], **style)
    ax.set(xlim=(-LIMIT, LIMIT), ylim=(-LIMIT, LIMIT), xlabel="x₁", ylabel="x₂", aspect="equal")
    ax.set_title(f"epoch {state.epochs}: {share_right(state)[0]:.0%} right", fontsize=16)
    ax.grid(visible=False)


def _draw_losses(ax, state):
    run = state.run
    epochs = np.arange(1, len(run.losses) + 1)
    marker = "o" if len(epochs) == 1 else None  # one point alone makes no line
    ax.plot(epochs, run.losses, color=PALETTE["blue"], marker=marker, label="training points")
    style = {"color": PALETTE["red"], "linestyle": "--", "marker": marker, "label": "new points"}
    ax.plot(epochs, run.new_losses, **style)
    top = 1.35 * min(max([0.7, *run.losses, *run.new_losses]), 3.0)  # with room for the legend
    ax.set(xlabel="epoch", ylabel="loss", xlim=(0, max(10, len(epochs))), ylim=(0, top))
    ax.legend(loc="upper right", ncols=2)
    if run.diverged:
        ax.text(0.5, 0.5, "training broke down", transform=ax.transAxes, ha="center", fontsize=16)


PANELS = {
    "network": ((0.0, 0.02, 0.56, 0.97), _draw_network),
    "output": ((0.6, 0.37, 0.39, 0.58), _draw_output),
    "loss": ((0.63, 0.09, 0.345, 0.19), _draw_losses),
}
"""From an axes' label to its place (left, bottom, width, height) and what is drawn there."""
