"""A plaything: a picture that follows its sliders and buttons.

Every widget of the course has three parts. The *state* is a frozen dataclass. ``draw(state)``
returns a figure and ``describe(state)`` a sentence; both are pure functions and are tested without
a browser. The :class:`Plaything` below binds the two to ipywidgets, and is the only part that
knows ipywidgets.
"""

from base64 import b64encode
from dataclasses import fields, replace
from html import escape
from time import perf_counter

import ipywidgets

from dlcourse.lab.style import expect_alt, packed, quick_png

FRAME = 200
"""Milliseconds between two frames of an animation, if drawing keeps up."""


class Plaything:
    """Bind a state, its drawing and its controls to one interactive widget.

    Parameters
    ----------
    state : dataclass instance
        Frozen; where the plaything starts.
    draw : callable
        ``draw(state) -> matplotlib.figure.Figure``.
    describe : callable
        ``describe(state) -> str``, what the picture shows, for readers who cannot see it.
    controls : dict of str to ipywidgets.Widget
        A control for each field of the state that the reader may change. The control's ``value``
        becomes the field's value, and follows the field when an action changes it.
    actions : dict of str to callable, optional
        A button for each: label and ``action(state) -> state``.
    play : str, optional
        The label of an action. Beside its button stands a player that repeats the action until it
        is stopped.
    columns : dict of str to sequence of str, optional
        Puts the controls side by side: from a column's heading to the fields and actions that stand
        below it, each of them in one column. Without it they stand one below the other.

    Attributes
    ----------
    state : dataclass instance
        The state that is shown now.
    description : str
        What the picture shows now, in words; it also stands below the picture.
    widget : ipywidgets.Widget
        What the notebook displays.

    Raises
    ------
    ValueError
        If a control is named after no field of the state, ``play`` is no action, or the columns
        leave a control out or name one that is not there.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> from dlcourse.lab.style import figure
    >>> @dataclass(frozen=True)
    ... class Line:
    ...     slope: float = 1.0
    >>> def draw(state):
    ...     fig, ax = figure()
    ...     ax.plot([0, 1], [0, state.slope])
    ...     return fig
    >>> slider = ipywidgets.FloatSlider(value=1.0, min=-2, max=2)
    >>> toy = Plaything(Line(), draw, lambda s: f"A line of slope {s.slope}.", {"slope": slider})
    >>> slider.value = 2.0
    >>> toy.state
    Line(slope=2.0)
    """

    def __init__(self, state, draw, describe, controls, actions=None, *, play=None, columns=None):
        actions = actions or {}
        names = {field.name for field in fields(state)}
        if unknown := sorted(set(controls) - names):
            raise ValueError(
                f"Controls {unknown} belong to no field of {type(state).__name__}, "
                f"which has {sorted(names)}."
            )
        if play is not None and play not in actions:
            raise ValueError(f"Cannot play {play!r}: the actions are {sorted(actions)}.")
        if columns is not None:
            _expect_each_once(columns, [*controls, *actions])
        self.state = state
        self._draw = draw
        self._describe = describe
        self._controls = controls
        self._image = ipywidgets.Image(format="png")
        self._caption = ipywidgets.HTML()
        self._quiet = False
        for name, control in controls.items():
            control.value = getattr(state, name)
            control.observe(self._on_change(name), names="value")
        buttons = {label: self._button(label, action) for label, action in actions.items()}
        if play is not None:
            player = self._player(actions[play])
            buttons[play] = ipywidgets.HBox([buttons[play], player])
        panel = _panel(controls, buttons, columns)
        self.widget = ipywidgets.VBox([panel, self._image, self._caption])
        self._refresh()

    def set_state(self, state):
        """Show another state; every control moves to its field's value."""
        self.state = state
        self._quiet = True
        for name, control in self._controls.items():
            control.value = getattr(state, name)
        self._quiet = False
        self._refresh()

    def _on_change(self, name):
        def changed(change):
            if not self._quiet:
                self.state = replace(self.state, **{name: change["new"]})
                self._refresh()

        return changed

    def _button(self, label, action):
        button = ipywidgets.Button(description=label)
        button.on_click(lambda _: self.set_state(action(self.state)))
        return button

    def _player(self, action):
        """Repeat an action; the next frame waits for as long as this one took, and half again."""
        player = ipywidgets.Play(min=0, max=1_000_000, interval=FRAME, show_repeat=False)

        def advance(change):
            if change["new"]:  # stopping sets the player back to 0
                began = perf_counter()
                self.set_state(action(self.state))
                player.interval = max(FRAME, int(1500 * (perf_counter() - began)))

        player.observe(advance, names="value")
        return player

    def _refresh(self):
        self.description = expect_alt(self._describe(self.state))
        self._image.value = quick_png(self._draw(self.state))
        self._caption.value = escape(self.description)

    def _repr_mimebundle_(self, **_):
        """Give the live widget, and a still picture for places without a kernel."""
        bundle = dict(self.widget._repr_mimebundle_())
        bundle["image/png"] = b64encode(packed(self._image.value)).decode()
        bundle["text/plain"] = self.description
        return bundle, {"image/png": {"alt": self.description}}


def _expect_each_once(columns, expected):
    placed = [name for names in columns.values() for name in names]
    if sorted(placed) != sorted(expected):
        raise ValueError(
            f"The columns must hold each control and action once: {sorted(expected)}, "
            f"got {sorted(placed)}."
        )


def _panel(controls, buttons, columns):
    """Arrange the controls: in columns with headings, or one below the other."""
    if columns is None:
        return ipywidgets.VBox([*controls.values(), ipywidgets.HBox([*buttons.values()])])
    parts = {**controls, **buttons}
    boxes = [
        ipywidgets.VBox([ipywidgets.HTML(f"<b>{escape(heading)}</b>"), *map(parts.get, names)])
        for heading, names in columns.items()
    ]
    return ipywidgets.HBox(
        boxes, layout={"flex_flow": "row wrap", "justify_content": "space-between"}
    )
