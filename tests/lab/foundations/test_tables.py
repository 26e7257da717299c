import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from dlcourse.lab.foundations.tables import CELL, COLUMN, ROW, draw_broadcast, draw_product

A = [[1, 2, 3], [4, 5, 6]]
B = [[10, 11], [20, 21], [30, 31]]


def texts(fig):
    return [text.get_text() for text in fig.axes[0].texts]


def coloured(fig, colour):
    """The numbers on a background of this colour, in the order in which they were drawn."""
    ax = fig.axes[0]
    boxes = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    found = []
    for box in boxes:
        if to_rgb(box.get_facecolor()) == to_rgb(colour):
            middle = (box.get_x() + 0.5, box.get_y() + 0.5)
            found += [t.get_text() for t in ax.texts if np.allclose(t.get_position(), middle)]
    return found


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [(0, 0, "1·10 + 2·20 + 3·30 = 140"), (1, 1, "4·11 + 5·21 + 6·31 = 335")],
)
def test_product_spells_out_the_chosen_entry(row, column, rule):
    fig = draw_product(A, B, row, column)
    assert texts(fig)[-1] == rule
    assert coloured(fig, ROW) == [str(value) for value in A[row]]
    assert coloured(fig, COLUMN) == [str(line[column]) for line in B]
    assert coloured(fig, CELL) == [rule.split()[-1]]


def test_product_shows_every_number_and_every_shape():
    shown = texts(draw_product(A, B))
    assert shown[:16] == [str(n) for table in (A, B, np.dot(A, B)) for n in np.ravel(table)]
    assert {"first matrix (2, 3)", "second matrix (3, 2)", "product (2, 2)"} <= set(shown)


def test_product_lines_up_rows_and_columns():
    places = {t.get_text(): t.get_position() for t in draw_product(A, B).axes[0].texts}
    assert places["320"][1] == places["4"][1]
    assert places["320"][0] == places["10"][0]


def test_broadcast_draws_the_row_once_and_copies_it():
    fig = draw_broadcast([[1, 2], [3, 4], [5, 6]], [10, 20])
    assert coloured(fig, COLUMN) == ["10", "20"]
    assert texts(fig).count("10") == texts(fig).count("20") == 3
    assert coloured(fig, CELL) == ["11", "22", "13", "24", "15", "26"]
    dotted = [patch for patch in fig.axes[0].patches if patch.get_linestyle() in (":", "dotted")]
    assert len(dotted) == 4


def test_broadcast_names_the_shapes():
    shown = texts(draw_broadcast([[1, 2], [3, 4]], [10, 20]))
    assert {"the table (2, 2)", "the row (2,), reused", "the sum (2, 2)"} <= set(shown)
