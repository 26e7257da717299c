"""One look for every figure of the course: colours, sizes, and how a figure is shown."""

from io import BytesIO

from IPython.display import display
from matplotlib import cycler, rcParams
from matplotlib.figure import Figure
from PIL import Image

PALETTE = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "red": "#D55E00",
    "purple": "#CC79A7",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
    "black": "#222222",
    "grey": "#8A8A8A",
}
"""Colours told apart by readers with any kind of colour blindness (Okabe and Ito, 2008)."""

CLASS_COLOURS = (PALETTE["blue"], PALETTE["orange"], PALETTE["green"], PALETTE["purple"])
CLASS_MARKERS = ("o", "s", "^", "D")
"""Class k has a colour and a marker of its own, so that a figure also works in black and white."""

DIVERGING = "PuOr_r"
"""Colour map for values on both sides of zero or of one half."""

RC = {
    "font.size": 13,
    "axes.titlesize": 14,
    "axes.labelsize": 13,
    "legend.fontsize": 12,
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
    "lines.linewidth": 2.2,
    "lines.markersize": 8,
    "axes.grid": True,
    "grid.color": "#E3E3E3",
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(
        color=[PALETTE[name] for name in ("blue", "orange", "green", "red", "purple", "sky")]
    ),
    "legend.frameon": False,
    "figure.facecolor": "white",
    "figure.dpi": 100,
    "image.cmap": "viridis",
}


def figure(rows=1, columns=1, *, width=None, height=None, **subplot_options):
    """Make a figure in the course's style, which from then on is matplotlib's style too.

    Matplotlib reads sizes and widths when a line or a label is made, not when the figure is, so
    the style has to stay in force: also for what the reader plots next.

    Parameters
    ----------
    rows, columns : int
        Number of axes.
    width, height : float, optional
        Inches. By default a figure of one axes is 7 x 4.2, and grows with the number of axes.
    **subplot_options
        Handed on to :meth:`matplotlib.figure.Figure.subplots`, for example ``sharey=True``.

    Returns
    -------
    matplotlib.figure.Figure, matplotlib.axes.Axes or an array of Axes
        The figure belongs to the caller alone: pyplot keeps no hold of it, so nothing leaks.

    Examples
    --------
    >>> fig, ax = figure()
    >>> fig.get_size_inches()
    array([7. , 4.2])
    >>> fig, (left, right) = figure(columns=2)
    >>> fig.get_size_inches()
    array([10. ,  4.2])
    """
    width = width or {1: 7.0, 2: 10.0}.get(columns, 12.0)
    height = height or (4.2 if rows == 1 else 3.6 * rows)
    rcParams.update(RC)
    fig = Figure(figsize=(width, height), layout="constrained")
    return fig, fig.subplots(rows, columns, **subplot_options)


def png(fig):
    """Draw a figure as PNG bytes; the same figure gives the same bytes.

    The picture has 256 colours of its own choice, which makes it a third as large: notebooks hold
    many pictures, and every one is stored again when it changes.

    Examples
    --------
    >>> fig, ax = figure()
    >>> png(fig)[1:4]
    b'PNG'
    """
    return packed(quick_png(fig))


def quick_png(fig):
    """Draw a figure as PNG bytes in all its colours: large, but in half the time.

    For pictures that follow a slider and are never stored.

    Examples
    --------
    >>> fig, ax = figure()
    >>> packed(quick_png(fig)) == png(fig)
    True
    """
    buffer = BytesIO()
    fig.savefig(buffer, format="png")
    return buffer.getvalue()


def packed(picture):
    """Reduce a PNG picture to 256 colours; see `png`."""
    buffer = BytesIO()
    reduced = Image.open(BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    reduced.save(buffer, format="png", optimize=True)
    return buffer.getvalue()


def expect_alt(alt):
    """Return ``alt`` if it can serve as a text alternative, else raise :class:`ValueError`.

    Examples
    --------
    >>> expect_alt("A straight line that falls from the upper left to the lower right.")
    'A straight line that falls from the upper left to the lower right.'
    """
    if not isinstance(alt, str) or len(alt.split()) < 4:
        raise ValueError(
            f"A figure needs alt text that says in a sentence what it shows, got {alt!r}."
        )
    return alt


def show(fig, alt):
    """Show a figure below the cell, with a text for readers who cannot see it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    alt : str
        What the figure shows, as one or two sentences.

    Raises
    ------
    ValueError
        If ``alt`` is too short to say anything.
    """
    display(
        {"image/png": png(fig), "text/plain": expect_alt(alt)},
        metadata={"image/png": {"alt": alt}},
        raw=True,
    )
