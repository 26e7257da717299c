# %% [markdown]
# # 03 Backpropagation by hand
#
# In lesson 02 you trusted a closed box that trains. Now you open it. Inside are one number that
# says how wrong the network is, and one rule that says which weight is to blame, and by how much.
#
# **When you have worked through it, you can**
#
# - choose the loss that belongs to an output, and compute it by hand and with NumPy;
# - go down a loss curve step by step, and say what the learning rate does;
# - carry gradients backward through a drawn graph, with the chain rule and nothing else;
# - write the backward pass of a network, and prove that it is right.
#
# **You need** lesson 00 (matrix product, derivative, finite difference, chain rule), lesson 01
# (neuron, sigmoid) and lesson 02 (hidden layer, softmax). Have paper and a pencil at hand. Plan
# two sittings of 75 minutes, and stop after section 6. Where you read *Predict*, scroll until the
# next cell is out of sight, and write your guess down.
#
# ### 1986: the blame goes backward
#
# In 1986 David Rumelhart, Geoffrey Hinton and Ronald Williams showed on four pages of *Nature* how
# a network with hidden units learns from its own errors. Seppo Linnainmaa and Paul Werbos had
# found the method in the 1970s and few had noticed. Today it trains nearly every network.

# %%
import numpy as np

from dlcourse.hints import check
from dlcourse.lab import confirm, figure, show
from dlcourse.lab.backprop.descent import draw_descents
from dlcourse.lab.backprop.graph_walk import (
    GraphWalk,
    describe_graph_walk,
    draw_graph_walk,
    graph_plaything,
)
from dlcourse.lab.backprop.learning_loop import draw_learning_loop
from dlcourse.lab.backprop.pass_map import draw_pass_map
from dlcourse.lab.backprop.small_network import draw_small_network
from dlcourse.nn import numerical_gradient

show(
    draw_learning_loop(),
    alt="Four boxes in a ring. 1 Predict, the forward pass. 2 Measure the miss, the "
    "loss. 3 Share the blame, the backward pass. 4 Adjust the weights, gradient "
    "descent. Then 1 again.",
)

# %% [markdown]
# ## 1 A bicycle that rolls too far
#
# You want to stop at a line $y = 4$ metres away. You start $b = 1$ metre ahead, and you turn the
# pedals $x = 2$ times. Your gear takes you $w = 3$ metres a turn. Where do you stop? These are
# the first two steps of the ring, for a bicycle:
#
# $$x_1 = x \cdot w \qquad x_2 = x_1 + b \qquad \text{loss} = |x_2 - y|$$
#
# The **loss** is one number that says how wrong the result is: here, by how many metres you miss.
#
# *Predict:* you may make the gear $w$ smaller by 0.1, or the head start $b$. Which one brings you
# closer to the line, and by how much?


# %%
def bicycle(x, w, b, y):
    x1 = x * w  # metres pedalled
    x2 = x1 + b  # metres from the starting mark
    return x1, x2, abs(x2 - y)


x, w, b, y = 2, 3, 1, 4
x1, x2, loss = bicycle(x, w, b, y)
confirm("x1", x1, 6, source="deck 004")
confirm("x2", x2, 7, source="deck 004")
confirm("loss", loss, 3, source="deck 004")

gear = loss - bicycle(x, w - 0.1, b, y)[2]
ahead = loss - bicycle(x, w, b - 0.1, y)[2]
for name, closer in (("w", gear), ("b", ahead)):
    print(f"{name} smaller by 0.1: {closer:.1f} m closer, a rate of {closer / 0.1:.0f}")

# %% [markdown]
# ## 2 Losses: how wrong is a network?
#
# *Answer.* The gear counts twice, because you turn the pedals twice. Those two rates, 2 and 1, are
# the derivatives of the loss with respect to $w$ and to $b$. This lesson is about getting such
# rates for all weights of a network at once. First, the loss.
#
# A network answers with a **prediction** $p$. The right answer is the **target** $y$. (Until now
# $y$ was the output of a neuron; from here on it is what the output should be.) A loss $L(p, y)$
# compares the two for one example. Its mean over all $N$ examples is the **empirical loss** $J$,
# and that is what training makes small.
#
# For numbers such as prices or marks the usual loss is the **mean squared error** (MSE):
#
# $$J = \frac{1}{N} \sum_{n=1}^{N} (p_n - y_n)^2$$
#
# *Predict:* three marks are predicted as 30, 80, 85 and turn out to be 90, 20, 95. Which of the
# three examples hardly counts?


# %%
def mean_squared_error(p, y):
    return np.mean((p - y) ** 2)


marks, true_marks = np.array([30, 80, 85]), np.array([90, 20, 95])

total = 0
for p_n, y_n in zip(marks, true_marks, strict=True):
    total = total + (p_n - y_n) ** 2
    print(f"({p_n} - {y_n})² = {(p_n - y_n) ** 2:4}   so far {total}")

confirm("MSE with a loop", total / 3, 2433.33, decimals=2, source="deck 002")
confirm("MSE with NumPy", mean_squared_error(marks, true_marks), 2433.33, decimals=2)

# %% [markdown]
# ### A loss for yes or no
#
# *Answer.* The third: its square is 100, the other two are 3600 each.
#
# For a yes-or-no question the network gives a probability $p$ of *yes*, and the target is $y = 1$
# for yes and $y = 0$ for no. Ask: what probability did the network give to what really happened?
# It is $p$ if $y = 1$, and $1 - p$ if $y = 0$. The **binary cross-entropy** (BCE) takes minus the
# natural logarithm of it, which NumPy calls `np.log`:
#
# $$J = -\frac{1}{N} \sum_{n=1}^{N} \big[\, y_n \ln p_n + (1 - y_n) \ln (1 - p_n) \,\big]$$
#
# Being sure and right costs nothing. Being sure and wrong costs without limit.
#
# *Predict:* the predictions are 0.1, 0.8 and 0.6, the truth is yes, no, yes. Which one costs
# most?


# %%
def binary_cross_entropy(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


chances, passed = np.array([0.1, 0.8, 0.6]), np.array([1, 0, 1])
for p_n, y_n in zip(chances, passed, strict=True):
    given = p_n if y_n == 1 else 1 - p_n
    print(f"p = {p_n}, y = {y_n}: to the truth {given:.1f}, cost {-np.log(given):.4f}")
bce = binary_cross_entropy(chances, passed)
confirm("BCE, the mean", bce, 1.4743, decimals=4, source="deck 002")

grid = np.linspace(0.005, 1, 400)
fig, ax = figure()
ax.plot(grid, -np.log(grid), label="cross-entropy: -ln p")
ax.plot(grid, (1 - grid) ** 2, "--", label="squared error: (1 - p)²")
ax.set(xlabel="predicted probability p, when the truth is yes", ylabel="loss")
ax.legend()
show(
    fig,
    alt="Loss of one example against the predicted probability of what is true. Both "
    "curves end at 0 for p = 1. Towards p = 0 the squared error stops at 1, the "
    "cross-entropy climbs past 5.",
)

# %% [markdown]
# ### A loss for one of many
#
# *Answer.* The first: it is sure and wrong.
#
# For one of $K$ classes the network gives $K$ scores $z$, and the **softmax** of lesson 02 turns
# them into probabilities: $p_k = e^{z_k} / \sum_j e^{z_j}$. The target is **one-hot**: 1 for the
# true class and 0 for the others. The **categorical cross-entropy** is
# $L = -\sum_k y_k \ln p_k$. Only the true class counts.
#
# | you predict | last layer | loss |
# |---|---|---|
# | a number | linear (no activation) | mean squared error |
# | yes or no | sigmoid, one output | binary cross-entropy |
# | one of K classes | softmax, K outputs | categorical cross-entropy |
#
# All three are one idea: **minus the logarithm of the probability of the truth**, the *negative
# log-likelihood*.
#
# *Predict:* scores of 2, 1, 0 give the probabilities 0.665, 0.245 and 0.090. The second class is
# the true one. Is the loss above or below 1?
#
# > *Aside, for a second reading.* Where is the probability in a squared error? Think of the truth
# > as scattered around the prediction by a bell curve of width 1. The height of the curve is a
# > *density*: probability for each unit of length. Minus its logarithm is half the squared error
# > plus a constant, as the last lines of the cell confirm. You may meet MSE under the name
# > *Gaussian cross-entropy*: this is what is meant.


# %%
def softmax(z):
    e = np.exp(z - z.max())  # less the largest: same result, and never too large
    return e / e.sum()


scores, one_hot = np.array([2.0, 1.0, 0.0]), np.array([0, 1, 0])
p = softmax(scores)
confirm("probabilities", p, [0.665, 0.245, 0.090], decimals=3)
confirm("loss, all terms", -np.sum(one_hot * np.log(p)), 1.408, decimals=3)
confirm("loss, true class", -np.log(p[1]), 1.408, decimals=3)

# The aside
errors = np.array([0.0, 1.0, 3.0])  # how far the truth is from the prediction
bell = np.exp(-(errors**2) / 2) / np.sqrt(2 * np.pi)
confirm("-ln(bell) - error²/2", -np.log(bell) - errors**2 / 2, [0.919] * 3, decimals=3)

# %% [markdown]
# ## 3 Gradient descent: downhill by small steps
#
# *Answer.* Above 1: the true class got little.
#
# The loss only **measures**. A second thing **moves**: the update rule of **gradient descent**.
#
# $$w \leftarrow w - \eta \, \frac{dJ}{dw}$$
#
# The derivative $dJ/dw$ says which way is uphill and how steep. The minus turns you downhill. The
# **learning rate** $\eta$ (eta) says how long a step is for a given slope. Keep loss and update
# rule apart: you can change either one alone.
#
# Back to the bicycle, now with half the squared miss as its loss:
# $J = \frac{1}{2}(x w + b - y)^2$. The chain rule of lesson 00 gives
# $dJ/dw = (x w + b - y) \cdot x$. The miss is 0 at $w = 1.5$.
#
# *Predict:* what happens if the learning rate is too large?


# %%
x, b, y = 2, 1, 4


def half_square(w):
    return (x * w + b - y) ** 2 / 2


def half_square_slope(w):
    return (x * w + b - y) * x


def descend(w, learning_rate, steps):
    path = [w]
    for _ in range(steps):
        w = w - learning_rate * half_square_slope(w)
        path.append(w)
    return path


slow, wild = descend(3.0, 0.1, 12), descend(3.0, 0.52, 5)
print("rate 0.1: ", [round(w, 2) for w in slow[:6]], "...", round(slow[-1], 3))
print("rate 0.52:", [round(w, 2) for w in wild])
paths = {"rate 0.1": slow, "rate 0.52": wild}
show(
    draw_descents(half_square, half_square_slope, paths),
    alt="Two panels with the same bowl, lowest at w = 1.5, and the same start w = 3. "
    "With rate 0.1 the steps get shorter and end at the bottom. With rate 0.52 each "
    "step jumps across the bowl and lands a little higher than the one before.",
)

# %% [markdown]
# ## 4 The chain rule: two gears in a row
#
# *Answer.* Each step jumps across the bowl and lands higher than before: the weight runs away.
#
# A network is a chain of steps. So is a bicycle with two gears: one turn of the pedals turns the
# shaft $w_1$ times, and one turn of the shaft takes you $w_2$ metres.
#
# $$z = w_1 x \qquad \hat y = w_2 z \qquad J = \tfrac{1}{2} (\hat y - y)^2$$
#
# Here $\hat y$, *y hat*, is another name for the prediction. How fast does $J$ follow each gear?
# Walk from $J$ back to the gear and multiply the rates that you meet:
#
# $$\frac{dJ}{dw_2} = \frac{dJ}{d\hat y} \cdot \frac{d\hat y}{dw_2} = (\hat y - y) \cdot z$$
#
# $$\frac{dJ}{dw_1} = \frac{dJ}{d\hat y} \cdot \frac{d\hat y}{dz} \cdot \frac{dz}{dw_1}
# = (\hat y - y) \cdot w_2 \cdot x$$
#
# Each factor is a **local derivative**: it belongs to one step of the chain and knows nothing of
# the others. And both products begin with the same factor, so you compute it only once.
#
# *Predict:* $x = 2$, $w_1 = 3$, $w_2 = 2$, $y = 10$. Work out both derivatives on paper.

# %%
x, w1, w2, y = 2.0, 3.0, 2.0, 10.0

z = w1 * x  # turns of the shaft
y_hat = w2 * z  # metres
J = (y_hat - y) ** 2 / 2

dJ_dyhat = y_hat - y  # the factor that both share
dJ_dw2 = dJ_dyhat * z
dJ_dz = dJ_dyhat * w2
dJ_dw1 = dJ_dz * x
confirm("dJ/dw2", dJ_dw2, 12, source="deck 003, with numbers")
confirm("dJ/dw1", dJ_dw1, 8, source="deck 003, with numbers")


def chain(w1, w2):
    return (w2 * (w1 * x) - y) ** 2 / 2


h = 1e-5  # finite differences, as in lesson 00
measured_w2 = (chain(w1, w2 + h) - chain(w1, w2 - h)) / (2 * h)
measured_w1 = (chain(w1 + h, w2) - chain(w1 - h, w2)) / (2 * h)
confirm("measured", [measured_w2, measured_w1], [12, 8], decimals=6)

# %% [markdown]
# ## 5 The computational graph
#
# *Answer.* 12 and 8.
#
# Draw each operation as a **node** and each value as an arrow, an **edge**, from where it is made
# to where it is used. This is a **computational graph**. You walk through it twice.
#
# - **Forward pass**, left to right: each node computes its value from the values that come in.
# - **Backward pass**, right to left: each edge carries back the **gradient** of its value, that
#   is the derivative of the loss with respect to it. It begins with 1, because the loss follows
#   itself one to one. Each node needs only one rule:
#
# > **gradient sent back = local derivative × gradient that arrives**
#
# The whole of **backpropagation** is this rule, at every node, from the last to the first. The
# nodes of the bicycle of section 1 are a product, a sum and a distance.
#
# *Predict:* what is the local derivative of a sum with respect to each of its two parts?

# %%
x, w, b, y = 2, 3, 1, 4
x1, x2, loss = bicycle(x, w, b, y)

dloss_dx2 = np.sign(x2 - y)  # a metre further misses by a metre more, beyond the line
dx2_dx1 = 1  # a sum follows each part one to one
dx2_db = 1
dx1_dw = x  # a product follows w at the rate x
for name, local in (("dloss/dx2", dloss_dx2), ("dx2/dx1", dx2_dx1), ("dx2/db", dx2_db)):
    confirm(name, local, 1, source="deck 004")
confirm("dx1/dw", dx1_dw, 2, source="deck 004")

confirm("dloss/dw = 1 · 1 · 2", dloss_dx2 * dx2_dx1 * dx1_dw, 2, source="deck 004")
confirm("dloss/db = 1 · 1", dloss_dx2 * dx2_db, 1, source="deck 004")

# %% [markdown]
# ### Play: forward and backward, node by node
#
# *Answer.* 1 for both parts. So the two rates of section 1 came out, and nobody had to nudge
# anything. Now press **Step**, and before each step write down the number that will appear.
# Values stand in blue above the edges, gradients in orange below them.
#
# 1. Go through the *bicycle* to the end. Then set $y = 9$. Which gradients change sign?
# 2. Choose the *neuron* and set $y = 0$. Its prediction is sure and wrong. What does the node
#    $\sigma$ leave of the gradient?
# 3. Choose *gear used twice*: two edges leave $w$. Watch its gradient in the last two steps.

# %%
graph_plaything()

# %% [markdown]
# ### When a value is used twice, its gradients add
#
# In *gear used twice* the loss feels a change of $w$ in two ways. Each way brings back a gradient
# of its own, and **they add up**. In a network this is the normal case: a hidden unit feeds many
# units behind it, and a weight is used once for every example of the batch.
#
# *Predict:* $a = x w$, $c = a w$, loss $= \frac{1}{2}(c - y)^2$ with $x = 0.5$, $w = 3$, $y = 4$.
# What arrives at $w$ along each way?

# %%
x, w, y = 0.5, 3.0, 4.0
a = x * w
c = a * w

dloss_dc = c - y
way_2 = dloss_dc * a  # from c straight to w
way_1 = dloss_dc * w * x  # from c through a to w
confirm("each way brings", [way_1, way_2], [0.75, 0.75])


def twice(w):
    return (x * w * w - y) ** 2 / 2


h = 1e-5  # a finite difference, as in section 4
confirm("measured", (twice(w + h) - twice(w - h)) / (2 * h), 1.5, decimals=6)
confirm("the sum", way_1 + way_2, 1.5)

walked = GraphWalk("gear used twice", step=9, x=0.5, w=3.0, b=0.0, y=4.0)
show(draw_graph_walk(walked), alt=describe_graph_walk(walked))

# %% [markdown]
# ## 6 A network by hand
#
# *Answer.* 0.75 along each way, 1.5 together.
#
# A **2-2-1** network, without biases and activations to keep the numbers small. You need nothing
# but a pencil.
#
# $$h_1 = i_1 w_1 + i_2 w_2 \qquad h_2 = i_1 w_3 + i_2 w_4 \qquad p = h_1 w_5 + h_2 w_6
# \qquad E = \tfrac{1}{2} (p - y)^2$$
#
# The inputs are $i = [2, 3]$, the target is $y = 1$. The weights $w_1$ to $w_6$ are 0.11, 0.21,
# 0.12, 0.08, 0.14, 0.15.
#
# *Predict:* compute $h_1$, $h_2$ and $p$ on paper. Must $p$ grow or shrink? So must each weight
# grow or shrink?

# %%
i1, i2, target = 2, 3, 1
weights = {"w1": 0.11, "w2": 0.21, "w3": 0.12, "w4": 0.08, "w5": 0.14, "w6": 0.15}


def forward(w):
    h1 = i1 * w["w1"] + i2 * w["w2"]
    h2 = i1 * w["w3"] + i2 * w["w4"]
    return h1, h2, h1 * w["w5"] + h2 * w["w6"]


h1, h2, p = forward(weights)
confirm("h", [h1, h2], [0.85, 0.48], decimals=2, source="deck 001")
confirm("prediction", p, 0.191, decimals=3, source="deck 001")
confirm("error", (p - target) ** 2 / 2, 0.3272, decimals=4, source="deck 001")
delta = p - target
confirm("delta", delta, -0.809, decimals=3, source="deck 001")
units = {"i1": i1, "i2": i2, "h1": h1, "h2": h2, "out": p}
show(
    draw_small_network(units, weights, title="Forward: 0.191, and it should be 1"),
    alt="A network with inputs 2 and 3, hidden units 0.85 and 0.48, and prediction "
    "0.191. The weights stand on its arrows: 0.11 and 0.21 lead into h1, 0.12 and 0.08 "
    "into h2, 0.14 and 0.15 to the output.",
)

# %% [markdown]
# ### The blame, backward
#
# *Answer.* $p$ must grow. All inputs and weights are positive, so every weight must grow.
#
# Begin at the error, $dE/dp = p - y$. This number is written $\delta$ (delta). One node further
# back are the output weights and the hidden units:
#
# $$\frac{dE}{dw_5} = \delta \, h_1 \qquad \frac{dE}{dw_6} = \delta \, h_2 \qquad
# \frac{dE}{dh_1} = \delta \, w_5 \qquad \frac{dE}{dh_2} = \delta \, w_6$$
#
# One more node back, each hidden unit hands its blame on to its own weights:
#
# $$\frac{dE}{dw_1} = \delta \, w_5 \, i_1 \qquad \frac{dE}{dw_2} = \delta \, w_5 \, i_2 \qquad
# \frac{dE}{dw_3} = \delta \, w_6 \, i_1 \qquad \frac{dE}{dw_4} = \delta \, w_6 \, i_2$$
#
# First compute **all** gradients with the old weights. Then change all weights, here with
# learning rate 0.05, and feed the same input once more: is the prediction closer to 1? The second
# cell also rounds the new weights to two places, so that you see what it costs. **Compute
# unrounded, round only to show.**


# %%
def backward(w, h1, h2, delta):
    blame_h1, blame_h2 = delta * w["w5"], delta * w["w6"]
    return {
        "w1": blame_h1 * i1,
        "w2": blame_h1 * i2,
        "w3": blame_h2 * i1,
        "w4": blame_h2 * i2,
        "w5": delta * h1,
        "w6": delta * h2,
    }


g = backward(weights, h1, h2, delta)
new = {name: weights[name] - 0.05 * g[name] for name in weights}
w1_to_w4, w5_w6 = list(new.values())[:4], list(new.values())[4:]
confirm("new w5, w6", w5_w6, [0.1744, 0.1694], decimals=4, source="deck 001")
expected = [0.1213, 0.2270, 0.1321, 0.0982]
confirm("new w1 to w4", w1_to_w4, expected, decimals=4, source="deck 001")
show(
    draw_small_network(
        units, weights, g, title="Backward: below each weight its gradient"
    ),
    alt="The same network with a gradient below each weight: -0.227 for w1, -0.340 for "
    "w2, -0.243 for w3, -0.364 for w4, -0.688 for w5, -0.388 for w6. All are negative.",
)

# %%
after = forward(new)[2]
confirm("next prediction", after, 0.2557, decimals=4, source="deck 001")
print(f"gained {after - p:.2f}, error now {(after - target) ** 2 / 2:.4f}")

rounded = {name: round(value, 2) for name, value in new.items()}
confirm("the same with rounded weights", forward(rounded)[2], 0.2533, decimals=4)


def one_step(w):
    h1, h2, p = forward(w)
    g = backward(w, h1, h2, p - target)
    return {name: w[name] - 0.05 * g[name] for name in w}


later = new
for _ in range(50):
    later = one_step(later)
confirm("after 50 more steps", forward(later)[2], 1.0, decimals=3)

# %% [markdown]
# ## 7 The same with matrices, and how to prove it
#
# *Answer.* One step brings the prediction closer, and fifty more make it right. Now write it
# shorter. Put $w_1$ to $w_4$ into a matrix $W$ with one column for each hidden unit, and
# $w_5$, $w_6$ into a vector $v$. Six formulas become two, and they work for every width. Watch
# the **shapes**: a gradient always has the shape of what it belongs to.
#
# $$h = i \, W \qquad p = h \cdot v \qquad\Rightarrow\qquad
# \frac{dE}{dv} = \delta \, h \qquad \frac{dE}{dW} = i^{\mathsf T} (\delta \, v)$$
#
# Here $i^{\mathsf T}$ is $i$ as a column. Multiply every entry of the one by every entry of the
# other: that gives a table, and NumPy calls it `np.outer`.
#
# How can you be sure of a backward pass? Measure. **Gradient checking** nudges one weight up and
# down by a small $h$, looks at the loss, and compares. One weight at a time is slow, so you use it
# to test and not to train. The library's `numerical_gradient(f, x)` nudges every entry of `x` in
# turn. Judge the **relative error**: the difference divided by the size of the gradients.
# Here $10^{-7}$ or less is right, and $10^{-3}$ or more is wrong.
#
# *Predict:* the last line of the cell checks the transpose of the right answer. Will it pass?

# %%
inputs = np.array([2.0, 3.0])
W = np.array([[0.11, 0.12], [0.21, 0.08]])  # columns: into h1, into h2
v = np.array([0.14, 0.15])


def error(W, v):
    return (inputs @ W @ v - 1) ** 2 / 2


h = inputs @ W
delta = h @ v - 1
dv = delta * h  # (2,)
dW = np.outer(inputs, delta * v)  # (2,) and (2,) -> (2, 2)

g = backward(weights, *h, delta)
assert np.allclose(dW, [[g["w1"], g["w3"]], [g["w2"], g["w4"]]])  # as the scalar ones
assert np.allclose(dv, [g["w5"], g["w6"]])


def relative_error(a, b):
    size = np.maximum(np.maximum(abs(a), abs(b)), 1e-8)  # never divide by 0
    return np.max(abs(a - b) / size)


measured_W = numerical_gradient(lambda W: error(W, v), W)
measured_v = numerical_gradient(lambda v: error(W, v), v)
print("dW   right:", relative_error(dW, measured_W) < 1e-7)
print("dv   right:", relative_error(dv, measured_v) < 1e-7)
print("dW.T right:", relative_error(dW.T, measured_W) < 1e-7)

# %% [markdown]
# ## 8 Why cross-entropy and sigmoid belong together
#
# *Answer.* No. The transpose has the same shape here, and the check sees that it is wrong.
#
# With a sigmoid at the end, the blame has one more node to pass. Take $p = \sigma(z)$ with the
# cross-entropy $L = -y \ln p - (1 - y) \ln (1 - p)$. The slope of $\ln p$ is $1/p$, that of the
# sigmoid is $p (1 - p)$. Multiply, and the fractions are gone:
#
# $$\frac{dL}{dp} = -\frac{y}{p} + \frac{1 - y}{1 - p} = \frac{p - y}{p (1 - p)} \qquad\qquad
# \frac{dL}{dz} = \frac{p - y}{p (1 - p)} \cdot p (1 - p) = p - y$$
#
# The same happens with softmax and categorical cross-entropy, for every score:
# $dL/dz_k = p_k - y_k$. Prediction minus target, nothing else. With the squared error the factor
# $p (1 - p)$ stays. A unit that is sure and wrong has $p (1 - p)$ close to 0, so it hardly
# learns.
#
# *Predict:* scores 2, 1, 0 gave 0.665, 0.245, 0.090. The truth is the second class. Which
# gradients come out, and what do they add up to?


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


p = softmax(scores)
print("softmax and cross-entropy")
confirm("  p - y", p - one_hot, [0.665, -0.755, 0.090], decimals=3)
measured = numerical_gradient(lambda z: -np.log(softmax(z)[1]), scores)
confirm("  measured", measured, [0.665, -0.755, 0.090], decimals=3)
confirm("  their sum", np.sum(p - one_hot), 0.0, decimals=3)

z = np.array([-4.0])  # sure that the answer is no, and the truth is yes
bce = numerical_gradient(lambda z: -np.log(sigmoid(z[0])), z)[0]
mse = numerical_gradient(lambda z: (sigmoid(z[0]) - 1) ** 2, z)[0]
print("sigmoid, sure and wrong: dL/dz")
confirm("  cross-entropy", bce, -0.982, decimals=3)
confirm("  squared error", mse, -0.035, decimals=3)

# %% [markdown]
# ## 9 Will I pass this class?
#
# *Answer.* $p - y$: 0.665, -0.755 and 0.090. They add up to 0.
#
# Now a network with neurons. You have been to 4 lectures and put 5 hours into the project,
# $x = [4, 5]$. Sixty students of earlier years are known. They have passed when lectures times
# hours was large enough, so it takes both.
#
# The network is 2-4-1 with sigmoids. `x` holds one student in each row, $N$ rows in all.
#
# $$H = \sigma(x W_1 + b_1) \qquad p = \sigma(H w_2 + b_2) \qquad J = \text{BCE}(p, y)$$
#
# The code divides `x` by 10, so that all inputs lie between 0 and 1; lesson 04 says why that
# helps. The network starts as a pessimist: $b_2 = -2.2$ makes it expect that nearly everyone
# fails.
#
# *Predict:* about which probability does it give you before training? And once it has seen the
# others, will it let you pass?

# %%
rng = np.random.default_rng(7)
students = rng.uniform(0, 10, size=(60, 2)).round(1)  # lectures, hours
result = (students[:, 0] * students[:, 1] > 15).astype(int)
you = np.array([[4.0, 5.0]])

start = {
    "W1": rng.normal(size=(2, 4)),
    "b1": np.zeros(4),
    "w2": rng.normal(size=4) * 0.1,
    "b2": np.array(-2.2),
}


def predict(net, x):
    hidden = sigmoid(x / 10 @ net["W1"] + net["b1"])  # (N, 2) @ (2, 4) -> (N, 4)
    return hidden, sigmoid(hidden @ net["w2"] + net["b2"])  # (N, 4) @ (4,) -> (N,)


chance = predict(start, you)[1][0]
confirm("your chance before training", chance, 0.10, decimals=2, source="deck 002")
print(f"loss of this example, if you do pass: {-np.log(chance):.2f}")

# %% [markdown]
# ### The backward pass, written by hand
#
# *Answer.* About 0.1, a pessimist's guess. For the second question it has to learn.
#
# Read the cell next to `predict`, from the last line of the one to the first line of the other. It
# begins with $p - y$ from section 8, divided by $N$ because the loss is a mean. Each line is local
# derivative times what arrives; the comments give the shapes. A product with a transposed matrix
# multiplies and adds up over the batch. When all four gradients have passed the check, the
# network may train.


# %%
def gradients(net, x, y):
    hidden, p = predict(net, x)
    dz2 = (p - y) / len(y)  # (N,)    sigmoid and cross-entropy at once
    dhidden = np.outer(dz2, net["w2"])  # (N, 4)  back through the output weights
    dz1 = dhidden * hidden * (1 - hidden)  # (N, 4)  back through the hidden sigmoid
    return {
        "W1": (x / 10).T @ dz1,  # (2, N) @ (N, 4) -> (2, 4)
        "b1": dz1.sum(axis=0),  # (4,)    used by every student: gradients add
        "w2": hidden.T @ dz2,  # (4, N) @ (N,) -> (4,)
        "b2": dz2.sum(),  # ()
    }


def measure(name):
    def loss_of(value):
        changed = dict(start)
        changed[name] = value  # all the others stay as they are
        return binary_cross_entropy(predict(changed, students)[1], result)

    return numerical_gradient(loss_of, start[name])


ours = gradients(start, students, result)
for name in start:
    right = relative_error(ours[name], measure(name)) < 1e-7
    print(f"{name}: relative error below 1e-7: {right}")


# %%
def train(net, learning_rate, steps):
    losses = []
    for _ in range(steps):
        losses.append(binary_cross_entropy(predict(net, students)[1], result))
        g = gradients(net, students, result)
        net = {name: net[name] - learning_rate * g[name] for name in net}
    return net, losses


net, losses = train(start, 2.0, 1000)
chance = predict(net, you)[1][0]
confirm("your chance after training", chance, 0.93, decimals=2)
print("You do pass: the target in deck 002 is 1.")
right = np.sum((predict(net, students)[1] > 0.5) == result)
print(f"loss {losses[0]:.3f} -> {losses[-1]:.3f}, right on {right} of 60 students")
show(
    draw_pass_map(losses, lambda x: predict(net, x)[1], students, result, you[0]),
    alt="Left: the loss falls steeply in the first steps and then ever more slowly. "
    "Right: a map of lectures and hours. A bent line parts those who failed, below it, "
    "from those who passed, above it. Your star at 4 lectures and 5 hours lies above.",
)

# %% [markdown]
# ## 10 Break it
#
# *Answer.* Yes: your chance is now 0.93.
#
# Three mistakes that everyone makes once, here on the network of section 6. None of them raises
# an error where it is made.
#
# 1. **The wrong sign**: adding the gradient instead of subtracting it.
# 2. **Forgotten zeroing**: a library adds each new gradient to the old one, because values used
#    twice need that. Before the next step you must set the sum to zero. If you forget, every step
#    repeats all the earlier ones.
# 3. **Changing before using**: $w_5$ is updated, and then the new $w_5$ hands the blame to $w_1$.
#
# *Predict:* which of the three will still learn?


# %%
def broken_run(mistake, steps=30):
    w, g, curve = weights, {name: 0 for name in weights}, []
    for _ in range(steps):
        h1, h2, p = forward(w)
        curve.append((p - target) ** 2 / 2)
        if curve[-1] > 1:
            break  # it has left the picture
        fresh = backward(w, h1, h2, p - target)
        if mistake == "changed before used":
            changed = {**w, "w5": one_step(w)["w5"], "w6": one_step(w)["w6"]}
            fresh = backward(changed, h1, h2, p - target)
        kept = 1 if mistake == "not set to zero" else 0
        g = {name: kept * g[name] + fresh[name] for name in w}
        sign = 1 if mistake == "wrong sign" else -1
        w = {name: w[name] + sign * 0.05 * g[name] for name in w}
    return curve


fig, ax = figure()
styles = {"right": "-", "wrong sign": "--", "not set to zero": ":"}
styles["changed before used"] = "-."
for mistake, style in styles.items():
    ax.plot(broken_run(mistake), style, label=mistake)
ax.set(xlabel="step", ylabel="loss", ylim=(0, 0.6))
ax.legend(loc="upper right")
show(
    fig,
    alt="Loss against step. Right: it falls to 0 in about 12 steps. Wrong sign: it "
    "leaves the picture at the top. Not set to zero: it goes up and down without end. "
    "Changed before used: it falls like the right one, and a little faster.",
)
after_seven = [broken_run(run)[7] for run in ("right", "changed before used")]
confirm(
    "loss after 7 steps, right and mistake 3", after_seven, [0.0250, 0.0193], decimals=4
)
too_late = 0.11 - 0.05 * delta * new["w5"] * i1
confirm("new w1 if w5 changes first (right: 0.1213)", too_late, 0.1241, decimals=4)

# %% [markdown]
# ### Your turn: two gradients
#
# *Answer.* The wrong sign climbs. Forgotten zeroing swings, like a run that never loses its speed;
# lesson 04 adds friction and makes a tool of it. The third mistake is the worst. It learns, only
# not by the gradient, and here its loss falls even faster: 0.0193 against 0.0250 after seven
# steps. No curve gives it away. A gradient check does. So from now on: **no training before the
# check has passed.** The check below measures, too.
#
# *Task 1.* Write `mse_gradient(p, y)`: the derivatives of the mean squared error with respect to
# each prediction, an array of the shape of `p`. *Approach.* Write down $J$ for three examples.
# Differentiate with respect to $p_1$: two of the three terms vanish. *Example.* With
# `p = np.array([3.0, 7.0, 0.0, 1.0])` and `y = np.array([1.0, 4.0, 0.0, 0.0])` it is
# `[1.0, 1.5, 0.0, 0.5]`.
#
# *Task 2.* Take the network of section 7, with a sigmoid on its hidden units:
# $h = \sigma(i \, W)$, $p = h \cdot v$, $E = \frac{1}{2}(p - y)^2$. Write
# `hidden_gradient(i, W, v, y)`: the derivatives $dE/dW$, an array of the shape of `W`.
# *Approach.* Draw the graph. Compute forward to $p$, then walk back: the error, the product with
# $v$, the sigmoid, the product with $W$. Write the shape at each edge. *Example.*
# `hidden_gradient(np.array([1.0]), np.array([[0.0]]), np.array([4.0]), 1.0)` is `[[1.0]]`.


# %%
def mse_gradient(p, y):
    raise NotImplementedError("Replace this line by your answer.")


def hidden_gradient(i, W, v, y):
    raise NotImplementedError("Replace this line by your answer.")


# %%
def measured_mse(p, y):
    return numerical_gradient(lambda p: mean_squared_error(p, y), p)


def measured_hidden(i, W, v, y):
    return numerical_gradient(lambda W: (sigmoid(i @ W) @ v - y) ** 2 / 2, W)


rng = np.random.default_rng(1)
small = (np.array([3.0, 7.0, 0.0, 1.0]), np.array([1.0, 4.0, 0.0, 0.0]))
larger = (rng.normal(size=5).round(1), rng.normal(size=5).round(1))
check(mse_gradient, measured_mse, [small, larger])

small = (np.array([1.0]), np.array([[0.0]]), np.array([4.0]), 1.0)
i, W, v = rng.normal(size=2), rng.normal(size=(2, 3)), rng.normal(size=3)
larger = (i.round(1), W.round(1), v.round(1), 0.5)
check(hidden_gradient, measured_hidden, [small, larger])

# %% [markdown]
# ## Summary
#
# - A **loss** measures, the **update rule** moves. MSE goes with a linear output, binary
#   cross-entropy with a sigmoid, categorical cross-entropy with softmax.
# - **Backpropagation**: gradient sent back = local derivative × gradient that arrives. Where a
#   value is used twice, add.
# - For sigmoid or softmax with cross-entropy the blame begins with **p - y**.
# - A gradient has the shape of what it belongs to. **Check gradients before you train.**
#
# The same in PyTorch, and in Keras, where the backward pass stays out of sight:
#
# ```python
# import torch
#
# net = torch.nn.Sequential(
#     torch.nn.Linear(2, 4), torch.nn.Sigmoid(), torch.nn.Linear(4, 1), torch.nn.Sigmoid()
# )
# optimizer = torch.optim.SGD(net.parameters(), lr=2.0)
# for step in range(1000):
#     loss = torch.nn.functional.binary_cross_entropy(net(x).squeeze(1), y)
#     optimizer.zero_grad()  # forget this line, and you have mistake 2
#     loss.backward()  # the backward pass
#     optimizer.step()  # the update rule
# ```
#
# ```python
# import keras
#
# net = keras.Sequential(
#     [keras.layers.Dense(4, activation="sigmoid"), keras.layers.Dense(1, activation="sigmoid")]
# )
# net.compile(optimizer=keras.optimizers.SGD(2.0), loss="binary_crossentropy")
# net.fit(x, y, batch_size=len(x), epochs=1000)
# ```
#
# **Further reading.** Rumelhart, Hinton and Williams, *Learning representations by
# back-propagating errors*, Nature 323, pages 533 to 536, 1986: short, and you can read it now.
# Michael Nielsen, [Neural Networks and Deep
# Learning](http://neuralnetworksanddeeplearning.com/chap2.html), second chapter. Baydin,
# Pearlmutter, Radul and Siskind, [Automatic differentiation in machine learning: a
# survey](https://arxiv.org/abs/1502.05767): for lesson 08.
#
# **Next.** Assignment `ps03` lets you write all of this yourself. Lesson 04 trains faster.
