import numpy as np

from dlcourse.lab.training.batch_noise import draw_batch_noise

rng = np.random.default_rng(0)
CLOUDS = {size: rng.normal(size=(20, 2)) / size for size in (1, 16)}
NOISE = {1: 3.0, 4: 1.4, 16: 0.8}


def drawn():
    return draw_batch_noise(CLOUDS, (0.25, -0.5), NOISE).axes


def test_each_batch_size_has_its_cloud_and_a_star_marks_the_whole():
    left = drawn()[0]
    *clouds, star = left.lines
    for line, (size, cloud) in zip(clouds, CLOUDS.items(), strict=True):
        assert line.get_label() == f"batch of {size}"
        np.testing.assert_array_equal(line.get_xydata(), cloud)
    np.testing.assert_array_equal(star.get_xydata(), [[0.25, -0.5]])
    assert len({line.get_marker() for line in left.lines}) == 3


def test_the_noise_is_drawn_beside_the_rule_of_the_square_root():
    right = drawn()[1]
    measured, rule = right.lines
    np.testing.assert_array_equal(measured.get_xydata(), list(NOISE.items()))
    np.testing.assert_allclose(rule.get_ydata(), [3.0, 1.5, 0.75])
    assert (right.get_xscale(), right.get_yscale()) == ("log", "log")
    assert [text.get_text() for text in right.get_xticklabels()] == ["1", "4", "16"]
    assert [text.get_text() for text in right.get_yticklabels()] == ["3", "1.4", "0.8"]
