import numpy as np
import pytest

from dlcourse.lab.sequences.temperature import (
    SHOWN,
    Heat,
    chances,
    describe_heat,
    draw_heat,
    temperature_plaything,
)

SCORES = np.log([0.1, 0.2, 0.3, 0.4])
ALPHABET = "a \nb"


def write(temperature, seed):
    return f"heat {temperature:g}\n\nseed {seed}"


def bars(state, scores=SCORES, alphabet=ALPHABET):
    ax = draw_heat(state, scores, alphabet, write).axes[0]
    names = [label.get_text() for label in ax.get_yticklabels()]
    return dict(zip(names, [bar.get_width() for bar in ax.patches], strict=True))


def test_chances_are_a_softmax_and_never_overflow():
    np.testing.assert_allclose(chances(SCORES, 1.0), [0.1, 0.2, 0.3, 0.4])
    np.testing.assert_array_equal(chances([5000.0, 0.0], 0.1), [1.0, 0.0])


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_bars_are_the_chances_with_the_likeliest_on_top(temperature):
    drawn = bars(Heat(temperature))
    assert list(drawn) == ["b", "line end", "space", "a"]
    np.testing.assert_allclose(list(drawn.values()), chances(SCORES, temperature)[::-1])


def test_of_a_large_alphabet_only_the_likeliest_are_drawn():
    assert len(bars(Heat(), np.arange(20.0), "abcdefghijklmnopqrst")) == SHOWN


def test_the_sample_stands_beside_the_bars_with_its_lines():
    right = draw_heat(Heat(0.5, 3), SCORES, ALPHABET, write).axes[1]
    assert [text.get_text() for text in right.texts] == ["heat 0.5\n\nseed 3"]


def test_description_gives_chances_and_sample():
    text = describe_heat(Heat(1.0, 2), SCORES, ALPHABET, write)
    assert "b 0.40, line end 0.30, space 0.20" in text
    assert "seed 2" in text


def test_the_slider_heats_and_the_button_draws_again():
    toy = temperature_plaything(SCORES, ALPHABET, write)
    controls = toy.widget.children[0].children
    controls[0].value = 0.3
    assert toy.state == Heat(0.3, 0)
    controls[-1].children[0].click()
    assert toy.state == Heat(0.3, 1)
    assert "seed 1" in toy.description
