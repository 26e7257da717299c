"""Takes scripts and other live content of students out of feedback pages.

nbgrader's template puts Markdown into the page as it is, and nbconvert's own cleaning escapes even
paragraphs and headings, so the cleaning is done here.
"""

from __future__ import annotations

import re
from typing import Any

import bleach
from nbconvert.filters import strip_files_prefix
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

# fmt: off
_TAGS = frozenset(
    {
        "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd",
        "del", "details", "div", "dl", "dt", "em", "h1", "h2",
        "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd",
        "li", "mark", "ol", "p", "pre", "s", "samp", "small",
        "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "u", "ul",
    }
)
# fmt: on
_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_SHOWN = ("text/plain", "text/html", "image/png", "image/jpeg", "image/gif")


def safe_html(text: str) -> str:
    """The HTML without scripts, styles, frames, forms, event handlers and live links.

    Examples
    --------
    >>> safe_html('<p onclick="steal()">Hello <b>you</b></p><script>steal()</script>')
    '<p>Hello <b>you</b></p>steal()'
    """
    return bleach.clean(
        text,
        tags=_TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        strip=True,
    )


def _allowed(tag: str, name: str, value: str) -> bool:
    if name in ("class", "title"):
        return True
    if tag == "img":
        shown = not value.startswith("data:") or _PICTURE.fullmatch(value) is not None
        return name in ("alt", "width", "height") or (name == "src" and shown)
    return tag == "a" and name == "href" and not value.lower().lstrip().startswith("data:")


def safe_markdown(html: str) -> str:
    """What the template makes of Markdown, made safe: takes the place of its last filter."""
    return safe_html(strip_files_prefix(html))


class OnlyStillContent(NbGraderPreprocessor):
    """Keeps text, tables and pictures of the outputs, and drops what a browser would run."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        """Change the cell in place and hand it on."""
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data = NotebookNode(
                    {
                        kind: _still(kind, output.data[kind])
                        for kind in _SHOWN
                        if kind in output.data
                    }
                )
                output.metadata = NotebookNode(
                    {kind: {"alt": _alt(of)} for kind, of in output.metadata.items() if _alt(of)}
                )
        return cell, resources


def _still(kind: str, content: str) -> str:
    if kind == "text/html":
        return safe_html(content)
    if kind.startswith("image/") and not _BASE64.fullmatch(content):
        return ""
    return content


def _alt(metadata: object) -> str:
    alt = metadata.get("alt", "") if isinstance(metadata, dict) else ""
    return re.sub(r"[<>\"'&]", "", str(alt))
