"""Marks of a class, read from nbgrader's gradebook."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nbgrader.api import Gradebook, SubmittedAssignment

from dlcourse.grading.scheme import Scheme


@dataclass(frozen=True)
class Mark:
    """What one student got for one question.

    ``to_grade`` says that a person still has to look at a part of it, so ``points`` may rise.
    """

    points: float
    to_grade: bool = False


@dataclass(frozen=True)
class StudentMarks:
    """One row of the table of marks.

    Parameters
    ----------
    student : str
    marks : dict from question to Mark, empty if there are none
    penalty : float
        Points taken off for lateness.
    note : str
        Why there are no marks, or what to know about them.
    """

    student: str
    marks: dict[str, Mark] = field(default_factory=dict)
    penalty: float = 0.0
    note: str = ""
    submitted: datetime.datetime | None = None
    first_name: str = ""
    last_name: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """First and last name, as far as they are known."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def total(self) -> float | None:
        """Points of all questions after the penalty, at least zero; None if there are no marks."""
        if not self.marks:
            return None
        return max(0.0, sum(mark.points for mark in self.marks.values()) - self.penalty)

    @property
    def to_grade(self) -> list[str]:
        """Questions that a person still has to grade."""
        return [name for name, mark in self.marks.items() if mark.to_grade]


def read_marks(gradebook: Gradebook, scheme: Scheme) -> dict[str, StudentMarks]:
    """Marks of everyone who has a submission in the gradebook, by student id."""
    submissions = gradebook.assignment_submissions(scheme.assignment)
    rows = (_row(submission, scheme) for submission in submissions)
    return {row.student: row for row in with_names(gradebook, rows)}


def with_names(gradebook: Gradebook, rows: Iterable[StudentMarks]) -> list[StudentMarks]:
    """The rows with names and addresses of those whom the gradebook knows, marks or not."""
    people = {student.id: student for student in gradebook.students}
    named = []
    for row in rows:
        person = people.get(row.student)
        names = (person.first_name, person.last_name, person.email) if person else (None,) * 3
        first, last, email = (name or "" for name in names)
        named.append(replace(row, first_name=first, last_name=last, email=email))
    return named


def give_points(gradebook: Gradebook, scheme: Scheme, student: str, share: float) -> None:
    """Grade by hand what waits for a person in a submission: ``share`` of each cell's points."""
    for notebook in gradebook.find_submission(scheme.assignment, student).notebooks:
        for grade in notebook.grades:
            if grade.needs_manual_grade:
                grade.manual_score = share * grade.max_score
                grade.needs_manual_grade = False
    gradebook.db.commit()


def _row(submission: SubmittedAssignment, scheme: Scheme) -> StudentMarks:
    grades = {
        (notebook.name, grade.name): grade
        for notebook in submission.notebooks
        for grade in notebook.grades
    }
    marks = {}
    for question in scheme.questions:
        parts = [grades[cell] for cell in question.cells if cell in grades]
        marks[question.name] = Mark(
            sum(part.score for part in parts), any(part.needs_manual_grade for part in parts)
        )
    return StudentMarks(
        student=submission.student.id,
        marks=marks,
        penalty=submission.late_submission_penalty or 0.0,
        submitted=submission.timestamp,
    )
