# %% [markdown]
# # 06 Networks with a memory
#
# So far a network saw one input at a time and forgot it at once. A sentence, a melody, a heartbeat
# cannot be read like that: what comes now means something only together with what came before. In
# this lesson you give a network a memory, find out why it fades, and mend it.
#
# **When you have worked through it, you can**
#
# - run a recurrent network by hand, and send the gradient back through time;
# - say why gradients vanish or explode over many steps, measure it, and use the two remedies:
#   clipping and gates;
# - open and shut the gates of an LSTM cell, and say what each is for;
# - train a network that writes letter by letter, and set the temperature of its writing.
#
# **You need** lesson 03 (chain rule through a graph, gradient check, cross-entropy) and lesson 04
# (Adam, training loop). Plan 90 minutes. Where you read *Predict*, write your guess down first.
#
# ### 1990 to 1997: from a short memory to a long one
#
# In 1990 Jeffrey Elman let a small network read sentences word by word, and it found nouns and
# verbs on its own. In 1991 Sepp Hochreiter showed in his diploma thesis why such networks forget;
# in 1997 he and Jürgen Schmidhuber published the cell that does not. Its forget gate came in 2000,
# from Felix Gers, Schmidhuber and Fred Cummins.
#
# ## 1 Five ways to meet a sequence
#
# A **sequence** is a list of inputs $x_1, x_2, \dots, x_T$ whose order matters. Each place in it
# is a **step**, or time step, also where no clock is involved. A **recurrent** network goes
# through the steps one by one and carries a **hidden state** $h$ along: a few numbers that say
# what it has seen so far.
#
# What goes in and what comes out may be one thing or many. In the picture each column is a step.
# The green boxes are the hidden state.
#
# *Predict:* a network listens to a song and names the singer. Which of the five is it? And a
# network that names the chord played in each second?

# %%
import os

# Before NumPy comes in: on products as small as ours a second thread only waits
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from dlcourse import nn
from dlcourse.data import Text, load_text
from dlcourse.hints import check
from dlcourse.lab import confirm, figure, show
from dlcourse.lab.sequences.cell import draw_cell
from dlcourse.lab.sequences.cliff import draw_cliff
from dlcourse.lab.sequences.gates import gates_plaything
from dlcourse.lab.sequences.gradient_flow import draw_norms
from dlcourse.lab.sequences.letters import draw_letters
from dlcourse.lab.sequences.shapes import draw_sequence_shapes
from dlcourse.lab.sequences.temperature import chances, temperature_plaything
from dlcourse.lab.sequences.unrolled import draw_unrolled
from dlcourse.nn import numerical_gradient

show(
    draw_sequence_shapes(),
    alt="Five small networks, inputs x below, states h in the middle, outputs y above. "
    "One to one: a picture and its class. One to many: a picture, then a caption word "
    "by word. Many to one: a review, then one verdict. Many to many: a sentence is "
    "read first, then its translation is written. Step by step: an output at every "
    "step.",
)

# %% [markdown]
# ## 2 A recurrent network by hand
#
# The singer is many to one, the chords are step by step. The simplest recurrent network, the
# **RNN**, has one rule for all steps:
#
# $$h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t) \qquad y_t = W_{hy} h_t$$
#
# The new state is made of the old state and the new input. **The weights are the same at every
# step**, so a sequence may be as long as you like. The rule needs a state to begin with: $h_0 = 0$.
#
# You may read that an RNN looks only one step back. Its *rule* does. But $h_{t-1}$ was made from
# $h_{t-2}$, and so on: all that came before is in there, if it has not faded.
#
# Take a network with one unit, $W_{hh} = 0.5$, $W_{xh} = 1$, $W_{hy} = 2$. It sees a single 1, and
# then nothing: $x = 1, 0, 0$.
#
# *Predict:* the third input is 0. Is $h_3$ also 0?

# %%
whh, wxh, why = 0.5, 1.0, 2.0
x = [1.0, 0.0, 0.0]

h = [0.0]  # h[0] is the state before the first step
y = []
for x_t in x:
    h.append(np.tanh(whh * h[-1] + wxh * x_t))
    y.append(why * h[-1])

confirm("h1 = tanh(1)", h[1], 0.7616, decimals=4)
confirm("h2 = tanh(0.5 · 0.7616)", h[2], 0.3634, decimals=4)
confirm("h3 = tanh(0.5 · 0.3634)", h[3], 0.1797, decimals=4)
confirm("y = 2 h", y, [1.5232, 0.7268, 0.3595], decimals=4)
show(
    draw_unrolled(x, h, y),
    alt="The network unrolled over three steps. From the state h0 = 0 an arrow with "
    "Whh leads to h1 = 0.762, on to h2 = 0.363 and h3 = 0.180. Inputs 1, 0, 0 come "
    "from below through Wxh, outputs 1.523, 0.727, 0.359 leave above through Why.",
)

# %% [markdown]
# ## 3 Many units, many sequences
#
# The 1 is still there at step 3, weaker. This picture, with the loop drawn as a row of copies, is
# the **unrolled** network. It is a deep network whose layers share their weights.
#
# Now for $U$ units, $D$ numbers at each step and a batch of $N$ sequences of length $T$: `x` has
# shape (N, T, D). As in the other lessons each example is a row, so the products turn round, and we
# add a bias:
#
# $$h_t = \tanh(x_t W_{xh} + h_{t-1} W_{hh} + b) \qquad
# (N, D) @ (D, U) + (N, U) @ (U, U) + (U,) \rightarrow (N, U)$$
#
# The batch is computed at once, but the steps cannot be: each waits for the one before.
#
# *Predict:* play the sequence backward. Will the last state be the same? (For a sum it would.)


# %%
def rnn_forward(x, h0, Wxh, Whh, b):
    states = [h0]  # (N, U)
    for t in range(x.shape[1]):
        states.append(np.tanh(x[:, t] @ Wxh + states[-1] @ Whh + b))
    return np.stack(states, axis=1)  # (N, T + 1, U), the first is h0


N, T, D, U = 4, 6, 2, 3
rng = np.random.default_rng(0)
x = rng.normal(size=(N, T, D))
Wxh, Whh = rng.normal(size=(D, U)), rng.normal(size=(U, U)) / 2
b, h0 = rng.normal(size=U) / 2, np.zeros((N, U))
H = rnn_forward(x, h0, Wxh, Whh, b)

h = np.zeros(U)  # one unit at a time, for the first sequence
for t in range(T):
    sums = [
        sum(x[0, t, d] * Wxh[d, j] for d in range(D))
        + sum(h[k] * Whh[k, j] for k in range(U))
        for j in range(U)
    ]
    h = np.tanh(np.array(sums) + b)
confirm("largest difference to the loops", np.max(abs(h - H[0, -1])), 0, decimals=12)

layer = nn.RNN(D, U, rng=rng)
layer.W.value, layer.U.value, layer.b.value = Wxh, Whh, b
difference = np.max(abs(layer.forward(x) - H[:, 1:]))
confirm("largest difference to nn.RNN", difference, 0, decimals=12)
backward_in_time = rnn_forward(x[:, ::-1], h0, Wxh, Whh, b)
print("same last state backward:", np.allclose(backward_in_time[:, -1], H[:, -1]))

# %% [markdown]
# ## 4 Back-propagation through time
#
# Order matters. How do you train such a network? You know already. Unroll it, and walk back
# through the graph as in lesson 03. This is called **back-propagation through time**, BPTT for
# short. Two rules of lesson 03 do all the work: local derivative times what arrives; and where a
# value is used several times, its gradients **add**. The weights are used at every step, so their
# gradient is a sum over all steps.
#
# Our one unit again, with $x = 1, 0, 0$. Only the last output counts, and it should be 1:
# $L = \frac{1}{2} (y_3 - 1)^2$. Write $a_t$ for the sum inside the tanh. Its slope is
# $1 - h_t^2$, so
#
# $$\frac{dL}{da_t} = \frac{dL}{dh_t} (1 - h_t^2) \qquad
# \frac{dL}{dh_{t-1}} = \frac{dL}{da_t} \, w_{hh} \qquad
# \frac{dL}{dw_{hh}} = \sum_t \frac{dL}{da_t} \, h_{t-1} \qquad
# \frac{dL}{dw_{xh}} = \sum_t \frac{dL}{da_t} \, x_t$$
#
# *Predict:* which of the three steps gives $w_{xh}$ any gradient at all?

# %%
x = [1.0, 0.0, 0.0]


def last_output_loss(weights):
    h = 0.0
    for x_t in x:
        h = np.tanh(weights[0] * h + weights[1] * x_t)
    return (why * h - 1) ** 2 / 2


h = [0.0]
for x_t in x:
    h.append(np.tanh(whh * h[-1] + wxh * x_t))

dh = [0.0, 0.0, 0.0, (why * h[3] - 1) * why]
dwhh = dwxh = 0.0
for t in (3, 2, 1):
    da = dh[t] * (1 - h[t] ** 2)  # through the tanh
    dwhh += da * h[t - 1]  # used at every step: add
    dwxh += da * x[t - 1]
    dh[t - 1] = da * whh  # to the step before

confirm("dL/dh0 to dL/dh3", dh, [-0.0565, -0.2690, -0.6199, -1.2811], decimals=4)
measured = numerical_gradient(last_output_loss, [whh, wxh])
confirm("measured", measured, [-0.8602, -0.1130], decimals=4)
confirm("dL/dwhh, dL/dwxh", [dwhh, dwxh], [-0.8602, -0.1130], decimals=4)
show(
    draw_unrolled(x, h, [None, None, why * h[3]], gradients=dh),
    alt="The unrolled network with its last output only. Red arrows lead from right to "
    "left. The derivative of the loss is -1.281 by h3, -0.620 by h2, -0.269 by h1 and "
    "-0.056 by h0: about half of it is lost at each step.",
)

# %% [markdown]
# ### The same for a whole network
#
# Only step 1 gives $w_{xh}$ a gradient, because the other inputs are 0. And that gradient had to
# come back through two steps to get there.
#
# In the matrix form every product turns into a product with a transpose, as in lesson 03. A state
# may get blame from two sides: from its own output, and from the step after it. Below, `dH` holds
# what comes from the outputs, and `carried` what comes from the step after.
#
# *Predict:* which line below makes this back-propagation *through time*? What would be left of it
# without that line?


# %%
def rnn_backward(x, H, dH, Wxh, Whh):
    dWxh, dWhh, db = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros(len(Whh))
    carried = np.zeros_like(H[:, 0])  # (N, U)
    for t in reversed(range(x.shape[1])):
        dh = dH[:, t] + carried  # its own output, and the step after it
        da = dh * (1 - H[:, t + 1] ** 2)  # (N, U)  through the tanh
        dWxh += x[:, t].T @ da  # (D, N) @ (N, U) -> (D, U)
        dWhh += H[:, t].T @ da  # (U, N) @ (N, U) -> (U, U)
        db += da.sum(axis=0)
        carried = da @ Whh.T  # (N, U) @ (U, U) -> (N, U)
    return dWxh, dWhh, db, carried


x = rng.normal(size=(N, T, D))
H = rnn_forward(x, h0, Wxh, Whh, b)
target = rng.normal(size=(N, T, U))  # loss: half the squared error at every step
ours = rnn_backward(x, H, H[:, 1:] - target, Wxh, Whh)


def loss_of(name, value):
    weights = {"Wxh": Wxh, "Whh": Whh, "b": b, "h0": h0} | {name: value}
    return np.sum((rnn_forward(x, **weights)[:, 1:] - target) ** 2) / 2


for name, start, got in zip(
    ("Wxh", "Whh", "b", "h0"), (Wxh, Whh, b, h0), ours, strict=True
):
    measured = numerical_gradient(lambda value, name=name: loss_of(name, value), start)
    right = np.max(abs(got - measured)) < 1e-7 * np.max(abs(measured))
    print(f"d{name}: relative error below 1e-7: {right}")

# %% [markdown]
# ## 5 Why the memory fades: vanishing and exploding gradients
#
# The line is `carried = da @ Whh.T`. Without it each step would be blamed for its own output only,
# and nothing would learn to remember.
#
# Look what it does over many steps. Each step back multiplies the gradient by the same matrix
# $W_{hh}^{\mathsf T}$ and by the slopes of the tanh. A **singular value** of a matrix says how
# much it stretches a vector in one of its directions. Take a matrix whose singular values are all
# equal to $s$: a rotation times $s$. Without the tanh every step multiplies the length, the
# **norm**, of the gradient by $s$. So after $k$ steps it is $s^k$ times as long. When it shrinks
# towards 0 one says that the gradient **vanishes**, and when it grows beyond all bounds that it
# **explodes**.
#
# *Predict:* what is 0.9 to the power 50, roughly? And 1.1 to the power 50? Which way does the tanh
# push?

# %%
rotation = nn.orthogonal((32, 32), np.random.default_rng(1))
x = np.random.default_rng(2).normal(size=(1, 60, 8)) / 4
Wxh = nn.orthogonal((8, 32), np.random.default_rng(3))


def norms_back(scale, with_tanh):
    Whh = scale * rotation
    H = rnn_forward(x, np.zeros((1, 32)), Wxh, Whh, 0.0)
    gradient = np.full((1, 32), 1 / np.sqrt(32))  # of length 1, at the last step
    norms = [1.0]
    for k in range(50):
        slope = 1 - H[:, -1 - k] ** 2 if with_tanh else 1.0
        gradient = (gradient * slope) @ Whh.T
        norms.append(np.linalg.norm(gradient))
    return norms


linear = {f"s = {s}": norms_back(s, with_tanh=False) for s in (0.9, 1.0, 1.1)}
tanh = {f"s = {s}": norms_back(s, with_tanh=True) for s in (0.9, 1.0, 1.1, 2.0)}
confirm("s = 0.9, 50 steps back", linear["s = 0.9"][50], 0.005, decimals=3)
confirm("s = 1.0, 50 steps back", linear["s = 1.0"][50], 1.0, decimals=3)
confirm("s = 1.1, 50 steps back", linear["s = 1.1"][50], 117.4, decimals=1)
print("with tanh, s = 1.1: shrinks", tanh["s = 1.1"][50] < 1)
print("with tanh, s = 2.0: grows  ", tanh["s = 2.0"][50] > 1)
show(
    draw_norms({"without an activation": linear, "with tanh": tanh}),
    alt="Norm of the gradient against steps back in time, on a logarithmic scale. "
    "Without an activation three straight lines start at 1: s = 0.9 falls to 0.005, s "
    "= 1.0 stays, s = 1.1 rises to 117. With tanh the same three fall; only s = 2.0 "
    "rises.",
)

# %% [markdown]
# ### How to say it exactly
#
# The tanh only ever shrinks, because its slope is at most 1. So even $s = 1.1$ vanishes with it.
#
# Slides, also the ones this course is built on, like to say: largest singular value above 1,
# exploding; below 1, vanishing. The second half is right: if no direction is stretched, the
# gradient must shrink. The first half is not. A largest singular value above 1 **allows** an
# explosion and does not cause one. The matrix in the cell stretches one vector by 2, and then has
# nothing left.
#
# What follows for the **start**: give $W_{hh}$ singular values of 1, that is, an **orthogonal**
# matrix. Then at least the beginning of training is neither deaf nor wild. It is the default of
# `nn.RNN`, `nn.LSTM` and `nn.GRU`. Random numbers of the wrong size are deaf or wild at once.

# %%
stretch_and_forget = np.array([[0.0, 2.0], [0.0, 0.0]])
stretched = np.linalg.svd(stretch_and_forget, compute_uv=False)[0]
confirm("largest singular value", stretched, 2.0, decimals=6)
confirm("two steps of it", stretch_and_forget @ stretch_and_forget, np.zeros((2, 2)))

rng = np.random.default_rng(4)
for size in (0.05, 1 / np.sqrt(32), 0.5):
    random = rng.normal(size=(32, 32)) * size
    growth = np.linalg.norm(np.linalg.matrix_power(random, 50), 2)
    power = np.log10(growth)
    print(f"normal numbers of size {size:.2f}: 50 steps multiply by 10^{power:.0f}")
fifty = np.linalg.matrix_power(nn.orthogonal((32, 32), rng), 50)
confirm("orthogonal: 50 steps multiply by", np.linalg.norm(fifty, 2), 1.0, decimals=6)

# %% [markdown]
# ## 6 The first remedy: clip what explodes
#
# A gradient that explodes still points the right way. Only its length is absurd. So cut the length
# and keep the direction: **clipping by global norm**. Put all gradients of the network, $g_1, g_2,
# \dots$, into one long vector. If its norm is above a limit $c$, scale them all by the same factor:
#
# $$\|g\| = \sqrt{\textstyle\sum_i \|g_i\|^2} \qquad
# g_i \leftarrow g_i \cdot \frac{c}{\|g\|} \quad \text{if } \|g\| > c$$
#
# Here is the smallest network that explodes: $h_t = w \, h_{t-1}$, with $h_0 = 1$, and after 50
# steps the state should be 1. So $L = \frac{1}{2} (w^{50} - 1)^2$, and the best $w$ is 1.
#
# *Predict:* we start at $w = 1.08$, only a little too far right. Where does one step with learning
# rate 0.0005 lead?
#
# The second cell does it to a real RNN. It reads 30 numbers and should give the sum of the last
# two. $W_{hh}$ starts with singular values of 1.2, and the learning rate is bold. The library's
# optimizers do the clipping: `clip_norm=1.0`. *Predict:* after one bad step, can the unclipped run
# recover?


# %%
def clip(gradient, limit):
    norm = np.linalg.norm(gradient)
    return gradient * (limit / norm) if norm > limit else gradient


both = np.array([3.0, 4.0])
confirm("[3, 4] with norm 5, limit 1", clip(both, 1.0), [0.6, 0.8], decimals=6)


def cliff(w):
    return (w**50 - 1) ** 2 / 2


def path(limit, steps, w=1.08):
    visited = [w]
    for _ in range(steps):
        gradient = (w**50 - 1) * 50 * w**49
        w = w - 0.0005 * clip(gradient, limit)
        visited.append(w)
    return visited


wild, tame = path(limit=np.inf, steps=1), path(limit=20.0, steps=40)
print("without clipping:", [round(float(w), 2) for w in wild])
print(
    "with clipping:   ",
    [round(float(w), 2) for w in tame[:5]],
    "...",
    round(float(tame[-1]), 3),
)
show(
    draw_cliff(
        cliff, (0.85, 1.12), {"no clipping": wild, "clipped at 20": tame}, top=1500
    ),
    alt="Two panels with the same loss over w: flat up to 1, then a cliff. Start at "
    "w = 1.08, high on the cliff. Without clipping the first step leaves the picture, "
    "to w = -49. With clipping the steps walk down and stop at its foot, at w = 1.",
)


# %%
def train_sum(seed, clip_norm):
    rng = np.random.default_rng(seed)
    rnn = nn.RNN(1, 16, return_sequences=False, rng=rng)
    rnn.U.value = 1.2 * rnn.U.value
    model = nn.Sequential(rnn, nn.Dense(16, 1, rng=rng))
    loss = nn.MeanSquaredError()
    optimizer = nn.SGD(model.parameters(), lr=0.3, clip_norm=clip_norm)
    for _ in range(300):
        x = rng.uniform(-1, 1, size=(32, 30, 1))
        value = loss.forward(model.forward(x), x[:, -2] + x[:, -1])
        if value > 1e6:
            return value
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return value


for clip_norm in (None, 1.0):
    ends = [train_sum(seed, clip_norm) for seed in range(3)]
    lost, learned = sum(end > 1e6 for end in ends), sum(end < 0.05 for end in ends)
    print(f"clip_norm = {clip_norm}: {lost} of 3 ran away, {learned} of 3 learned it")

# %% [markdown]
# ## 7 The second remedy: gates
#
# Clipping cannot help a gradient that vanishes: what is gone cannot be scaled back. For that the
# network itself has to change. The **LSTM** (long short-term memory) has beside $h$ a second
# state, the **cell** $c$, and three **gates**. A gate is a number between 0 and 1, a sigmoid, that
# multiplies something: at 0 it is shut and at 1 it is open.
#
# $$i = \sigma(a_i) \qquad f = \sigma(a_f) \qquad g = \tanh(a_g) \qquad o = \sigma(a_o)$$
# $$c_t = f \cdot c_{t-1} + i \cdot g \qquad h_t = o \cdot \tanh(c_t)$$
#
# - The **forget gate** $f$ says how much of the old cell stays. (Open means: keep.)
# - The **input gate** $i$ says how much of the **candidate** $g$ is written into the cell.
# - The **output gate** $o$ says how much of the cell is shown.
#
# Each $a$ is a weighted sum of $x_t$ and $h_{t-1}$ with a bias, with weights of its own. One unit,
# by hand: $x_t = 1$, $h_{t-1} = 0.5$, $c_{t-1} = 2$.
#
# *Predict:* the cell holds 2, and the forget gate is nearly open. Roughly, where will it end?


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


x_t, h_old, c_old = 1.0, 0.5, 2.0
i = sigmoid(1.0 * x_t + 0.0 * h_old - 1.0)  # sigmoid(0)
f = sigmoid(0.0 * x_t + 2.0 * h_old + 1.0)  # sigmoid(2)
g = np.tanh(0.5 * x_t + 1.0 * h_old + 0.0)  # tanh(1)
o = sigmoid(2.0 * x_t - 2.0 * h_old + 0.0)  # sigmoid(1)
c = f * c_old + i * g
h = o * np.tanh(c)

confirm("input gate i", i, 0.5)
confirm("forget gate f", f, 0.8808, decimals=4)
confirm("candidate g", g, 0.7616, decimals=4)
confirm("output gate o", o, 0.7311, decimals=4)
confirm("c = f · 2 + i · g", c, 2.1424, decimals=4)
confirm("h = o · tanh(c)", h, 0.7112, decimals=4)
show(
    draw_cell(c_old, {"i": i, "f": f, "o": o}, g, c, h),
    alt="The cell as a pipe. The old cell 2.000 passes the forget gate, open to 0.88. "
    "The candidate 0.762 passes the input gate, open to 0.50, and is added: the new "
    "cell is 2.142. A branch goes through tanh and the output gate, open to 0.73: h is "
    "0.711.",
)

# %% [markdown]
# ### Play: open and shut the gates
#
# You are the gates. At each step a candidate $g$ arrives, the open circles in the lower picture.
# Set the three gates and press **Next step**.
#
# 1. Catch the 0.8 of step 2, carry it unchanged to step 10, and show nothing before.
# 2. Add up everything that arrives. Then: add up the positive numbers only.
# 3. Leave all gates half open. How many steps does a number live?
# 4. Become an RNN: keep nothing of the old cell. What can you still remember?

# %%
gates_plaything()

# %% [markdown]
# ## 8 Why a gradient survives in the cell
#
# You did by hand what an LSTM learns to do. Look at the way back. From $c_t$ to $c_{t-1}$ there is
# no matrix and no tanh, only a product with $f$:
#
# $$\frac{\partial c_t}{\partial c_{t-1}} = f \qquad\text{so over $k$ steps}\qquad
# f_1 \cdot f_2 \cdots f_k$$
#
# "No matrix, so nothing vanishes", you may read. That is half the truth. If the gates are half
# open, a product of 50 halves is nothing. It survives when the forget gates are **nearly open**,
# and the network can learn to open them. To let it begin that way, give the forget gate a positive
# bias at the start, the **forget bias**. The library's default is 1. For a long memory take more.
#
# *Predict:* with a forget bias of 1 the gate starts near 0.73. What is left after 50 steps?

# %%
for bias in (0.0, 1.0, 5.0):
    f = sigmoid(bias)
    print(f"forget bias {bias:.0f}: f = {f:.3f}, f^50 = {f**50:.1e}")


def gradient_at_start(layer, lag):
    layer.forward(np.random.default_rng(2).normal(size=(1, lag, 8)))
    layer.backward(np.full((1, 32), 1 / np.sqrt(32)))
    return np.sqrt(np.sum(np.square(layer.initial_state_grad)))


layers = {"RNN": nn.RNN(8, 32, return_sequences=False, rng=np.random.default_rng(5))}
for bias in (0.0, 1.0, 5.0):
    layers[f"LSTM, forget bias {bias:.0f}"] = nn.LSTM(
        8, 32, return_sequences=False, forget_bias=bias, rng=np.random.default_rng(5)
    )
curves = {
    name: [gradient_at_start(layer, lag) for lag in range(1, 51)]
    for name, layer in layers.items()
}
show(
    draw_norms({"before training": curves}),
    alt="Norm of the gradient at the first step against the number of steps, on a "
    "logarithmic scale, before training. The LSTM with forget bias 5 stays near 1 for "
    "50 steps. With forget bias 1 it falls below a thousandth. The RNN and the LSTM "
    "with forget bias 0 fall below a millionth.",
)

# %% [markdown]
# ### The same with matrices, and a smaller relative
#
# For $U$ units the four weighted sums come from one product, cut into four blocks in the order
# $i, f, g, o$. Compare: an LSTM has four times the weights of an RNN.
#
# The **GRU** (gated recurrent unit, 2014) is a smaller relative. It has no separate cell and two
# gates, $r$ and $z$. One number $z$ does the work of two: what is not kept is written.
#
# $$r = \sigma(a_r + p_r) \qquad z = \sigma(a_z + p_z) \qquad
# n = \tanh(a_n + r \cdot p_n) \qquad h_t = (1 - z) \cdot n + z \cdot h_{t-1}$$
#
# Here $a = x_t W + b$ and $p = h_{t-1} U$, each cut into three blocks. You will write it yourself
# at the end of this lesson.
#
# *Predict:* an RNN with 8 inputs and 16 units has $8 \cdot 16 + 16 \cdot 16 + 16$ parameters. How
# many has the LSTM, how many the GRU?


# %%
def lstm_step(x, h, c, W, U, b):
    a = x @ W + h @ U + b  # (N, D) @ (D, 4U) + (N, U) @ (U, 4U) + (4U,) -> (N, 4U)
    i, f, g, o = np.split(a, 4, axis=1)  # (N, U) each
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


rng = np.random.default_rng(0)
layer = nn.LSTM(3, 5, rng=rng)
x = rng.normal(size=(4, 7, 3))
expected = layer.forward(x)
h = c = np.zeros((4, 5))
for t in range(7):
    h, c = lstm_step(x[:, t], h, c, layer.W.value, layer.U.value, layer.b.value)
    assert np.allclose(h, expected[:, t])
    assert np.allclose(c, layer.trace["c"][:, t])
print("our seven steps agree with nn.LSTM")

for kind, count in ((nn.RNN, 400), (nn.LSTM, 1600), (nn.GRU, 1200)):
    parameters = kind(8, 16, rng=rng).parameters()
    confirm(
        f"parameters of {kind.__name__}", sum(p.value.size for p in parameters), count
    )

# %% [markdown]
# ## 9 A test of memory: fifty steps
#
# Now let the two compete. One of four letters comes first, and fifty random letters follow. Then
# the question: what was the first one? Whoever has forgotten it must guess, and is right one time
# in four.
#
# Each network has an embedding (a learned row of numbers for each letter), 32 recurrent units, and
# a dense layer that answers. Each gets the same 300 batches and the same Adam, with clipping.
#
# *Predict:* who will make it: the RNN, the LSTM with forget bias 1, the LSTM with forget bias 5?


# %%
def first_letter(n, lag, rng):
    letters = rng.integers(0, 4, size=(n, lag + 1))
    return letters, letters[:, 0]


def memory(kind, seed, lr=0.005, **options):
    rng = np.random.default_rng(seed)
    recurrent = kind(8, 32, return_sequences=False, rng=rng, **options)
    model = nn.Sequential(
        nn.Embedding(4, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng)
    )
    loss = nn.CrossEntropy()
    optimizer = nn.Adam(model.parameters(), lr=lr, clip_norm=1.0)
    for _ in range(300):
        x, y = first_letter(32, 50, rng)
        if loss.forward(model.forward(x, training=True), y) < 0.02:
            break  # solved
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    x, y = first_letter(1000, 50, rng)
    return nn.accuracy(model.forward(x), y)


results = {
    "RNN": [memory(nn.RNN, seed) for seed in range(3)],
    "RNN, a fifth of the rate": [memory(nn.RNN, seed, lr=0.001) for seed in range(3)],
    "LSTM, forget bias 1": [memory(nn.LSTM, seed) for seed in range(2)],
    "LSTM, forget bias 5": [memory(nn.LSTM, s, forget_bias=5.0) for s in range(3)],
}

for name, right in results.items():
    solved, guessed = sum(r > 0.95 for r in right), sum(r < 0.4 for r in right)
    print(f"{name:25} solved by {solved} of {len(right)} seeds, guessed by {guessed}")
    assert solved == (len(right) if name == "LSTM, forget bias 5" else 0)

fig, ax = figure(width=9.0)
for row, right in enumerate(results.values()):
    rows = row + np.linspace(-0.2, 0.2, len(right))  # one below the other
    ax.plot(np.round(4 * np.array(right)) / 4, rows, "o")
ax.axvline(0.25, color="black", ls="--", zorder=0, label="guessing")
ax.set(yticks=range(len(results)), yticklabels=results, xlim=(0, 1.05))
ax.set(xlabel="answered right, to the nearest quarter", ylim=(3.6, -0.6))
ax.legend(loc="center")
show(
    fig,
    alt="Share answered right after 50 steps, a dot for each seed. The RNN with both "
    "rates and the LSTM with forget bias 1 stand at one quarter, the line of "
    "guessing. The LSTM with forget bias 5 stands at 1 for all three seeds.",
)

# %% [markdown]
# ### What to take from it
#
# The RNN's gradient has vanished long before it reaches the first letter, so nothing tells the
# network that the first letter matters. With gates that start at 0.73 a little is left, too little
# for 300 batches. With gates that start open the first letter gets its blame at once, and the rest
# is learning as usual.
#
# Be fair to the RNN: this was a budget of 300 steps. With a rate four times as large and a thousand
# steps some of its runs do begin to learn the task, for others it stays out of reach. And over five
# steps instead of fifty an RNN is as good as any.
#
# ## 10 A network that writes
#
# A network that tells which letter comes next can **write**: let it guess a letter, give it that
# letter as the next input, and go on. It is trained step by step: at every letter the target is
# the letter after it. Nobody has to label anything.
#
# The text is *Alice's Adventures in Wonderland* (1865). We write it in small letters, give each
# character a number, and keep the last tenth of the book for testing.
#
# The loss is the cross-entropy per character, in **nats** (natural logarithm). Who gives all $V$
# characters the same chance pays $\ln V$. Who knows only how often each occurs pays less.
#
# *Predict:* what does a network write before training?

# %%
book = Text.of(load_text().characters.lower(), test_share=0.1)
codes = book.encode(book.characters)
confirm("different characters", len(book.alphabet), 40)
share = np.bincount(codes) / len(codes)
confirm("all alike, ln 40", np.log(40), 3.69, decimals=2)
confirm("how often each occurs", -np.sum(share * np.log(share)), 3.05, decimals=2)

rng = np.random.default_rng(0)
embedding = nn.Embedding(40, 16, rng=rng)
lstm, dense = nn.LSTM(16, 96, rng=rng), nn.Dense(96, 40, rng=rng)
model = nn.Sequential(embedding, lstm, dense)


def write(length=160, temperature=1.0, seed=0, prompt="alice "):
    rng, state, written = np.random.default_rng(seed), None, prompt
    for _ in range(length):
        new = prompt if state is None else written[-1]
        read = embedding.forward(book.encode(new)[None])  # (1, T, 16)
        h = lstm.forward(read, state=state)  # (1, T, 96)
        state = lstm.final_state  # its memory of all that was written
        p = chances(dense.forward(h[0, -1:])[0], temperature)  # (40,)
        written += book.alphabet[rng.choice(40, p=p)]
    return written


print(write())

# %% [markdown]
# ### Read a book in ten seconds
#
# Noise. Now train. Each batch holds 32 pieces of 32 characters from random places, and the target
# is the same piece moved on by one. The gradient goes back 32 steps and no further. Cutting it
# off like that is called **truncated** back-propagation through time.
#
# `chances(scores, T)` is the softmax of `scores / T`. We come to $T$ below; at 1 it is the softmax.
#
# *Predict:* what will it learn first: words, spaces, or spelling? What will it not learn?


# %%
def pieces(codes, rng, n=32, length=32):
    starts = rng.integers(0, len(codes) - length, size=(n, 1))
    windows = codes[starts + np.arange(length + 1)]  # (n, length + 1)
    return windows[:, :-1], windows[:, 1:]  # each character, and the one after it


loss = nn.CrossEntropy()
optimizer = nn.Adam(model.parameters(), lr=0.01, clip_norm=1.0)
for _ in range(400):
    x, y = pieces(book.train, rng)
    loss.forward(model.forward(x, training=True), y)
    optimizer.zero_grad()
    model.accumulate(loss.backward())
    optimizer.step()

x, y = pieces(book.test, rng, n=400)
confirm("loss on the unread tenth", loss.forward(model.forward(x), y), 1.7, decimals=1)
print(write(temperature=1.0), "\n")
print(write(temperature=0.5))

# %%
lines = book.characters[3089:3257]
model.forward(book.encode(lines)[None])
cells = lstm.trace["c"][0]  # (168, 96)  the cell after each character


def place_since(marks):
    places = np.zeros(len(lines))
    for k in range(1, len(lines)):
        places[k] = 0 if lines[k] in marks else places[k - 1] + 1
    return places


place = place_since(" \n,-`'?().")
follows = [np.corrcoef(place, cell)[0, 1] for cell in cells.T]
best = int(np.argmax(follows))
print(f"of 96 cells, the one that follows best: correlation {follows[best]:.1f}")
show(
    draw_letters(lines, {"one cell, as it reads": cells[:, best]}),
    alt="Three rows of the book, each character on a colour that shows the value of "
    "one cell. After a space the colour is pale. It grows darker letter by letter "
    "within a word, darkest in long ones such as practice.",
)

# %% [markdown]
# ### Temperature
#
# One of its cells counts letters since the last space, roughly; nobody told it to. It learns
# spaces and the commonest letters first, then short words, then spelling. It does not
# learn what it is talking about.
#
# From the same chances one can write in different ways. Divide the scores by a **temperature** $T$
# before the softmax:
#
# $$p_k = \frac{e^{z_k / T}}{\sum_j e^{z_j / T}}$$
#
# $T = 1$ gives the chances as learned. Close to 0 only the likeliest letter is left; it is careful
# and dull. Above 1 all letters come closer to each other; it is bold and makes mistakes.
#
# *Predict:* two letters have the chances 0.8 and 0.2. What are they at $T = 0.5$, and at $T = 2$?
#
# Then play: find the temperature at which you like to read it best. What happens at 0.1?

# %%
two = np.log([0.8, 0.2])  # scores that give these chances
confirm("T = 1", chances(two, 1.0), [0.8, 0.2], decimals=3)
confirm("T = 0.5", chances(two, 0.5), [0.941, 0.059], decimals=3)
confirm("T = 2", chances(two, 2.0), [0.667, 0.333], decimals=3)

after_alice = model.forward(book.encode("alice ")[None])[0, -1]
temperature_plaything(
    after_alice,
    book.alphabet,
    lambda temperature, seed: write(220, temperature, seed),
)

# %% [markdown]
# ## 11 Break it
#
# A mistake that everyone makes once with such models: the targets are not moved on by one. The
# code runs, no shape complains, and the loss is wonderful.
#
# *Predict:* how low will the loss fall? And what will the network write?

# %%
proper = [parameter.value.copy() for parameter in model.parameters()]
rng = np.random.default_rng(1)
optimizer = nn.Adam(model.parameters(), lr=0.01, clip_norm=1.0)
for _ in range(60):
    x, _ = pieces(book.train, rng)
    value = loss.forward(model.forward(x, training=True), x)  # the target should be y
    optimizer.zero_grad()
    model.accumulate(loss.backward())
    optimizer.step()
print("loss below 0.1:", value < 0.1)
print(repr(write(60)))

for parameter, value in zip(model.parameters(), proper, strict=True):
    parameter.value = value  # as it was, so that you can go on playing above

# %% [markdown]
# ### Your turn: two small pieces
#
# It has learned to repeat what it sees, and so it does. A loss that is too good is a reason to
# look for the mistake. **Read what your model writes, and do not trust the loss alone.**
#
# *Task 1.* Write `kept(f)`. `f` holds the forget gates of one unit at the steps 1 to $T$, an array
# (T,). Return an array (T,): its first entry is $dc_T/dc_0$, the next $dc_T/dc_1$, the last
# $dc_T/dc_{T-1}$, all along the cell. *Approach.* Which gates lie between the two? Build the
# products from the end. *Example.* `kept(np.array([0.5, 1.0, 0.2]))` is `[0.1, 0.2, 0.2]`.
#
# *Task 2.* Write `gru_step(x, h, W, U, b)`: the new state (N, U), by the formulas of section 8. `x`
# is (N, D), `h` is (N, U), `W` (D, 3U), `U` (U, 3U), `b` (3U,), blocks in the order $r, z, n$.
# *Approach.* Two products, each cut into three. Mind what $r$ multiplies. *Example.* With `W`, `U`,
# `b` all zero, both gates are one half, and `gru_step` returns half of `h`.


# %%
def kept(f):
    raise NotImplementedError("Replace this line by your answer.")


def gru_step(x, h, W, U, b):
    raise NotImplementedError("Replace this line by your answer.")


# %%
def kept_by_measuring(f):
    def last_cell(c, start):  # the candidates make no difference to the slope
        for gate in f[start:]:
            c = gate * c + 0.3
        return float(c)

    return np.array([(last_cell(2.0, t) - last_cell(1.0, t)) for t in range(len(f))])


def gru_of_the_library(x, h, W, U, b):
    layer = nn.GRU(x.shape[1], h.shape[1], rng=np.random.default_rng(0))
    layer.W.value, layer.U.value, layer.b.value = W, U, b
    return layer.forward(x[:, None], state=h)[:, 0]


rng = np.random.default_rng(2)
check(kept, kept_by_measuring, [(np.array([0.5, 1.0, 0.2]),), (rng.uniform(size=8),)])
zero = (
    np.ones((1, 2)),
    np.array([[4.0]]),
    np.zeros((2, 3)),
    np.zeros((1, 3)),
    np.zeros(3),
)
shapes = ((4, 2), (4, 3), (2, 9), (3, 9), (9,))
check(gru_step, gru_of_the_library, [zero, tuple(rng.normal(size=s) for s in shapes)])

# %% [markdown]
# ## Summary
#
# - A **recurrent network** uses the same weights at every step and carries a state along. Unrolled,
#   it is a deep network; **BPTT** is backpropagation through it, and gradients add over the steps.
# - Over many steps the gradient is multiplied again and again: below 1 it **vanishes**, above 1
#   it may **explode**. Against exploding: **clip by global norm**. Against vanishing: **gates**,
#   and an orthogonal start.
# - **LSTM**: $c_t = f c_{t-1} + i g$ and $h_t = o \tanh(c_t)$. The gradient in the cell survives
#   when the forget gates are open, so give them a positive bias. **GRU**: smaller, no cell.
# - Train on the next letter, sample with a **temperature**, and read what comes out.
#
# Where the decks are loose: an RNN's *rule* looks one step back, its state does not; a singular
# value above 1 allows an explosion and does not cause it; the cell's gradient meets no matrix, but
# it meets the forget gate; and $h$ still goes through $W_{hh}$ in an LSTM, too.
#
# The same in PyTorch, and in Keras:
#
# ```python
# import torch
#
# lstm = torch.nn.LSTM(16, 96, batch_first=True)  # two biases a gate; they are added
# torch.nn.init.orthogonal_(lstm.weight_hh_l0)  # not the default there
# torch.nn.init.constant_(lstm.bias_ih_l0[96:192], 1.0)  # forget bias: begins near 0 there
# h, (h_last, c_last) = lstm(x)  # x: (N, T, 16)
# torch.nn.utils.clip_grad_norm_(lstm.parameters(), 1.0)  # between backward and step
# p = torch.softmax(scores / temperature, dim=-1)
# ```
#
# ```python
# import keras
#
# lstm = keras.layers.LSTM(96, return_sequences=True, unit_forget_bias=True)  # forget bias 1
# optimizer = keras.optimizers.Adam(0.01, global_clipnorm=1.0)  # clipnorm would clip each one
# ```
#
# **Further reading.** Elman, *Finding structure in time*, Cognitive Science 14, 1990. Hochreiter
# and Schmidhuber, *Long short-term memory*, Neural Computation 9, 1997. Pascanu, Mikolov and
# Bengio, [On the difficulty of training recurrent neural
# networks](https://arxiv.org/abs/1211.5063), 2013: the cliff. Jozefowicz, Zaremba and Sutskever,
# *An empirical exploration of recurrent network architectures*, 2015: the forget bias. Andrej
# Karpathy, [The unreasonable effectiveness of recurrent neural
# networks](https://karpathy.github.io/2015/05/21/rnn-effectiveness/). Christopher Olah,
# [Understanding LSTM networks](https://colah.github.io/posts/2015-08-Understanding-LSTMs/).
#
# **Next.** Assignment `ps06` has a leaky network, a cell with an extra tap, and a memory test of
# your own. Lesson 07 asks what a network has learned, and what it has only learned by heart.
