from concurrent.futures import ThreadPoolExecutor

import matplotlib.pyplot as plt
import pytest

from dlcourse.course.assignment import read_assignment
from dlcourse.course.errors import CourseError
from dlcourse.course.proof import run, scores


def test_reference_has_full_points(assignment):
    assert scores(assignment, {}) == assignment.questions


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"square": "def square(x):\n    raise NotImplementedError"}, {"square": 0, "half": 1.5}),
        ({"square": "raise NotImplementedError"}, {"square": 0, "half": 1.5}),
        ({"square": "def square(x): return float(x) ** 2"}, {"square": 2, "half": 1.5}),
        ({"square": "def square(x): return 2 * x", "half": "half = 0"}, {"square": 0, "half": 0}),
        ({"half": "raise SystemExit"}, {"square": 3, "half": 0}),
    ],
)
def test_a_failed_test_cell_loses_its_points_and_no_others(assignment, answers, expected):
    assert scores(assignment, answers) == expected


def test_failed_tests_say_why(assignment):
    result = run(assignment, {"half": "half = 0.25"})
    assert result.messages == {"test-half": "AssertionError: a half is 0.5"}


def test_runs_know_nothing_of_each_other(assignment):
    run(assignment, {})
    assert scores(assignment, {"half": ""})["half"] == 0


def test_an_endless_loop_ends_even_if_it_catches_everything(assignment):
    endless = "while True:\n    try:\n        1 / 0\n    except Exception:\n        pass"
    result = run(assignment, {"half": endless}, seconds=0.1)
    assert result.points == {"square": 3, "half": 0}


def test_an_endless_loop_inside_a_test_costs_that_test(assignment):
    endless = "def square(x):\n    while np.isscalar(x):\n        pass\n    return x**2"
    result = run(assignment, {"square": endless}, seconds=0.1)
    assert result.messages == {"test-square-number": "OutOfTime: ran for more than 0.1 s"}
    assert result.points == {"square": 1, "half": 1.5}


def test_other_threads_run_without_a_time_limit(assignment):
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(scores, assignment, {}).result(60) == assignment.questions


def test_unknown_question_is_refused(assignment):
    with pytest.raises(CourseError, match="no question 'cube'. It has: square, half"):
        scores(assignment, {"cube": ""})


def test_a_set_up_cell_that_fails_is_the_fault_of_the_course(house, change):
    path = house.assignment_text("ps01")
    change(path, "import numpy as np", "import numpyy as np")
    with pytest.raises(CourseError, match="set-up cell 'setup': ModuleNotFoundError"):
        scores(read_assignment(path), {})


@pytest.mark.parametrize(
    ("last_line", "points"),
    [("0.5", 0.5), ("1.5", 1.5), ("9", 1.5), ("-1", 1.5), ("'text'", 1.5), ("print(0)", 1.5)],
)
def test_a_final_number_is_partial_credit_as_in_nbgrader(house, change, last_line, points):
    path = house.assignment_text("ps01")
    change(path, 'assert half < 1, "a half is less than one"', "assert half")
    change(
        path,
        'assert half == 0.5, "a half is 0.5"\n### END HIDDEN TESTS',
        f"### END HIDDEN TESTS\n{last_line}",
    )
    assert scores(read_assignment(path), {})["half"] == points


def test_warnings_in_tests_are_kept_and_not_punished(assignment):
    warns = "import warnings\ndef square(x):\n    warnings.warn('careful')\n    return x**2"
    result = run(assignment, {"square": warns})
    assert result.points == assignment.questions
    assert "careful" in result.noisy["test-square-number"]


def test_output_is_dropped_and_figures_are_closed(assignment, capsys):
    draws = "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\nprint(1)\nhalf = 0.5"
    result = run(assignment, {"half": draws})
    assert (result.points, result.noisy) == (assignment.questions, {})
    assert capsys.readouterr().out == ""
    assert plt.get_fignums() == []


def test_source_of_an_answer_can_be_inspected(house, change):
    path = house.assignment_text("ps01")
    change(path, "import numpy as np", "import inspect\nimport numpy as np")
    change(
        path,
        'assert square(2) == 4, "the square of 2 is 4"',
        "assert '**' in inspect.getsource(square)",
    )
    assert scores(read_assignment(path), {})["square"] == 3
