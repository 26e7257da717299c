"""A lesson: text to notebook to executed notebook."""

from __future__ import annotations

from nbformat import NotebookNode

from dlcourse.course.cell_ids import give_ids
from dlcourse.course.execution import execute
from dlcourse.course.house import House
from dlcourse.course.inspection import unexecuted
from dlcourse.course.outputs import clean_outputs, expect_lasting_outputs
from dlcourse.course.slides import add_slides
from dlcourse.course.text import dump, fingerprint, load, read_text


def unexecuted_lesson(house: House, name: str) -> NotebookNode:
    """The lesson's notebook before any cell has run.

    Its metadata hold the fingerprint of the text, so that outputs can be told to be of this text.
    """
    path = house.lesson_text(name)
    notebook = read_text(path)
    give_ids(notebook)
    add_slides(notebook)
    notebook.metadata["dlcourse"] = {"text": house.relative(path), "sha256": fingerprint(path)}
    return notebook


def executed_lesson(house: House, name: str) -> NotebookNode:
    """The lesson's notebook with the outputs of a fresh run.

    Raises
    ------
    CourseError
        If a cell fails or its output would not be the same elsewhere.
    """
    notebook = unexecuted_lesson(house, name)
    metadata = dict(notebook.metadata)
    execute(notebook, house.lesson(name).parent, name)
    notebook.metadata.update(metadata)  # the kernel reports its version in language_info
    clean_outputs(notebook)
    expect_lasting_outputs(notebook, name, house.root)
    return notebook


def why_stale(house: House, name: str) -> str | None:
    """Why the committed lesson is not what its text gives, or None if it is.

    Runs no cell: that the stored outputs are true is proved by the tests, which run the lesson.
    """
    path = house.lesson(name)
    if not path.is_file():
        return "it has not been built yet"
    built, fresh = load(path), unexecuted_lesson(house, name)
    if unexecuted(built):
        return "a code cell has not been executed in order"
    hashes = [notebook.metadata.get("dlcourse", {}).get("sha256") for notebook in (built, fresh)]
    if hashes[0] != hashes[1]:
        return f"{house.relative(house.lesson_text(name))} has changed since it was executed"
    for cell in built.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return "it was edited by hand" if dump(built) != dump(fresh) else None
