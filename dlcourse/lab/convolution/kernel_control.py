"""A control with a field for each weight of a filter."""

from itertools import chain

import ipywidgets
import traitlets


class KernelControl(ipywidgets.VBox):
    """Three rows of three number fields; the value is a tuple of three tuples.

    Parameters
    ----------
    value : sequence of three sequences of three numbers

    Raises
    ------
    ValueError
        If the value has another shape.

    Examples
    --------
    >>> control = KernelControl([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    >>> control.value[1]
    (0.0, 1.0, 0.0)
    """

    value = traitlets.Tuple()

    def __init__(self, value=((0, 0, 0), (0, 1, 0), (0, 0, 0))):
        self._quiet = False
        self._fields = [
            [ipywidgets.FloatText(step=0.5, layout={"width": "76px"}) for _ in range(3)]
            for _ in range(3)
        ]
        super().__init__([ipywidgets.HBox(row) for row in self._fields], value=value)
        self._show()
        for field in chain(*self._fields):
            field.observe(self._read, names="value")

    @traitlets.validate("value")
    def _expect_three_by_three(self, proposal):
        rows = [tuple(map(float, row)) for row in proposal["value"]]
        if [len(row) for row in rows] != [3, 3, 3]:
            raise ValueError(f"Expected three rows of three weights, got {proposal['value']}.")
        return tuple(rows)

    @traitlets.observe("value")
    def _show(self, _=None):
        self._quiet = True
        for fields, weights in zip(self._fields, self.value, strict=True):
            for field, weight in zip(fields, weights, strict=True):
                field.value = weight
        self._quiet = False

    def _read(self, _):
        if not self._quiet:
            self.value = tuple(tuple(field.value for field in row) for row in self._fields)
