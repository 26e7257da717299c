# %% [markdown]
# # ps01: One neuron at a time
#
# This assignment belongs to lesson 01. You write the parts of a neuron, put neurons together,
# choose weights by thinking, measure where a line lies, and teach a perceptron to keep its best
# idea.
#
# | question | what you write | points |
# |---|---|---|
# | 1 | a step, and a sigmoid that stays exact far out | 4 |
# | 2 | a layer and a network of given neurons | 5 |
# | 3 | weights for five gates | 5 |
# | 4 | the distance from a line, and where a path crosses it | 6 |
# | 5 | perceptron learning that keeps its best weights | 8 |
# | 6 | an experiment: what can one neuron decide at all | 6 |
# | 7 | explain what the experiment shows | 6 |
#
# Plan two to three hours. The questions do not need one another: if one holds you up, go on and
# come back. NumPy is all you need.
#
# The cells with `assert` or `expect` are tests. You see a few; more are run when your work is
# graded. Never change an array that is handed to you, make a new one. Where you find
# `raise NotImplementedError`, put your own lines.

# %% locked="setup"
from itertools import product

import numpy as np


def expect(got, expected, what):
    """Compare two numbers or arrays; if they differ, say what was expected and what came."""
    assert got is not None, f"{what}: your function returned None. Is the return missing?"
    got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    assert got.shape == expected.shape, (
        f"{what}: the shape should be {expected.shape}, yours is {got.shape}."
    )
    close = np.allclose(got, expected, rtol=1e-6, atol=1e-12)
    assert close, f"{what}: expected {expected}, got {got}."


def expect_unchanged(array, before, what):
    """Make sure that an array which was handed over still holds what it held."""
    assert np.array_equal(array, before), f"{what}: the array that was handed over was changed."


# %% [markdown]
# ## Question 1: Step and sigmoid (4 points)
#
# **Task.** Write the two activation functions of lesson 01 for arrays of any shape, and for a
# single number too. The result has the shape of the input.
#
# $$\text{step}(z) = \begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}
# \qquad \sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# The sigmoid must be right to six digits for every $z$ from $-740$ to $740$, and never `nan`. Far
# out on the left it is a very small number, but it is not 0: $\sigma(-720)$ is about
# $2 \cdot 10^{-313}$.
#
# **Approach.** Write the formula as it stands; this gives you the first two points. For the
# others, find out what $e^{720}$ is in Python. Multiply numerator and denominator of the sigmoid
# by $e^z$: this gives a second formula. Which of the two is safe for which sign of $z$?
#
# **Example.** `step(np.array([-1.0, 0.0, 2.0]))` is `[0, 0, 1]` and `sigmoid(7.0)` is about
# 0.99909.


# %% answer="activations"
def step(z):
    """1 where z is above zero, else 0; same shape as z."""
    ### BEGIN SOLUTION
    return np.where(np.asarray(z) > 0, 1.0, 0.0)
    ### END SOLUTION


def sigmoid(z):
    """1 / (1 + exp(-z)), exact also far from zero; same shape as z."""
    ### BEGIN SOLUTION
    small = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, small) / (1.0 + small)
    ### END SOLUTION


# %% test="activations" part="values" points=2
with np.errstate(all="ignore"):
    expect(step(np.array([-1.0, 0.0, 2.0])), [0, 0, 1], "step of [-1, 0, 2]")
    expect(sigmoid(0.0), 0.5, "sigmoid of 0")
    expect(sigmoid(np.array([7.0, -6.0])), [0.9990889488, 0.0024726232], "sigmoid of [7, -6]")
    ### BEGIN HIDDEN TESTS
    table = np.array([[-2.0, 1.0, 0.0], [3.0, -0.5, 1e-9]])
    before = table.copy()
    expect(step(table), [[0, 1, 0], [1, 0, 1]], "step of a 2 x 3 table")
    logistic = [
        [0.1192029220, 0.7310585786, 0.5],
        [0.9525741268, 0.3775406688, 0.50000000025],
    ]
    expect(sigmoid(table), logistic, "sigmoid of a 2 x 3 table")
    expect_unchanged(table, before, "step and sigmoid")
    whole = np.array([-1, 0, 1])
    expect(sigmoid(whole), [0.2689414214, 0.5, 0.7310585786], "sigmoid of whole numbers")
    expect_unchanged(whole, [-1, 0, 1], "sigmoid")
    expect(step(4.0), 1.0, "step of a single number")
    ### END HIDDEN TESTS

# %% test="activations" part="far-out" points=2
with np.errstate(all="ignore"):
    expect(sigmoid(np.array([800.0])), [1.0], "sigmoid of 800")
    assert float(sigmoid(-720.0)) > 0, "sigmoid of -720 is tiny, but it is not 0."
    ### BEGIN HIDDEN TESTS
    far = np.array([-720.0, -600.0, -40.0, 0.0, 40.0, 600.0, 740.0])
    truth = np.exp(np.minimum(far, 0.0)) / (1.0 + np.exp(-np.abs(far)))
    got = np.asarray(sigmoid(far), dtype=float)
    assert got.shape == far.shape, "sigmoid of seven numbers far out: the shape changed."
    assert not np.isnan(got).any(), "sigmoid gives nan for some large z."
    for z, value, true in zip(far, got, truth, strict=True):
        assert abs(value - true) <= 1e-6 * true, f"sigmoid({z:g}) should be {true}, got {value}."
    last = float(sigmoid(-740.0))
    assert 4e-322 < last < 6e-322, f"sigmoid of -740 is about 5e-322, got {last}."
    ### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: A network of given neurons (5 points)
#
# A neuron is given as a tuple `(w, b, g)`: its weights of shape (D,), its bias (a number), and
# its activation, a function for arrays. A **layer** is a list of neurons that all read the same
# inputs. A **network** is a list of layers: each layer reads the outputs of the layer before it.
#
# **Task.** Write two functions.
#
# - `layer(x, neurons)`: a batch `x` of shape (N, D) and a list of M neurons give a table of shape
#   (N, M). Row n, column m is the output of neuron m for input n, $\; g_m(w_m \cdot x_n + b_m)$.
#   (2 points)
# - `network(x, layers)`: the output of the last layer, of shape (N, M of the last layer). A
#   network without layers returns its input. (3 points)
#
# **Approach.** Each neuron fills one column. Note that each has an activation of its own, so one
# big matrix product alone is not enough. A network is a loop: what goes into the first layer?
# What goes into the next?
#
# **Example.** Let `double` be the function $z \mapsto 2z$. Then
# `layer(np.array([[1.0, 2.0]]), [([3.0, 4.0], 5.0, double)])` is `[[32.0]]`.


# %% answer="network"
def layer(x, neurons):
    """Outputs (N, M) of M neurons (w, b, g) for a batch x (N, D)."""
    ### BEGIN SOLUTION
    columns = [g(x @ np.asarray(w) + b) for w, b, g in neurons]
    return np.stack(columns, axis=1)
    ### END SOLUTION


def network(x, layers):
    """Send a batch x (N, D) through a list of layers, each a list of neurons."""
    ### BEGIN SOLUTION
    for neurons in layers:
        x = layer(x, neurons)
    return x
    ### END SOLUTION


# %% test="network" part="layer" points=2
def double(z):
    return 2 * z


def negative(z):
    return -z


x = np.array([[1.0, 2.0], [0.0, 1.0], [-1.0, 3.0]])
one = [([3.0, 4.0], 5.0, double)]
expect(layer(x, one), [[32.0], [18.0], [28.0]], "one neuron for three inputs")
two = [([3.0, 4.0], 5.0, double), ([1.0, -1.0], 0.5, negative)]
expect(layer(x, two), [[32.0, 0.5], [18.0, 0.5], [28.0, 3.5]], "two neurons for three inputs")
### BEGIN HIDDEN TESTS
square_sum = [(np.array([2.0]), -1.0, np.square), (np.array([-1.0]), 0.25, np.abs)] * 2
expect(
    layer(np.array([[0.5], [2.0], [-1.0]]), square_sum),
    [[0.0, 0.25, 0.0, 0.25], [9.0, 1.75, 9.0, 1.75], [9.0, 1.25, 9.0, 1.25]],
    "four neurons that read one number",
)
expect(layer(np.ones((1, 3)), [([1.0, 2.0, 3.0], -7.0, double)]), [[-2.0]], "a batch of one")
expect_unchanged(x, [[1.0, 2.0], [0.0, 1.0], [-1.0, 3.0]], "layer")
### END HIDDEN TESTS


# %% test="network" part="layers" points=3
def double(z):
    return 2 * z


def negative(z):
    return -z


x = np.array([[1.0, 2.0], [0.0, 1.0]])
hidden = [([3.0, 4.0], 5.0, double), ([1.0, -1.0], 0.5, negative)]
output = [([1.0, -2.0], 0.25, double)]
expect(network(x, [hidden]), [[32.0, 0.5], [18.0, 0.5]], "a network of one layer")
expect(network(x, [hidden, output]), [[62.5], [34.5]], "a network of two layers")
### BEGIN HIDDEN TESTS
narrow = [([1.0], -1.0, np.square)]
wide = [([0.5], 0.0, negative), ([2.0], 1.0, double), ([0.0], 3.0, double)]
expect(network(x, [hidden, output, narrow]), [[3782.25], [1122.25]], "three layers")
expect(
    network(x, [hidden, output, narrow, wide]),
    [[-1891.125, 15131.0, 6.0], [-561.125, 4491.0, 6.0]],
    "four layers that end in three neurons",
)
expect(network(x, []), x, "a network without layers")
expect_unchanged(x, [[1.0, 2.0], [0.0, 1.0]], "network")
assert len(hidden) == 2, "network changed the list of neurons it was given."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: Five gates (5 points)
#
# A gate takes inputs that are 0 or 1 and answers 0 or 1. Each of the five gates below can be made
# from **one** sigmoid neuron.
#
# | name | inputs | answers 1 when |
# |---|---|---|
# | `"AND"` | 2 | both are 1 |
# | `"OR"` | 2 | at least one is 1 |
# | `"NAND"` | 2 | not both are 1 |
# | `"MAJORITY"` | 3 | at least two are 1 |
# | `"FIRST OR BOTH"` | 3 | the first is 1, or the second and the third are both 1 |
#
# **Task.** Fill the dictionary `gates`: under each name a tuple `(w, b)` of a list of weights and
# a bias. The neuron $\sigma(w \cdot x + b)$ must be **sure**: at least 0.95 where the gate
# answers 1, at most 0.05 where it answers 0. And no number may be larger than 20 or smaller than
# $-20$. Choose them by thinking, not by training. (3 points for the first three gates, 2 for the
# others)
#
# **Approach.** Write down the table of the gate. First find weights and a bias with $z > 0$ and
# $z < 0$ in the right rows. Then recall from lesson 01 what makes a neuron more sure without
# moving its line. How large must $z$ be for 0.95?
#
# **Example.** A neuron with one input that answers the opposite: `gates["NOT"] = ([-8.0], 4.0)`.

# %% answer="gates"
gates = {"NOT": ([-8.0], 4.0)}
### BEGIN SOLUTION
gates["AND"] = ([8.0, 8.0], -12.0)
gates["OR"] = ([8.0, 8.0], -4.0)
gates["NAND"] = ([-8.0, -8.0], 12.0)
gates["MAJORITY"] = ([8.0, 8.0, 8.0], -12.0)
gates["FIRST OR BOTH"] = ([16.0, 8.0, 8.0], -12.0)
### END SOLUTION


# %% test="gates" part="two-inputs" points=3
def expect_gate(name, answers):
    assert name in gates, f'{name}: not found. Write gates["{name}"] = (weights, bias).'
    assert len(gates[name]) == 2, f"{name}: expected a tuple of weights and a bias."
    w, b = np.asarray(gates[name][0], dtype=float), float(gates[name][1])
    assert w.shape == (len(next(iter(answers))),), f"{name}: the number of weights is {w.size}."
    assert max(np.abs(w).max(), abs(b)) <= 20, f"{name}: a number is larger than 20 in size."
    for inputs, answer in answers.items():
        y = 1 / (1 + np.exp(-(np.array(inputs) @ w + b)))
        good = y >= 0.95 if answer else y <= 0.05
        assert good, f"{name} of {inputs} should be close to {answer}, your neuron says {y:.3f}."


expect_gate("AND", {(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 1})
### BEGIN HIDDEN TESTS
expect_gate("OR", {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 1})
expect_gate("NAND", {(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 0})
### END HIDDEN TESTS


# %% test="gates" part="three-inputs" points=2
def expect_gate_of_three(name, rule):
    assert name in gates, f'{name}: not found. Write gates["{name}"] = (weights, bias).'
    w, b = np.asarray(gates[name][0], dtype=float), float(gates[name][1])
    assert w.shape == (3,), f"{name}: three weights are needed, got {w.size}."
    assert max(np.abs(w).max(), abs(b)) <= 20, f"{name}: a number is larger than 20 in size."
    for inputs in product((0, 1), repeat=3):
        y = 1 / (1 + np.exp(-(np.array(inputs) @ w + b)))
        answer = int(rule(*inputs))
        good = y >= 0.95 if answer else y <= 0.05
        assert good, f"{name} of {inputs} should be close to {answer}, your neuron says {y:.3f}."


expect_gate_of_three("MAJORITY", lambda first, second, third: first + second + third >= 2)
### BEGIN HIDDEN TESTS
expect_gate_of_three("FIRST OR BOTH", lambda first, second, third: first or (second and third))
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: How far from the line (6 points)
#
# The line of a neuron is where $w \cdot x + b = 0$. The arrow $w$ stands at right angles to it.
# If you walk from the line along $w$, then $z = w \cdot x + b$ grows by $\lVert w \rVert$ for
# each unit you walk, where $\lVert w \rVert = \sqrt{w_1^2 + \dots + w_D^2}$ is the length of the
# arrow.
#
# **Task.** Write two functions.
#
# - `signed_distance(x, w, b)`: for a batch `x` (N, D) the distance of every point from the line,
#   shape (N,), positive on the side where the neuron says 1 and negative on the other. (3 points)
# - `crossing(p, q, w, b)`: you walk straight from point `p` to point `q`, both of shape (D,).
#   Return the point, shape (D,), where you meet the line. Return `None` if you never meet it.
#   Start and end belong to the way. `p` and `q` never lie both on the line. (3 points)
#
# **Approach.** The text above says how $z$ and the distance depend on each other. For the
# crossing, every point of the way is $p + t\,(q - p)$ with $t$ from 0 to 1. How does $z$ change
# with $t$? For which $t$ is it 0? When is there none?
#
# **Example.** For $w = [3, 4]$ and $b = -5$ the point (3, 4) is at distance 4. The way from (0,
# 0) to (6, 8) crosses the line at (0.6, 0.8).


# %% answer="line"
def signed_distance(x, w, b):
    """Distance (N,) of the points x (N, D) from w . x + b = 0, negative where that is negative."""
    ### BEGIN SOLUTION
    return (x @ w + b) / np.linalg.norm(w)
    ### END SOLUTION


def crossing(p, q, w, b):
    """The point (D,) where the way from p to q meets w . x + b = 0, or None."""
    ### BEGIN SOLUTION
    start, end = w @ p + b, w @ q + b
    if start * end > 0:
        return None
    return p + start / (start - end) * (q - p)
    ### END SOLUTION


# %% test="line" part="distance" points=3
points = np.array([[3.0, 4.0], [0.0, 0.0], [0.6, 0.8]])
w = np.array([3.0, 4.0])
expect(signed_distance(points, w, -5.0), [4.0, -1.0, 0.0], "distances for w = [3, 4]")
### BEGIN HIDDEN TESTS
expect(signed_distance(points[:2], -w, 5.0), [-4.0, 1.0], "distances for w = [-3, -4]")
expect(signed_distance(points[:2], 10 * w, -50.0), [4.0, -1.0], "distances for w = [30, 40]")
expect(
    signed_distance(np.array([[1.0, 1.0, 1.0], [2.0, 0.0, 5.0]]), np.array([2.0, -1.0, 2.0]), 3.0),
    [2.0, 17 / 3],
    "distances in three dimensions",
)
expect(signed_distance(np.array([[5], [1]]), np.array([-2]), 4), [-3.0, 1.0], "distances on a line")
expect_unchanged(points, [[3.0, 4.0], [0.0, 0.0], [0.6, 0.8]], "signed_distance")
expect_unchanged(w, [3.0, 4.0], "signed_distance")
### END HIDDEN TESTS

# %% test="line" part="crossing" points=3
w = np.array([3.0, 4.0])
p, q = np.array([0.0, 0.0]), np.array([6.0, 8.0])
expect(crossing(p, q, w, -5.0), [0.6, 0.8], "the way from (0, 0) to (6, 8)")
assert crossing(p, np.array([-1.0, 0.0]), w, -5.0) is None, "(0, 0) to (-1, 0): no crossing."
### BEGIN HIDDEN TESTS
expect(crossing(q, p, w, -5.0), [0.6, 0.8], "the way back, from (6, 8) to (0, 0)")
assert crossing(q, 2 * q, w, -5.0) is None, "(6, 8) to (12, 16): both are beyond the line."
assert crossing(q / 2, q / 4, w, -5.0) is None, "(3, 4) to (1.5, 2): it stops before the line."
flat = np.array([0.0, 2.0])
low, on_it, high = np.array([1.0, 0.0]), np.array([1.0, 1.0]), np.array([5.0, 4.0])
expect(crossing(low, high, flat, -2.0), [2.0, 1.0], "the way through a flat line")
expect(crossing(on_it, high, flat, -2.0), [1.0, 1.0], "a way that starts on the line")
expect(crossing(high, on_it, flat, -2.0), [1.0, 1.0], "a way that ends on the line")
ends = np.zeros(3), np.full(3, 4.0)
expect(crossing(*ends, np.ones(3), -6.0), [2.0, 2.0, 2.0], "a way through a plane, three inputs")
expect_unchanged(ends[0], np.zeros(3), "crossing")
expect_unchanged(ends[1], np.full(3, 4.0), "crossing")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: A perceptron with a pocket (8 points)
#
# The perceptron of lesson 01 never rests if no line separates the classes, and the weights it has
# when you stop it may be bad ones. A remedy: it keeps the best weights it ever had in its pocket.
#
# **Task.** Write `pocket(x, y, epochs)` for a batch `x` (N, D) and answers `y` (N,), each 0 or 1.
# It returns three things, `w, b, history`:
#
# 1. Start with all weights and the bias 0. Count how many of the N rows the perceptron gets wrong
#    (it says 1 where $w \cdot x + b > 0$, else 0). This count is the first entry of the list
#    `history`, and the weights go into the pocket.
# 2. Go through the rows in order, `epochs` times at most. If the guess for a row is wrong,
#    correct: $\; w \leftarrow w + (\text{answer} - \text{guess})\, x$ and
#    $\; b \leftarrow b + (\text{answer} - \text{guess})$.
# 3. After **every correction**, count the wrong rows among all N rows and append the count to
#    `history`. If it is **smaller** than the count of the weights in the pocket, put the new
#    weights and bias there.
# 4. Stop at once when a count is 0.
# 5. Return the weights `w` (D,) and the bias `b` **from the pocket**, and `history`.
#
# Points: `history` when a line exists (3), the weights when a line exists (2), and everything
# when no line exists (3).
#
# **Approach.** Write the counting first, as a small function of its own. Then start from the loop
# of lesson 01. Take care that the pocket keeps its weights when you go on to correct `w`.
#
# **Example.** For AND with its rows in the usual order and 20 epochs, `history` begins with 1, 3,
# 2, 1.


# %% answer="pocket"
def pocket(x, y, epochs):
    """Train a perceptron; return the best weights, their bias, and the count of wrong rows."""
    ### BEGIN SOLUTION
    w, b = np.zeros(x.shape[1]), 0.0

    def wrong_rows():
        return int(np.sum((x @ w + b > 0) != y))

    history = [wrong_rows()]
    best_w, best_b, fewest = w, b, history[0]
    for _ in range(epochs):
        for row, answer in zip(x, y, strict=True):
            error = answer - int(w @ row + b > 0)
            if error == 0:
                continue
            w, b = w + error * row, b + error
            history.append(wrong_rows())
            if history[-1] < fewest:
                best_w, best_b, fewest = w, b, history[-1]
            if fewest == 0:
                return best_w, best_b, history
    return best_w, best_b, history
    ### END SOLUTION


# %% test="pocket" part="history" points=3
rows = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_, _, history = pocket(rows, np.array([0, 0, 0, 1]), 20)
assert isinstance(history, list), f"history should be a list, got {type(history).__name__}."
expect(history, [1, 3, 2, 1, 2, 1, 1, 1, 1, 2, 0], "history for AND")
### BEGIN HIDDEN TESTS
expect(pocket(rows, np.array([0, 1, 1, 1]), 20)[2], [3, 1, 1, 1, 0], "history for OR")
expect(pocket(rows, np.array([0, 0, 0, 0]), 20)[2], [0], "history when nothing is wrong")
expect(pocket(rows, np.array([0, 0, 0, 1]), 1)[2], [1, 3], "history for AND, one epoch")
cloud = np.array([[2.5, 0.0], [0.5, 0.0], [0.5, 3.5], [3.0, 2.5], [4.0, 2.0], [0.0, 0.5]])
counts = [2, 4, 3, 1, 2, 2, 1, 2, 2, 1, 2, 1, 1, 2, 1, 1, 1, 0]
expect(pocket(cloud, np.array([1, 0, 0, 0, 1, 0]), 50)[2], counts, "history for six points")
### END HIDDEN TESTS

# %% test="pocket" part="weights" points=2
rows = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
w, b, _ = pocket(rows, np.array([0, 0, 0, 1]), 20)
expect(w, [2.0, 1.0], "weights for AND")
expect(b, -2.0, "bias for AND")
### BEGIN HIDDEN TESTS
before = rows.copy()
for answers, weights, bias in [([0, 1, 1, 1], [1, 1], 0), ([1, 1, 1, 0], [-2, -1], 3)]:
    w, b, _ = pocket(rows, np.array(answers), 50)
    expect(w, weights, f"weights for the answers {answers}")
    expect(b, bias, f"bias for the answers {answers}")
whole = np.array([[2, 0, 1], [0, 1, 3], [1, 1, 0], [3, 2, 2], [0, 0, 1]])
target = np.array([1, 0, 1, 1, 0])
w, b, _ = pocket(whole, target, 100)
expect(whole @ w + b > 0, target, "answers to five rows of whole numbers")
expect_unchanged(rows, before, "pocket")
### END HIDDEN TESTS

# %% test="pocket" part="no-line" points=3
rows = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
answers = np.array([0, 1, 1, 0])
w, b, history = pocket(rows, answers, 10)
wrong = int(np.sum((rows @ w + b > 0) != answers))
assert wrong == min(history), f"the weights get {wrong} rows wrong, the best had {min(history)}."
### BEGIN HIDDEN TESTS
expect(history, [2, 2, 2, 3, 2, 2, 2, 3] + [2, 2, 2, 3] * 7 + [2, 2], "history for exclusive or")
line = np.array([[-2.0], [-1.5], [-1.0], [-0.5], [0.5], [1.0], [1.5], [2.0]])
mixed = np.array([0, 1, 1, 1, 1, 0, 1, 1])
w, b, history = pocket(line, mixed, 7)
counts = [6, 3, 2, 4, 2, 3, 2, 2, 3, 2, 3, 1, 2, 4, 1, 2, 4, 1, 4, 3, 2, 3, 2]
expect(history, counts, "history for eight points on a line")
expect(w, [1.5], "weights for eight points on a line")
expect(b, 3.0, "bias for eight points on a line")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: What can one neuron decide? (6 points)
#
# Two inputs that are 0 or 1 make four rows. A rule that answers each row with 0 or 1 can be
# written as four digits: AND is `0001`, since the rows come in the order 00, 01, 10, 11. There
# are 16 such rules for two inputs, and 256 for three. How many of them can **one** step neuron
# decide? Instead of a proof, make an experiment: throw dice.
#
# **Task.** Write `rules_found(d, draws, rng)`. It draws `draws` neurons with d inputs, weights
# and bias from the standard normal distribution, lets each answer all $2^d$ rows (1 where
# $w \cdot x + b > 0$), and returns the `set` of all different rules seen, each a string such as
# `"0001"`. The rows come from `all_rows(d)` below. Then run it yourself, with a generator of your
# choice, and put the two sets you find into `two` (two inputs, at least 2000 draws) and `three`
# (three inputs, at least 20000 draws). (3 points each)
#
# **Approach.** Do it for one neuron first: its answers to all rows as a string. Then repeat. It
# is possible without a loop over neurons, but 20000 turns of a loop are fine, too. Look at what
# is missing from `two` before you go on.
#
# **Example.** `rules_found(2, 1, np.random.default_rng(0))` is a set of one string of four
# digits.


# %% locked="rows"
def all_rows(d):
    """Every row of d inputs that are 0 or 1, shape (2**d, d), counting upwards."""
    return np.array(list(product((0, 1), repeat=d)))


# %% answer="experiment"
def rules_found(d, draws, rng):
    """The set of rules, such as "0001", that random step neurons with d inputs decide."""
    ### BEGIN SOLUTION
    weights, biases = rng.normal(size=(draws, d)), rng.normal(size=(draws, 1))
    answers = weights @ all_rows(d).T + biases > 0
    return {"".join(map(str, row)) for row in np.unique(answers.astype(int), axis=0)}
    ### END SOLUTION


### BEGIN SOLUTION
two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))
### END SOLUTION

# %% test="experiment" part="two-inputs" points=3
found = rules_found(2, 2000, np.random.default_rng(5))
assert isinstance(found, set), f"rules_found should return a set, got {type(found).__name__}."
assert all(isinstance(rule, str) and len(rule) == 4 for rule in found), "four digits for a rule."
assert {"0001", "0111"} <= found, "2000 draws should find AND, 0001, and OR, 0111."
### BEGIN HIDDEN TESTS
every = {"".join(digits) for digits in product("01", repeat=4)}
assert found <= every, f"these are no rules: {sorted(found - every)}."
assert not {"0110", "1001"} & found, "one neuron cannot decide 0110 or 1001, yet they are found."
missing = sorted(every - {"0110", "1001"} - found)
assert not missing, f"2000 draws should find every rule that one neuron can decide: {missing}."
assert set(two) == found, f"two should hold 14 rules, it holds {len(two)}."
single = [rules_found(2, 1, np.random.default_rng(seed)) for seed in range(30)]
assert all(len(rules) == 1 for rules in single), "one draw finds one rule."
assert len(set.union(*single)) > 4, "thirty generators give hardly any different rules: use rng."
### END HIDDEN TESTS

# %% test="experiment" part="three-inputs" points=3
found = rules_found(3, 5000, np.random.default_rng(6))
assert all(len(rule) == 8 for rule in found), "a rule for three inputs has eight digits."
assert "00010111" in found, "5000 draws should find the majority of three, 00010111."
### BEGIN HIDDEN TESTS
table = np.array(list(product((0, 1), repeat=3)))
possible = set()
for weights in product(range(-2, 3), repeat=3):
    for threshold in np.arange(-6.5, 7.0):
        answers = (table @ np.array(weights) > threshold).astype(int)
        possible.add("".join(map(str, answers)))
wrong = sorted(found - possible)
assert not wrong, f"one neuron cannot decide {wrong[:3]}. Are the rows in the right order?"
assert len(found) >= 95, f"5000 draws should find about 100 rules, yours find {len(found)}."
assert set(three) <= possible, "three holds rules that one neuron cannot decide."
assert len(three) >= 100, f"three should hold more than 100 rules, it holds {len(three)}."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: What it means (6 points)
#
# Explain in your own words, with eight to twelve sentences in all. A sketch in letters is
# welcome.
#
# 1. Which two rules are missing from `two`, and why can no line decide them? Give a reason that
#    does not rest on the experiment. (3 points)
# 2. Why would more draws not help for two inputs, while they may help for three? (1 point)
# 3. You train the perceptron of lesson 01 on one of the missing rules, and then the one with a
#    pocket. What does each do, and what can you say about the weights that each gives back? (2
#    points)

# %% [markdown] explain="meaning" points=6
# ### BEGIN SOLUTION
# 1. Missing are 0110 (exclusive or: exactly one input is 1) and 1001, its opposite. (1 point)
#    Suppose a neuron decided 0110. Its z is b for the row 00 and w1 + w2 + b for 11, and both
#    must be at most 0, so their sum, w1 + w2 + 2b, is at most 0. For 01 and 10 it is w2 + b and
#    w1 + b, and both must be above 0, so their sum, again w1 + w2 + 2b, is above 0. It cannot be
#    both. In the picture: the two points of each class lie at opposite corners of a square, and
#    the two diagonals cross in the middle, which would have to lie on both sides of the line. For
#    1001 the same holds with the signs turned. (2 points)
# 2. For two inputs all 14 rules that have a line were found; the other two have none, so no
#    number of draws can find them. With three inputs some of the 104 possible rules are rare,
#    because few weights and biases give them, so more draws may bring them. (1 point)
# 3. The plain perceptron never comes to an epoch without a mistake. It goes on correcting, and
#    gives back the weights it happens to have when the epochs are over, which may be among the
#    worst. (1 point) The one with a pocket moves in the same way, but gives back the first of the
#    weights with the fewest wrong rows that it met: here those of the start, all 0, with two
#    wrong rows of four. (1 point)
# ### END SOLUTION
