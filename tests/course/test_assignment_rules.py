import pytest

from dlcourse.course.assignment import read_assignment
from dlcourse.course.errors import CourseError

EXTRA_TEST = '\n# %% test="{}" points=1\nassert half\n'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# # ps01: Squares", "# Squares", "begin with '# psNN: title'"),
        ('answer="half"', 'answer="square"', "the name 'square' is given to 2 cells"),
        ('part="array" points=1', 'part="number" points=1', "'test-square-number' is given to 2"),
        ('answer="half"', 'answer="third"', "test 'test-half': no answer cell 'half' before it"),
        ('test="half"', 'test="square" part="half"', "answer 'half': no test cell proves it"),
        (
            "### BEGIN SOLUTION\nhalf = 1 / 2\n### END SOLUTION",
            "half = 1 / 2",
            "answer 'half': no region between",
        ),
        (
            "# ### BEGIN SOLUTION\n# Minus times minus is plus.\n# ### END SOLUTION",
            "# Minus times minus is plus.",
            "explain 'why': no region between",
        ),
        (
            '### BEGIN HIDDEN TESTS\nassert half == 0.5, "a half is 0.5"\n### END HIDDEN TESTS',
            "",
            "question 'half': no hidden test",
        ),
        (
            'assert half < 1, "a half is less than one"',
            "# nothing to see",
            "question 'half': no visible test",
        ),
        ("import numpy as np", "import numpy as", "locked 'setup', line 1: "),
        ("half = 1 / 2", "half = 1 /", "answer 'half', line 2: "),
        ("assert half < 1, ", "assert half <, ", "test 'test-half', line 1: "),
    ],
)
def test_an_assignment_that_breaks_a_rule_is_refused(house, change, old, new, message):
    path = house.assignment_text("ps01")
    change(path, old, new)
    with pytest.raises(CourseError, match=rf"ps01\.py: .*{message}"):
        read_assignment(path)
