# %% [markdown]
# # ps06: Memory, with leaks and gates
#
# This assignment belongs to lesson 06. You write a recurrent network whose units leak, send its
# gradient back through time, build an LSTM cell with one tap more than usual, clip gradients so
# that nothing can blow up, sample with a temperature, and train a memory.
#
# | question | what you write | points |
# |---|---|---|
# | 1 | a leaky recurrent network, forward | 4 |
# | 2 | its back-propagation through time | 6 |
# | 3 | an LSTM step with a peephole, forward and backward | 7 |
# | 4 | clipping by global norm | 3 |
# | 5 | sampling with a temperature | 5 |
# | 6 | an experiment: remember the first letter | 4 |
# | 7 | explain | 3 |
#
# Plan for three to four hours. The questions do not depend on one another, so skip the one that
# holds you up and come back to it. For questions 1 to 5 you need NumPy and nothing else; in
# question 6 you may use `dlcourse.nn`.
#
# Paper first: write the formulas for one unit, walk back through them, then turn products into
# matrix products. Write the shape on every line. Never change an array that is handed to you.

# %% locked="setup"
import os

# Before NumPy comes in: on products as small as ours a second thread only waits
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from dlcourse import nn


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
    assert np.allclose(got, expected, rtol=1e-6, atol=1e-8), (
        f"{what}: expected {expected}, got {got}."
    )


def same(before, after, what):
    """Check that the arrays of a dictionary were not changed."""
    for name, array in before.items():
        assert np.array_equal(array, after[name]), f"{what} changed {name}, which was handed to it."


# %% [markdown]
# ## Question 1: A leaky network (4 points)
#
# In a **leaky** recurrent network each unit mixes its old state with the new one. How much of the
# new it takes is a number $\alpha$ between 0 and 1, one for each unit:
#
# $$h_t = (1 - \alpha) \odot h_{t-1} + \alpha \odot \tanh(x_t W + h_{t-1} U + b) \qquad
# y_t = h_t V + d$$
#
# Here $\odot$ multiplies entry by entry. With $\alpha = 1$ this is the RNN of the lesson. With a
# small $\alpha$ a unit is slow: it remembers longer.
#
# **Task.** Write `leaky_forward(net, x, h0)`. `net` is a dictionary with `"W"` (D, U), `"U"`
# (U, U), `"b"` (U,), `"alpha"` (U,), `"V"` (U, O), `"d"` (O,). `x` has the shape (N, T, D) and `h0`
# (N, U). Return the pair `H, Y`: the states $h_1$ to $h_T$, (N, T, U), and the outputs, (N, T, O).
#
# **Approach.** First one unit and one sequence on paper. Then go through the steps with a loop; all
# sequences and all units at once. `x[:, t]` is the input of step `t` for the whole batch.
#
# **Example.** With $W = 1$, $U = 0$, $b = 0$, $\alpha = 0.5$, $V = 2$, $d = 1$ (each an array with
# one entry), $h_0 = 0$ and inputs so large that tanh is 1, the states are 0.5, 0.75, 0.875 and the
# outputs 2, 2.5, 2.75.


# %% answer="forward"
def leaky_forward(net, x, h0):
    """States (N, T, U) and outputs (N, T, O) of a leaky recurrent network."""
    ### BEGIN SOLUTION
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"])
        h = (1 - net["alpha"]) * h + net["alpha"] * new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]
    ### END SOLUTION


# %% locked="leaky-cases"
def leaky_net(D, U, outputs, seed):
    """A leaky network with drawn weights."""
    rng = np.random.default_rng(seed)
    shapes = {"W": (D, U), "U": (U, U), "b": (U,), "V": (U, outputs), "d": (outputs,)}
    net = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    net["alpha"] = rng.uniform(0.1, 0.9, size=U)
    return net


tiny = {
    "W": np.array([[1.0]]),
    "U": np.array([[0.0]]),
    "b": np.array([0.0]),
    "alpha": np.array([0.5]),
    "V": np.array([[2.0]]),
    "d": np.array([1.0]),
}

# %% test="forward" part="one_unit" points=1
H, Y = leaky_forward(tiny, np.full((1, 3, 1), 50.0), np.zeros((1, 1)))
expect(H, [[[0.5], [0.75], [0.875]]], "states of the example")
expect(Y, [[[2.0], [2.5], [2.75]]], "outputs of the example")
### BEGIN HIDDEN TESTS
other = {**tiny, "U": np.array([[-0.5]]), "b": np.array([0.1]), "alpha": np.array([0.2])}
H, Y = leaky_forward(other, np.array([[[1.0], [0.0], [-2.0]]]), np.array([[0.5]]))
expect(H, [[[0.53821388], [0.39706848], [0.12358149]]], "states of one unit with alpha 0.2")
expect(Y, [[[2.07642776], [1.79413696], [1.24716298]]], "outputs of one unit with alpha 0.2")
### END HIDDEN TESTS

# %% test="forward" part="batch" points=2
H, Y = leaky_forward(leaky_net(3, 4, 2, 0), np.ones((5, 6, 3)), np.zeros((5, 4)))
assert np.shape(H) == (5, 6, 4), f"H of 5 sequences, 6 steps, 4 units: got shape {np.shape(H)}."
assert np.shape(Y) == (5, 6, 2), f"Y of 5 sequences, 6 steps, 2 outputs: got {np.shape(Y)}."
assert np.allclose(H[0], H[4]), "The same sequence twice in a batch gave different states."
### BEGIN HIDDEN TESTS


def slow_leaky(net, x, h0):
    H = np.zeros((*x.shape[:2], h0.shape[1]))
    for n in range(x.shape[0]):
        h = h0[n].copy()
        for t in range(x.shape[1]):
            total = net["W"].T @ x[n, t] + net["U"].T @ h + net["b"]
            h = h + net["alpha"] * (np.tanh(total) - h)
            H[n, t] = h
    return H, np.einsum("ntu,uo->nto", H, net["V"]) + net["d"]


for N, T, D, U, outputs in ((3, 5, 2, 4, 2), (2, 2, 3, 3, 3), (1, 7, 1, 2, 1), (4, 1, 2, 3, 2)):
    net, x = leaky_net(D, U, outputs, seed=T), np.random.default_rng(N).normal(size=(N, T, D))
    H, Y = leaky_forward(net, x, np.zeros((N, U)))
    H_right, Y_right = slow_leaky(net, x, np.zeros((N, U)))
    expect(H, H_right, f"states for N, T, D, U = {N}, {T}, {D}, {U}")
    expect(Y, Y_right, f"outputs for N, T, D, U = {N}, {T}, {D}, {U}, {outputs} of them")
### END HIDDEN TESTS

# %% test="forward" part="start" points=1
H, _ = leaky_forward({**tiny, "W": np.array([[0.0]])}, np.zeros((2, 2, 1)), np.array([[8.0], [4]]))
expect(H[:, :, 0], [[4.0, 2.0], [2.0, 1.0]], "a state that only leaks, from 8 and from 4")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(5)
net, x, h0 = leaky_net(2, 3, 1, 5), rng.normal(size=(4, 6, 2)), rng.normal(size=(4, 3))
kept = {"x": x.copy(), "h0": h0.copy(), **{name: a.copy() for name, a in net.items()}}
whole, _ = leaky_forward(net, x, h0)
same(kept, {"x": x, "h0": h0, **net}, "leaky_forward")
h = h0
for t in range(6):
    h = h + net["alpha"] * (np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"]) - h)
    expect(whole[:, t], h, f"state {t + 1} from an h0 that is not 0")
begun, _ = leaky_forward(net, x[:, :2], h0)
rest, _ = leaky_forward(net, x[:, 2:], begun[:, -1])
expect(rest, whole[:, 2:], "the rest of a sequence, continued from the state after step 2")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: Back through time (6 points)
#
# The states of a leaky network are given, and so is the derivative of the loss by each of them, as
# far as it comes from the outputs. Send it back through time. (The output layer is done already.)
#
# **Task.** Write `leaky_backward(net, x, h0, H, dH)`. `H` holds $h_1$ to $h_T$, (N, T, U), and `dH`
# has the same shape. Return a dictionary with the gradients `"W"`, `"U"`, `"b"`, `"alpha"`, `"x"`
# and `"h0"`, each in the shape of what it belongs to.
#
# **Approach.** Draw one step. How many ways lead from $h_t$ back to $h_{t-1}$? Each brings a
# gradient; they add. You need the value of the tanh again: compute it from $x_t$ and $h_{t-1}$.
# The gradient of $\alpha$ is the last point: what multiplies $\alpha$ in the formula?
#
# **Example.** One unit, one step, $W = 1$, $U = 1$, $b = 0$, $\alpha = 0.5$, $x = 0$, $h_0 = 0$, so
# $h_1 = 0$. With `dH` = 1 the gradients are: `W` 0, `U` 0, `b` 0.5, `alpha` 0, `x` 0.5, `h0` 1.


# %% answer="backward"
def leaky_backward(net, x, h0, H, dH):
    """Gradients of a leaky network by its weights, its inputs and its first state."""
    ### BEGIN SOLUTION
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return grads
    ### END SOLUTION


# %% locked="backward-cases"
unit = {
    "W": np.array([[1.0]]),
    "U": np.array([[1.0]]),
    "b": np.array([0.0]),
    "alpha": np.array([0.5]),
}
one_step = (np.zeros((1, 1, 1)), np.zeros((1, 1)), np.zeros((1, 1, 1)), np.ones((1, 1, 1)))
# Two steps of the same unit, with x = 1, -1 and h0 = 0, and a loss that counts h2 only
two_steps = (
    np.array([[[1.0], [-1.0]]]),
    np.zeros((1, 1)),
    np.array([[[0.3807970780], [-0.0848878675]]]),
    np.array([[[0.0], [1.0]]]),
)


def expect_backward(states, names):
    """Compare gradients with measured ones; states(net, x, h0) are the right states."""
    for N, T, D, U in ((2, 3, 2, 3), (1, 6, 1, 2), (3, 2, 3, 3)):
        rng = np.random.default_rng(T)
        shapes = {"W": (D, U), "U": (U, U), "b": (U,), "x": (N, T, D), "h0": (N, U)}
        values = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        values["alpha"] = rng.uniform(0.1, 0.9, size=U)
        H = states(values, values["x"], values["h0"])
        given = {**values, "H": H, "dH": rng.normal(size=H.shape)}
        kept = {name: array.copy() for name, array in given.items()}
        net = {name: given[name] for name in ("W", "U", "b", "alpha")}
        got = leaky_backward(net, given["x"], given["h0"], H, given["dH"])
        same(kept, given, "leaky_backward")
        for name in names:

            def loss(value, name=name, kept=kept):
                changed = {**kept, name: value}
                return np.sum(kept["dH"] * states(changed, changed["x"], changed["h0"]))

            measured = nn.numerical_gradient(loss, kept[name])
            expect(got[name], measured, f"gradient of {name} for N, T, D, U = {N}, {T}, {D}, {U}")


# %% test="backward" part="one_step" points=1
grads = leaky_backward(unit, *one_step)
for name, expected in {"W": [[0.0]], "U": [[0.0]], "b": [0.5], "x": [[[0.5]]]}.items():
    expect(grads[name], expected, f"gradient of {name} in the example")
### BEGIN HIDDEN TESTS
grads = leaky_backward(unit, np.array([[[1.0]]]), np.array([[1.0]]), np.array([[[0.98201379]]]),
                       np.array([[[2.0]]]))  # fmt: skip
expect(grads["W"], [[0.07065082]], "gradient of W for one step with x = 1, h0 = 1")
expect(grads["U"], [[0.07065082]], "gradient of U for one step with x = 1, h0 = 1")
### END HIDDEN TESTS

# %% test="backward" part="weights" points=2
grads = leaky_backward(unit, *two_steps)
expect(grads["b"], [0.52659521], "gradient of b over two steps: steps add")
expect(grads["W"], [[-0.17027437]], "gradient of W over two steps")
### BEGIN HIDDEN TESTS


def states(net, x, h0):
    h, H = h0, []
    for t in range(x.shape[1]):
        h = h + net["alpha"] * (np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"]) - h)
        H.append(h)
    return np.stack(H, axis=1)


expect_backward(states, ["W", "U", "b"])
### END HIDDEN TESTS

# %% test="backward" part="inputs" points=2
expect(leaky_backward(unit, *one_step)["h0"], [[1.0]], "gradient of h0 in the example")
grad = leaky_backward(unit, *two_steps)["x"]
expect(grad, [[[0.17816042], [0.34843479]]], "gradient of x over two steps: x1 acts through h1")
### BEGIN HIDDEN TESTS


def states(net, x, h0):
    h, H = h0, []
    for t in range(x.shape[1]):
        h = h + net["alpha"] * (np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"]) - h)
        H.append(h)
    return np.stack(H, axis=1)


expect_backward(states, ["x", "h0"])
### END HIDDEN TESTS

# %% test="backward" part="leak" points=1
expect(leaky_backward(unit, *one_step)["alpha"], [0.0], "gradient of alpha in the example")
### BEGIN HIDDEN TESTS


def states(net, x, h0):
    h, H = h0, []
    for t in range(x.shape[1]):
        h = h + net["alpha"] * (np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"]) - h)
        H.append(h)
    return np.stack(H, axis=1)


expect_backward(states, ["alpha"])
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: A cell with a peephole (7 points)
#
# In a plain LSTM the gates do not see the cell itself. Gers and Schmidhuber gave them a
# **peephole**. Here the output gate has one: it looks at the new cell before it opens.
#
# $$a = x W + h U + b, \quad \text{cut into four blocks of columns } a_i, a_f, a_g, a_o$$
# $$c' = \sigma(a_f) \odot c + \sigma(a_i) \odot \tanh(a_g) \qquad
# o = \sigma(a_o + p \odot c') \qquad h' = o \odot \tanh(c')$$
#
# Shapes: $x$ (N, D), $h$ and $c$ (N, U), $W$ (D, 4U), $U$ (U, 4U), $b$ (4U,), $p$ (U,).
#
# **Task.** Write two functions.
#
# - `cell_forward(net, x, h, c)` returns `h_new, c_new, kept`. `net` is a dictionary with `"W"`,
#   `"U"`, `"b"`, `"p"`. In `kept` you put whatever your backward pass will need.
# - `cell_backward(net, kept, dh, dc)` gets the derivatives of the loss by `h_new` and by `c_new`
#   (what comes from the *next* step), and returns a dictionary with the gradients `"x"`, `"h"`,
#   `"c"`, `"W"`, `"U"`, `"b"`, `"p"`.
#
# **Approach.** Three ways lead to $c'$: from `dc`, from the tanh, and from the peephole. Collect
# all three before you go further back. Do the output gate first. `np.hstack` puts blocks together.
#
# **Example.** All weights and $p$ zero, $c = 2$: every gate is 0.5, $c' = 1$, and
# $h' = 0.5 \tanh(1) = 0.38079708$. With `dh` = 0 and `dc` = 1 the gradient of `c` is 0.5.


# %% answer="cell"
def cell_forward(net, x, h, c):
    """One step of an LSTM cell whose output gate sees the new cell."""
    ### BEGIN SOLUTION
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    h_new = o * np.tanh(c_new)
    return h_new, c_new, (x, h, c, i, f, g, o, c_new)
    ### END SOLUTION


def cell_backward(net, kept, dh, dc):
    """Gradients by everything that went into the step."""
    ### BEGIN SOLUTION
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o * (1 - shown**2) + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }
    ### END SOLUTION


# %% locked="cell-cases"
def cell_net(D, U, seed):
    """A cell with drawn weights."""
    rng = np.random.default_rng(seed)
    shapes = {"W": (D, 4 * U), "U": (U, 4 * U), "b": (4 * U,), "p": (U,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def expect_cell_backward(step, names, peephole):
    """Compare gradients with measured ones; step(net, x, h, c) is the right h_new, c_new."""
    for N, D, U in ((1, 1, 1), (3, 2, 2), (2, 4, 3)):
        rng = np.random.default_rng(D)
        given = {"x": rng.normal(size=(N, D)), **cell_net(D, U, seed=D)}
        given["p"] = given["p"] * peephole
        given["h"], given["c"], given["dh"], given["dc"] = rng.normal(size=(4, N, U))
        before = {name: array.copy() for name, array in given.items()}
        net = {name: given[name] for name in ("W", "U", "b", "p")}
        *_, kept = cell_forward(net, given["x"], given["h"], given["c"])
        got = cell_backward(net, kept, given["dh"], given["dc"])
        same(before, given, "cell_backward")
        for name in names:

            def loss(value, name=name, before=before):
                now = {**before, name: value}
                h_new, c_new = step(now, now["x"], now["h"], now["c"])
                return np.sum(now["dh"] * h_new + now["dc"] * c_new)

            measured = nn.numerical_gradient(loss, before[name])
            expect(got[name], measured, f"gradient of {name} for N, D, U = {N}, {D}, {U}")


shut = {"W": np.zeros((1, 4)), "U": np.zeros((1, 4)), "b": np.zeros(4), "p": np.zeros(1)}
at_two = (np.ones((1, 1)), np.ones((1, 1)), np.array([[2.0]]))  # x, h, c

# %% test="cell" part="forward" points=2
h_new, c_new, _ = cell_forward(shut, *at_two)
expect(c_new, [[1.0]], "new cell of the example")
expect(h_new, [[0.38079708]], "new h of the example")
h_new, c_new, _ = cell_forward({**shut, "p": np.array([1.0])}, *at_two)
expect(c_new, [[1.0]], "new cell with p = 1: the peephole does not change the cell")
expect(h_new, [[0.55676994]], "new h with p = 1: the output gate is the sigmoid of 1")
### BEGIN HIDDEN TESTS


def slow_cell(net, x, h, c):
    a, n = x @ net["W"] + h @ net["U"] + net["b"], c.shape[1]
    i, f, g = 1 / (1 + np.exp(-a[:, :n])), 1 / (1 + np.exp(-a[:, n : 2 * n])), a[:, 2 * n : 3 * n]
    c_new = f * c + i * np.tanh(g)
    return np.tanh(c_new) / (1 + np.exp(-a[:, 3 * n :] - net["p"] * c_new)), c_new


for N, D, U in ((1, 1, 1), (3, 2, 2), (2, 4, 3), (4, 1, 2)):
    rng = np.random.default_rng(N)
    x, h, c = rng.normal(size=(N, D)), rng.normal(size=(N, U)), 2 * rng.normal(size=(N, U))
    net = cell_net(D, U, seed=D)
    given = {"x": x, "h": h, "c": c, **net}
    before = {name: array.copy() for name, array in given.items()}
    h_new, c_new, _ = cell_forward(net, x, h, c)
    same(before, given, "cell_forward")
    h_right, c_right = slow_cell(net, x, h, c)
    expect(c_new, c_right, f"new cell for N, D, U = {N}, {D}, {U}")
    expect(h_new, h_right, f"new h for N, D, U = {N}, {D}, {U}")
### END HIDDEN TESTS

# %% test="cell" part="states_back" points=2
*_, kept = cell_forward(shut, *at_two)
expect(cell_backward(shut, kept, np.array([[0.0]]), np.array([[1.0]]))["c"], [[0.5]], "dL/dc")
### BEGIN HIDDEN TESTS


def slow_cell(net, x, h, c):
    a, n = x @ net["W"] + h @ net["U"] + net["b"], c.shape[1]
    i, f, g = 1 / (1 + np.exp(-a[:, :n])), 1 / (1 + np.exp(-a[:, n : 2 * n])), a[:, 2 * n : 3 * n]
    c_new = f * c + i * np.tanh(g)
    return np.tanh(c_new) / (1 + np.exp(-a[:, 3 * n :] - net["p"] * c_new)), c_new


expect_cell_backward(slow_cell, ["x", "h", "c"], peephole=0)
### END HIDDEN TESTS

# %% test="cell" part="weights_back" points=2
*_, kept = cell_forward(shut, *at_two)
grads = cell_backward(shut, kept, np.array([[0.0]]), np.array([[1.0]]))
expect(grads["b"], [0.0, 0.5, 0.5, 0.0], "gradient of b in the example, blocks i, f, g, o")
### BEGIN HIDDEN TESTS


def slow_cell(net, x, h, c):
    a, n = x @ net["W"] + h @ net["U"] + net["b"], c.shape[1]
    i, f, g = 1 / (1 + np.exp(-a[:, :n])), 1 / (1 + np.exp(-a[:, n : 2 * n])), a[:, 2 * n : 3 * n]
    c_new = f * c + i * np.tanh(g)
    return np.tanh(c_new) / (1 + np.exp(-a[:, 3 * n :] - net["p"] * c_new)), c_new


expect_cell_backward(slow_cell, ["W", "U", "b"], peephole=0)
### END HIDDEN TESTS

# %% test="cell" part="peephole_back" points=1
*_, kept = cell_forward(shut, *at_two)
grads = cell_backward(shut, kept, np.array([[1.0]]), np.array([[0.0]]))
expect(grads["p"], [0.19039854], "gradient of p in the example, for dh = 1 and dc = 0")
### BEGIN HIDDEN TESTS


def slow_cell(net, x, h, c):
    a, n = x @ net["W"] + h @ net["U"] + net["b"], c.shape[1]
    i, f, g = 1 / (1 + np.exp(-a[:, :n])), 1 / (1 + np.exp(-a[:, n : 2 * n])), a[:, 2 * n : 3 * n]
    c_new = f * c + i * np.tanh(g)
    return np.tanh(c_new) / (1 + np.exp(-a[:, 3 * n :] - net["p"] * c_new)), c_new


expect_cell_backward(slow_cell, ["x", "h", "c", "W", "U", "b", "p"], peephole=1)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: Clip by global norm (3 points)
#
# **Task.** Write `clip_gradients(gradients, limit)`. `gradients` is a dictionary of arrays of any
# shapes. Their **global norm** is the norm of all their entries in one long vector. Return the pair
# `clipped, norm`: a dictionary with the same names, and the global norm *before* clipping. If the
# norm is above `limit`, every array is scaled by the same factor, so that the global norm becomes
# `limit`. Otherwise the numbers stay as they are. The arrays that came in must not change.
#
# **Approach.** The sum of the squares over all arrays; one root. For the last point entries may be
# as large as $10^{200}$: their squares overflow, but the norm does not. Divide by the largest
# entry first.
#
# **Example.** `clip_gradients({"W": np.array([[3.0]]), "b": np.array([4.0])}, 1.0)` is
# `({"W": [[0.6]], "b": [0.8]}, 5.0)`.


# %% answer="clip"
def clip_gradients(gradients, limit):
    """Scale all gradients by one factor, so that their global norm is at most limit."""
    ### BEGIN SOLUTION
    largest = max(np.max(np.abs(g)) for g in gradients.values())
    if largest == 0:
        return {name: g.copy() for name, g in gradients.items()}, 0.0
    norm = largest * np.sqrt(sum(np.sum((g / largest) ** 2) for g in gradients.values()))
    factor = min(1.0, limit / norm)
    return {name: g * factor for name, g in gradients.items()}, norm
    ### END SOLUTION


# %% locked="clip-cases"
def drawn_gradients():
    """Gradients of three arrays, and their global norm."""
    rng = np.random.default_rng(0)
    drawn = {"W": rng.normal(size=(3, 4)), "b": rng.normal(size=4), "U": rng.normal(size=(4, 4))}
    return drawn, np.linalg.norm(np.concatenate([array.ravel() for array in drawn.values()]))


# %% test="clip" part="norm" points=1
_, norm = clip_gradients({"W": np.array([[3.0]]), "b": np.array([4.0])}, 1.0)
expect(norm, 5.0, "global norm of 3 and 4")
### BEGIN HIDDEN TESTS
drawn, right = drawn_gradients()
for limit in (0.1, 1.0, 100.0):
    _, norm = clip_gradients(drawn, limit)
    expect(norm, right, f"global norm of three arrays, limit {limit}")
### END HIDDEN TESTS

# %% test="clip" part="clipped" points=1
clipped, _ = clip_gradients({"W": np.array([[3.0]]), "b": np.array([4.0])}, 1.0)
expect(clipped["W"], [[0.6]], "W, clipped to a global norm of 1")
expect(clipped["b"], [0.8], "b, clipped to a global norm of 1")
clipped, _ = clip_gradients({"W": np.array([[3.0]]), "b": np.array([4.0])}, 6.0)
expect(clipped["W"], [[3.0]], "W, where the norm 5 is below the limit 6")
### BEGIN HIDDEN TESTS
drawn, right = drawn_gradients()
kept = {name: array.copy() for name, array in drawn.items()}
for limit in (0.1, 1.0, right * 0.999, right * 1.001, 50.0):
    clipped, _ = clip_gradients(drawn, limit)
    same(kept, drawn, "clip_gradients")
    assert set(clipped) == set(drawn), f"Expected the names {set(drawn)}, got {set(clipped)}."
    for name, array in kept.items():
        expect(clipped[name], array * min(1.0, limit / right), f"{name} at limit {limit:.3f}")
### END HIDDEN TESTS

# %% test="clip" part="extreme" points=1
clipped, norm = clip_gradients({"W": np.zeros((2, 2))}, 1.0)
expect(clipped["W"], np.zeros((2, 2)), "gradients that are all 0")
### BEGIN HIDDEN TESTS
expect(norm, 0.0, "global norm of zeros")
clipped, norm = clip_gradients({"W": np.array([3e200, 0.0]), "b": np.array([[-4e200]])}, 10.0)
assert np.isclose(norm / 5e200, 1.0), (
    f"Global norm of 3e200 and -4e200: expected 5e200, got {norm}."
)
expect(clipped["W"], [6.0, 0.0], "W with an entry 3e200, clipped to 10")
expect(clipped["b"], [[-8.0]], "b with an entry -4e200, clipped to 10")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: Sampling with a temperature (5 points)
#
# **Task.** Write three functions.
#
# - `chances(scores, temperature)`: the softmax of `scores / temperature`, (K,), for any scores up
#   to a million in size and any temperature from $10^{-3}$ up, without overflow.
# - `pick(p, u)`: turns a number `u` from 0 to 1 (1 excluded) into a choice. Lay pieces of the
#   lengths `p[0]`, `p[1]`, ... one after another along the line from 0 to 1, and return the index
#   of the piece in which `u` lies. A piece begins at its left end; its right end belongs to the
#   next. Return an `int`, and never the index of a piece of length 0.
# - `write(step, state, first, length, temperature, rng)`: lets a network write. `step(state, k)`
#   feeds it the character number `k` and returns the pair `scores, new_state`. Begin with the
#   character `first`; feed every character that you pick back in. Return the list of the `length`
#   characters that were picked, without `first`. Draw **one** `rng.random()` for each.
#
# **Approach.** For `pick` add up the lengths (`np.cumsum`); rounding may leave the last sum a
# little below 1. For `write`, which state belongs to which call?
#
# **Example.** `chances(np.log([1.0, 3.0]), 0.5)` is `[0.1, 0.9]`. `pick([0.25, 0.75], 0.25)` is 1.


# %% answer="sampling"
def chances(scores, temperature):
    """Softmax of scores / temperature."""
    ### BEGIN SOLUTION
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()
    ### END SOLUTION


def pick(p, u):
    """Index of the piece in which u lies."""
    ### BEGIN SOLUTION
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))
    ### END SOLUTION


def write(step, state, first, length, temperature, rng):
    """List of the characters that a network writes after the first."""
    ### BEGIN SOLUTION
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written
    ### END SOLUTION


# %% test="sampling" part="chances" points=1
expect(chances(np.log([1.0, 3.0]), 0.5), [0.1, 0.9], "chances of odds 1 : 3 at temperature 0.5")
expect(chances(np.log([1.0, 4.0]), 2.0), [1 / 3, 2 / 3], "chances of odds 1 : 4 at temperature 2")
### BEGIN HIDDEN TESTS
scores = np.array([0.3, -1.2, 2.0, 0.0])
for temperature in (0.1, 0.7, 1.0, 3.0):
    right = np.exp(scores / temperature) / np.exp(scores / temperature).sum()
    expect(chances(scores, temperature), right, f"chances at temperature {temperature}")
expect(scores, [0.3, -1.2, 2.0, 0.0], "scores after chances, which must not change")
expect(chances(np.array([0, 0, 0, 0]), 2.0), [0.25] * 4, "chances of four equal whole scores")
### END HIDDEN TESTS

# %% test="sampling" part="large" points=1
expect(chances(np.array([1000.0, 0.0]), 1.0), [1.0, 0.0], "chances of the scores 1000 and 0")
### BEGIN HIDDEN TESTS
expect(chances(np.array([1e6, 1e6, -1e6]), 0.001), [0.5, 0.5, 0.0], "chances of a million, cold")
expect(chances(np.array([-1e6, -1e6]), 1.0), [0.5, 0.5], "chances of two very low scores")
expect(chances(np.array([2.0, 2.001]), 0.001), [0.26894142, 0.73105858], "chances, very cold")
### END HIDDEN TESTS

# %% test="sampling" part="pick" points=1
for u, expected in ((0.0, 0), (0.2499, 0), (0.25, 1), (0.999, 1)):
    got = pick(np.array([0.25, 0.75]), u)
    assert got == expected, f"pick([0.25, 0.75], {u}): expected {expected}, got {got}."
### BEGIN HIDDEN TESTS
p = np.array([0.0, 0.5, 0.0, 0.25, 0.25, 0.0])
for u, expected in ((0.0, 1), (0.4, 1), (0.5, 3), (0.74, 3), (0.75, 4), (1 - 1e-16, 4)):
    got = pick(p, u)
    assert got == expected, f"pick({p}, {u}): expected {expected}, got {got}."
    assert isinstance(got, int), f"pick should return an int, got {type(got).__name__}."
short = np.array([0.1] * 10 + [0.0])  # adds up to a little less than 1
assert pick(short, np.nextafter(1, 0)) == 9, (
    f"pick with u just below 1: got {pick(short, 1 - 1e-16)}."
)
expect(p, [0.0, 0.5, 0.0, 0.25, 0.25, 0.0], "p after pick, which must not change")
### END HIDDEN TESTS


# %% test="sampling" part="write" points=2
def count_up(state, k):
    """A network that is sure: after k comes k + 1."""
    scores = np.full(10, -1000.0)
    scores[(k + 1) % 10] = 0.0
    return scores, state


got = write(count_up, None, 3, 5, 1.0, np.random.default_rng(0))
assert list(got) == [4, 5, 6, 7, 8], f"A network that counts, after 3: got {got}."
### BEGIN HIDDEN TESTS


def remembering(state, k):
    """Scores that depend on all characters so far, by way of the state."""
    state = (3 * state + k + 1) % 17
    return np.sin(np.arange(5) * (state + 1)), state


for seed, temperature, length in ((0, 1.0, 40), (1, 0.3, 30), (2, 2.0, 1), (3, 1.0, 0)):
    rng, state, k, right = np.random.default_rng(seed), seed, 2, []
    for _ in range(length):
        scores, state = remembering(state, k)
        powers = np.exp(scores / temperature)
        k = int(np.sum(np.cumsum(powers / powers.sum()) <= rng.random()))
        right.append(k)
    got = write(remembering, seed, 2, length, temperature, np.random.default_rng(seed))
    assert list(got) == right, f"At temperature {temperature}: expected {right}, got {got}."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: An experiment: remember the first letter (4 points)
#
# A sequence begins with one of the letters 0, 1, 2, 3. Then come 40 letters of noise, from 4 to 7.
# At the end the question is: which letter was the first? Guessing is right one time in four.
#
# A `FirstLetter` deals out the sequences: `x, y = task.batch()` gives 32 of them, `x` (32, 41), and
# the right answers, `y` (32,). It has 250 batches and not one more.
#
# **Task.** Write `train(task, rng)`. Make a network with `dlcourse.nn`, train it on at most 250
# batches, and return a function `answer(x)` that gives for sequences `x` (N, 41) the letters (N,),
# whole numbers from 0 to 3, that it believes were the first. Draw starting weights with `rng`.
#
# The first test trains from one seed and asks for more than 60 % of 500 new sequences. The second
# trains from four other seeds, three of which must answer more than 90 % right: one unlucky start
# is forgiven. A training should take no more than a few seconds.
#
# **Approach.** An embedding, a recurrent layer, a dense layer. Which recurrent layer, and how
# should it *begin*? Measure with ten seeds before you decide. Lesson 06 has a figure that tells you
# what to look for before you train at all.
#
# **Example.** After `answer = train(FirstLetter(seed=1), np.random.default_rng(1))`, the share
# `np.mean(answer(x) == y)` on new sequences should be close to 1.


# %% locked="first-letter"
class FirstLetter:
    """Deals sequences that begin with the letter to be remembered; stops after the last batch."""

    def __init__(self, seed, batches=250):
        self.rng = np.random.default_rng([seed, 6])
        self.left = batches

    def batch(self, n=32):
        """The next n sequences (n, 41), and their first letters (n,)."""
        if self.left == 0:
            raise RuntimeError("All 250 batches have been dealt.")
        if n > 32:
            raise ValueError(f"A batch holds at most 32 sequences, not {n}.")
        self.left -= 1
        return first_letters(n, self.rng)


def first_letters(n, rng):
    """n sequences (n, 41) and their first letters (n,)."""
    x = rng.integers(4, 8, size=(n, 41))
    x[:, 0] = rng.integers(0, 4, size=n)
    return x, x[:, 0].copy()


def share_right(train, seed):
    """Train from a seed, and return the share of 500 new sequences that are answered right."""
    answer = train(FirstLetter(seed), np.random.default_rng(seed))
    x, y = first_letters(500, np.random.default_rng([seed, 7]))
    got = np.asarray(answer(x))
    assert got.shape == y.shape, f"answer(x) for 500 sequences: expected (500,), got {got.shape}."
    return float(np.mean(got == y))


# %% answer="memory"
def train(task, rng):
    """Train a network to remember; return a function from sequences to first letters."""
    ### BEGIN SOLUTION
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)
    ### END SOLUTION


# %% test="memory" part="one_seed" points=1
share = share_right(train, seed=1)
assert share > 0.3, f"From seed 1 only {share:.0%} are right, hardly better than guessing."
### BEGIN HIDDEN TESTS
assert share > 0.6, f"From seed 1 only {share:.0%} are right; expected more than 60 %."
### END HIDDEN TESTS

# %% test="memory" part="four_seeds" points=3
share = share_right(train, seed=3)
assert share > 0.3, f"From seed 3 only {share:.0%} are right, hardly better than guessing."
### BEGIN HIDDEN TESTS
shares = [share]
for seed in (4, 5, 6):
    if sum(share > 0.9 for share in shares) < 3:
        shares.append(share_right(train, seed))
assert sum(share > 0.9 for share in shares) >= 3, (
    f"From four seeds these shares are right: {', '.join(f'{share:.0%}' for share in shares)}. "
    "Three of them should be above 90 %."
)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: Explain (3 points)
#
# Answer in about ten sentences, with formulas where they help.
#
# 1. Over 50 steps the gradient of an RNN vanishes, and that of an LSTM need not. Compare what
#    $\partial h_t / \partial h_{t-1}$ is made of in the RNN with $\partial c_t / \partial
#    c_{t-1}$ in the LSTM. On what does it depend whether the LSTM's gradient survives?
# 2. Why does clipping help against gradients that explode and not against those that vanish? And
#    why should all gradients be scaled by one factor, instead of each array by its own?

# %% [markdown] explain="why" points=3
# ### BEGIN SOLUTION
# 1. In the RNN $\partial h_t / \partial h_{t-1}$ is the matrix $W_{hh}$, each column multiplied by
#    a slope of the tanh, which is at most 1. Over 50 steps this is a product of 50 such matrices.
#    If the singular values are below 1, or the units saturate, it shrinks exponentially. (1 point)
#    In the LSTM $\partial c_t / \partial c_{t-1} = f$, one number for each unit and no matrix. Over
#    50 steps this is the product of the forget gates. It survives if they stay close to 1, so it
#    depends on the forget bias at the start and on what the gates learn; with $f = 0.5$ it vanishes
#    as well. (1 point)
# 2. A gradient that explodes has a useful direction and an absurd length; clipping corrects the
#    length. One that has vanished carries no information any more: it is drowned by what comes from
#    recent steps, and scaling everything up does not change that. One common factor keeps the
#    direction of the step, which is that of steepest descent; a factor for each array would turn
#    it. (1 point)
# ### END SOLUTION
