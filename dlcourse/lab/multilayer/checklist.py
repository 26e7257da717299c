"""A control with a tick box for each of several choices."""

import ipywidgets
import traitlets


class CheckList(ipywidgets.VBox):
    """Tick boxes in two columns; the value is the tuple of what is ticked, in the order given.

    At least one box stays ticked: taking away the last tick puts it back.

    Parameters
    ----------
    options : sequence of str
    value : sequence of str, optional
        What is ticked at first; by default the first option.

    Raises
    ------
    ValueError
        If a value is none of the options, or the value is empty.

    Examples
    --------
    >>> fruit = CheckList(["apple", "pear", "plum"], value=["plum", "apple"])
    >>> fruit.value
    ('apple', 'plum')
    """

    value = traitlets.Tuple()

    def __init__(self, options, value=None):
        self.options = tuple(options)
        self._quiet = False
        self._boxes = {
            name: ipywidgets.Checkbox(description=name, indent=False, layout={"width": "92px"})
            for name in self.options
        }
        boxes = list(self._boxes.values())
        half = (len(boxes) + 1) // 2
        columns = ipywidgets.HBox([ipywidgets.VBox(boxes[:half]), ipywidgets.VBox(boxes[half:])])
        super().__init__([columns], value=tuple(value or self.options[:1]))
        self._show()
        for box in boxes:
            box.observe(self._read, names="value")

    @traitlets.validate("value")
    def _expect_options(self, proposal):
        chosen = proposal["value"]
        if not chosen or not set(chosen) <= set(self.options):
            raise ValueError(f"Expected one or more of {self.options}, got {chosen}.")
        return tuple(name for name in self.options if name in chosen)

    @traitlets.observe("value")
    def _show(self, _=None):
        self._quiet = True
        for name, box in self._boxes.items():
            box.value = name in self.value
        self._quiet = False

    def _read(self, change):
        if self._quiet:
            return
        ticked = tuple(name for name, box in self._boxes.items() if box.value)
        if ticked:
            self.value = ticked
        else:
            change["owner"].value = True
