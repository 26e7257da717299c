"""Which student ids nbgrader can take.

nbgrader writes an id into folder names, file globs, comma-separated lists and unquoted CSV files.
Ids with other characters do not fail there, they silently match the wrong student or none.
"""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = {
    ",": "a comma",
    "/": "a slash",
    "\\": "a backslash",
    "*": "a star",
    "?": "a question mark",
    "[": "a bracket",
    "]": "a bracket",
    "{": "a brace",
    "}": "a brace",
    ":": "a colon",
    '"': "a quotation mark",
    "'": "a quotation mark",
}
_LONGEST = 128


def id_problem(student: str) -> str | None:
    """Why nbgrader cannot take this student id, or None if it can.

    Examples
    --------
    >>> id_problem("ada")
    >>> id_problem("ada lovelace")
    "the student id 'ada lovelace' holds a space: use 'ada-lovelace' instead"
    """
    flaw = _flaw(student)
    if flaw is None:
        return None
    return f"the student id {student!r} {flaw}: use {suggest_id(student)!r} instead"


def _flaw(student: str) -> str | None:
    if not student:
        return "is empty"
    if len(student) > _LONGEST:
        return f"is longer than {_LONGEST} characters"
    if student[0] in ".-":
        return f"starts with {student[0]!r}"
    for character in student:
        if character in _FORBIDDEN:
            return f"holds {_FORBIDDEN[character]}"
        if character.isspace():
            return "holds a space"
        if not character.isprintable():
            return "holds a control character"
    return None


def suggest_id(student: str) -> str:
    """A close id that nbgrader can take.

    Examples
    --------
    >>> suggest_id("Lovelace, Ada")
    'Lovelace-Ada'
    """
    plain = unicodedata.normalize("NFC", student)
    kept = "".join(c if _flaw(f"x{c}") is None else "-" for c in plain)
    return re.sub(r"-+", "-", kept).strip(".-")[:_LONGEST] or "student"
