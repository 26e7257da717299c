import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dlcourse.course import outputs
from dlcourse.course.errors import CourseError
from dlcourse.course.outputs import (
    WIDGET_VIEW,
    clean_outputs,
    expect_lasting_outputs,
    machine_folder,
    text_of,
)

ROOT = Path("/somewhere/course")


def stream(text, name="stdout"):
    return new_output("stream", name=name, text=text)


def display(**data):
    return new_output("display_data", data={mime.replace("_", "/"): v for mime, v in data.items()})


def error(*traceback):
    return new_output("error", ename="ValueError", evalue="no", traceback=list(traceback))


def cleaned(*given):
    notebook = new_notebook(cells=[new_code_cell(outputs=list(given))], metadata={"widgets": {}})
    clean_outputs(notebook)
    assert "widgets" not in notebook.metadata
    return notebook.cells[0].outputs


def test_pieces_of_a_stream_become_one():
    given = [stream("a\n"), stream("b\n"), stream("e\n", "stderr"), stream("c\n"), stream("d\n")]
    assert [output.text for output in cleaned(*given)] == ["a\nb\n", "e\n", "c\nd\n"]


def test_streams_on_both_sides_of_a_figure_stay_apart():
    assert len(cleaned(stream("a"), display(text_plain="figure"), stream("b"))) == 3


def test_a_widget_leaves_its_picture_and_text():
    given = display(image_png="x", text_plain="A slider.")
    given.data[WIDGET_VIEW] = {"model_id": "random"}
    (output,) = cleaned(given)
    assert output.data == {"image/png": "x", "text/plain": "A slider."}


def test_an_output_of_nothing_but_a_widget_is_dropped():
    only_widget = display()
    only_widget.data[WIDGET_VIEW] = {"model_id": "random"}
    assert cleaned(only_widget) == []


def test_tracebacks_keep_the_notebooks_own_frames():
    (output,) = cleaned(
        error("-----", "\x1b[36mCell In[1]", "\x1b[36mFile\x1b[39m /x/numpy.py:7", "ValueError: no")
    )
    assert output.traceback == ["-----", "\x1b[36mCell In[1]", "ValueError: no"]


def test_text_of_a_cell_is_all_that_a_reader_sees():
    cell = new_code_cell(
        outputs=[stream("one"), display(text_plain="two", image_png="no"), error("\x1b[31mthree")]
    )
    assert text_of(cell) == "one\ntwo\nthree\nValueError: no"
    assert text_of(new_markdown_cell("x")) == ""


@pytest.mark.parametrize(
    "text",
    [
        "/somewhere/course/x.py",
        sys.prefix + "/lib",
        "/home/ada/x",
        "/Users/ada/x",
        "/tmp/x",
        r"C:\Users\ada",
        "ipykernel_7/1.py",
    ],
)
def test_folders_of_this_machine_are_seen(text):
    assert machine_folder(f"see {text}", ROOT)


def test_other_paths_are_no_folders_of_this_machine():
    assert machine_folder("notebooks/01_neuron.ipynb, square/root/2, /etc", ROOT) is None


def lasting(*given):
    notebook = new_notebook(
        cells=[new_markdown_cell("a", id="words"), new_code_cell(id="code", outputs=list(given))]
    )
    expect_lasting_outputs(notebook, "01_tiny", ROOT)


def test_plain_outputs_last():
    lasting(stream("0xFF and 0.5"), display(text_plain="A line."))


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (stream("<object at 0x7f3a2b4c>"), "cell code: the output holds the address 0x7f3a2b4c"),
        (stream("/somewhere/course/a.py"), "cell code: the output names the folder /somewhere"),
    ],
)
def test_outputs_of_this_run_or_machine_are_refused(output, message):
    with pytest.raises(CourseError, match=f"01_tiny, {message}"):
        lasting(output)


def test_large_outputs_are_refused_with_the_largest_cell(monkeypatch):
    monkeypatch.setattr(outputs, "LARGEST_NOTEBOOK", 100_000)
    lasting(stream("x" * 50_000))
    with pytest.raises(CourseError, match=r"0\.2 MB, more than 0\.1 MB.*cell code with 0\.2 MB"):
        lasting(stream("x" * 150_000))
