"""Which lesson a person means."""

import pytest

from dlcourse.cli.lessons import find_lesson
from dlcourse.grading.errors import GradingError


@pytest.fixture
def course(tmp_path):
    (tmp_path / "notebooks").mkdir()
    for name in ("01_neuron", "02_xor_mlp"):
        (tmp_path / "notebooks" / f"{name}.ipynb").touch()
    return tmp_path


@pytest.mark.parametrize(
    "name", ["01", "01_neuron", "01_neuron.ipynb", "notebooks/01_neuron.ipynb"]
)
def test_a_lesson_by_number_name_or_path(course, name):
    assert find_lesson(course, name) == course / "notebooks" / "01_neuron.ipynb"


def test_no_name_means_the_folder(course):
    assert find_lesson(course, None) == course / "notebooks"


def test_an_unknown_lesson_is_told_the_likeliest(course):
    with pytest.raises(GradingError, match="no lesson '01_neurons'. Did you mean 01_neuron"):
        find_lesson(course, "01_neurons")


def test_a_folder_without_lessons(tmp_path):
    with pytest.raises(GradingError, match="There are no lessons in"):
        find_lesson(tmp_path, None)
