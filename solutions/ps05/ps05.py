# %% [markdown]
# # ps05: Filters that walk
#
# This assignment belongs to lesson 05. You count a network, write pooling and convolution,
# forward and backward, and design filters: first one by hand, then a few that still know their
# pattern in a place where nobody has ever shown it to them.
#
# | question | what you write | points |
# |---|---|---|
# | 1 | sizes and parameters of a network | 4 |
# | 2 | a convolution: first right, then fast | 6 |
# | 3 | max pooling, forward and backward | 4 |
# | 4 | a filter designed by hand | 3 |
# | 5 | the backward pass of a convolution | 6 |
# | 6 | an experiment: learn on the left, recognise on the right | 4 |
# | 7 | explain | 3 |
#
# Plan for three to four hours. The questions do not depend on one another, so skip the one that
# holds you up and come back to it. You need NumPy and nothing else.
#
# Images have their channels last, (N, H, W, C), and filters are (k, k, C, F), as in the lesson.
# Never change an array that is handed to you. Make a new one.

# %% locked="setup"
import sys

import numpy as np


def expect(got, expected, what):
    """Compare two arrays; if they differ, say what was expected and what came."""
    assert got is not None, f"{what}: got None. Does the last line of the function return?"
    got, expected = np.asarray(got), np.asarray(expected)
    assert got.shape == expected.shape, (
        f"{what}: expected an array of shape {expected.shape}, got shape {got.shape}."
    )
    assert np.allclose(got, expected, rtol=1e-6, atol=1e-9), (
        f"{what}: expected {expected}, got {got}."
    )


# %% [markdown]
# ## Question 1: Sizes and parameters (4 points)
#
# A network for images is given as a list of layers, each a tuple:
#
# - `("conv", F, k, s, p)`: F filters of k rows and k columns, stride s, padding p, with biases;
# - `("pool", k, s)`: max pooling with windows of k rows and k columns and stride s;
# - `("flatten",)`;
# - `("dense", units)`: a dense layer with biases.
#
# **Task.** Write `trace(layers, shape)`. `shape` is that of one image, (H, W, C). Return a list
# with one pair for each layer: the shape of its output, as a tuple, and the number of its
# parameters. After `flatten` a shape has one number, for example `(128,)`. Height and width may
# differ. Sizes are rounded down, also in pooling.
#
# **Approach.** Go through the layers and carry the shape along. Which numbers does a filter have
# one weight for? Try it on paper with LeNet-5.
#
# **Example.** `trace([("conv", 10, 5, 1, 2), ("pool", 2, 2)], (32, 32, 3))` is
# `[((32, 32, 10), 760), ((16, 16, 10), 0)]`.


# %% answer="trace"
def trace(layers, shape):
    """Output shape and number of parameters of each layer."""
    ### BEGIN SOLUTION
    result = []
    for kind, *numbers in layers:
        parameters = 0
        if kind == "conv":
            F, k, s, p = numbers
            parameters = (k * k * shape[2] + 1) * F
            shape = (*((n + 2 * p - k) // s + 1 for n in shape[:2]), F)
        elif kind == "pool":
            k, s = numbers
            shape = (*((n - k) // s + 1 for n in shape[:2]), shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            parameters = (shape[0] + 1) * numbers[0]
            shape = (numbers[0],)
        result.append((shape, parameters))
    return result
    ### END SOLUTION


# %% test="trace" part="shapes" points=2
got = trace([("conv", 10, 5, 1, 2), ("pool", 2, 2)], (32, 32, 3))
assert got is not None, "trace: got None. Does the last line of the function return?"
shapes = [tuple(shape) for shape, _ in got]
assert shapes == [(32, 32, 10), (16, 16, 10)], (
    f"Shapes after conv and pool: expected [(32, 32, 10), (16, 16, 10)], got {shapes}."
)
### BEGIN HIDDEN TESTS
lenet_5 = [("conv", 6, 5, 1, 0), ("pool", 2, 2), ("conv", 16, 5, 1, 0), ("pool", 2, 2)]
lenet_5 += [("flatten",), ("dense", 120), ("dense", 84), ("dense", 10)]
shapes = [tuple(shape) for shape, _ in trace(lenet_5, (32, 32, 1))]
wanted = [(28, 28, 6), (14, 14, 6), (10, 10, 16), (5, 5, 16), (400,), (120,), (84,), (10,)]
assert shapes == wanted, f"LeNet-5: expected {wanted}, got {shapes}."
odd = [("conv", 4, 3, 2, 1), ("pool", 3, 2), ("conv", 2, 2, 3, 0), ("flatten",)]
shapes = [tuple(shape) for shape, _ in trace(odd, (30, 41, 2))]
wanted = [(15, 21, 4), (7, 10, 4), (2, 3, 2), (12,)]
assert shapes == wanted, f"Odd strides, an image of 30 x 41: expected {wanted}, got {shapes}."
### END HIDDEN TESTS

# %% test="trace" part="parameters" points=2
got = trace([("conv", 10, 5, 1, 2), ("pool", 2, 2)], (32, 32, 3))
counts = [count for _, count in got]
assert counts == [760, 0], f"Parameters of conv and pool: expected [760, 0], got {counts}."
### BEGIN HIDDEN TESTS
lenet_5 = [("conv", 6, 5, 1, 0), ("pool", 2, 2), ("conv", 16, 5, 1, 0), ("pool", 2, 2)]
lenet_5 += [("flatten",), ("dense", 120), ("dense", 84), ("dense", 10)]
counts = [count for _, count in trace(lenet_5, (32, 32, 1))]
wanted = [156, 0, 2416, 0, 0, 48120, 10164, 850]
assert counts == wanted, f"Parameters of LeNet-5: expected {wanted}, got {counts}."
vgg_16 = []
for number, times in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
    vgg_16 += times * [("conv", number, 3, 1, 1)] + [("pool", 2, 2)]
vgg_16 += [("flatten",), ("dense", 4096), ("dense", 4096), ("dense", 1000)]
total = sum(count for _, count in trace(vgg_16, (224, 224, 3)))
assert total == 138_357_544, f"Parameters of VGG-16: expected 138357544, got {total}."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: A convolution, first right, then fast (6 points)
#
# $$y_{n,r,c,f} = b_f + \sum_i \sum_j \sum_d \tilde x_{n,\; rs+i,\; cs+j,\; d} \; W_{i,j,d,f}$$
#
# Here $\tilde x$ is $x$ with $p$ rows and columns of zeros around each image, and $s$ is the
# stride.
#
# **Task.** Write `convolve(x, W, b, stride=1, padding=0)` for images x: (N, H, W, C), filters
# W: (k, k, C, F) and biases b: (F,). It returns floats, (N, H', W', F).
#
# **Approach.** Write it with loops first, over n, r, c and f. That is worth four points. For the
# last two points it must be fast: no loop over images, pixels or filters. You may loop over the
# k · k places of the filter: at the place (i, j), all pixels that are multiplied by `W[i, j]` are
# one slice of the padded images, with steps. Or use `np.lib.stride_tricks.sliding_window_view`.
# The test does not use a clock. It counts the lines of Python that are executed.
#
# **Example.** An image of 3x3 ones, one filter of 2x2 ones and the bias 0.5 give
# `[[4.5, 4.5], [4.5, 4.5]]`, in the shape (1, 2, 2, 1).


# %% answer="convolve"
def convolve(x, W, b, stride=1, padding=0):
    """(N, H, W, C) with filters (k, k, C, F) -> (N, H', W', F)."""
    ### BEGIN SOLUTION
    k = W.shape[0]
    x = np.pad(x, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    rows, columns = ((n - k) // stride + 1 for n in x.shape[1:3])
    y = np.zeros((len(x), rows, columns, W.shape[3])) + b
    for i in range(k):
        for j in range(k):
            part = x[:, i : i + stride * rows : stride, j : j + stride * columns : stride]
            y += part @ W[i, j]  # (N, H', W', C) @ (C, F)
    return y
    ### END SOLUTION


# %% locked="convolve-cases"
def lines_executed(function, *arguments):
    """How many lines of Python in this notebook run while a function works."""
    count = 0

    def watch(frame, event, argument):
        nonlocal count
        if frame.f_globals is not globals():
            return None  # a function of NumPy
        count += event == "line"
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


# %% test="convolve" part="one_image" points=1
ones = np.ones((1, 3, 3, 1))
got = convolve(ones, np.ones((2, 2, 1, 1)), np.array([0.5]))
expect(got, np.full((1, 2, 2, 1), 4.5), "convolve of 3x3 ones with 2x2 ones and the bias 0.5")
### BEGIN HIDDEN TESTS
image = np.array(
    [
        [4, 9, 2, 5, 8, 3],
        [5, 6, 2, 4, 0, 3],
        [2, 4, 5, 4, 5, 2],
        [5, 6, 5, 4, 7, 8],
        [5, 7, 7, 9, 2, 1],
        [5, 8, 5, 3, 8, 4],
    ]
).reshape(1, 6, 6, 1)
edge = np.array([[1, 0, -1]] * 3).reshape(3, 3, 1, 1)
wanted = [[2, 6, -4, 5], [0, 4, 0, -1], [-5, 0, 3, 6], [-2, 5, 0, 3]]
got = convolve(image, edge, np.zeros(1))
expect(got, np.reshape(wanted, (1, 4, 4, 1)), "convolve of the lesson's image")
corner = np.array([[1.0, 2.0], [3.0, 5.0]]).reshape(2, 2, 1, 1)
dot = np.zeros((1, 4, 5, 1))
dot[0, 1, 2, 0] = 1.0
got = convolve(dot, corner, np.zeros(1))[0, :, :, 0]
expect(got, [[0, 5, 3, 0], [0, 2, 1, 0], [0, 0, 0, 0]], "convolve of a dot in an image of 4 x 5")
### END HIDDEN TESTS

# %% test="convolve" part="volume" points=2
x = np.arange(12.0).reshape(1, 2, 2, 3)
W = np.zeros((1, 1, 3, 2))
W[0, 0, 2, 0], W[0, 0, 0, 1] = 1.0, 10.0
got = convolve(x, W, np.array([0.0, 1.0]))
expect(got[0, 0, 1], [5.0, 31.0], "two 1x1 filters on three channels, at row 0 and column 1")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(1)
x, W, b = rng.normal(size=(3, 5, 6, 2)), rng.normal(size=(3, 3, 2, 4)), rng.normal(size=4)
kept = x.copy(), W.copy(), b.copy()
got = convolve(x, W, b)
wanted = np.zeros((3, 3, 4, 4))
for n, r, c, f in np.ndindex(wanted.shape):
    wanted[n, r, c, f] = b[f] + np.sum(x[n, r : r + 3, c : c + 3] * W[..., f])
expect(got, wanted, "convolve of 3 images with 2 channels and 4 filters")
for name, now, then in zip(("x", "W", "b"), (x, W, b), kept, strict=True):
    expect(now, then, f"{name} after convolve, which must not change")
### END HIDDEN TESTS

# %% test="convolve" part="stride_and_padding" points=1
ones = np.ones((1, 3, 3, 1))
got = convolve(ones, np.ones((2, 2, 1, 1)), np.zeros(1), stride=2, padding=1)
expect(got[0, :, :, 0], [[1, 2], [2, 4]], "3x3 ones, 2x2 ones, stride 2, padding 1")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(2)
for H, columns, k, s, p in ((7, 8, 3, 2, 0), (6, 5, 3, 1, 2), (8, 11, 2, 3, 1), (4, 6, 1, 2, 0)):
    x, W, b = rng.normal(size=(2, H, columns, 2)), rng.normal(size=(k, k, 2, 3)), rng.normal(size=3)
    framed = np.zeros((2, H + 2 * p, columns + 2 * p, 2))
    framed[:, p : p + H, p : p + columns] = x
    wanted = np.zeros((2, (H + 2 * p - k) // s + 1, (columns + 2 * p - k) // s + 1, 3))
    for n, r, c, f in np.ndindex(wanted.shape):
        window = framed[n, r * s : r * s + k, c * s : c * s + k]
        wanted[n, r, c, f] = b[f] + np.sum(window * W[..., f])
    got = convolve(x, W, b, s, p)
    expect(got, wanted, f"image {H} x {columns}, filter {k} x {k}, stride {s}, padding {p}")
### END HIDDEN TESTS

# %% test="convolve" part="fast" points=2
rng = np.random.default_rng(3)
x, W, b = rng.normal(size=(4, 12, 12, 3)), rng.normal(size=(3, 3, 3, 8)), rng.normal(size=8)
number = lines_executed(convolve, x, W, b)
assert number <= 150, f"Expected at most 150 executed lines for 4 images, got {number}."
### BEGIN HIDDEN TESTS
wanted = np.sum(x[3, 2:5, 7:10] * W[..., 5])
expect(convolve(x, W, b)[3, 2, 7, 5], wanted + b[5], "one number of a fast convolution")
x, W, b = rng.normal(size=(16, 20, 20, 2)), rng.normal(size=(3, 3, 2, 10)), np.zeros(10)
number = lines_executed(convolve, x, W, b, 1, 1)
assert number <= 150, f"Expected at most 150 executed lines for 16 images, got {number}."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: Max pooling, forward and backward (4 points)
#
# **Task.** Write two functions for images (N, H, W, C), each channel on its own:
#
# - `max_pool(x, k, stride)` returns the largest number of each window of k rows and k columns,
#   (N, H', W', C). Rows and columns that are left over at the end belong to no window.
# - `max_pool_backward(dy, x, k, stride)` gets the gradient of the loss by the output, of the
#   shape of that output, and the input of the forward pass. It returns the gradient by x, floats.
#   The whole gradient goes to the winner. If several are equally large, the first one in the
#   order of reading wins: left to right, then the next row.
#
# Windows may overlap (stride smaller than k). Then one pixel can win several times.
#
# **Approach.** Go window by window; loops are fine here. `argmax` gives the first of several
# largest, as a number in the flattened window.
#
# **Example.** Pooling `[[1, 2, 0], [3, 1, 4]]` with k = 2 and stride 1 gives `[[3, 4]]`. If
# `[[10, 20]]` arrives, `[[0, 0, 0], [10, 0, 20]]` goes back.


# %% answer="pool"
def max_pool(x, k, stride):
    """Largest number of each window, (N, H', W', C)."""
    ### BEGIN SOLUTION
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(4, 5))
    ### END SOLUTION


def max_pool_backward(dy, x, k, stride):
    """Gradient by x, (N, H, W, C): each winner gets the gradient of its window."""
    ### BEGIN SOLUTION
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = r * stride, c * stride
        winner = x[n, top : top + k, left : left + k, d].argmax()
        dx[n, top + winner // k, left + winner % k, d] += dy[n, r, c, d]
    return dx
    ### END SOLUTION


# %% test="pool" part="forward" points=1
x = np.array([[1.0, 2.0, 0.0], [3.0, 1.0, 4.0]]).reshape(1, 2, 3, 1)
expect(max_pool(x, 2, 1)[0, :, :, 0], [[3, 4]], "max_pool of the example")
### BEGIN HIDDEN TESTS
table = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]).reshape(1, 4, 4, 1)
expect(max_pool(table, 2, 2)[0, :, :, 0], [[6, 8], [3, 4]], "max_pool of the lesson's table")
rng = np.random.default_rng(1)
for H, columns, k, s in ((6, 4, 2, 2), (7, 8, 3, 2), (5, 9, 2, 3), (7, 5, 2, 2)):
    x = rng.normal(size=(2, H, columns, 3)) - 5.0
    kept = x.copy()
    wanted = np.zeros((2, (H - k) // s + 1, (columns - k) // s + 1, 3))
    for n, r, c, d in np.ndindex(wanted.shape):
        wanted[n, r, c, d] = x[n, r * s : r * s + k, c * s : c * s + k, d].max()
    expect(max_pool(x, k, s), wanted, f"max_pool of {H} x {columns}, k = {k}, stride {s}")
    expect(x, kept, "x after max_pool, which must not change")
### END HIDDEN TESTS

# %% test="pool" part="backward" points=2
x = np.array([[1.0, 2.0, 0.0, 1.0], [3.0, 1.0, 4.0, 0.0]]).reshape(1, 2, 4, 1)
got = max_pool_backward(np.array([10.0, 20.0]).reshape(1, 1, 2, 1), x, 2, 2)
expect(got[0, :, :, 0], [[0, 0, 0, 0], [10, 0, 20, 0]], "max_pool_backward, stride 2")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(2)
for H, columns, k, s in ((4, 6, 2, 2), (7, 9, 3, 3), (7, 5, 2, 2), (8, 8, 2, 3)):
    x = rng.normal(size=(2, H, columns, 2))
    dy = rng.normal(size=(2, (H - k) // s + 1, (columns - k) // s + 1, 2))
    wanted = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        window = x[n, r * s : r * s + k, c * s : c * s + k, d]
        wanted[n, r * s : r * s + k, c * s : c * s + k, d] += dy[n, r, c, d] * (
            window == window.max()
        )
    kept = x.copy(), dy.copy()
    expect(max_pool_backward(dy, x, k, s), wanted, f"{H} x {columns}, k = {k}, stride {s}")
    expect(x, kept[0], "x after max_pool_backward, which must not change")
    expect(dy, kept[1], "dy after max_pool_backward, which must not change")
### END HIDDEN TESTS

# %% test="pool" part="overlap_and_ties" points=1
x = np.array([[1.0, 5.0, 2.0]]).repeat(2, axis=0).reshape(1, 2, 3, 1)
got = max_pool_backward(np.array([1.0, 10.0]).reshape(1, 1, 2, 1), x, 2, 1)
expect(got[0, :, :, 0], [[0, 11, 0], [0, 0, 0]], "5 wins two windows, and first comes first")
### BEGIN HIDDEN TESTS
flat = np.zeros((1, 4, 4, 2))
got = max_pool_backward(np.ones((1, 2, 2, 2)), flat, 2, 2)
expect(got[0, :, :, 1], [[1, 0, 1, 0], [0, 0, 0, 0]] * 2, "an image of zeros: the first one wins")
x = np.arange(16.0).reshape(1, 4, 4, 1)
got = max_pool_backward(np.arange(1.0, 5.0).reshape(1, 2, 2, 1), x, 3, 1)
expect(got[0, 2:, 2:, 0], [[1, 2], [3, 4]], "windows of 3 x 3 with stride 1, growing numbers")
x = np.zeros((1, 5, 5, 1))
x[0, 2, 2, 0] = 1.0
got = max_pool_backward(np.ones((1, 3, 3, 1)), x, 3, 1)
expect(got[0, 2, 2, 0], 9.0, "a peak that wins nine windows")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: A filter by hand (3 points)
#
# Images of writing: paper is 0, ink is 1, nothing between. A stroke that comes from the left and
# ends is a **right end**: an inked pixel whose left neighbour is inked, while its three
# neighbours to the right (upper right, right, lower right) and the two straight above and below
# are paper. The two neighbours upper left and lower left may be anything.
#
# **Task.** Choose the nine weights and the bias of a filter that finds right ends. Write
# `right_end()`, which returns the pair `kernel, bias`: an array (3, 3) and one number. The filter
# lies with its middle on the pixel in question. Weighted sum plus bias must be **above 0.25**
# where there is a right end and **below -0.25** everywhere else, whatever else is in the window.
#
# **Approach.** Which pixels must be inked, which must be paper, and which may be anything?
# Then look for the worst case: the window that is no right end and still gets the largest sum.
# There are only 512 windows; let the computer try them all.
#
# **Example.** The window `[[0, 0, 0], [1, 1, 0], [0, 0, 0]]` is a right end.
# `[[0, 0, 0], [1, 1, 1], [0, 0, 0]]` is the middle of a stroke, `[[0, 0, 0], [0, 1, 0], [0, 0,
# 0]]` a dot: both are none.


# %% answer="right_end"
def right_end():
    """Kernel (3, 3) and bias of a filter that finds right ends."""
    ### BEGIN SOLUTION
    kernel = np.array([[0.0, -1.0, -1.0], [1.0, 1.0, -1.0], [0.0, -1.0, -1.0]])
    return kernel, -1.5
    ### END SOLUTION


# %% test="right_end" part="examples" points=1
kernel, bias = right_end()
assert np.shape(kernel) == (3, 3), f"The kernel has shape {np.shape(kernel)}, not (3, 3)."
assert np.ndim(bias) == 0, f"The bias should be one number, got {bias!r}."
for window, is_end, name in [
    ([[0, 0, 0], [1, 1, 0], [0, 0, 0]], True, "the end of a stroke"),
    ([[0, 0, 0], [1, 1, 1], [0, 0, 0]], False, "the middle of a stroke"),
    ([[0, 0, 0], [0, 1, 0], [0, 0, 0]], False, "a dot"),
    ([[0, 0, 0], [0, 0, 0], [0, 0, 0]], False, "empty paper"),
    ([[1, 0, 0], [1, 1, 0], [1, 0, 0]], True, "an end with ink in two corners on the left"),
]:
    score = np.sum(np.array(window) * kernel) + bias
    right = score > 0.25 if is_end else score < -0.25
    rule = "above 0.25" if is_end else "below -0.25"
    assert right, f"{name}: the sum must be {rule}, and it is {score:.2f}."
### BEGIN HIDDEN TESTS
kernel, bias = right_end()
solid = np.sum(np.ones((3, 3)) * kernel) + bias
assert solid < -0.25, f"All ink: the sum must be below -0.25, and it is {solid:.2f}."
### END HIDDEN TESTS

# %% test="right_end" part="every_window" points=2
kernel, bias = right_end()
left_stroke = np.array([[1, 0, 0], [1, 0, 0], [1, 0, 0]])
score = np.sum(left_stroke * kernel) + bias
assert score < -0.25, f"An upright stroke on the left: {score:.2f}, and it must be below -0.25."
### BEGIN HIDDEN TESTS
for code in range(512):
    window = np.array([code >> bit & 1 for bit in range(9)]).reshape(3, 3)
    needed = window[1, 0] == window[1, 1] == 1
    is_end = needed and not (window[0, 1] or window[2, 1] or window[:, 2].any())
    score = np.sum(window * kernel) + bias
    right = score > 0.25 if is_end else score < -0.25
    kind = "a right end" if is_end else "no right end"
    assert right, f"The window {window.tolist()} is {kind}, and its sum is {score:.2f}."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: Convolution backward (6 points)
#
# The convolution of question 2 has made y of x, W and b. Now the gradient of the loss by y
# arrives, dy, with the shape of y.
#
# **Task.** Write `convolve_backward(dy, x, W, stride=1, padding=0)`. It returns three arrays:
# `dx`, `dW` and `db`, the gradients by x: (N, H, W, C), by W: (k, k, C, F) and by b: (F,).
#
# **Approach.** Every number of y is a sum of products. Take one number `dy[n, r, c, f]`: to which
# entries of dx and dW does it contribute, and what? Loops over n, r and c are fine; over f you
# need none. With padding, work on the padded image and cut the border off at the end. Pixels that
# no window reaches get 0.
#
# **Example.** x is one image `[[1, 2], [3, 4]]`, W one filter `[[10]]` of 1x1, and dy is
# `[[1, 0], [0, 2]]`. Then dx is `[[10, 0], [0, 20]]`, dW is `[[9]]`, and db is `[3]`.


# %% answer="backward"
def convolve_backward(dy, x, W, stride=1, padding=0):
    """Gradients by x, W and b of a convolution."""
    ### BEGIN SOLUTION
    k, p = W.shape[0], padding
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    rows, columns = dy.shape[1:3]
    for i in range(k):
        for j in range(k):
            down = slice(i, i + stride * (rows - 1) + 1, stride)
            right = slice(j, j + stride * (columns - 1) + 1, stride)
            dW[i, j] = np.einsum("nrcd,nrcf->df", framed[:, down, right], dy)
            dframed[:, down, right] += dy @ W[i, j].T  # (N, H', W', F) @ (F, C)
    dx = dframed[:, p : p + x.shape[1], p : p + x.shape[2]]
    return dx, dW, dy.sum(axis=(0, 1, 2))
    ### END SOLUTION


# %% test="backward" part="filters" points=2
x = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 2, 2, 1)
dy = np.array([[1.0, 0.0], [0.0, 2.0]]).reshape(1, 2, 2, 1)
_, dW, db = convolve_backward(dy, x, np.full((1, 1, 1, 1), 10.0))
expect(dW, [[[[9.0]]]], "dW of the example")
expect(db, [3.0], "db of the example")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(1)
x, W = rng.normal(size=(2, 4, 5, 2)), rng.normal(size=(3, 3, 2, 3))
dy = rng.normal(size=(2, 2, 3, 3))
_, dW, db = convolve_backward(dy, x, W)
wanted = np.zeros((3, 3, 2, 3))
for n, r, c, f in np.ndindex(dy.shape):
    wanted[..., f] += dy[n, r, c, f] * x[n, r : r + 3, c : c + 3]
expect(dW, wanted, "dW, two images 4 x 5 with 2 channels, 3 filters of 3 x 3")
expect(db, dy[0].sum(axis=(0, 1)) + dy[1].sum(axis=(0, 1)), "db of the same")
### END HIDDEN TESTS

# %% test="backward" part="images" points=2
x = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 2, 2, 1)
dy = np.array([[1.0, 0.0], [0.0, 2.0]]).reshape(1, 2, 2, 1)
dx, _, _ = convolve_backward(dy, x, np.full((1, 1, 1, 1), 10.0))
expect(dx[0, :, :, 0], [[10, 0], [0, 20]], "dx of the example")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(2)
x, W = rng.normal(size=(2, 4, 3, 2)), rng.normal(size=(2, 2, 2, 3))
dy = rng.normal(size=(2, 3, 2, 3))
kept = x.copy(), W.copy(), dy.copy()
dx, _, _ = convolve_backward(dy, x, W)
wanted = np.zeros(x.shape)
for n, r, c, f in np.ndindex(dy.shape):
    wanted[n, r : r + 2, c : c + 2] += dy[n, r, c, f] * W[..., f]
expect(dx, wanted, "dx, two images 4 x 3 with 2 channels, 3 filters of 2 x 2")
for name, now, then in zip(("x", "W", "dy"), (x, W, dy), kept, strict=True):
    expect(now, then, f"{name} after convolve_backward, which must not change")
### END HIDDEN TESTS

# %% test="backward" part="stride_and_padding" points=2
x, dy = np.ones((1, 3, 3, 1)), np.ones((1, 2, 2, 1))
dx, dW, _ = convolve_backward(dy, x, np.ones((2, 2, 1, 1)), stride=2, padding=1)
expect(dW[:, :, 0, 0], [[1, 2], [2, 4]], "dW of 3x3 ones, stride 2, padding 1")
expect(dx[0, :, :, 0], np.ones((3, 3)), "dx of 3x3 ones, stride 2, padding 1")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(3)
for H, columns, k, s, p in ((5, 4, 2, 2, 0), (4, 5, 3, 1, 1), (6, 4, 3, 2, 1), (5, 6, 2, 3, 1)):
    x, W = rng.normal(size=(1, H, columns, 2)), rng.normal(size=(k, k, 2, 2))
    rows, across = (H + 2 * p - k) // s + 1, (columns + 2 * p - k) // s + 1
    dy = rng.normal(size=(1, rows, across, 2))
    wide = np.zeros((H + 2 * p, columns + 2 * p, 2))
    wide[p : p + H, p : p + columns] = x[0]
    back, wanted = np.zeros(wide.shape), np.zeros(W.shape)
    for r, c, f in np.ndindex(dy.shape[1:]):
        window = slice(r * s, r * s + k), slice(c * s, c * s + k)
        back[window] += dy[0, r, c, f] * W[..., f]
        wanted[..., f] += dy[0, r, c, f] * wide[window]
    dx, dW, _ = convolve_backward(dy, x, W, s, p)
    case = f"image {H} x {columns}, filter {k} x {k}, stride {s}, padding {p}"
    expect(dx[0], back[p : p + H, p : p + columns], f"dx, {case}")
    expect(dW, wanted, f"dW, {case}")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: An experiment: learn on the left, recognise on the right (4 points)
#
# In each image, 12 rows and 24 columns, there is one stroke of five pixels in a lot of noise. It
# is flat, upright, rising or falling. The cell below gives you
#
# - `strokes(n, rng, side)`: n images, (n, 12, 24), with the stroke in the `"left"` or in the
#   `"right"` half, and the kinds, 0 to 3, (n,);
# - `correlate(images, kernels)`: the feature maps of (n, H, W) for filters (F, k, k), as an array
#   (n, H', W', F), without padding;
# - `recognised(features, seed)`: a small classifier. It looks at your features of 200 images
#   **with the stroke on the left**, and keeps the mean of each kind. Then it gets 400 new images
#   **with the stroke on the right**, and chooses for each the kind whose mean is nearest. It
#   returns the share of right answers. Guessing gives 0.25.
#
# **Task.** Write `features(images)`: for each image **at most six numbers**, (n, 6) or fewer
# columns, that say what kind of stroke it is, wherever it is. Each image counts for itself: its
# numbers must not depend on the other images of the batch. The share that is recognised must be
# above 0.88 for at least three of four seeds that you do not know.
#
# **Approach.** Which filters answer to one kind of stroke and not to the others? What do you do
# with a feature map, so that it does not matter where in the map the answer is? Look at some
# images first. Then try, and measure each idea with several seeds, before you look for a better
# one.
#
# **Example.** `features(np.zeros((3, 12, 24)))` has the shape (3, F) with F from 1 to 6.


# %% locked="strokes"
STEPS = [(0, 1), (1, 0), (-1, 1), (1, 1)]  # flat, upright, rising, falling: down, right


def strokes(n, rng, side):
    """Images with a noisy stroke in one half, (n, 12, 24), and its kind, (n,)."""
    kinds = rng.integers(0, 4, size=n)
    images = rng.normal(0.0, 0.3, size=(n, 12, 24))
    for image, kind in zip(images, kinds, strict=True):
        row, column = rng.integers(3, 9, size=2)
        column += 12 if side == "right" else 0
        for step in range(-2, 3):
            image[row + step * STEPS[kind][0], column + step * STEPS[kind][1]] += 1.0
    return images, kinds


def correlate(images, kernels):
    """Feature maps of images (n, H, W) for filters (F, k, k): (n, H', W', F)."""
    kernels = np.asarray(kernels, dtype=float)
    windows = np.lib.stride_tricks.sliding_window_view(images, kernels.shape[1:], axis=(1, 2))
    return np.einsum("nrcij,fij->nrcf", windows, kernels)


def recognised(features, seed):
    """Share of strokes on the right that are recognised after learning on the left."""
    rng = np.random.default_rng(seed)
    x, kinds = strokes(200, rng, "left")
    known = np.asarray(features(x), dtype=float)
    means = np.stack([known[kinds == kind].mean(axis=0) for kind in range(4)])
    x, kinds = strokes(400, rng, "right")
    new = np.asarray(features(x), dtype=float)
    distance = (new[:, None] - means) / (known.std(axis=0) + 1e-9)  # (400, 4, F)
    return float(np.mean((distance**2).sum(axis=2).argmin(axis=1) == kinds))


# %% answer="features"
def features(images):
    """At most six numbers for each image, (n, F)."""
    ### BEGIN SOLUTION
    lines = -np.ones((4, 5, 5)) / 4
    for step in (-2, -1, 0, 1, 2):
        for line, (down, right) in zip(lines, STEPS, strict=True):
            line[2 + step * down, 2 + step * right] = 1.0
    return correlate(images, lines).max(axis=(1, 2))
    ### END SOLUTION


# %% test="features" part="form" points=1
x, _ = strokes(5, np.random.default_rng(1), "left")
got = np.asarray(features(x))
assert got.ndim == 2, f"Expected an array (5, F) for 5 images, got shape {got.shape}."
assert got.shape[0] == 5, f"Expected a row for each of 5 images, got shape {got.shape}."
assert 1 <= got.shape[1] <= 6, f"Expected 1 to 6 numbers for each image, got {got.shape[1]}."
assert np.isfinite(got).all(), "The features hold inf or nan."
### BEGIN HIDDEN TESTS
kept = x.copy()
got = np.asarray(features(x), dtype=float)
expect(x, kept, "the images after features(images), which must not change")
alone = np.concatenate([np.asarray(features(x[n : n + 1]), dtype=float) for n in range(5)])
expect(alone, got, "features of each image alone, against the same images in a batch")
assert got.std() > 0, "All images have the same features."
share = recognised(features, 20)
assert share > 0.3, f"Only {share:.0%} recognised, hardly more than guessing."
### END HIDDEN TESTS

# %% test="features" part="recognises" points=3
share = recognised(features, 1)
assert share > 0.88, f"With seed 1, {share:.1%} are recognised; it should be more than 88 %."
### BEGIN HIDDEN TESTS
assert 1 <= np.shape(features(np.zeros((2, 12, 24))))[1] <= 6, "Expected 1 to 6 numbers an image."
shares = [recognised(features, seed) for seed in (11, 12, 13, 14)]
reached = sum(share > 0.88 for share in shares)
assert reached >= 3, f"More than 88 % recognised for {reached} of 4 seeds: {np.round(shares, 3)}."
x, _ = strokes(4, np.random.default_rng(7), "left")
batch = np.asarray(features(x), dtype=float)
alone = np.asarray(features(x[2:3]), dtype=float)
expect(alone[0], batch[2], "features of an image alone, against the same image in a batch")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: Explain (3 points)
#
# Answer in about ten sentences, with numbers where they help.
#
# 1. A colleague has trained a network of three dense layers on photographs of 64x64x3. She wants
#    to recognise the same things anywhere in photographs of 128x128x3. Why can her network not
#    even be started on them, and what would she have to train? What would be different with
#    convolutions and a global pooling at the end?
# 2. *A convolutional network is translation invariant.* Correct this sentence. Say which part of
#    the network has which property, and what happens with a shift by one pixel at a pooling layer
#    with stride 2.

# %% [markdown] explain="why" points=3
# ### BEGIN SOLUTION
# 1. The first dense layer has one weight for each of 64 · 64 · 3 = 12 288 inputs; the new images
#    have 49 152, so the shapes do not fit. She would need a new first layer, four times as large,
#    and training data with the things at all places, because a weight belongs to one place and
#    what is learned there is not known elsewhere. (1 point) A convolution has k · k · C + 1
#    parameters for each filter, whatever the size of the image: the same filters run over the
#    larger image and give larger maps. Global pooling makes one number of each map, so the last
#    layer has the same number of inputs as before, and a thing is recognised anywhere. (half a
#    point)
# 2. A convolution is *equivariant*: when the image is shifted, the feature map is shifted in the
#    same way (apart from the border). It is not invariant, for the map does change. (half a
#    point) Global pooling behind it is invariant, because the maximum does not ask where it is. A
#    dense layer behind a flatten is neither. (half a point) A pooling layer with stride 2 moves
#    its output by one when the image is shifted by two pixels. With a shift by one pixel the
#    windows hold other pixels than before: where the largest one stays in its window nothing
#    changes, elsewhere the output does change. So it brings a little invariance, and after it
#    even equivariance only holds for shifts by an even number. (half a point)
# ### END SOLUTION
