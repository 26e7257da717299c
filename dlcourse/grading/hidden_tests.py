"""Keeps hidden tests out of the feedback: out of the cells, the outputs and the tracebacks."""

from __future__ import annotations

import re

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_GUTTER = re.compile(r"^\s*(?:-+>\s*)?\d+\s?")  # "----> 3 " and "      4 " before a line of code
_FRAME = re.compile(r"^\s*Cell In\s*\[(\d+)\], line (\d+)")
# Where numpy.testing begins to show the values it compared.
_DETAILS = re.compile(
    r"^\s*(Mismatched elements|First \d+ mismatch|Max absolute|Max relative|ACTUAL|DESIRED|x:|y:"
    r"|\(shapes|x and y |Arrays are not|Not equal to|Items are not)"
)
_TELLING = 8  # a shorter line of code may occur in any text
_NOTE = "(This test is hidden. Try inputs of your own against what the question asks for.)"


class HideTests(NbGraderPreprocessor):
    """Removes hidden tests and what they reveal from a graded notebook.

    In a cell with hidden tests the traceback shrinks to the kind of error and the message that the
    test's author wrote; the values that a comparison shows are left out. Anywhere else, lines that
    repeat a line of a hidden test are dropped. Comes after nbgrader's own `GetGrades`.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Change the notebook in place and hand it on."""
        markers = ClearHiddenTests(parent=self.parent, config=self.config)
        self._begin, self._end = markers.begin_test_delimeter, markers.end_test_delimeter
        numbers = {id(cell): self._hidden_lines(cell.source) for cell in nb.cells}
        self._secrets = {
            line.strip()
            for cell in nb.cells
            for number, line in enumerate(cell.source.split("\n"), start=1)
            if number in numbers[id(cell)] and line.strip()
        }
        for cell in nb.cells:
            hidden = numbers[id(cell)]
            for output in cell.get("outputs", []):
                self._clean(output, cell, hidden)
            lines = enumerate(cell.source.split("\n"), start=1)
            cell.source = "\n".join(line for number, line in lines if number not in hidden)
        return nb, resources

    def _hidden_lines(self, source: str) -> set[int]:
        """Numbers of the lines from a begin marker to its end, or to the end of the cell."""
        hidden, inside = set(), False
        for number, line in enumerate(source.split("\n"), start=1):
            inside = inside or self._begin in line
            if inside:
                hidden.add(number)
            inside = inside and self._end not in line
        return hidden

    def _clean(self, output: NotebookNode, cell: NotebookNode, hidden: set[int]) -> None:
        if output.output_type == "stream":
            output.text = self._without_secrets(output.text)
        elif output.output_type == "error":
            if hidden:
                self._shorten(output, cell, hidden)
            output.evalue = self._without_secrets(output.evalue)
            output.traceback = [self._without_secrets(part) for part in output.traceback]
        else:
            for kind, content in output.data.items():
                if isinstance(content, str) and not kind.startswith("image/"):
                    output.data[kind] = self._without_secrets(content)

    def _shorten(self, output: NotebookNode, cell: NotebookNode, hidden: set[int]) -> None:
        frames = [_FRAME.match(_COLOURS.sub("", part)) for part in output.traceback]
        own = [int(f[2]) for f in frames if f and int(f[1]) == cell.get("execution_count")]
        if own and not hidden & set(own):  # a test that the student can see failed
            at = cell.source.split("\n")[own[-1] - 1].strip()
            output.traceback = [f"in the test: {at}", f"{output.ename}: {output.evalue}"]
            return
        output.evalue = author_message(output.evalue)
        output.traceback = [f"{output.ename}: {output.evalue}".rstrip(": "), _NOTE]

    def _without_secrets(self, text: str) -> str:
        lines = text.split("\n")
        return "\n".join(line for line in lines if not self._is_secret(line))

    def _is_secret(self, line: str) -> bool:
        plain = _COLOURS.sub("", line)
        if _GUTTER.sub("", plain).strip() in self._secrets or plain.strip() in self._secrets:
            return True
        return any(secret in plain for secret in self._secrets if len(secret) >= _TELLING)


def author_message(message: str) -> str:
    """The part of an assertion's message that the author of the test wrote.

    Examples
    --------
    >>> author_message("Not equal to tolerance rtol=1e-07\\nthe slope\\n ACTUAL: 1.5")
    'the slope'
    >>> author_message("expected 3 rows")
    'expected 3 rows'
    """
    kept = []
    for line in message.strip().split("\n"):
        if not _DETAILS.match(line):
            kept.append(line)
        elif kept:
            break
    return "\n".join(kept).strip()
