import base64
import io
import math

import numpy as np
import pytest
from nbformat.v4 import new_output
from PIL import Image

from dlcourse.course.figures import difference, pictures


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(np.asarray(pixels, dtype=np.uint8)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([[10, 20]], [[10, 20]], 0),
        ([[10, 20]], [[14, 20]], 1.5),  # grey: 4 in three of four channels, over two pixels
        ([[10, 20]], [[10], [20]], math.inf),
    ],
)
def test_difference_is_the_mean_over_pixels_and_channels(one, other, expected):
    assert difference(png(one), png(other)) == expected


def test_pictures_are_taken_in_order():
    outputs = [
        new_output("display_data", data={"image/png": "a"}),
        new_output("stream", name="stdout", text="x"),
        new_output("display_data", data={"text/plain": "x"}),
        new_output("execute_result", data={"image/png": "b"}),
    ]
    assert pictures(outputs) == ["a", "b"]
