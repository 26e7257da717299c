"""Writes marks as CSV: for spreadsheets, for Moodle and for Canvas."""

from __future__ import annotations

import csv
import enum
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.errors import GradingError
from dlcourse.grading.gradebook import open_gradebook
from dlcourse.grading.marks import StudentMarks, read_marks, with_names
from dlcourse.grading.scheme import Scheme, read_scheme

Value = str | float | None


class Format(enum.StrEnum):
    """What the file is for."""

    CSV = "csv"
    MOODLE = "moodle"
    CANVAS = "canvas"


@dataclass(frozen=True)
class ClassMarks:
    """One assignment's scheme and the rows of its students, by id."""

    scheme: Scheme
    rows: dict[str, StudentMarks]


def read_class(course: CourseDir, assignments: Sequence[str] = ()) -> list[ClassMarks]:
    """Marks of the named assignments, or of all that have been graded.

    A student whose submission has no graded copy has a row without marks.

    Raises
    ------
    GradingError
        If an assignment is unknown or nothing has been graded.
    """
    classes = []
    with open_gradebook(course) as gradebook:
        names = assignments or sorted(a.name for a in gradebook.assignments if a.submissions)
        for name in names:
            scheme = read_scheme(course, gradebook, name)
            marks = read_marks(gradebook, scheme)
            graded = set(course.graded_students(name))
            students = sorted(marks.keys() | set(course.students(name)))
            rows = [
                marks[who]
                if who in marks and who in graded
                else replace(marks.get(who, StudentMarks(who)), marks={}, note="not graded")
                for who in students
            ]
            named = {row.student: row for row in with_names(gradebook, rows)}
            classes.append(ClassMarks(scheme, named))
    if not any(row.marks for one in classes for row in one.rows.values()):
        raise GradingError("Nothing has been graded yet. Run: dlcourse grade")
    return classes


def to_csv(classes: Sequence[ClassMarks], to: Format, per_question: bool = False) -> str:
    """The text of the file.

    Raises
    ------
    GradingError
        If Moodle is to take more than one assignment: its import takes one at a time.
    """
    if to is Format.MOODLE and len(classes) > 1:
        names = ", ".join(one.scheme.assignment for one in classes)
        raise GradingError(f"Moodle takes one assignment at a time. Name one of: {names}.")
    rows = {Format.CSV: _plain, Format.MOODLE: _moodle, Format.CANVAS: _canvas}[to](
        classes, per_question
    )
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerows([defuse(_short(value)) for value in row] for row in rows)
    return text.getvalue()


def _short(value: Value) -> Value:
    """3 for 3.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def defuse(value: Value) -> Value:
    """The value as a spreadsheet shows it and does not compute it.

    Examples
    --------
    >>> defuse("=1+1")
    "'=1+1"
    >>> defuse(-1.5)
    -1.5
    """
    if not isinstance(value, str):
        return value
    starts = {value[:1], value.lstrip()[:1]}
    return f"'{value}" if starts & set("=+-@\t\r\n＝＋－＠") else value


def _plain(classes: Sequence[ClassMarks], per_question: bool) -> Iterable[list[Value]]:
    """A row a student and assignment."""
    columns = [(c, q.name) for c in classes for q in c.scheme.questions] if per_question else []
    yield [
        *("assignment", "student_id", "last_name", "first_name", "email", "submitted"),
        *(f"{c.scheme.assignment}: {question}" for c, question in columns),
        *("late_penalty", "score", "max_score", "note"),
    ]
    for one in classes:
        for row in one.rows.values():
            yield [
                *(one.scheme.assignment, row.student, row.last_name, row.first_name, row.email),
                row.submitted.isoformat(" ", "seconds") if row.submitted else None,
                *(_points(row, question) if c is one else None for c, question in columns),
                *(row.penalty, row.total, one.scheme.points, row.note or _still_to_grade(row)),
            ]


def _moodle(classes: Sequence[ClassMarks], per_question: bool) -> Iterable[list[Value]]:
    """Moodle's grading worksheet."""
    yield ["Identifier", "Full name", "Grade", "Maximum Grade", "Feedback comments"]
    for one in classes:
        for row in one.rows.values():
            comment = [row.note or _still_to_grade(row)]
            if per_question:
                comment += [
                    f"{q.name}: {row.marks[q.name].points:g}/{q.points:g}"
                    for q in one.scheme.questions
                    if q.name in row.marks
                ]
            yield [
                f"Participant {row.student}" if row.student.isdigit() else row.student,
                row.name,
                row.total,
                one.scheme.points,
                "; ".join(text for text in comment if text),
            ]


def _canvas(classes: Sequence[ClassMarks], per_question: bool) -> Iterable[list[Value]]:
    """Canvas's gradebook: a row a student, a column an assignment, a row of full points."""
    heads: list[Value] = []
    most: list[Value] = []
    for one in classes:
        parts = one.scheme.questions if per_question else ()
        heads += [one.scheme.assignment, *(f"{one.scheme.assignment}: {q.name}" for q in parts)]
        most += [one.scheme.points, *(q.points for q in parts)]
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *heads]
    yield ["Points Possible", None, None, None, None, *most]
    students = {who: row for one in classes for who, row in one.rows.items()}
    for who, person in sorted(students.items()):
        cells: list[Value] = []
        for one in classes:
            row = one.rows.get(who, StudentMarks(who))
            parts = one.scheme.questions if per_question else ()
            cells += [row.total, *(_points(row, q.name) for q in parts)]
        name = ", ".join(n for n in (person.last_name, person.first_name) if n)
        number, login = (who, None) if who.isdigit() else (None, who)
        yield [name or who, number, None, login, None, *cells]


def _points(row: StudentMarks, question: str) -> float | None:
    return row.marks[question].points if question in row.marks else None


def _still_to_grade(row: StudentMarks) -> str:
    return f"to grade: {', '.join(row.to_grade)}" if row.to_grade else ""
