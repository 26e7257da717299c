"""The lamp on the stairs: two switches, and the four ways they can stand."""

from matplotlib.patches import Circle, FancyBboxPatch, Rectangle

from dlcourse.lab.style import PALETTE, figure

SETTINGS = ((0, 0), (0, 1), (1, 0), (1, 1))


def draw_lamp(lamp):
    """Draw the lamp for each of the four settings of its two switches.

    Parameters
    ----------
    lamp : sequence of int
        0 or 1 for the settings (0, 0), (0, 1), (1, 0), (1, 1).

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> fig = draw_lamp([0, 1, 1, 0])
    >>> [ax.get_title() for ax in fig.axes]
    ['0, 0: dark', '0, 1: light', '1, 0: light', '1, 1: dark']
    """
    fig, axes = figure(columns=4, width=12.0, height=3.7)
    for ax, (down, up), on in zip(axes, SETTINGS, lamp, strict=True):
        ax.set_facecolor("#FFF9D9" if on else "#E9E9EC")
        _bulb(ax, (1.5, 2.7), on)
        _switch(ax, (0.7, 0.85), down, "A")
        _switch(ax, (2.3, 0.85), up, "B")
        ax.set_title(f"{down}, {up}: {'light' if on else 'dark'}", fontsize=18)
        ax.set(xlim=(0, 3), ylim=(-0.35, 4), aspect="equal", xticks=(), yticks=())
        ax.spines[:].set_visible(False)
    return fig


def _bulb(ax, centre, on):
    x, y = centre
    glass = PALETTE["yellow"] if on else "white"
    ax.add_patch(Rectangle((x - 0.2, y + 0.42), 0.4, 0.38, color=PALETTE["grey"]))
    ax.plot([x, x], [y + 0.8, 4], color=PALETTE["black"], linewidth=2)
    ax.add_patch(Circle(centre, 0.52, facecolor=glass, edgecolor=PALETTE["black"], linewidth=2))
    if on:
        for dx, dy in ((-1, 0), (1, 0), (-0.71, -0.71), (0.71, -0.71), (0, -1)):
            ends = ([x + 0.7 * dx, x + 1.02 * dx], [y + 0.7 * dy, y + 1.02 * dy])
            ax.plot(*ends, color=PALETTE["orange"], linewidth=3, solid_capstyle="round")


def _switch(ax, centre, on, name):
    x, y = centre
    plate = FancyBboxPatch((x - 0.3, y - 0.42), 0.6, 0.84, boxstyle="round,pad=0.06")
    plate.set(facecolor="white", edgecolor=PALETTE["black"], linewidth=2)
    ax.add_patch(plate)
    colour = PALETTE["blue"] if on else PALETTE["grey"]
    ax.add_patch(Rectangle((x - 0.2, y if on else y - 0.34), 0.4, 0.34, color=colour))
    ax.text(x, y - 0.95, f"{name} = {on}", ha="center", va="center", fontsize=15)
