import numpy as np
import pytest

from dlcourse.lab.training.digits import draw_confusion, draw_digits


def test_every_image_is_shown_with_its_title():
    images = np.random.default_rng(0).random(size=(5, 8, 8))
    fig = draw_digits(images, list("abcde"), columns=3)
    assert len(fig.axes) == 6
    for ax, image, title in zip(fig.axes, images, "abcde", strict=False):
        np.testing.assert_array_equal(ax.images[0].get_array(), image)
        assert ax.get_title() == title
    assert not fig.axes[5].images
    assert not any(ax.axison for ax in fig.axes)


def test_the_table_holds_every_count_in_its_place():
    matrix = np.array([[7, 2], [0, 5]])
    ax = draw_confusion(matrix, ["no", "yes"], title="example").axes[0]
    found = {text.get_position()[::-1]: text.get_text() for text in ax.texts}
    assert found == {place: str(count) for place, count in np.ndenumerate(matrix)}
    assert [text.get_text() for text in ax.get_xticklabels()] == ["no", "yes"]
    assert [text.get_text() for text in ax.get_yticklabels()] == ["no", "yes"]
    assert (ax.get_ylabel(), ax.get_xlabel(), ax.get_title()) == ("truth", "answer", "example")


@pytest.mark.parametrize("matrix", [[[7, 2], [0, 5]], [[1, 0], [0, 1]]])
def test_only_mistakes_are_shaded(matrix):
    shades = draw_confusion(matrix, ["no", "yes"]).axes[0].images[0].get_array()
    np.testing.assert_array_equal(shades, matrix * (1 - np.eye(2)))


def test_right_answers_are_bold():
    ax = draw_confusion(np.full((3, 3), 4), list("abc")).axes[0]
    bold = {text.get_position() for text in ax.texts if text.get_fontweight() == "bold"}
    assert bold == {(0, 0), (1, 1), (2, 2)}
