import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from dlcourse.course.slides import add_slides


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (new_markdown_cell("# Title"), {"slide_type": "slide"}),
        (new_markdown_cell("## Section\ntext"), {"slide_type": "slide"}),
        (new_markdown_cell("### Detail"), {"slide_type": "subslide"}),
        (new_markdown_cell("text"), None),
        (new_code_cell("# comment"), None),
        (
            new_markdown_cell("# Kept", metadata={"slideshow": {"slide_type": "skip"}}),
            {"slide_type": "skip"},
        ),
    ],
)
def test_headings_begin_slides(cell, expected):
    add_slides(new_notebook(cells=[cell]))
    assert cell.metadata.get("slideshow") == expected
