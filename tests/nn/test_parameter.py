"""Parameter: what assigning, clearing and converting do."""

import numpy as np
import pytest

from dlcourse.nn import DTypeError, EmptyBatchError, Parameter, ShapeError


def test_the_value_is_a_copy():
    given = np.ones(2)
    w = Parameter(given, "w")
    w.value += 1.0
    assert given.tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("dtype", "kept"), [("float32", "float32"), ("float64", "float64"), (int, "float64")]
)
def test_value_and_gradient_are_floats(dtype, kept):
    w = Parameter(np.ones(2, dtype), "w")
    assert w.dtype == w.grad.dtype == kept


def test_assigning_copies_into_the_array_that_is_there():
    w = Parameter([1.0, 2.0], "w")
    value, grad = w.value, w.grad
    w.value = [3, 4]
    w.grad = [5, 6]
    assert value.tolist() == [3.0, 4.0]
    assert grad.tolist() == [5.0, 6.0]


@pytest.mark.parametrize("field", ["value", "grad"])
def test_assigning_another_shape_is_an_error(field):
    w = Parameter([1.0, 2.0], "w")
    with pytest.raises(ShapeError, match=rf"Parameter w: expected a {field} of shape \(2,\), got"):
        setattr(w, field, [1.0, 2.0, 3.0])


def test_a_cleared_gradient_is_zero_for_all_who_look():
    w = Parameter([1.0, 2.0], "w")
    w.grad += 3.0
    w.zero_grad()
    assert w.grad.tolist() == [0.0, 0.0]


@pytest.mark.parametrize("how", ["look", "assign", "product"])
def test_after_clearing_gradients_add_up_from_zero(how):
    w, a = Parameter([0.0, 0.0], "w"), np.eye(2)
    w.grad += 7.0
    w.zero_grad()
    if how == "look":
        w.grad += [1.0, 2.0]
    elif how == "assign":
        w.grad = [1.0, 2.0]
    else:
        w.add_product(np.array([1.0, 2.0]), a)
    w.add_product(np.array([10.0, 20.0]), a)
    assert w.grad.tolist() == [11.0, 22.0]


def test_converting_keeps_the_numbers():
    w = Parameter([1.5], "w")
    w.grad += 0.5
    assert w.astype("float32") is w
    assert (w.dtype, w.value.item(), w.grad.item()) == (np.float32, 1.5, 0.5)


@pytest.mark.parametrize("dtype", ["int32", "float16", "no such type", None, 7])
def test_converting_to_anything_but_a_float_is_an_error(dtype):
    with pytest.raises(DTypeError, match="Parameter w: expected dtype float32 or float64, got"):
        Parameter([1.0], "w").astype(dtype)


def test_size_and_shape():
    w = Parameter(np.ones((2, 3)), "w")
    assert (w.size, w.shape) == (6, (2, 3))


def test_an_empty_parameter_is_an_error():
    with pytest.raises(EmptyBatchError, match="Parameter w"):
        Parameter([], "w")


def test_a_product_of_another_type_is_converted():
    w = Parameter(np.zeros(2, np.float32), "w")
    w.add_product(np.array([1.0, 2.0]), np.eye(2))
    assert w.grad.dtype == np.float32
    assert w.grad.tolist() == [1.0, 2.0]


def test_a_value_in_fortran_order_is_kept_row_by_row():
    w = Parameter(np.asfortranarray(np.arange(6.0).reshape(2, 3)), "w")
    assert w.value.flags.c_contiguous
    assert w.value.tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
