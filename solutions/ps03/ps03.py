# %% [markdown]
# # ps03: Blame, sent backward
#
# This assignment belongs to lesson 03. You write two losses and their gradients, walk backward
# through a graph, build a checker that names the wrong gradient, write the backward pass of a
# layer and of a whole network, and train.
#
# | question | what you write | points |
# |---|---|---|
# | 1 | two losses, each with its gradient | 5 |
# | 2 | the backward pass of a small graph | 3 |
# | 3 | a gradient checker that says which entry is wrong | 4 |
# | 4 | a layer with a gate, forward and backward | 6 |
# | 5 | all gradients of a network with a shortcut | 5 |
# | 6 | an experiment: train until it works, from any start | 4 |
# | 7 | explain | 3 |
#
# Plan for two to four hours. The questions do not depend on one another, so skip the one that
# holds you up and come back to it. You need NumPy and nothing else.
#
# Paper first: draw the graph, write the local derivatives at its nodes, then type. Never change
# an array that is handed to you. Make a new one.

# %% locked="setup"
import numpy as np


def sigmoid(z):
    """1 / (1 + exp(-z)), for any z without overflow."""
    return 0.5 * np.tanh(0.5 * np.asarray(z, dtype=float)) + 0.5


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
# ## Question 1: Two losses (5 points)
#
# A loss for training needs two things: its value, and its gradient by the predictions. Both
# losses here are means over the $N$ entries of a batch.
#
# The **mean absolute error** is the miss of the bicycle, averaged:
# $J = \frac{1}{N} \sum_n |p_n - y_n|$. Where a prediction is exactly right, take 0 as its
# derivative.
#
# The **weighted cross-entropy** is for questions in which a missed *yes* is worse than a false
# one, for example an illness. It takes scores $z$, before the sigmoid, and counts each *yes* $w$
# times:
#
# $$J = -\frac{1}{N} \sum_n \big[\, w\, y_n \ln \sigma(z_n) + (1 - y_n) \ln (1 - \sigma(z_n))
# \,\big]$$
#
# **Task.** Write `absolute_error(p, y)` and `weighted_cross_entropy(z, y, weight)`. Each returns
# a pair: the loss, one number, and its gradient by `p` or by `z`, an array of the shape (N,).
#
# **Approach.** The gradient of the first needs only the sign of each miss. For the second, write
# the loss of one example for $y = 1$ and for $y = 0$, and differentiate both by $z$. For the last
# point the loss must be right for scores such as 1000, too. Then $\sigma(z)$ is exactly 1, and
# its logarithm is no use. Use $-\ln \sigma(z) = \ln(1 + e^{-z})$, and look up `np.logaddexp`.
#
# **Example.** `absolute_error(np.array([1.0, 5.0]), np.array([3.0, 4.0]))` is
# `(1.5, [-0.5, 0.5])`. `weighted_cross_entropy(np.array([0.0]), np.array([1]), 2.0)` is
# `(1.38629436, [-1.0])`.


# %% answer="losses"
def absolute_error(p, y):
    """Mean absolute error, and its gradient by p."""
    ### BEGIN SOLUTION
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(miss) / len(miss)
    ### END SOLUTION


def weighted_cross_entropy(z, y, weight):
    """Cross-entropy of scores z that counts each yes weight times, and its gradient by z."""
    ### BEGIN SOLUTION
    loss = weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    gradient = (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.mean(loss), gradient / len(z)
    ### END SOLUTION


# %% test="losses" part="absolute" points=1
loss, gradient = absolute_error(np.array([1.0, 5.0]), np.array([3.0, 4.0]))
expect(loss, 1.5, "absolute_error, the loss")
expect(gradient, [-0.5, 0.5], "absolute_error, the gradient")
### BEGIN HIDDEN TESTS
p = np.array([2.0, 0.0, -1.0, 7.0])
y = np.array([2.0, 1.0, -3.0, 3.5])
loss, gradient = absolute_error(p, y)
expect(loss, 1.625, "absolute_error of 4 predictions, the loss")
expect(gradient, [0.0, -0.25, 0.25, 0.25], "absolute_error of 4 predictions, the gradient")
expect(p, [2.0, 0.0, -1.0, 7.0], "p after absolute_error(p, y), which must not change")
### END HIDDEN TESTS

# %% test="losses" part="value" points=1
loss, _ = weighted_cross_entropy(np.array([0.0]), np.array([1]), 2.0)
expect(loss, 1.38629436, "weighted_cross_entropy of one yes with weight 2, the loss")
loss, _ = weighted_cross_entropy(np.array([0.0, 0.0]), np.array([0, 0]), 2.0)
expect(loss, 0.69314718, "weighted_cross_entropy of two times no, the loss")
### BEGIN HIDDEN TESTS
loss, _ = weighted_cross_entropy(np.array([1.0, -2.0, 0.5]), np.array([1, 0, 1]), 3.0)
expect(loss, 0.82964788, "weighted_cross_entropy of 3 scores, the loss")
loss, _ = weighted_cross_entropy(np.array([1.0, -2.0, 0.5]), np.array([1, 0, 1]), 1.0)
expect(loss, 0.30475561, "weighted_cross_entropy with weight 1, the loss")
### END HIDDEN TESTS

# %% test="losses" part="gradient" points=2
_, gradient = weighted_cross_entropy(np.array([0.0]), np.array([1]), 2.0)
expect(gradient, [-1.0], "weighted_cross_entropy of one yes with weight 2, the gradient")
_, gradient = weighted_cross_entropy(np.array([0.0, 0.0]), np.array([0, 0]), 2.0)
expect(gradient, [0.25, 0.25], "weighted_cross_entropy of two times no, the gradient")
### BEGIN HIDDEN TESTS
z = np.array([1.0, -2.0, 0.5])
_, gradient = weighted_cross_entropy(z, np.array([1, 0, 1]), 3.0)
expect(
    gradient,
    [-0.26894142, 0.03973431, -0.37754067],
    "weighted_cross_entropy of 3 scores, the gradient",
)
expect(z, [1.0, -2.0, 0.5], "z after weighted_cross_entropy, which must not change")
_, gradient = weighted_cross_entropy(z, np.array([1, 0, 1]), 1.0)
expect(
    gradient,
    [-0.08964714, 0.03973431, -0.12584689],
    "weighted_cross_entropy with weight 1, the gradient",
)
### END HIDDEN TESTS

# %% test="losses" part="large" points=1
loss, _ = weighted_cross_entropy(np.array([-1000.0]), np.array([1]), 2.0)
expect(loss, 2000.0, "weighted_cross_entropy of the score -1000 for a yes, the loss")
### BEGIN HIDDEN TESTS
loss, _ = weighted_cross_entropy(np.array([1000.0, 40.0, -50.0]), np.array([0, 1, 0]), 2.0)
expect(loss, 333.33333333, "weighted_cross_entropy of large scores, the loss")
loss, _ = weighted_cross_entropy(np.array([800.0, -800.0]), np.array([1, 0]), 5.0)
expect(loss, 0.0, "weighted_cross_entropy, sure and right, the loss")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: Backward through a graph (3 points)
#
# The numbers $x$, $w$, $b$ and $y$ go in. The value $a$ is used twice:
#
# $$a = x w + b \qquad s = \sigma(a) \qquad c = a \cdot s \qquad L = \tfrac{1}{2} (c - y)^2$$
#
# **Task.** Write `graph_gradients(x, w, b, y)`. It returns a dictionary with the derivatives of
# $L$ by each of the four inputs, under the names `"x"`, `"w"`, `"b"`, `"y"`. `sigmoid` is given.
#
# **Approach.** Draw the graph. Compute forward, and keep $a$, $s$ and $c$. Then walk back from
# $L$. The rule at each node is: local derivative times what arrives. Where do two gradients meet?
#
# **Example.** `graph_gradients(1.0, 2.0, -2.0, 3.0)` is
# `{"x": -3.0, "w": -1.5, "b": -1.5, "y": 3.0}`. Here $a = 0$, so you can check it in your head.


# %% answer="graph"
def graph_gradients(x, w, b, y):
    """Derivatives of the loss of the graph by x, w, b and y."""
    ### BEGIN SOLUTION
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * s + dc * a * s * (1 - s)  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da, "y": y - c}
    ### END SOLUTION


# %% test="graph" part="last_node" points=1
expect(graph_gradients(1.0, 2.0, -2.0, 3.0)["y"], 3.0, "dL/dy at (1, 2, -2, 3)")
### BEGIN HIDDEN TESTS
expect(graph_gradients(0.5, 2.0, 1.0, -1.0)["y"], -2.76159416, "dL/dy at (0.5, 2, 1, -1)")
expect(graph_gradients(-2.0, 1.5, 0.5, 0.25)["y"], 0.43964545, "dL/dy at (-2, 1.5, 0.5, 0.25)")
### END HIDDEN TESTS

# %% test="graph" part="all_the_way" points=2
example = graph_gradients(1.0, 2.0, -2.0, 3.0)
for name, expected in {"x": -3.0, "w": -1.5, "b": -1.5}.items():
    expect(example[name], expected, f"dL/d{name} at (1, 2, -2, 3)")
### BEGIN HIDDEN TESTS


def half_squared_miss(x, w, b, y):
    a = x * w + b
    return (a * sigmoid(a) - y) ** 2 / 2


for point in [(0.5, 2.0, 1.0, -1.0), (-2.0, 1.5, 0.5, 0.25), (3.0, -0.4, 0.2, 2.0)]:
    gradients = graph_gradients(*point)
    for index, name in enumerate("xwb"):
        nudge = 1e-5 * np.eye(4)[index]
        measured = (
            half_squared_miss(*(point + nudge)) - half_squared_miss(*(point - nudge))
        ) / 2e-5
        assert abs(gradients[name] - measured) < 1e-6, (
            f"dL/d{name} at {point}: expected {measured:.6f}, got {gradients[name]:.6f}."
        )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: Which entry is wrong? (4 points)
#
# A check that says only *wrong* leaves you searching. Yours says where.
#
# **Task.** Write `wrong_entry(f, x, gradient, tolerance=1e-5)`. `f` takes an array of the shape
# of `x` and returns one number. `gradient` is what somebody claims the derivatives of `f` at `x`
# to be, an array of the same shape. Measure every derivative with a central difference. The
# relative error of an entry is
#
# $$\frac{|\text{claimed} - \text{measured}|}
# {\max(|\text{claimed}|,\; |\text{measured}|,\; 10^{-3})}$$
#
# If no entry has a relative error above `tolerance`, return `None`. Otherwise return the index of
# the entry with the **largest** relative error, as a tuple of whole numbers such as `(0, 2)`; for
# an array with one axis, `(2,)`.
#
# **Approach.** Go through all indices (`np.ndindex(x.shape)` gives them as tuples). Nudge one
# entry of a copy, up and down by about $10^{-5}$, and leave all others as they are. `x` itself
# must not change, and it may hold whole numbers.
#
# **Example.** With `f = lambda x: (x**2).sum()` and `x = np.array([1.0, 2.0])`, the claim
# `np.array([2.0, 4.0])` gives `None`, and `np.array([2.0, 5.0])` gives `(1,)`.


# %% answer="checker"
def wrong_entry(f, x, gradient, tolerance=1e-5):
    """Index of the entry of gradient that is most wrong, or None if all are right."""
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst
    ### END SOLUTION


# %% locked="checker-cases"
def square(x):
    """The sum of all squares, whose gradient is 2x."""
    return (x**2).sum()


# %% test="checker" part="right_claims" points=1
got = wrong_entry(square, np.array([1.0, 2.0]), np.array([2.0, 4.0]))
assert got is None, f"The gradient of x1² + x2² is right: expected None, got {got}."
### BEGIN HIDDEN TESTS
x = np.random.default_rng(3).normal(size=(3, 2))
for f, gradient, name in [
    (lambda x: np.exp(2 * x).sum(), 2 * np.exp(2 * x), "exp(2x)"),
    (lambda x: x[0, 0] * x[2, 1], np.array([[x[2, 1], 0], [0, 0], [0, x[0, 0]]]), "a product"),
    (lambda x: (x**2).prod(), 2 * (x**2).prod() / x, "a product of squares"),
]:
    got = wrong_entry(f, x, gradient)
    assert got is None, f"The gradient of {name} is right: expected None, got {got}."
### END HIDDEN TESTS

# %% test="checker" part="wrong_claims" points=2
got = wrong_entry(square, np.array([1.0, 2.0]), np.array([2.0, 5.0]))
assert got is not None, "Of the claim [2, 5] the second entry is wrong: expected (1,), got None."
assert tuple(got) == (1,), f"Of the claim [2, 5] the second entry is wrong: got {got}, not (1,)."
### BEGIN HIDDEN TESTS
x = np.random.default_rng(4).normal(size=(3, 4)) + 3.0
for changes, expected, what in [
    ({(2, 1): 1.01}, (2, 1), "one entry 1 % too large"),
    ({(0, 3): -1.0}, (0, 3), "one entry with its sign turned"),
    ({(1, 2): 1.0002}, (1, 2), "one entry 0.02 % too large"),
    ({(0, 0): 1.1, (2, 3): 1.5, (1, 1): 1.2}, (2, 3), "three entries wrong, the last one most"),
    ({(0, 0): 1.5, (2, 3): 0.9}, (0, 0), "two entries wrong, the first one most"),
]:
    claim = 3 * x**2
    for index, factor in changes.items():
        claim[index] *= factor
    got = wrong_entry(lambda x: (x**3).sum(), x, claim)
    assert got is not None, f"{what}: expected {expected}, got None."
    assert tuple(got) == expected, f"{what}: expected {expected}, got {got}."

got = wrong_entry(lambda x: 1000 * x[0] + x[1], np.array([1.0, 1.0]), np.array([1001.0, 1.1]))
assert got is not None, "A large entry 0.1 % wrong, a small one 10 %: expected (1,), got None."
assert tuple(got) == (1,), f"A large entry 0.1 % wrong, a small one 10 %: got {got}, not (1,)."
### END HIDDEN TESTS

# %% test="checker" part="tolerance_and_input" points=1
got = wrong_entry(square, np.array([1, 2]), np.array([2.0, 4.0]))
assert got is None, f"x holds the whole numbers 1, 2 and the claim is right: got {got}, not None."
got = wrong_entry(square, np.array([1.0, 2.0]), np.array([2.0, 4.1]), tolerance=0.1)
assert got is None, f"An error of 2 % is within the tolerance 0.1: expected None, got {got}."
### BEGIN HIDDEN TESTS
x, claim = np.array([[0.5, -1.5]]), np.array([[1.0, 3.0]])
wrong_entry(square, x, claim)
expect(x, [[0.5, -1.5]], "x after wrong_entry, which must not change, to the last digit")
assert x[0, 0] == 0.5, "x has changed in its last digits: nudge a copy."
expect(claim, [[1.0, 3.0]], "gradient after wrong_entry, which must not change")
got = wrong_entry(square, np.array([3, -2, 1]), np.array([6.0, 4.0, 2.0]))
assert got is not None, "Whole numbers, second entry has its sign turned: got None."
assert tuple(got) == (1,), f"Whole numbers, second entry has its sign turned: got {got}."
got = wrong_entry(lambda x: 0.0 * x.sum(), np.array([1.0]), np.array([0.0]))
assert got is None, f"A flat function and the claim 0: expected None, got {got}."
got = wrong_entry(lambda x: 0.0 * x.sum(), np.array([1.0]), np.array([1e-9]))
assert got is None, f"A flat function and the claim 1e-9, which is as good as 0: got {got}."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: A layer with a gate (6 points)
#
# Some networks let one half of a layer open and shut the other half, like a tap. Each output is a
# weighted sum times a number between 0 and 1:
#
# $$u = x W + b \qquad g = \sigma(x V) \qquad y = u \odot g$$
#
# Here $\odot$ multiplies entry by entry. The shapes are $x$: (N, I), $W$ and $V$: (I, O), $b$:
# (O,), and $u$, $g$, $y$: (N, O).
#
# **Task.** Write the class `GatedLayer`.
#
# - `GatedLayer(W, b, V)` keeps the three as `.W`, `.b`, `.V`. It makes `.dW`, `.db`, `.dV`, which
#   are zeros of the same shapes.
# - `.forward(x)` returns $y$ and keeps what the way back needs.
# - `.backward(dy)` gets the gradient of the loss by $y$, (N, O). It **adds** the gradients of the
#   parameters to `.dW`, `.db`, `.dV`, and returns the gradient by $x$, (N, I).
# - `.zero_grad()` sets the three back to zero.
#
# **Approach.** Draw the graph for one number each. Then put shapes at every edge: a gradient has
# the shape of what it belongs to, and that leaves only one way to place the transposes. $x$ is
# used twice. And $b$ is used once for every row.
#
# **Example.** With all of `W`, `b`, `V` of shape (1, 1), (1,), (1, 1) and equal to 1, 0, 0, the
# input `[[2.0]]` gives `[[1.0]]`. Then `backward(np.array([[1.0]]))` gives `[[0.5]]`, and `.dW`
# is `[[1.0]]`.


# %% answer="gate"
class GatedLayer:
    """y = (x W + b) * sigmoid(x V)."""

    def __init__(self, W, b, V):
        ### BEGIN SOLUTION
        self.W, self.b, self.V = W, b, V
        self.zero_grad()
        ### END SOLUTION

    def zero_grad(self):
        """Set .dW, .db and .dV to zero."""
        ### BEGIN SOLUTION
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))
        ### END SOLUTION

    def forward(self, x):
        """Return y, (N, O), for x, (N, I)."""
        ### BEGIN SOLUTION
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g
        ### END SOLUTION

    def backward(self, dy):
        """Add to .dW, .db, .dV; return the gradient by x, (N, I)."""
        ### BEGIN SOLUTION
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum(axis=0)
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T
        ### END SOLUTION


# %% locked="gate-cases"
def gate_case(seed):
    """A gated layer's parameters, an input and an arriving gradient: N = 4, I = 3, O = 2."""
    rng = np.random.default_rng(seed)
    W, b, V = rng.normal(size=(3, 2)), rng.normal(size=2), rng.normal(size=(3, 2))
    return W, b, V, rng.normal(size=(4, 3)), rng.normal(size=(4, 2))


# %% test="gate" part="forward" points=1
layer = GatedLayer(np.array([[1.0]]), np.array([0.0]), np.array([[0.0]]))
expect(layer.forward(np.array([[2.0]])), [[1.0]], "GatedLayer forward of [[2]]")
### BEGIN HIDDEN TESTS
W, b, V, x, dy = gate_case(1)
before = x.copy()
wanted = [
    [
        (sum(x[n, i] * W[i, o] for i in range(3)) + b[o])
        / (1 + np.exp(-sum(x[n, i] * V[i, o] for i in range(3))))
        for o in range(2)
    ]
    for n in range(4)
]
expect(GatedLayer(W, b, V).forward(x), wanted, "GatedLayer forward, x of shape (4, 3)")
expect(x, before, "x after forward, which must not change")
### END HIDDEN TESTS

# %% test="gate" part="parameters" points=2
layer = GatedLayer(np.array([[1.0]]), np.array([0.0]), np.array([[0.0]]))
layer.forward(np.array([[2.0]]))
layer.backward(np.array([[1.0]]))
expect(layer.dW, [[1.0]], "dW for one number")
expect(layer.db, [0.5], "db for one number")
expect(layer.dV, [[1.0]], "dV for one number")
### BEGIN HIDDEN TESTS
W, b, V, x, dy = gate_case(2)
layer = GatedLayer(W, b, V)
layer.forward(x)
layer.backward(dy)


def gate_loss(W, b, V, x):
    """The loss whose gradient by y is dy."""
    return np.sum(dy * (x @ W + b) / (1 + np.exp(-x @ V)))


def measured_gate(position):
    values = [W, b, V, x]
    result = np.zeros(values[position].shape)
    for index in np.ndindex(result.shape):
        ends = []
        for nudge in (1e-5, -1e-5):
            changed = [value.copy() for value in values]
            changed[position][index] += nudge
            ends.append(gate_loss(*changed))
        result[index] = (ends[0] - ends[1]) / 2e-5
    return result


for position, name in enumerate(["dW", "db", "dV"]):
    got, wanted = getattr(layer, name), measured_gate(position)
    assert np.shape(got) == wanted.shape, (
        f"{name}: expected shape {wanted.shape}, got {np.shape(got)}."
    )
    np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-7, err_msg=f"{name} is wrong")
### END HIDDEN TESTS

# %% test="gate" part="input" points=2
layer = GatedLayer(np.array([[1.0]]), np.array([0.0]), np.array([[0.0]]))
layer.forward(np.array([[2.0]]))
expect(layer.backward(np.array([[1.0]])), [[0.5]], "gradient by x for one number")
### BEGIN HIDDEN TESTS
W, b, V, x, dy = gate_case(3)
layer = GatedLayer(W, b, V)
layer.forward(x)
kept = dy.copy()
got = layer.backward(dy)
expect(dy, kept, "dy after backward, which must not change")
wanted = np.zeros((4, 3))
for n, i in np.ndindex(4, 3):
    nudge = np.zeros((4, 3))
    nudge[n, i] = 1e-5
    up, down = x + nudge, x - nudge
    above = np.sum(dy * (up @ W + b) / (1 + np.exp(-up @ V)))
    below = np.sum(dy * (down @ W + b) / (1 + np.exp(-down @ V)))
    wanted[n, i] = (above - below) / 2e-5
assert np.shape(got) == (4, 3), f"Gradient by x: expected shape (4, 3), got {np.shape(got)}."
np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-7, err_msg="gradient by x is wrong")
### END HIDDEN TESTS

# %% test="gate" part="adding_up" points=1
layer = GatedLayer(np.array([[1.0]]), np.array([0.0]), np.array([[0.0]]))
for _ in range(2):
    layer.forward(np.array([[2.0]]))
    layer.backward(np.array([[1.0]]))
expect(layer.dW, 2 * 2.0 * 0.5 * np.ones((1, 1)), "dW after two times backward: gradients add")
layer.zero_grad()
expect(layer.dW, [[0.0]], "dW after zero_grad")
### BEGIN HIDDEN TESTS
W, b, V, x, dy = gate_case(4)
once, twice = GatedLayer(W, b, V), GatedLayer(W, b, V)
for name in ("dW", "db", "dV"):
    expect(getattr(twice, name), np.zeros(np.shape(getattr(twice, name[1:]))), f"{name} at first")
once.forward(x)
once.backward(dy)
for scale in (1.0, 2.0):
    twice.forward(x)
    twice.backward(scale * dy)
for name in ("dW", "db", "dV"):
    expect(getattr(twice, name), 3 * getattr(once, name), f"{name} after dy and then 2 dy")
once.zero_grad()
for name in ("dW", "db", "dV"):
    expect(getattr(once, name), np.zeros(np.shape(getattr(once, name[1:]))), f"{name} set to zero")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: A network with a shortcut (5 points)
#
# A network for K classes has a hidden layer, and besides a shortcut from the input straight to
# the scores:
#
# $$h = \tanh(x W_1 + b_1) \qquad z = h W_2 + x S + b_2 \qquad p = \text{softmax}(z) \qquad
# J = -\frac{1}{N} \sum_n \ln p_{n, y_n}$$
#
# The shapes are $x$: (N, D), $W_1$: (D, H), $b_1$: (H,), $W_2$: (H, K), $S$: (D, K), $b_2$: (K,).
# The target $y$ holds for each row the number of its class, from 0 to K - 1, as whole numbers,
# (N,).
#
# **Task.** Write `network_gradients(net, x, y)`. `net` is a dictionary with `"W1"`, `"b1"`,
# `"W2"`, `"S"`, `"b2"`. Return the pair: the loss, one number, and a dictionary with the
# gradients of all five, under the same names and with the same shapes.
#
# **Approach.** Softmax works row by row. Subtract each row's largest score first, then nothing
# overflows. `p[np.arange(N), y]` picks from each row the probability of its class. Backward
# begins with *p minus one-hot y*, and with the mean in mind. The derivative of $\tanh$ is
# $1 - \tanh^2$.
#
# **Example.** With every weight and bias 0 and K = 2 classes, the loss is 0.69314718 for any
# input. For x = `[[1.0], [3.0]]` and y = `[0, 1]`, the gradient of S is `[[0.5, -0.5]]`, and that
# of b2 `[0, 0]`.


# %% answer="network"
def network_gradients(net, x, y):
    """The loss, and the gradients by W1, b1, W2, S and b2."""
    ### BEGIN SOLUTION
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients
    ### END SOLUTION


# %% locked="network-cases"
def zero_net(D, H, K):
    """A network with all weights and biases zero."""
    shapes = {"W1": (D, H), "b1": (H,), "W2": (H, K), "S": (D, K), "b2": (K,)}
    return {name: np.zeros(shape) for name, shape in shapes.items()}


def random_case(seed, N=5, D=3, H=4, K=3):
    """A network with random weights, N inputs and their classes."""
    rng = np.random.default_rng(seed)
    net = {name: rng.normal(size=value.shape) for name, value in zero_net(D, H, K).items()}
    return net, rng.normal(size=(N, D)), rng.integers(0, K, size=N)


# %% test="network" part="loss" points=1
loss, _ = network_gradients(zero_net(1, 3, 2), np.array([[1.0], [3.0]]), np.array([0, 1]))
expect(loss, 0.69314718, "loss of a network of zeros with 2 classes")
### BEGIN HIDDEN TESTS
net, x, y = random_case(1)
total = 0.0
for row, label in zip(x, y, strict=True):
    scores = np.tanh(row @ net["W1"] + net["b1"]) @ net["W2"] + row @ net["S"] + net["b2"]
    total -= np.log(np.exp(scores[label]) / np.exp(scores).sum())
loss, _ = network_gradients(net, x, y)
expect(loss, total / 5, "loss of a network with random weights")
sure = zero_net(1, 2, 3)
sure["b2"] = np.array([1000.0, 0.0, -1000.0])
loss, _ = network_gradients(sure, np.array([[1.0], [1.0]]), np.array([0, 1]))
expect(loss, 500.0, "loss with scores 1000, 0, -1000: subtract the largest score first")
### END HIDDEN TESTS

# %% test="network" part="last_layer" points=2
_, gradients = network_gradients(zero_net(1, 3, 2), np.array([[1.0], [3.0]]), np.array([0, 1]))
expect(gradients["S"], [[0.5, -0.5]], "gradient of S, network of zeros")
expect(gradients["b2"], [0.0, 0.0], "gradient of b2, network of zeros")
### BEGIN HIDDEN TESTS


def shortcut_loss(net, x, y):
    h = np.tanh(x @ net["W1"] + net["b1"])
    z = h @ net["W2"] + x @ net["S"] + net["b2"]
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


def measured_shortcut(net, x, y, name):
    result = np.zeros(net[name].shape)
    for index in np.ndindex(result.shape):
        nudge = np.zeros(result.shape)
        nudge[index] = 1e-5
        above = shortcut_loss({**net, name: net[name] + nudge}, x, y)
        below = shortcut_loss({**net, name: net[name] - nudge}, x, y)
        result[index] = (above - below) / 2e-5
    return result


for seed in (2, 3):
    net, x, y = random_case(seed)
    _, gradients = network_gradients(net, x, y)
    for name in ("W2", "S", "b2"):
        got, wanted = gradients[name], measured_shortcut(net, x, y, name)
        assert np.shape(got) == wanted.shape, (
            f"Gradient of {name}: expected shape {wanted.shape}, got {np.shape(got)}."
        )
        np.testing.assert_allclose(got, wanted, atol=1e-7, err_msg=f"gradient of {name} is wrong")
### END HIDDEN TESTS

# %% test="network" part="hidden_layer" points=2
net = zero_net(1, 1, 2)
net["W2"] = np.array([[1.0, -1.0]])
_, gradients = network_gradients(net, np.array([[2.0]]), np.array([0]))
expect(gradients["W1"], [[-2.0]], "gradient of W1, one input and one hidden unit")
expect(gradients["b1"], [-1.0], "gradient of b1, one input and one hidden unit")
### BEGIN HIDDEN TESTS


def loss_with(net, x, y):
    h = np.tanh(x @ net["W1"] + net["b1"])
    z = h @ net["W2"] + x @ net["S"] + net["b2"]
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


for seed in (4, 5):
    net, x, y = random_case(seed, N=6, D=2, H=3, K=4)
    kept = {name: value.copy() for name, value in net.items()}
    _, gradients = network_gradients(net, x, y)
    for name, value in kept.items():
        expect(net[name], value, f"net['{name}'] after network_gradients, which must not change")
    for name in ("W1", "b1"):
        wanted = np.zeros(net[name].shape)
        for index in np.ndindex(wanted.shape):
            nudge = np.zeros(wanted.shape)
            nudge[index] = 1e-5
            above = loss_with({**net, name: net[name] + nudge}, x, y)
            below = loss_with({**net, name: net[name] - nudge}, x, y)
            wanted[index] = (above - below) / 2e-5
        got = gradients[name]
        assert np.shape(got) == wanted.shape, (
            f"Gradient of {name}: expected shape {wanted.shape}, got {np.shape(got)}."
        )
        np.testing.assert_allclose(got, wanted, atol=1e-7, err_msg=f"gradient of {name} is wrong")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: An experiment: from any start (4 points)
#
# Two switches and a lamp, as in lesson 02, but the switches are worn out: a measured position is
# near 0 or near 1. The lamp is on when exactly one switch is on. The cell below gives you
#
# - `switches(n, rng)`: n measured positions, (n, 2), and the lamp, (n,), 0 or 1;
# - `lamp_loss(net, x, y)`: the binary cross-entropy of a network with one hidden layer of tanh
#   units. `net` is a dictionary with `"W1"` (2, H), `"b1"` (H,), `"w2"` (H,), `"b2"` (one
#   number);
# - `lamp_slopes(net, x, y)`: the gradients of that loss, a dictionary with the same names. They
#   are measured, by a trick with complex numbers. That is slow, and right to the last digit.
#
# **Task.** Write `train(x, y, rng)`. Choose a width H and draw a start with `rng` (and with
# nothing else: the same `rng` must give the same run). Go down by gradient descent until the loss
# is below 0.1. Return the pair `net, losses`: the trained network, and the list of its losses,
# from the start to the loss of the network that you return. You have 1000 steps, so at most 1001
# losses.
#
# It must work from **every** start: the tests draw several. One lucky run is not enough.
#
# **Approach.** Try widths from 2 to 8 and learning rates from 0.01 to 3, each with ten seeds, and
# count how many arrive. What happens with a start at zero? Then choose with a margin.
#
# **Example.** After `net, losses = train(*switches(60, rng), rng)`, `losses[0]` is somewhere near
# 0.7 or above it, `losses[-1]` is below 0.1, and `lamp_loss(net, x, y)` is `losses[-1]`.


# %% locked="lamp"
def switches(n, rng):
    """Worn-out switches, (n, 2), and whether the lamp is on, (n,)."""
    on = rng.integers(0, 2, size=(n, 2))
    lamp = (on[:, 0] != on[:, 1]).astype(float)
    return on + rng.normal(0.0, 0.1, size=(n, 2)), lamp


def lamp_score(net, x):
    """The network's score for lamp on, before the sigmoid."""
    return np.tanh(x @ net["W1"] + net["b1"]) @ net["w2"] + net["b2"]


def lamp_loss(net, x, y):
    """Binary cross-entropy of the network, one number."""
    score = lamp_score(net, x)
    return float(np.mean(np.logaddexp(0.0, score) - y * score))


def lamp_slopes(net, x, y):
    """Gradients of the loss by every entry of net, measured with an imaginary nudge."""
    slopes = {}
    for name, value in net.items():
        slopes[name] = np.zeros(np.shape(value))
        for index in np.ndindex(np.shape(value)):
            nudged = np.array(value, dtype=complex)
            nudged[index] += 1e-20j
            score = lamp_score({**net, name: nudged}, x)
            change = score.imag * (sigmoid(score.real) - y)
            slopes[name][index] = np.mean(change) / 1e-20
    return slopes


# %% answer="train"
def train(x, y, rng):
    """Train a network for the lamp; return it and the list of its losses."""
    ### BEGIN SOLUTION
    hidden, learning_rate = 8, 1.0
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses
    ### END SOLUTION


# %% test="train" part="record" points=1
rng = np.random.default_rng(1)
x, y = switches(60, rng)
net, losses = train(x, y, rng)
assert 2 <= len(losses) <= 1001, f"Expected between 2 and 1001 losses, got {len(losses)}."
assert losses[-1] < losses[0], f"The loss went from {losses[0]:.3f} to {losses[-1]:.3f}, not down."
assert abs(lamp_loss(net, x, y) - losses[-1]) < 1e-9, (
    f"The last loss is {losses[-1]:.4f}, but the network that came back has "
    f"{lamp_loss(net, x, y):.4f}."
)
### BEGIN HIDDEN TESTS
assert losses[0] > 0.3, f"losses[0] is {losses[0]:.3f}, too good for an untrained network."
x, y = switches(60, np.random.default_rng(2))
kept = x.copy()
first, again, other = (train(x, y, np.random.default_rng(seed))[1] for seed in (5, 5, 6))
expect(x, kept, "x after train, which must not change")
assert list(first) == list(again), "The same rng gave two different runs: draw with rng only."
assert first[0] != other[0], "Two different rngs gave the same start: draw the weights with rng."
### END HIDDEN TESTS

# %% test="train" part="arrives" points=3
for seed in (1, 2):
    rng = np.random.default_rng(seed)
    x, y = switches(60, rng)
    net, losses = train(x, y, rng)
    assert lamp_loss(net, x, y) < 0.1, (
        f"With default_rng({seed}) the loss is {lamp_loss(net, x, y):.3f}, not below 0.1."
    )
### BEGIN HIDDEN TESTS
for seed in (11, 12, 13, 14):
    rng = np.random.default_rng(seed)
    x, y = switches(60, rng)
    net, losses = train(x, y, rng)
    assert len(losses) <= 1001, f"Expected at most 1001 losses, got {len(losses)}."
    assert lamp_loss(net, x, y) < 0.1, (
        f"From another start the loss is {lamp_loss(net, x, y):.3f}, not below 0.1."
    )
    fresh, lamp = switches(500, rng)
    right = np.mean((lamp_score(net, fresh) > 0) == (lamp == 1))
    assert right > 0.9, f"Of 500 new positions {right:.0%} are right; expected more than 90 %."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: Explain (3 points)
#
# Answer in about ten sentences, with formulas where they help.
#
# 1. A sigmoid unit is sure and wrong. Why does it learn at once with the cross-entropy, and
#    hardly at all with the squared error? Begin from the chain rule.
# 2. A gradient check passes for every entry, and yet the network does not train. Name two
#    different causes that a gradient check cannot see, and say how you would find each of them.

# %% [markdown] explain="why" points=3
# ### BEGIN SOLUTION
# 1. With $p = \sigma(z)$ the chain rule gives $dL/dz = dL/dp \cdot p (1 - p)$. For a unit that is
#    sure and wrong, $p (1 - p)$ is close to 0. The squared error has $dL/dp = 2 (p - y)$, at most
#    2 in size, so the product is close to 0 as well: the unit hardly moves. The cross-entropy has
#    $dL/dp = (p - y) / (p (1 - p))$. It grows as fast as the other factor shrinks, the two
#    cancel, and $p - y$, which is close to 1 in size, remains. (2 points: chain rule 1, the
#    cancelling factor 1)
# 2. The check compares the gradient with the loss, at one point. It cannot see (half a point
#    each): a wrong update, such as a wrong sign, a rate that is too large or too small, gradients
#    that are not set to zero: print the loss of the first steps; a bad start, such as all weights
#    equal, where all hidden units stay alike: compare the columns of $W_1$; a loss that is not
#    what you want, or targets that do not belong to their inputs: look at single examples; data
#    that were not scaled, so that units saturate: look at the hidden values.
# ### END SOLUTION
