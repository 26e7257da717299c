"""Marks of a class, read from nbgrader's gradebook."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

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
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    submitted: datetime.datetime | None = None

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
    return {s.student.id: _row(s, scheme) for s in sorted(submissions, key=lambda s: s.student.id)}


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
    student = submission.student
    return StudentMarks(
        student=student.id,
        marks=marks,
        penalty=submission.late_submission_penalty or 0.0,
        first_name=student.first_name or "",
        last_name=student.last_name or "",
        email=student.email or "",
        submitted=submission.timestamp,
    )
