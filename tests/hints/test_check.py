import numpy as np
import pytest

from dlcourse.hints import check

CASES = [(1.0,), (np.array([1.0, -2.0]),), (np.ones((3, 4)),)]


def triple(x):
    return 3 * x


def test_says_right(capsys):
    check(triple, lambda x: x + x + x, CASES)
    assert capsys.readouterr().out == "triple: right on all 3 inputs tried.\n"


def test_says_not_written_yet(capsys):
    def triple(x):
        raise NotImplementedError("Write your answer here.")

    check(triple, lambda x: 3 * x, CASES)
    assert capsys.readouterr().out == "triple: not written yet.\n"


def test_tells_the_mistake_on_the_first_input_that_shows_it(capsys):
    check(triple, lambda x: 3 * np.abs(x), CASES)
    assert capsys.readouterr().out == (
        "triple: with array([ 1., -2.]): 1 of 2 numbers are wrong. "
        "The first is at [1]: it is -6 and should be 6.\n"
    )


def test_large_arguments_are_named_by_their_shape(capsys):
    check(triple, lambda x: 4 * x, [(np.ones((3, 4)),)])
    assert "with an array of shape (3, 4)" in capsys.readouterr().out


def test_tells_an_exception_in_a_sentence(capsys):
    check(lambda x: x.missing, lambda x: x, [(1.0,)])
    assert "it stopped with AttributeError: 'float' object has no attribute" in (
        capsys.readouterr().out
    )


def test_tells_when_the_input_was_changed(capsys):
    def triple(x):
        x *= 3
        return x

    x = np.array([1.0, 2.0])
    check(triple, lambda x: 3 * x, [(x,)])
    assert "changes the array it is given" in capsys.readouterr().out
    np.testing.assert_array_equal(x, [1.0, 2.0])


def test_tells_when_the_answer_is_no_function(capsys):
    check(3.0, lambda x: x, [(1.0,)])
    assert capsys.readouterr().out == "float: this should be a function, and it is 3.0.\n"


def test_a_function_without_arguments_can_be_checked(capsys):
    check(lambda: 2.0, lambda: 1.0, [()])
    assert "with no arguments: " in capsys.readouterr().out


def test_a_method_like_object_is_named_by_its_class(capsys):
    class Triple:
        def __call__(self, x):
            return 3 * x

    check(Triple(), triple, CASES)
    assert capsys.readouterr().out == "Triple: right on all 3 inputs tried.\n"


def test_needs_a_case():
    with pytest.raises(ValueError, match="at least one tuple"):
        check(triple, triple, [])
