"""What every assignment of the course must fulfil."""

from collections import Counter
from pathlib import Path

import pytest

from dlcourse.course.assignment import read_assignment
from dlcourse.course.bank import read_mistakes, read_variants
from dlcourse.course.house import House
from dlcourse.course.proof import run, scores
from dlcourse.course.release import TELLING, expect_no_leak, release_notebook
from dlcourse.course.text import dump, load

HOUSE = House(Path(__file__).parents[2])
FEWEST_MISTAKES, FEWEST_VARIANTS = 6, 3


@pytest.fixture(scope="module", params=HOUSE.assignments())
def assignment(request):
    return read_assignment(HOUSE.assignment_text(request.param))


def test_there_are_assignments():
    assert HOUSE.assignments()


def test_reference_solution_has_full_points_and_writes_no_warning(assignment):
    result = run(assignment, {})
    assert (result.points, result.messages, result.noisy) == (assignment.questions, {}, {})


def test_blank_release_has_no_points(assignment):
    release = load(HOUSE.release(assignment.name))
    blank = {
        cell["id"]: cell.source for cell in release.cells if cell["id"] in assignment.questions
    }
    assert blank.keys() == assignment.questions.keys()
    assert scores(assignment, blank) == dict.fromkeys(assignment.questions, 0)


def test_questions_do_not_need_the_answers_of_others(assignment):
    for question, points in assignment.questions.items():
        left = scores(assignment, {question: ""})
        assert left == {**assignment.questions, question: left[question]}
        assert left[question] < points


def test_hints_never_show_the_answer(assignment):
    lines = {
        line.strip()
        for cell in assignment.cells
        if cell.kind == "answer"
        for line in cell.regions.secret
        if len(line.strip()) >= TELLING
    }
    for mistake in read_mistakes(HOUSE.bank(assignment.name, "mistakes"), assignment):
        assert [line for line in lines if line in mistake.hint] == []


def test_release_holds_no_line_of_a_solution_or_hidden_test(assignment):
    expect_no_leak(assignment, load(HOUSE.release(assignment.name)))


def test_rebuilt_notebooks_equal_the_committed_ones(assignment):
    source, release = HOUSE.source(assignment.name), HOUSE.release(assignment.name)
    assert source.read_text(encoding="utf-8") == dump(assignment.notebook)
    assert release.read_text(encoding="utf-8") == dump(release_notebook(assignment))


def test_students_get_nothing_but_the_release(assignment):
    folder = HOUSE.release(assignment.name).parent
    extra = {path.name for path in folder.iterdir()} - {HOUSE.release(assignment.name).name}
    assert not any(name.endswith((".py", ".md", ".ipynb")) for name in extra)


def test_every_mistake_loses_points_in_its_question_and_in_no_other(assignment):
    found = []
    for mistake in read_mistakes(HOUSE.bank(assignment.name, "mistakes"), assignment):
        points = scores(assignment, {mistake.question: mistake.code})
        lost = {name for name, most in assignment.questions.items() if points[name] < most}
        if lost != {mistake.question}:
            found.append(f"{mistake.question}.{mistake.name} loses points in {lost or 'nothing'}")
    assert found == []


def test_every_variant_has_full_points_and_writes_no_warning(assignment):
    found = []
    for variant in read_variants(HOUSE.bank(assignment.name, "variants"), assignment):
        result = run(assignment, {variant.question: variant.code})
        if result.points != assignment.questions or result.noisy:
            found.append((f"{variant.question}.{variant.name}", result.messages, result.noisy))
    assert found == []


def test_every_question_has_enough_mistakes_and_variants(assignment):
    mistakes = read_mistakes(HOUSE.bank(assignment.name, "mistakes"), assignment)
    variants = read_variants(HOUSE.bank(assignment.name, "variants"), assignment)
    of_mistakes = Counter(mistake.question for mistake in mistakes)
    of_variants = Counter(variant.question for variant in variants)
    assert {
        q: of_mistakes[q] for q in assignment.questions if of_mistakes[q] < FEWEST_MISTAKES
    } == {}
    assert {
        q: of_variants[q] for q in assignment.questions if of_variants[q] < FEWEST_VARIANTS
    } == {}


def test_there_is_a_question_to_explain_in_words(assignment):
    assert assignment.explanations
