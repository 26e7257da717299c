"""A course of one lesson and one assignment, for the tests of the builder."""

from pathlib import Path

import pytest

from dlcourse.course.assignment import read_assignment
from dlcourse.course.house import House

LESSON = """\
# %% [markdown]
# # 01 A tiny lesson
# The sum is 0.75.

# %%
print(0.5 + 0.25)

# %% [markdown]
# ## A figure

# %%
from dlcourse.lab import figure, show

fig, ax = figure()
ax.plot([0, 1], [0, 1])
show(fig, alt="A straight line that rises to the right.")

# %% tags=["raises-exception"]
[][1]
"""

ASSIGNMENT = '''\
# %% [markdown]
# # ps01: Squares

# %% locked="setup"
import numpy as np


# %% [markdown]
# ## Question 1

# %% answer="square"
def square(x):
    """The square of each number in ``x``."""
    ### BEGIN SOLUTION
    return np.asarray(x) ** 2
    ### END SOLUTION


# %% test="square" part="number" points=2
assert square(2) == 4, "the square of 2 is 4"
### BEGIN HIDDEN TESTS
assert square(-3) == 9, "the square of -3 is 9"
### END HIDDEN TESTS

# %% test="square" part="array" points=1
np.testing.assert_allclose(square(np.array([1, 3])), [1, 9])

# %% answer="half"
### BEGIN SOLUTION
half = 1 / 2
### END SOLUTION

# %% test="half" points=1.5
assert half < 1, "a half is less than one"
### BEGIN HIDDEN TESTS
assert half == 0.5, "a half is 0.5"
### END HIDDEN TESTS

# %% [markdown] explain="why" points=3
# ## Why is a square never negative?
#
# ### BEGIN SOLUTION
# Minus times minus is plus.
# ### END SOLUTION
'''

MISTAKES = """\
# %% [markdown]
# Notes for whoever reads this file.

# %% mistake="square.double"
# You doubled the number.
# Compare your answer for 3 with 9.
def square(x):
    return 2 * np.asarray(x)


# %% mistake="square.number_only"
# Your function takes one number only. Try an array.
def square(x):
    return float(x) ** 2


# %% mistake="half.integer"
# Two slashes divide without a remainder. Print the result.
half = 1 // 2
"""

VARIANTS = '''\
# %% variant="square.product"
# Multiplies.
def square(x):
    """A product."""
    x = np.asarray(x)
    return x * x
'''


@pytest.fixture(scope="session")
def texts():
    """Path below the root and content of every text of the course."""
    return {
        "notebooks/src/01_tiny.py": LESSON,
        "solutions/ps01/ps01.py": ASSIGNMENT,
        "solutions/ps01/mistakes.py": MISTAKES,
        "solutions/ps01/variants.py": VARIANTS,
    }


def write_course(root, texts):
    for path, content in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    return House(root)


@pytest.fixture
def house(tmp_path, texts):
    """An unbuilt course that the test may change; its path has a space in it."""
    return write_course(tmp_path / "a course", texts)


@pytest.fixture(scope="module")
def shared_house(tmp_path_factory, texts):
    """A course that the tests of one file share and leave as it is."""
    return write_course(tmp_path_factory.mktemp("course"), texts)


@pytest.fixture(scope="module")
def assignment(shared_house):
    return read_assignment(shared_house.assignment_text("ps01"))


@pytest.fixture
def change():
    """Replace a piece of a text that must be there exactly once."""

    def replace(path: Path, old: str, new: str):
        content = path.read_text(encoding="utf-8")
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {path.name}"
        path.write_text(content.replace(old, new), encoding="utf-8")

    return replace
