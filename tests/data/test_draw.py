"""Shares of classes and noise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.data.draw import classes, shake


@settings(deadline=None, max_examples=30, derandomize=True)
@given(n=st.integers(1, 50), count=st.integers(1, 7))
def test_shares_differ_by_one_at_most_and_the_earlier_are_the_larger(n, count):
    if n < count:
        with pytest.raises(ValueError, match=f">= {count}, got {n}"):
            classes(n, count)
        return
    shares = np.bincount(classes(n, count), minlength=count)
    assert shares.sum() == n
    assert shares.max() - shares.min() <= 1
    assert shares[0] == shares.max()


def test_noise_does_not_touch_the_array_it_is_added_to():
    x = np.zeros((5, 2))
    assert shake(x, 1.0, np.random.default_rng(0)).all()
    assert not x.any()
