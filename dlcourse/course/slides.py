"""Slide metadata: a lesson is a slide show too."""

from __future__ import annotations

from nbformat import NotebookNode

from dlcourse.course.cell_ids import heading_of


def add_slides(notebook: NotebookNode) -> None:
    """Begin a slide at each heading; the cells behind it stand on the same slide.

    A heading of level one or two begins a slide, a deeper one a slide below it. The text may say
    otherwise with ``slideshow={"slide_type": "fragment"}`` on a cell.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place.
    """
    for cell in notebook.cells:
        if heading_of(cell) is not None:
            deeper = cell.source.lstrip().startswith("###")
            slide_type = "subslide" if deeper else "slide"
            cell.metadata.setdefault("slideshow", {"slide_type": slide_type})
