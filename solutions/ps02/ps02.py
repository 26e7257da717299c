# %% [markdown]
# # ps02: Networks that bend
#
# This assignment belongs to lesson 02. You write an activation function of your own, a network of
# any depth, and three networks whose weights you choose by thinking instead of training.
#
# | question | what you write | points |
# |---|---|---|
# | 1 | a new activation function and its derivative | 4 |
# | 2 | count the parameters of a network, run it forward | 5 |
# | 3 | fold a stack of linear layers into one | 4 |
# | 4 | networks for three and more switches | 6 |
# | 5 | an experiment: how lucky are random hidden neurons | 3 |
# | 6 | a network that draws a given line of corners | 5 |
# | 7 | explain what the experiment shows | 3 |
#
# Plan for two to four hours. The questions do not depend on one another, so skip the one that
# holds you up and come back to it. You need NumPy and nothing else.
#
# In every question: work on arrays, not on single numbers, unless the task says otherwise. Never
# change an array that is handed to you. Make a new one.

# %% locked="setup"
import numpy as np


def step(z):
    """1.0 where z is above zero, else 0.0."""
    return (np.asarray(z) > 0).astype(float)


def relu(z):
    """z where it is above zero, else 0.0."""
    return np.maximum(z, 0.0)


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
# ## Question 1: A new activation function (4 points)
#
# The *exponential linear unit*, ELU for short, is a ReLU whose left side is not flat but runs
# smoothly down to $-\alpha$:
#
# $$\text{elu}(z) = \begin{cases} z & z > 0 \\ \alpha\,(e^z - 1) & z \le 0 \end{cases}$$
#
# **Task.** Write `elu(z, alpha)` and its derivative with respect to z, `elu_slope(z, alpha)`. Both
# take an array of any shape (or one number) and return floats of the same shape. You find the
# derivative yourself, with the rules of lesson 00. At exactly z = 0 use the rule of the lower
# branch.
#
# **Approach.** Take the derivative of each branch on paper. Write each branch for the whole array,
# then pick. For the last point: when z is tiny, $e^z$ is so near 1 that the subtraction loses
# most of its digits. NumPy has a function for exactly this case.
#
# **Example.** `elu(np.array([-1.0, 0.0, 2.0]), alpha=1.0)` is `[-0.63212056, 0, 2]`.


# %% answer="elu"
def elu(z, alpha=1.0):
    """Exponential linear unit, element by element."""
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))
    ### END SOLUTION


def elu_slope(z, alpha=1.0):
    """Derivative of `elu` with respect to z, element by element."""
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))
    ### END SOLUTION


# %% test="elu" part="values" points=1
expect(elu(np.array([-1.0, 0.0, 2.0])), [-0.63212056, 0.0, 2.0], "elu([-1, 0, 2])")
expect(elu(np.array([-1.0, 3.0]), alpha=2.0), [-1.26424112, 3.0], "elu([-1, 3], alpha=2)")
### BEGIN HIDDEN TESTS
expect(elu(np.array([-30.0])), [-1.0], "elu([-30])")
expect(elu(0.5), 0.5, "elu(0.5), one number")
expect(elu(np.array([[-2, -1], [1, 2]])), [[-0.86466472, -0.63212056], [1, 2]], "elu of integers")
z = np.array([-1.5, 0.5])
elu(z)
expect(z, [-1.5, 0.5], "z after elu(z), which must not change")
z = np.random.default_rng(1).normal(size=(3, 4))
wanted = [[v if v > 0 else 0.5 * (np.exp(v) - 1) for v in row] for row in z]
expect(elu(z, alpha=0.5), wanted, "elu of an array of shape (3, 4), alpha=0.5")
### END HIDDEN TESTS

# %% test="elu" part="slope" points=2
expect(elu_slope(np.array([-1.0, 2.0])), [0.36787944, 1.0], "elu_slope([-1, 2])")
### BEGIN HIDDEN TESTS
expect(elu_slope(np.array([-1.0, 2.0]), alpha=2.0), [0.73575888, 1.0], "elu_slope, alpha=2")
expect(elu_slope(np.array([0.0]), alpha=0.5), [0.5], "elu_slope at zero, alpha=0.5")
expect(elu_slope(np.array([-3, 3])), [0.04978707, 1.0], "elu_slope of integers")
expect(elu_slope(-1.0), 0.36787944, "elu_slope(-1.0), one number")
z = np.array([-1.5, 0.5])
elu_slope(z)
expect(z, [-1.5, 0.5], "z after elu_slope(z), which must not change")
z = np.random.default_rng(2).normal(size=(2, 3))
wanted = [[1.0 if v > 0 else 0.3 * np.exp(v) for v in row] for row in z]
expect(elu_slope(z, alpha=0.3), wanted, "elu_slope of an array of shape (2, 3), alpha=0.3")
### END HIDDEN TESTS

# %% test="elu" part="tiny" points=1
tiny = np.array([-1e-12])
np.testing.assert_allclose(elu(tiny), tiny, rtol=1e-6, err_msg="elu(-1e-12) lost its digits")
### BEGIN HIDDEN TESTS
tiny = np.array([-1e-9, -3e-11, -5e-14])
np.testing.assert_allclose(
    elu(tiny, alpha=2.0), 2.0 * tiny, rtol=1e-6, err_msg="elu of tiny negative numbers, alpha=2"
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: A network of any depth (5 points)
#
# A network with the widths `[3, 4, 2]` takes 3 inputs, has one hidden layer of 4 neurons and gives
# 2 outputs. Its layers are a list of pairs `(W, b)`, with W of shape (inputs of the layer, neurons
# of the layer) and b of shape (neurons of the layer,).
#
# **Task.** Write
#
# - `count_parameters(widths)`: how many weights and biases such a network has, as a whole number;
# - `forward(x, layers, activation)`: the network's output. The activation follows every layer
#   except the last. A batch x of shape (N, D) gives (N, K). One single example of shape (D,) gives
#   (K,).
#
# **Approach.** Each pair of neighbouring widths makes one layer: count what that layer holds. For
# `forward`, go through the layers in order, each works on what the one before it gave. Mind which
# layer is the last.
#
# **Example.** `count_parameters([2, 2, 1])` is 9. With `layers = [([[1], [1]], [-1])]` (as arrays),
# `forward([[2, 3]], layers, relu)` is `[[4]]`.


# %% answer="mlp"
def count_parameters(widths):
    """Number of weights and biases of a network with these widths."""
    ### BEGIN SOLUTION
    total = 0
    for k in range(1, len(widths)):
        total += widths[k - 1] * widths[k] + widths[k]
    return total
    ### END SOLUTION


def forward(x, layers, activation):
    """Output of the network: activation after every layer except the last."""
    ### BEGIN SOLUTION
    h = np.asarray(x, dtype=float)
    for W, b in layers[:-1]:
        h = activation(h @ W + b)
    W, b = layers[-1]
    return h @ W + b
    ### END SOLUTION


# %% test="mlp" part="count" points=1
assert count_parameters([2, 2, 1]) == 9, f"[2, 2, 1]: expected 9, got {count_parameters([2, 2, 1])}"
### BEGIN HIDDEN TESTS
for widths, wanted in [([3, 4, 2], 26), ([3, 4, 4, 1], 41), ([5, 1], 6), ([784, 128, 10], 101770)]:
    counted = count_parameters(widths)
    assert counted == wanted, f"{widths}: expected {wanted}, got {counted}"
### END HIDDEN TESTS

# %% test="mlp" part="one_layer" points=1
W, b = np.array([[1.0], [1.0]]), np.array([-1.0])
expect(forward(np.array([[2.0, 3.0]]), [(W, b)], relu), [[4.0]], "one layer, one example")
### BEGIN HIDDEN TESTS
W, b = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([10.0, 20.0])
x = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]])
expect(forward(x, [(W, b)], relu), [[11.0, 22.0], [18.0, 30.0]], "one layer 3-2, two examples")
expect(forward(-10 * x, [(W, b)], relu), [[0, 0], [-70, -80]], "the last layer has no activation")
### END HIDDEN TESTS

# %% test="mlp" part="deep" points=2
first = (np.array([[1.0, -1.0]]), np.array([0.0, 0.0]))
second = (np.array([[1.0], [1.0]]), np.array([0.5]))
x = np.array([[-2.0], [3.0]])
expect(forward(x, [first, second], relu), [[2.5], [3.5]], "a 1-2-1 network that gives |x| + 0.5")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(7)
layers = [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in [(3, 5), (5, 4), (4, 2)]]
copies = [(W.copy(), b.copy()) for W, b in layers]
x = rng.normal(size=(6, 3))
kept = x.copy()
for activation in (np.tanh, relu):
    h = activation(x @ layers[0][0] + layers[0][1])
    h = activation(h @ layers[1][0] + layers[1][1])
    wanted = h @ layers[2][0] + layers[2][1]
    expect(forward(x, layers, activation), wanted, f"a 3-5-4-2 network, {activation.__name__}")
expect(x, kept, "x after forward, which must not change")
for (W, b), (kept_W, kept_b) in zip(layers, copies, strict=True):
    expect(W, kept_W, "the weights after forward, which must not change")
    expect(b, kept_b, "the biases after forward, which must not change")
### END HIDDEN TESTS

# %% test="mlp" part="single" points=1
W, b = np.array([[1.0], [1.0]]), np.array([-1.0])
expect(forward(np.array([2.0, 3.0]), [(W, b)], relu), [4.0], "one single example of shape (2,)")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(8)
layers = [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in [(3, 4), (4, 4), (4, 2)]]
x = rng.normal(size=3)
h = np.tanh(np.tanh(x @ layers[0][0] + layers[0][1]) @ layers[1][0] + layers[1][1])
expect(forward(x, layers, np.tanh), h @ layers[2][0] + layers[2][1], "3-4-4-2, one example")
expect(forward(x[None], layers, np.tanh).shape, (1, 2), "the shape for a batch of one example")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: Fold a stack of linear layers (4 points)
#
# The lesson showed that layers without an activation between them are one linear layer in disguise.
# Here you find that one layer.
#
# **Task.** Write `collapse(layers)`. It takes a list of one or more pairs `(W, b)` and returns one
# pair `(W, b)`, so that for every batch x
#
# $$x\,W + b \;=\; (\dots((x\,W_1 + b_1)\,W_2 + b_2)\dots)\,W_L + b_L$$
#
# If the first layer has D inputs and the last K outputs, W has shape (D, K) and b has shape (K,).
#
# **Approach.** Multiply out two layers on paper and collect what stands in front of x and what
# does not. Then the result and the third layer are again two layers.
#
# **Example.** "Times 2, plus 1" and then "times 3, plus 4" is "times 6, plus 7".


# %% answer="collapse"
def collapse(layers):
    """One pair (W, b) that does the same as all the linear layers in a row."""
    ### BEGIN SOLUTION
    W, b = layers[0]
    W, b = np.array(W, dtype=float), np.array(b, dtype=float)
    for next_W, next_b in layers[1:]:
        W, b = W @ next_W, b @ next_W + next_b
    return W, b
    ### END SOLUTION


# %% test="collapse" part="two" points=1
times_2_plus_1 = (np.array([[2.0]]), np.array([1.0]))
times_3_plus_4 = (np.array([[3.0]]), np.array([4.0]))
W, b = collapse([times_2_plus_1, times_3_plus_4])
expect(W, [[6.0]], "W of (times 2, plus 1) then (times 3, plus 4)")
expect(b, [7.0], "b of (times 2, plus 1) then (times 3, plus 4)")

# %% test="collapse" part="any_number" points=2
rng = np.random.default_rng(3)
layers = [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in [(2, 3), (3, 2)]]
W, b = collapse(layers)
x = rng.normal(size=(4, 2))
wanted = (x @ layers[0][0] + layers[0][1]) @ layers[1][0] + layers[1][1]
expect(x @ W + b, wanted, "the output of the one layer for a 2-3-2 stack")
### BEGIN HIDDEN TESTS
for widths in ([1, 1, 1, 1], [4, 3, 5, 2], [2, 6, 1, 6, 3], [3] * 7):
    layers = []
    for k in range(1, len(widths)):
        layers.append((rng.normal(size=(widths[k - 1], widths[k])), rng.normal(size=widths[k])))
    W, b = collapse(layers)
    x = rng.normal(size=(5, widths[0]))
    wanted = x
    for layer_W, layer_b in layers:
        wanted = wanted @ layer_W + layer_b
    assert np.shape(b) == (widths[-1],), f"widths {widths}: b has shape {np.shape(b)}"
    expect(x @ W + b, wanted, f"the output of the one layer for widths {widths}")
### END HIDDEN TESTS

# %% test="collapse" part="edges" points=1
one = (np.array([[1.0, 2.0]]), np.array([3.0, 4.0]))
W, b = collapse([one])
expect(W, one[0], "W of a stack of one layer")
expect(b, one[1], "b of a stack of one layer")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(4)
layers = [(rng.normal(size=(2, 2)), rng.normal(size=2)) for _ in range(3)]
kept = [(W.copy(), b.copy()) for W, b in layers]
collapse(layers)
assert len(layers) == 3, f"the list of layers had 3 pairs before, has {len(layers)} now"
for (W, b), (kept_W, kept_b) in zip(layers, kept, strict=True):
    expect(W, kept_W, "the weights that were handed in, which must not change")
    expect(b, kept_b, "the biases that were handed in, which must not change")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: More switches (6 points)
#
# A lamp hangs on several switches. A switch is 0 or 1, and so is the lamp. You build the network
# that controls the lamp, with step neurons and weights chosen by hand, like the XOR network of the
# lesson.
#
# A network here is a tuple `(W1, b1, w2, b2)`: for n switches and H hidden neurons W1 has shape
# (n, H), b1 and w2 have shape (H,), and b2 is a number. `lamp` below runs it.
#
# **Task.** Write
#
# - `exactly_one()`: a network for 3 switches, with **at most 2 hidden neurons**, whose lamp is on
#   when exactly one switch is on;
# - `parity(n)`: a network for n switches, with **at most n hidden neurons**, whose lamp is on when
#   an odd number of switches is on. For n = 2 this is XOR.
#
# One point asks for a tolerant network: `exactly_one()` must still be right when every switch is
# off by up to 0.1, so that "on" may come as 0.9 or 1.1 and "off" as -0.1 or 0.1.
#
# **Approach.** All switches play the same part, so look at how many of them are on. What does a
# hidden neuron know that gives every switch the same weight? Make a table: number of switches that
# are on, the hidden neurons' values, the lamp. Choose thresholds in the middle, not at the edge.
#
# **Example.** `lamp(x, ([[1.0], [1.0]], [-0.5], [1.0], -0.5))` is the OR of two switches.

# %% locked="lamp"


def lamp(x, network):
    """Run a step network on a batch of switch settings: x of shape (N, n) gives (N,)."""
    W1, b1, w2, b2 = (np.asarray(part, dtype=float) for part in network)
    hidden = step(np.asarray(x) @ W1 + b1)  # (N, n) @ (n, H) + (H,) -> (N, H)
    return step(hidden @ w2 + b2)  # (N, H) @ (H,) + () -> (N,)


def all_settings(n):
    """All 2**n settings of n switches, one a row."""
    return np.array([[(row >> k) & 1 for k in range(n)] for row in range(2**n)], dtype=float)


def expect_sizes(network, n, most_hidden):
    """Check the shapes of a network for n switches, and that it is no larger than allowed."""
    assert network is not None, "got None. Does the last line of the function return?"
    assert len(network) == 4, f"expected the four parts (W1, b1, w2, b2), got {len(network)} parts"
    shapes = tuple(np.shape(part) for part in network)
    hidden = shapes[1][0] if len(shapes[1]) == 1 else None
    wanted = ((n, hidden), (hidden,), (hidden,), ())
    assert shapes == wanted, f"shapes of W1, b1, w2, b2: expected {wanted}, got {shapes}"
    assert hidden <= most_hidden, f"expected at most {most_hidden} hidden neurons, got {hidden}"


# %% answer="switches"
def exactly_one():
    """Network for 3 switches: the lamp is on when exactly one switch is on."""
    ### BEGIN SOLUTION
    W1 = np.ones((3, 2))
    b1 = np.array([-0.5, -1.5])  # at least one, at least two
    w2 = np.array([1.0, -1.0])
    return W1, b1, w2, -0.5
    ### END SOLUTION


def parity(n):
    """Network for n switches: the lamp is on when an odd number of switches is on."""
    ### BEGIN SOLUTION
    at_least = np.arange(1, n + 1)
    W1 = np.ones((n, n))
    b1 = 0.5 - at_least  # neuron k fires when at least k switches are on
    w2 = np.where(at_least % 2 == 1, 1.0, -1.0)
    return W1, b1, w2, -0.5
    ### END SOLUTION


# %% test="switches" part="exactly_one" points=2
settings = all_settings(3)
network = exactly_one()
expect_sizes(network, 3, 2)
for setting, got in zip(settings, lamp(settings, network), strict=True):
    wanted = float(setting.sum() == 1)
    assert got == wanted, f"exactly_one, switches {setting}: expected {wanted}, got {got}"

# %% test="switches" part="tolerant" points=1
network = exactly_one()
expect_sizes(network, 3, 2)
nearly_on = np.array([[0.9, 0.1, 0.1]])
expect(lamp(nearly_on, network), [1.0], "exactly_one for switches 0.9, 0.1, 0.1")
### BEGIN HIDDEN TESTS
settings = all_settings(3)
for wrong_by in 0.1 * (2 * all_settings(3) - 1):  # every switch 0.1 too low or too high
    for setting, got in zip(settings, lamp(settings + wrong_by, network), strict=True):
        wanted = float(setting.sum() == 1)
        assert got == wanted, (
            f"exactly_one, switches {setting + wrong_by}: expected {wanted}, got {got}"
        )
### END HIDDEN TESTS

# %% test="switches" part="parity" points=3
network = parity(2)
expect_sizes(network, 2, 2)
expect(lamp(all_settings(2), network), [0.0, 1.0, 1.0, 0.0], "parity(2), which is XOR")
### BEGIN HIDDEN TESTS
for n in range(1, 9):
    network = parity(n)
    expect_sizes(network, n, n)
    settings = all_settings(n)
    for setting, got in zip(settings, lamp(settings, network), strict=True):
        wanted = setting.sum() % 2
        assert got == wanted, f"parity({n}), switches {setting}: expected {wanted}, got {got}"
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: An experiment with random hidden neurons (3 points)
#
# What if nobody trains the hidden layer at all? Draw its weights at random, leave them alone, and
# fit only the output neuron. Sometimes the hidden layer happens to show the four XOR points in a
# way that one line can separate. Call such a hidden layer *lucky*.
#
# **Task.** Write `lucky_share(width, trials, rng)`: the share (a number from 0 to 1) of lucky
# hidden layers with `width` neurons among `trials` of them. In each trial
#
# 1. draw W of shape (2, width), then b of shape (width,), both from the standard normal
#    distribution with the generator `rng` that is handed in;
# 2. compute the hidden values `tanh(XOR_X @ W + b)`, shape (4, width);
# 3. call `fit_output(hidden, XOR_Y)`, which gives the best output neuron's four predictions;
# 4. the layer is lucky if all four predictions lie on the right side of one half.
#
# **Approach.** A loop over the trials and a counter. Make no generator of your own: two generators
# with the same seed must give the same share, and generators with other seeds other shares.
#
# **Example.** `lucky_share(1, 100, np.random.default_rng(0))` is 0: one neuron is never lucky.

# %% locked="random_hidden_layer"
XOR_X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_Y = np.array([0.0, 1.0, 1.0, 0.0])


def fit_output(hidden, y):
    """Predictions of the output neuron (weights and bias) that has the least squared error."""
    inputs = np.column_stack([hidden, np.ones(len(hidden))])
    weights = np.linalg.lstsq(inputs, y, rcond=None)[0]
    return inputs @ weights


# %% answer="experiment"
def lucky_share(width, trials, rng):
    """Share of random hidden layers of this width that make XOR separable."""
    ### BEGIN SOLUTION
    lucky = 0
    for _ in range(trials):
        W = rng.standard_normal((2, width))
        b = rng.standard_normal(width)
        prediction = fit_output(np.tanh(XOR_X @ W + b), XOR_Y)
        lucky += bool(np.all((prediction > 0.5) == (XOR_Y > 0.5)))
    return lucky / trials
    ### END SOLUTION


# %% test="experiment" part="ends" points=1
share = lucky_share(1, 100, np.random.default_rng(0))
assert share == 0, f"width 1: expected the share 0, got {share}"
share = lucky_share(4, 100, np.random.default_rng(0))
assert share > 0.95, f"width 4: expected nearly every layer to be lucky, got the share {share}"
### BEGIN HIDDEN TESTS
for seed in range(3):
    share = lucky_share(1, 200, np.random.default_rng(seed))
    assert share == 0, f"width 1: expected the share 0, got {share}"
    share = lucky_share(3, 200, np.random.default_rng(seed))
    assert share > 0.9, f"width 3: expected nearly every layer to be lucky, got the share {share}"
### END HIDDEN TESTS

# %% test="experiment" part="between" points=2
share = lucky_share(2, 400, np.random.default_rng(0))
assert 0.03 < share < 0.3, f"width 2: expected a few of the layers to be lucky, got {share}"
### BEGIN HIDDEN TESTS
shares = [lucky_share(2, 1000, np.random.default_rng(seed)) for seed in range(5)]
mean = sum(shares) / len(shares)
assert 0.093 < mean < 0.133, f"width 2, 5000 layers in all: the share {mean:.3f} is off"
assert len(set(shares)) > 1, f"five generators gave five times the same share: {shares}"
again = lucky_share(2, 1000, np.random.default_rng(3))
assert again == shares[3], f"the same generator gave {shares[3]} at first and {again} later"
rng = np.random.default_rng(6)
follow = [lucky_share(2, 400, rng) for _ in range(5)]
assert len(set(follow)) > 1, f"one generator used five times gave the same share: {follow}"
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: Draw with ReLUs (5 points)
#
# One hidden layer of ReLUs draws a line with corners. Here you choose the weights so that it draws
# exactly the line you are asked for. This is the heart of universal approximation: a line with
# enough corners follows any curve.
#
# A network here is a tuple `(w1, b1, w2, b2)`: for H hidden neurons w1, b1 and w2 have shape (H,)
# and b2 is a number. `drawn` below runs it on an array of x.
#
# **Task.** Write `sketch(xs, ys)`. It gets K corner points, with xs in increasing order, and
# returns a network with **at most K hidden neurons** that draws
#
# - the straight piece from each corner point to the next (3 points);
# - flat lines outside: the first y to the left of all corners, the last y to the right (2 points).
#
# **Approach.** Start on the left and walk to the right. What does the function have to be before
# the first corner, and which part of the network gives it? At a corner the slope changes: how can
# one ReLU change the slope from there on and nothing before? What has to happen at the last corner?
#
# **Example.** For xs = [0, 1] and ys = [5, 7] the line is 5 up to x = 0, rises by 2 per unit to 7
# at x = 1 and stays there. At x = 0.5 it is 6.

# %% locked="drawn"


def drawn(x, network):
    """Run a 1-H-1 ReLU network on an array x of shape (N,)."""
    w1, b1, w2, b2 = (np.asarray(part, dtype=float) for part in network)
    return relu(np.outer(x, w1) + b1) @ w2 + b2  # (N, H) @ (H,) + () -> (N,)


def expect_drawing(network, x, wanted, most_hidden):
    """Check the shapes of a 1-H-1 network, its size, and what it draws at x."""
    assert network is not None, "got None. Does the last line of the function return?"
    assert len(network) == 4, f"expected the four parts (w1, b1, w2, b2), got {len(network)} parts"
    shapes = tuple(np.shape(part) for part in network)
    hidden = np.size(network[0])
    wanted_shapes = ((hidden,), (hidden,), (hidden,), ())
    assert shapes == wanted_shapes, (
        f"shapes of w1, b1, w2, b2: expected (H,), (H,), (H,) and (), got {shapes}"
    )
    assert hidden <= most_hidden, f"expected at most {most_hidden} hidden neurons, got {hidden}"
    expect(drawn(x, network), wanted, f"the line at x = {np.asarray(x)}")


# %% answer="sketch"
def sketch(xs, ys):
    """1-H-1 ReLU network that draws the line through the corner points, flat outside."""
    ### BEGIN SOLUTION
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    slopes = np.diff(ys) / np.diff(xs)  # (K - 1,)
    bends = np.diff(slopes, prepend=0.0, append=0.0)  # (K,) change of slope at each corner
    return np.ones(len(xs)), -xs, bends, ys[0]
    ### END SOLUTION


# %% test="sketch" part="inside" points=3
network = sketch(np.array([0.0, 1.0]), np.array([5.0, 7.0]))
expect_drawing(network, [0.0, 0.5, 1.0], [5.0, 6.0, 7.0], 2)
### BEGIN HIDDEN TESTS
tent = sketch(np.array([-1.0, 0.0, 1.0]), np.array([0.0, 2.0, 0.0]))
expect_drawing(tent, [-1.0, -0.5, 0.0, 0.25, 1.0], [0.0, 1.0, 2.0, 1.5, 0.0], 3)
expect_drawing(sketch(np.array([0, 2]), np.array([1, 2])), [0.0, 0.5, 2.0], [1.0, 1.25, 2.0], 2)
rng = np.random.default_rng(5)
for corners in (2, 4, 9, 20):
    xs = np.cumsum(rng.uniform(0.2, 1.5, size=corners)) - 4.0
    ys = rng.normal(size=corners)
    kept_xs, kept_ys = xs.copy(), ys.copy()
    x = np.linspace(xs[0], xs[-1], 41)
    expect_drawing(sketch(xs, ys), x, np.interp(x, kept_xs, kept_ys), corners)
    expect(xs, kept_xs, "xs after sketch, which must not change")
    expect(ys, kept_ys, "ys after sketch, which must not change")
### END HIDDEN TESTS

# %% test="sketch" part="outside" points=2
network = sketch(np.array([0.0, 1.0]), np.array([5.0, 7.0]))
expect_drawing(network, [-3.0, 0.0, 0.5, 1.0, 4.0], [5.0, 5.0, 6.0, 7.0, 7.0], 2)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(6)
for corners in (2, 3, 8):
    xs = np.cumsum(rng.uniform(0.2, 1.5, size=corners)) - 3.0
    ys = rng.normal(size=corners)
    x = np.concatenate([xs[0] - [5.0, 1.0, 0.1], xs, xs[-1] + [0.1, 1.0, 5.0]])
    expect_drawing(sketch(xs, ys), x, np.interp(x, xs, ys), corners)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: What the experiment shows (3 points)
#
# The share of lucky hidden layers in question 5 is about this (your own numbers may differ a
# little):
#
# | hidden neurons | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|
# | lucky | 0 % | 11 % | 100 % | 100 % |
#
# **Task.** Explain the three cases in your own words, with a sentence or two for each: why one
# hidden neuron is never lucky, why two sometimes are, why three always are. Then say in one
# sentence what this tells you about training, when a random hidden layer of three already works.
#
# **Approach.** Think of each hidden neuron as one coordinate of a new picture of the four points.
# How many dimensions does the picture have, and what is the output neuron's boundary in it?

# %% [markdown] explain="why_width" points=3
# ### BEGIN SOLUTION
# *One neuron.* The picture is a line of numbers. The weighted sums of the four points are b,
# b + w1, b + w2 and b + w1 + w2. The two points of the class "on" have the same mean as the two
# of the class "off", so no cut leaves one class on each side. tanh keeps the order, so it cannot
# help. (1 point)
#
# *Two neurons.* The picture is a plane and the boundary a straight line. The bending of tanh moves
# the four points apart, and in some draws they land so that a line has the two "on" points on one
# side. In most draws they stay too near to the parallelogram they came from. (1 point)
#
# *Three neurons.* The picture is a space and the boundary a plane. Four points that do not lie in
# one plane can be split in any way by a plane: four weights (with the bias) solve four equations.
# Random draws practically never put them in one plane. For training this means that width makes
# the search easy: with enough hidden neurons nearly every hidden layer will do, and training a
# narrow one means finding one of few good ones. (1 point)
# ### END SOLUTION
