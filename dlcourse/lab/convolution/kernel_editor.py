"""A photograph and a filter whose nine weights can be changed."""

from dataclasses import dataclass, replace

import ipywidgets
import numpy as np

from dlcourse.lab.convolution.filters import KERNELS, feature_map
from dlcourse.lab.convolution.kernel_control import KernelControl
from dlcourse.lab.convolution.number_grid import KERNEL, draw_numbers, short
from dlcourse.lab.convolution.photograph import photograph
from dlcourse.lab.convolution.pictures import draw_picture
from dlcourse.lab.plaything import Plaything
from dlcourse.lab.style import figure

BUTTONS = {
    "Vertical edge": "vertical edge",
    "Horizontal edge": "horizontal edge",
    "Outline": "outline",
    "Blur": "blur",
    "Sharpen": "sharpen",
}


@dataclass(frozen=True)
class KernelEditor:
    """The nine weights of a filter, and what is done with its result."""

    kernel: tuple = KERNELS["vertical edge"]
    rectified: bool = False

    def map(self):
        """The feature map of the photograph, after ReLU if that is switched on."""
        response = feature_map(photograph(), self.kernel)
        return np.maximum(response, 0) if self.rectified else response

    @property
    def signed(self):
        """Whether the map is drawn in two colours around zero, and not as a grey picture."""
        return self.total < 0.5

    @property
    def total(self):
        """The sum of the weights: what the filter makes of a white wall."""
        return round(float(np.sum(self.kernel)), 2)


def draw_kernel_editor(state):
    """Draw photograph, filter and feature map."""
    fig, (left, middle, right) = figure(
        columns=3, width=12.0, height=4.9, gridspec_kw={"width_ratios": [4, 2, 4]}
    )
    draw_picture(left, photograph())
    left.set_title("image (120, 120)")
    draw_numbers(middle, state.kernel, (0, 0), lambda i, j: KERNEL, size=16)
    middle.set(xlim=(-0.1, 3.1), ylim=(3.1, -0.1), aspect="equal")
    middle.axis("off")
    middle.set_title(f"filter, sum {short(state.total)}")
    response = state.map()
    draw_picture(right, response, signed=state.signed)
    right.set_title("feature map (118, 118)" + (", after ReLU" if state.rectified else ""))
    return fig


def describe_kernel_editor(state):
    """Give the weights and the range of the feature map."""
    rows = "; ".join(" ".join(map(short, row)) for row in state.kernel)
    response = state.map()
    after = " after ReLU" if state.rectified else ""
    return (
        f"A portrait, the filter with the rows {rows}, and its feature map{after}. The weights add "
        f"up to {short(state.total)}. The map reaches from {response.min():.1f} to "
        f"{response.max():.1f}."
    )


def kernel_plaything(state=None):
    """Edit the weights of a filter and see the feature map of a photograph."""
    controls = {
        "kernel": KernelControl(),
        "rectified": ipywidgets.Checkbox(description="ReLU after it", indent=False),
    }
    actions = {
        label: lambda s, name=name: replace(s, kernel=KERNELS[name])
        for label, name in BUTTONS.items()
    }
    return Plaything(
        state or KernelEditor(),
        draw_kernel_editor,
        describe_kernel_editor,
        controls,
        actions,
        columns={
            "The nine weights": ("kernel", "rectified"),
            "Filters to begin with": tuple(BUTTONS),
        },
    )
