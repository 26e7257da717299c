"""What each layer of a trained network makes of an image."""

from dataclasses import dataclass
from functools import partial

import ipywidgets
import numpy as np

from dlcourse.lab.convolution.pictures import draw_picture
from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import PALETTE, figure

MOST_COLUMNS = 8
"""Feature maps in a row, at most."""


@dataclass(frozen=True)
class FeatureMaps:
    """Which image goes in, after which layer we look, and whether the image is shifted."""

    image: int = 0
    layer: int = 0
    shift: int = 0


def shown_image(state, images):
    """The chosen image, moved to the right by ``shift`` columns, (1, H, W, C)."""
    return np.roll(images[state.image : state.image + 1], state.shift, axis=2)


def maps_after(model, layer, images):
    """The output (N, H, W, C) of a network's layer, counted from 0."""
    x = images
    for one in model.layers[: layer + 1]:
        x = one.forward(x)
    return x


def draw_feature_maps(state, model, images):
    """Draw the image, the feature maps after one layer, and the scores of the classes."""
    image = shown_image(state, images)
    maps = maps_after(model, state.layer, image)[0]  # (H, W, C)
    channels = maps.shape[-1]
    rows = -(-channels // MOST_COLUMNS)
    columns = -(-channels // rows)
    fig, _ = figure(width=12.0, height=max(3.4, 1.3 * rows + 0.9))
    fig.clear()
    left, middle, right = fig.subfigures(1, 3, width_ratios=[2.3, 7, 2.9])
    ax = left.subplots()
    draw_picture(ax, image[0, :, :, 0])
    ax.set_title("input")
    axes = middle.subplots(rows, columns, squeeze=False).flat
    limit = float(np.abs(maps).max()) or 1.0
    for channel, ax in enumerate(axes):
        if channel < channels:
            draw_picture(ax, maps[:, :, channel], signed=True)
            ax.images[0].set_clim(-limit, limit)
        else:
            ax.axis("off")
    middle.suptitle(f"after {model.layers[state.layer]!r}: {channels} maps {maps.shape[:2]}")
    ax = right.subplots()
    scores = model.forward(image)[0]
    best = int(scores.argmax())
    colours = [PALETTE["orange" if k == best else "blue"] for k in range(len(scores))]
    ax.barh(range(len(scores)), _softmax(scores), color=colours)
    ax.set(yticks=range(len(scores)), xlim=(0, 1), xticks=[0, 1], title=f"says {best}")
    ax.invert_yaxis()
    ax.grid(False)
    return fig


def describe_feature_maps(state, model, images):
    """Say which maps are shown and what the network answers."""
    image = shown_image(state, images)
    maps = maps_after(model, state.layer, image)
    active = np.abs(maps).max(axis=(0, 1, 2)) > 1e-6
    chances = _softmax(model.forward(image)[0])
    shifted = f", shifted by {state.shift} columns" if state.shift else ""
    return (
        f"Image {state.image}{shifted}. After layer {state.layer}, {model.layers[state.layer]!r}, "
        f"{int(active.sum())} of {maps.shape[-1]} feature maps are not empty. The network says "
        f"{int(chances.argmax())}, with probability {chances.max():.2f}."
    )


def feature_plaything(model, images, state=None):
    """Look into a trained network.

    Parameters
    ----------
    model : Sequential
        Its first layers make volumes.
    images : numpy.ndarray, (N, H, W, C)

    Returns
    -------
    Plaything
    """
    depth = sum(len(layer) == 4 for layer in _shapes(model, images[:1]))
    named = {"style": {"description_width": "60px"}}
    layers = [(repr(model.layers[k]), k) for k in range(depth)]
    controls = {
        "image": ipywidgets.IntSlider(min=0, max=len(images) - 1, description="image", **named),
        "layer": ipywidgets.Dropdown(options=layers, description="layer", **named),
        "shift": ipywidgets.IntSlider(min=-3, max=3, description="shift", **named),
    }
    network = {"model": model, "images": images}
    return Plaything(
        state or FeatureMaps(),
        partial(draw_feature_maps, **network),
        partial(describe_feature_maps, **network),
        controls,
    )


def _shapes(model, image):
    """The output shape of every layer."""
    shapes, shape = [], image.shape
    for layer in model.layers:
        shape = layer.output_shape(shape)
        shapes.append(shape)
    return shapes


def _softmax(scores):
    e = np.exp(scores - scores.max())
    return e / e.sum()
