"""What students write shows in the feedback page and does not run there."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from dlcourse.grading.safe_html import OnlyStillContent, safe_html, safe_markdown


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Title</h2><p>Text with <em>stress</em> and $a &lt; b$</p>",
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        '<img alt="a curve" src="data:image/png;base64,iVBORw0KGgo=">',
        '<img alt="" src="https://example.org/x.png">',
        '<a href="https://example.org">link</a>',
    ],
)
def test_ordinary_content_stays(html):
    assert safe_html(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ('<img src="x" onerror="alert(1)">', '<img src="x">'),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href=" data:text/html,<script>1</script>">x</a>', "<a>x</a>"),
        ('<img src="data:image/svg+xml;base64,AAAA">', "<img>"),
        ('<iframe src="https://example.org"></iframe>', ""),
        ("<svg onload=alert(1)></svg>", ""),
        ('<p style="position:fixed">x</p>', "<p>x</p>"),
        ('<form action="https://example.org"><input name="password"></form>', ""),
    ],
)
def test_live_content_goes(html, left):
    assert safe_html(html) == left


def test_the_last_filter_of_markdown_keeps_its_old_work():
    assert safe_markdown('<a href="/files/x.txt">x</a>') == '<a href="x.txt">x</a>'


def still(data, metadata=None):
    cell = new_code_cell(outputs=[new_output("display_data", data, metadata=metadata or {})])
    return OnlyStillContent().preprocess_cell(cell, {}, 0)[0].outputs[0]


def test_kinds_of_output_that_a_browser_would_run_are_dropped():
    output = still({"application/javascript": "1", "image/svg+xml": "<svg/>", "text/plain": "x"})
    assert output.data == {"text/plain": "x"}


def test_html_outputs_are_cleaned():
    assert still({"text/html": "<b>x</b><script>1</script>"}).data == {"text/html": "<b>x</b>1"}


def test_a_picture_that_is_none_is_dropped():
    assert still({"image/png": 'x" onerror="alert(1)'}).data == {"image/png": ""}
    assert still({"image/png": "iVBOR/+w=\n"}).data == {"image/png": "iVBOR/+w=\n"}


def test_the_alt_text_of_a_picture_stays_and_other_metadata_go():
    metadata = {"image/png": {"alt": 'a "curve"', "width": '1" onload="'}, "text/plain": "odd"}
    assert still({"image/png": "AAAA"}, metadata).metadata == {"image/png": {"alt": "a curve"}}


def test_other_cells_are_left_alone():
    cell = new_markdown_cell("<script>")
    assert OnlyStillContent().preprocess_cell(cell, {}, 0)[0].source == "<script>"
