"""A class of students who never were: submissions made of right, wrong and missing answers."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from nbformat import NotebookNode

from dlcourse.course.assignment import Assignment, read_assignment
from dlcourse.course.bank import read_mistakes, read_variants
from dlcourse.course.errors import CourseError
from dlcourse.course.house import House
from dlcourse.course.release import TEXT_STUB
from dlcourse.course.text import dump, load

REFERENCE = "reference"
BLANK = "blank"
# How a student who is neither the first nor the last answers a question.
EXPLANATIONS = (
    "I changed one number at a time and compared the results with the example.",
    "The picture shows it: the curve bends on one side only, so the two cases differ.",
    "Written out for two inputs, the terms with the same sign add up and the others cancel.",
)
CHANCES = {REFERENCE: 0.25, "variant": 0.3, "mistake": 0.35, BLANK: 0.1}


@dataclass(frozen=True)
class SampleStudent:
    """A student of the sample class.

    Parameters
    ----------
    student_id : str
        "student-01", "student-02", ...
    answers : dict of str to str
        What the student did in each autograded question: "reference", "blank",
        "variant:name" or "mistake:name".
    """

    student_id: str
    answers: dict[str, str]

    @property
    def mistakes(self) -> dict[str, str]:
        """The questions in which the student made a mistake, and the mistake's name."""
        return {
            question: answer.removeprefix("mistake:")
            for question, answer in self.answers.items()
            if answer.startswith("mistake:")
        }


def make_class(
    root: Path, assignment: str, to: Path, students: int = 30, *, rng: np.random.Generator
) -> list[SampleStudent]:
    """Write one submission for each student, made from the released notebook.

    The first student hands in the reference solution, the last one the blank release; the others
    take each answer from the reference, the variants, the mistakes or leave it blank.

    Parameters
    ----------
    root : Path
        The repository.
    assignment : str
        For example "ps01"; its release must have been built.
    to : Path
        The folder of submissions: notebooks go to ``to/<student>/<assignment>/<assignment>.ipynb``,
        as nbgrader has them.
    students : int
        At least two.
    rng : numpy.random.Generator
        The same generator makes the same class.

    Returns
    -------
    list of SampleStudent
        Who answered what, in the order of the class.

    Raises
    ------
    CourseError
        If there is no such assignment, it has not been built, or the class is too small.
    """
    if students < 2:
        raise CourseError(f"a sample class has at least 2 students, got {students}.")
    house = House(root)
    if assignment in house.pick([assignment])[0]:
        raise CourseError(f"{assignment} is a lesson; a class hands in assignments such as ps01.")
    if not house.release(assignment).is_file():
        raise CourseError(f"{assignment} has not been built. Run: dlcourse build {assignment}")
    work = read_assignment(house.assignment_text(assignment))
    release = load(house.release(assignment))
    answers = _answers(house, work)
    width = max(2, len(str(students)))
    made = []
    for number in range(1, students + 1):
        student_id = f"student-{number:0{width}d}"
        choice = {
            question: _choose(list(texts), number, students, rng)
            for question, texts in answers.items()
        }
        texts = {question: answers[question][kind] for question, kind in choice.items()}
        if number == 1:
            texts |= {question: work.reference[question] for question in work.explanations}
        notebook = fill_in(release, texts)
        if 1 < number < students:
            _explain(notebook, rng)
        path = to / student_id / assignment / f"{assignment}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(notebook), encoding="utf-8")
        made.append(SampleStudent(student_id, choice))
    return made


def fill_in(release: NotebookNode, answers: dict[str, str | None]) -> NotebookNode:
    """A copy of a released notebook with answers in its answer cells; None leaves one as it is."""
    notebook = deepcopy(release)
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        answer = answers.get(nbgrader.get("grade_id"))
        if nbgrader.get("solution") and answer is not None:
            cell.source = answer
    return notebook


def _explain(notebook: NotebookNode, rng: np.random.Generator) -> None:
    """Put a sentence where an explanation is asked for, good enough to be read by a grader."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "nbgrader" in cell.metadata:
            cell.source = cell.source.replace(TEXT_STUB, str(rng.choice(EXPLANATIONS)))


def _answers(house: House, work: Assignment) -> dict[str, dict[str, str | None]]:
    """For each question the texts that a student may hand in, by what they are."""
    answers: dict[str, dict[str, str | None]] = {
        question: {REFERENCE: work.reference[question], BLANK: None} for question in work.questions
    }
    for variant in read_variants(house.bank(work.name, "variants"), work):
        answers[variant.question][f"variant:{variant.name}"] = variant.code
    for mistake in read_mistakes(house.bank(work.name, "mistakes"), work):
        answers[mistake.question][f"mistake:{mistake.name}"] = mistake.code
    return answers


def _choose(kinds: list[str], number: int, students: int, rng: np.random.Generator) -> str:
    """What student ``number`` hands in, out of ``kinds`` such as "mistake:sign_forgotten"."""
    if number == 1:
        return REFERENCE
    if number == students:
        return BLANK
    sort = rng.choice(list(CHANCES), p=list(CHANCES.values()))
    of_sort = [kind for kind in kinds if kind.split(":")[0] == sort]
    return str(rng.choice(of_sort or [REFERENCE]))
