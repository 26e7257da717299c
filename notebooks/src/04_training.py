# %% [markdown]
# # 04 Training
#
# You can compute the gradient of any network now. What you do with it decides whether training
# takes a minute or a day, and whether it ends well. This lesson is about all that stands around
# the gradient: the data before it, the step after it, and how you judge the result.
#
# **When you have worked through it, you can**
#
# - split and scale data without fooling yourself, and feed them in batches;
# - find a learning rate, and say from a loss curve whether it is too small or too large;
# - write momentum, RMSProp and Adam from memory, and say what each of them remembers;
# - train a network that reads handwritten digits, and judge it by more than one number.
#
# **You need** lesson 02 (layers, activations) and lesson 03 (loss, gradient, update rule). Plan
# two sittings of 50 minutes; the second begins at section 8. Where you read *Predict*, scroll
# until the next cell is out of sight; it contains the answer.
#
# ### 1847 to 2014: one idea and its children
#
# In 1847 Cauchy went downhill, step by step, to compute the paths of heavenly bodies. In 1951
# Robbins and Monro showed that you may go downhill by slopes that are partly chance. Nearly every
# network of today is trained by one of the grandchildren below. Their names mean little yet; the
# words on the arrows are the whole story.

# %%
from collections import defaultdict

import numpy as np

from dlcourse.data import load_breast_cancer, load_digits
from dlcourse.hints import check
from dlcourse.lab import confirm, figure, show
from dlcourse.lab.training.family import draw_family
from dlcourse.nn import SGD, CrossEntropy, Dense, Flatten, ReLU, Sequential, he_normal

show(
    draw_family(),
    alt="A family tree. From gradient descent, 1847, to SGD, 1951: a batch at a time. "
    "From SGD to momentum, 1964: remember the direction. From SGD to Adagrad, "
    "2011: remember the size. From Adagrad to RMSProp and Adadelta, 2012: and "
    "forget. Momentum and RMSProp lead to Adam, 2014: both.",
)

# %% [markdown]
# ## 1 The data, before anything else
#
# Here are 1797 digits, written by hand in the 1990s and reduced to 8 × 8 grey values. Before a
# network sees them, they go through a **pipeline** of four steps:
#
# 1. **Look.** Wrong or strange data are found by eyes, not by losses.
# 2. **Split** at random into three sets. The **training set** is what the network learns from. The
#    **validation set** is for your choices, such as the learning rate. The **test set** is locked
#    away until the end, and used once. A split is **stratified** if each set has the same shares
#    of all classes.
# 3. **Scale** the inputs to about the size of 1: here, from 0 for paper to 1 for ink. Section 5
#    says why.
# 4. **One-hot** the classes, as in lesson 03: class 3 of 10 becomes 0001000000. The losses of the
#    library take class numbers as well and do this step for you.
#
# *Predict:* all scaling and choosing looks at the training and validation sets only. What would
# go wrong if it looked at the test set, too?

# %%
from dlcourse.lab.training.digits import draw_confusion, draw_digits

digits = load_digits(rng=np.random.default_rng(0), validation_share=0.2, test_share=0.2)
x, y = digits.train
x_val, y_val = digits.validation
confirm(
    "examples in the three sets",
    [len(x), len(x_val), len(digits.y_test)],
    [1079, 359, 359],
)
confirm("one image: height, width, grey", x[0].shape, [8, 8, 1])
confirm("smallest and largest input", [x.min(), x.max()], [0.0, 1.0])
print("of each digit, validation set:", np.bincount(y_val))
print("of each digit, test set:      ", np.bincount(digits.y_test))

one_hot = np.eye(10)[y]  # row k of the unit matrix belongs to class k
confirm("class 3", one_hot[y == 3][0], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
show(
    draw_digits(x[:20, :, :, 0], [str(label) for label in y[:20]]),
    alt="Twenty coarse images of handwritten digits, each with its class above. Most "
    "are easy to read; a few could be taken for another digit.",
)

# %% [markdown]
# ## 2 Batch, iteration, epoch
#
# *Answer.* Then the test set would have a hand in the training. It would no longer be new to the
# network, and its result too good. This is called a **leak**; section 14 shows one.
#
# Lesson 03 used all 60 students for every step. With a million images, one step would take
# minutes. So you take a handful of examples, a **mini-batch**, and step by the mean gradient of
# this handful. One step is one **iteration**. Once through all examples is one **epoch**.
#
# | name | examples in a step |
# |---|---|
# | batch gradient descent | all |
# | mini-batch gradient descent | a few, often 32 to 256 |
# | stochastic gradient descent (SGD), in the narrow sense | 1 |
#
# Today people say SGD for all three, and *batch* for mini-batch; so does this lesson from here
# on. **Shuffle** anew before each epoch, so that no batch comes twice. Examples and answers must
# keep together: shuffle the row numbers.
#
# The cell also makes the network of this lesson: 64 pixels in, 128 ReLUs, 10 scores out. All its
# first weights come from one seed, so each `new_network()` is the same.
#
# *Predict:* how many iterations make an epoch of 10 000 images in batches of 200? And of our 1079
# in batches of 32?


# %%
def batches(n, size, rng):
    """The row numbers of each batch of one epoch."""
    order = rng.permutation(n)
    return [order[first : first + size] for first in range(0, n, size)]


def new_network(hidden=128):
    rng = np.random.default_rng(0)
    first = Dense(64, hidden, init=he_normal, rng=rng)  # He: section 10
    return Sequential(Flatten(), first, ReLU(), Dense(hidden, 10, rng=rng))


rng = np.random.default_rng(0)
print("seven examples in threes:", *batches(7, 3, rng))
confirm("iterations an epoch", len(batches(10_000, 200, rng)), 50, source="deck 002")

epoch = batches(1079, 32, rng)
confirm("iterations an epoch, digits", len(epoch), 34)
confirm("size of the last batch", len(epoch[-1]), 23)
seen = np.sort(np.concatenate(epoch))
confirm("every example came once", np.array_equal(seen, np.arange(1079)), True)

# %% [markdown]
# ## 3 A batch is an opinion poll
#
# The gradient of a batch is the mean over its examples. So it is an estimate of the gradient of
# all, as a poll is of an election: right on average, and off by chance. This **gradient noise**
# shrinks with the square root of the batch size. Four times the batch, half the noise, at four
# times the work. Small batches are the better bargain, as long as the computer is kept busy.
#
# The cell computes the gradient of every single example once, by the weights of the last layer of
# an untrained network. The gradient of a batch is then a mean of rows.
#
# *Predict:* from one example to 64, by how much does the noise fall?


# %%
from dlcourse.lab.training.batch_noise import draw_batch_noise

loss, net = CrossEntropy(), new_network()  # softmax is part of this loss
weights = net.layers[-1].W
single = np.zeros((len(x), weights.value.size))
for n in range(len(x)):
    weights.zero_grad()
    loss.forward(net.forward(x[[n]]), y[[n]])
    net.backward(loss.backward())
    single[n] = weights.grad.ravel()  # the gradient of example n

full, rng, noise, clouds = single.mean(axis=0), np.random.default_rng(1), {}, {}
pair = [154, 303]  # two of the weights, for the picture
for size in (1, 4, 16, 64, 256):
    polls = [single[rng.choice(len(x), size)].mean(axis=0) for _ in range(200)]
    noise[size] = np.sqrt(np.mean(np.sum((polls - full) ** 2, axis=1)))
    clouds[size] = np.array(polls)[:, pair]
confirm("noise of 1 / noise of 64", noise[1] / noise[64], 8, decimals=0)
del clouds[4], clouds[64]
show(
    draw_batch_noise(clouds, full[pair], noise),
    alt="Left: gradients of 200 batches by two of the weights, around the gradient of "
    "all examples. Single examples scatter widely, batches of 16 less, batches of "
    "256 hardly. Right: noise against batch size, both axes logarithmic. The five "
    "measured points lie on the line of 1 over the root of the batch size.",
)

# %% [markdown]
# ## 4 The learning rate
#
# *Answer.* By a factor of 8, the root of 64.
#
# Now the step. Take the plainest loss, $J = \frac{1}{2} w^2$. Its slope is $w$ itself, so a step is
# $w \leftarrow w - \eta w = (1 - \eta) \, w$. Each step multiplies $w$ by the same factor.
#
# With **curvature** $c$, that is $J = \frac{c}{2} w^2$, the factor is $1 - \eta c$. So **a rate is
# stable if it is below $2 / c$.** The curvature says how fast the slope itself changes. For a
# network you do not know it, so you try. Rates act by factors: the second cell climbs a ladder of
# rates in factors of about 3, and looks at the loss of the digit network after one epoch.
#
# *Predict:* for which rates does $w$ creep to 0, hit it at once, jump back and forth, run away? And
# what will the curve of loss against rate look like?

# %%
from dlcourse.lab.backprop.descent import draw_descents

paths = {}
for rate in (0.05, 0.5, 1.0, 1.8, 2.1):
    w = [2.0]
    for _ in range(6):
        w.append(w[-1] - rate * w[-1])
    paths[f"rate {rate}"] = w
ends = [w[-1] for w in paths.values()]
confirm("w after 6 steps", ends, [1.470, 0.031, 0.0, 0.524, 3.543], decimals=3)
show(
    draw_descents(lambda w: w**2 / 2, lambda w: w, paths, span=(-3.8, 3.8)),
    alt="The same bowl five times, start at w = 2. Rate 0.05 creeps. Rate 0.5 halves "
    "the distance with each step. Rate 1 is at the bottom after one step. Rate "
    "1.8 jumps from side to side and comes closer. Rate 2.1 jumps from side to "
    "side and climbs out.",
)

# %%
rates, after = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0], []
for rate in rates:
    net = new_network()
    sgd = SGD(net.parameters(), lr=rate)
    for rows in batches(len(x), 32, np.random.default_rng(0)):
        loss.forward(net.forward(x[rows], training=True), y[rows])
        sgd.zero_grad()  # never forget
        net.backward(loss.backward())
        sgd.step()
    after.append(loss.forward(net.forward(x), y))

confirm("best rate on the ladder", rates[np.argmin(after)], 1.0)
fig, ax = figure()
ax.plot(rates, after, "o-")
ax.axhline(np.log(10), color="#222222", linestyle=":", label="pure guessing, ln 10")
ax.set(xscale="log", xlabel="learning rate", ylabel="loss after one epoch", ylim=(0, 3))
ax.legend(loc="lower left")
show(
    fig,
    alt="Loss after one epoch against the learning rate. It falls slowly from rate "
    "0.001, steeply from 0.03, is lowest at rate 1, and jumps to the level of "
    "guessing at rate 3.",
)

# %% [markdown]
# ## 5 Ravines, and why you scale inputs
#
# *Answer.* It creeps far below 1, hits at 1, jumps between 1 and 2, and runs away above 2. The
# curve of the ladder is a slope, a valley and a cliff. The best rate lies close to the cliff, so
# take a third or a tenth of it and be safe. In the assignment you write a finder that climbs the
# ladder in one run.
#
# With many weights there are many curvatures and only one rate. The **steepest** direction sets
# the limit $2/c$; the **flattest** one must live with it. This is a **ravine**: steep walls, a
# floor that hardly falls. The ratio of the largest to the smallest curvature is the **condition
# number**, and the number of steps grows with it.
#
# Inputs make ravines. For a linear neuron and half the mean squared error, the curvatures are the
# means of $x_i x_j$: a matrix, $x^{\mathsf T} x / N$. Below are 569 patients, each with 30 numbers
# measured on cells of a lump in the breast. Take two of them, radius (about 14) and texture (about
# 19). **Standardise**: subtract the mean, divide by the standard deviation, both of the *training
# set*.
#
# Lesson 03 divided by 10 for the same reason.
#
# *Predict:* one start, 30 steps each, with nearly the best rate for each. Which inputs bring the
# path to the lowest point, and will the other one be close?

# %%
from dlcourse.lab.training.landscape import draw_paths, draw_race
from dlcourse.lab.training.rolling import OPTIMIZERS, roll
from dlcourse.lab.training.surfaces import SURFACES, quadratic

patients = load_breast_cancer(
    rng=np.random.default_rng(0), validation_share=0.2, test_share=0.2
)
raw = patients.x_train  # (341, 30)
mean, deviation = raw.mean(axis=0), raw.std(axis=0)


def standardised(x):
    return (x - mean) / deviation


panels = {}
for name, inputs, number in (
    ("raw", raw[:, :2], 59.4),
    ("standardised", standardised(raw)[:, :2], 1.9),
):
    matrix = inputs.T @ inputs / len(inputs)
    flat, steep = np.linalg.eigvalsh(matrix)  # the smallest and largest curvature
    confirm(f"condition number, {name}", steep / flat, number, decimals=1)
    bowl, rate = quadratic(matrix, start=(-2.5, 1.2)), 1.9 / (flat + steep)
    panels[f"{name}, rate {rate:.2g}"] = bowl, roll(bowl, "SGD", rate, 30)
show(
    draw_paths(panels),
    alt="Lines of equal loss over two weights. Left, raw inputs: a narrow slanting "
    "ravine. The path zigzags between its walls and is still far from the lowest "
    "point. Right, standardised: a nearly round bowl, and a few steps lead to the "
    "lowest point.",
)

# %% [markdown]
# ## 6 Momentum: not zeroing, with friction
#
# *Answer.* The standardised ones, in a few steps; the other path has hardly come half of the way.
# Scaling is free, so do it always. The hidden layers have ravines that you cannot scale away. For
# them you need memory.
#
# In lesson 03 you forgot to set the gradient to zero, and the run swung up and down for ever. Each
# step repeated all earlier ones, so it never lost its speed. Now keep only a part $\beta$ of the
# old sum:
#
# $$v \leftarrow \beta v + g \qquad w \leftarrow w - \eta \, v$$
#
# $v$ is the **velocity**, $g$ the gradient. $\beta = 0$ is plain gradient descent, $\beta = 1$ the
# mistake of lesson 03. In between, $1 - \beta$ is friction: this is **momentum**. Across a ravine
# the gradients change sign, and cancel. Along its floor they agree, and add up.
#
# *Predict:* on a long even slope, $g = 1$ at every step. With $\beta = 0.9$, how large does $v$
# become?

# %%
v, speeds = 0.0, []
for _ in range(100):
    v = 0.9 * v + 1.0
    speeds.append(v)
confirm("v after 1, 2, 3 steps", speeds[:3], [1.0, 1.9, 2.71], decimals=2)
confirm("v in the end, 1 / (1 - 0.9)", v, 10.0, decimals=3)

ravine, panels = SURFACES["ravine"], {}
for kept in (0.0, 0.9, 1.0):
    w, v, places = np.array(ravine.start), np.zeros(2), []
    for _ in range(60):
        places.append(w)
        v = kept * v + np.array(ravine.gradient(*w))
        w = w - 0.05 * v
    panels[f"β = {kept:g}"] = ravine, places
    print(f"β = {kept:g}: loss {ravine.loss(*w):.3f} after 60 steps")
show(
    draw_paths(panels),
    alt="Three paths of 60 steps in one ravine. β = 0 drops to the floor and creeps "
    "along it, half of the way. β = 0.9 swings a few times, sails along the floor "
    "and ends near the lowest point. β = 1 swings through the whole picture for "
    "ever.",
)

# %% [markdown]
# ## 7 A rate for each weight
#
# *Answer.* Ten. Momentum 0.9 takes steps up to ten times as long. If you switch it on, you may
# have to lower the rate.
#
# Momentum remembers the *direction*. The second branch of the family remembers the *size*: a
# weight with large gradients gets small steps, one with small gradients gets large steps.
#
# - **Adagrad** adds up the squares, $s \leftarrow s + g^2$, and steps by $\eta \, g / \sqrt{s}$.
#   The sum only grows, so the steps only shrink. In long runs they shrink too much.
# - **RMSProp** forgets: $s \leftarrow 0.9 \, s + 0.1 \, g^2$ is a running mean of the squares.
#   (PyTorch keeps 0.99 and adds 0.01.) Hinton proposed it on a slide of his lecture; there is no
#   paper.
# - **Adadelta** also keeps $c$, the running mean of its own squared steps $d^2$, and steps by $d =
#   g \sqrt{c} / \sqrt{s}$. So $d$ has the unit of a weight, and $\eta$ may be 1. It has to learn
#   the size of its steps from nearly nothing, so it starts slowly.
#
# Real code adds a tiny number below each fraction line, against a division by 0.
#
# *Predict:* two weights have gradients 5 and -0.5, twice in a row, and $\eta = 0.1$. What are
# Adagrad's two steps?


# %%
def sgd_step(g, m, rate):
    return rate * g


def momentum_step(g, m, rate):
    m["v"] = 0.9 * m["v"] + g
    return rate * m["v"]


def adagrad_step(g, m, rate):
    m["s"] = m["s"] + g**2
    return rate * g / (np.sqrt(m["s"]) + 1e-10)


def rmsprop_step(g, m, rate):
    m["s"] = 0.9 * m["s"] + 0.1 * g**2
    return rate * g / (np.sqrt(m["s"]) + 1e-8)


g, memory = np.array([5.0, -0.5]), defaultdict(float)  # a memory begins with zeros
confirm("Adagrad, step 1", adagrad_step(g, memory, 0.1), [0.1, -0.1], decimals=4)
confirm("Adagrad, step 2", adagrad_step(g, memory, 0.1), [0.0707, -0.0707], decimals=4)

# %% [markdown]
# ### Adam: both memories
#
# *Answer.* Both weights move by 0.1, ten times the gradient or not; then by $0.1 / \sqrt 2$.
#
# **Adam** joins momentum and RMSProp. It keeps running means of $g$ and of $g^2$:
#
# $$v \leftarrow \beta_1 v + (1 - \beta_1) \, g \qquad
# s \leftarrow \beta_2 s + (1 - \beta_2) \, g^2$$
#
# Both begin at 0, so at first they are too small. After $t$ steps they hold a share of only
# $1 - \beta^t$, the rest is still the zero of the start. Divide by it, and they are right. This is
# the **bias correction**:
#
# $$w \leftarrow w - \eta \; \frac{v / (1 - \beta_1^t)}{\sqrt{s / (1 - \beta_2^t)} + \epsilon}$$
#
# The usual values are $\beta_1 = 0.9$, $\beta_2 = 0.999$, $\epsilon = 10^{-8}$ and $\eta = 0.001$.
#
# *Predict:* how long is Adam's very first step, for $g = 5$ and for $g = -0.5$? How long would it
# be without the correction?
#
# The second cell checks all six against `dlcourse.nn`, over twenty steps with random gradients:
# ours one weight at a time, the library's all at once. They work for both, because NumPy does.


# %%
def adadelta_step(g, m, rate):
    m["s"] = 0.9 * m["s"] + 0.1 * g**2
    d = g * np.sqrt(m["c"] + 1e-6) / np.sqrt(m["s"] + 1e-6)
    m["c"] = 0.9 * m["c"] + 0.1 * d**2
    return rate * d


def adam_step(g, m, rate):
    m["t"] += 1
    m["v"] = 0.9 * m["v"] + 0.1 * g
    m["s"] = 0.999 * m["s"] + 0.001 * g**2
    mean, square = m["v"] / (1 - 0.9 ** m["t"]), m["s"] / (1 - 0.999 ** m["t"])
    return rate * mean / (np.sqrt(square) + 1e-8)


first = adam_step(g, defaultdict(float), 0.1)
confirm("Adam, step 1", first, [0.1, -0.1], decimals=4)
uncorrected = 0.1 * (0.1 * g) / np.sqrt(0.001 * g**2)
confirm("without correction", uncorrected, [0.3162, -0.3162], decimals=4)

# %%
from dlcourse.nn import Parameter

ours = [sgd_step, momentum_step, adagrad_step, adadelta_step, rmsprop_step, adam_step]
gradients = np.random.default_rng(2).normal(size=(20, 3))
for (name, make), step in zip(OPTIMIZERS.items(), ours, strict=True):  # the library's
    theirs = Parameter(np.zeros(3), "w")
    optimizer = make([theirs], 0.1)
    for g in gradients:
        theirs.grad = g
        optimizer.step()
    one_by_one = np.zeros(3)
    for i in range(3):
        memory = defaultdict(float)
        for g in gradients:
            one_by_one[i] -= step(g[i], memory, 0.1)
    print(f"{name:9} agrees: {np.allclose(one_by_one, theirs.value, atol=1e-12)}")

# %% [markdown]
# ## 8 The race
#
# *Answer.* Exactly $\eta$ for both. Without the correction it would be three times too long: the
# size is underestimated more than the direction.
#
# *(The second sitting begins here.)* All six on one surface, a bent valley, from one start. To be
# fair, each may choose its best rate from the same seven. And do not take the result for more than
# it is: one surface, two weights, no noise. On another surface another one wins.
#
# *Predict:* who comes first, who last? Who takes the shortest way?

# %%
bend, ladder = SURFACES["bend"], [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0]


def above_the_lowest(path):
    return bend.loss(*path[-1]) - bend.loss(*bend.goal)


race = {}
for name in OPTIMIZERS:
    runs = {rate: roll(bend, name, rate, steps=100) for rate in ladder}
    best = min(ladder, key=lambda rate: above_the_lowest(runs[rate]))
    race[name] = runs[best]
    left = above_the_lowest(race[name])
    print(f"{name:9} best rate {best:<4}  loss above the lowest {left:.5f}")

ranking = sorted(race, key=lambda name: above_the_lowest(race[name]))
confirm(
    "Adam, momentum and SGD are",
    [ranking.index(n) + 1 for n in ("Adam", "momentum", "SGD")],
    [1, 2, 3],
)
show(
    draw_race(bend, race),
    alt="Left: six paths through a bent valley. SGD hops from wall to wall, then "
    "follows the floor. Momentum overshoots and swings. Adam, RMSProp and Adagrad "
    "follow the bend. Adadelta has hardly left the start. Right: loss against "
    "step. After 100 steps Adam is lowest, then momentum, SGD, RMSProp, Adagrad "
    "and, far above, Adadelta.",
)

# %% [markdown]
# ## 9 Play: a ball on a surface
#
# *Answer.* Here Adam wins and Adadelta hardly starts. SGD takes the shortest way once it has
# stopped hopping. With its rate chosen well, plain SGD beats three of its clever
# grandchildren.
#
# Now roll the ball yourself. Changing the optimizer, the rate or the surface repeats the same
# number of steps with the new setting. *Noise* is added to every gradient, as small batches do.
#
# 1. *Ravine*, SGD: find the rate at which the ball leaves the picture. The steepest curvature is
#    10. What should it be?
# 2. *Ravine*, rate 0.1: from SGD to momentum to Adam. Who swings, who does not?
# 3. *Saddle*: the ball starts on a ridge, almost exactly. Who gets off it first?
# 4. *Two valleys*: only the right one is deep. Who gets over the pass, and at which rate?
# 5. *Bowl*, noise 1, 100 steps and more: does the ball come to rest? Lower the rate, what changes?

# %%
from dlcourse.lab.training.ball import ball_plaything

ball_plaything()

# %% [markdown]
# ## 10 Where to start
#
# With noise the ball never rests; a lower rate makes its dance smaller. So people often begin with
# a large rate and shrink it over the epochs, by a **schedule** (`StepDecay`, `CosineDecay`).
#
# One choice is left: the first weights, the **initialisation**. All equal will not do, the neurons
# would stay twins (lesson 02). Random, then, but how large? Follow a signal through many layers. A
# neuron adds $n$ products. If weights and inputs are random, the mean square of the sum is
#
# $$\overline{z^2} = n \cdot \overline{w^2} \cdot \overline{x^2}$$
#
# and ReLU sets about half of it to zero. To keep the size from layer to layer you need
# $n \, \overline{w^2} / 2 = 1$, so a standard deviation of $\sqrt{2 / n}$. This is **He's
# initialisation**, for ReLU. For tanh and sigmoid there is **Glorot's**, which also looks at the
# way back: $\sqrt{2 / (n_{in} + n_{out})}$. Biases start at 0.
#
# *Predict:* 20 layers of 100 ReLUs. What is left of the signal with half of He's weights? With
# twice?

# %%
from dlcourse.lab.training.signals import draw_signals

he = np.sqrt(2 / 100)
confirm("He's standard deviation for n = 100", he, 0.1414, decimals=4)
sizes = {}
for name, deviation_w in (("half of He", he / 2), ("He", he), ("twice He", 2 * he)):
    rng = np.random.default_rng(0)
    signal = rng.normal(size=(200, 100))  # 200 examples, 100 inputs
    sizes[name] = [np.sqrt(np.mean(signal**2))]
    for _ in range(20):
        signal = np.maximum(signal @ rng.normal(0, deviation_w, (100, 100)), 0)
        sizes[name].append(np.sqrt(np.mean(signal**2)))
    print(f"{name:10}: size of the values after 20 layers {sizes[name][-1]:.1e}")
show(
    draw_signals(sizes),
    alt="Size of the values behind each of 20 layers, on a logarithmic axis. With "
    "He's weights it stays near 1. With half of them it falls to about a "
    "millionth, with twice it grows to about a million, both in nearly straight "
    "lines.",
)

# %% [markdown]
# ## 11 Reading digits
#
# *Answer.* Half to the power of 20 is a millionth, twice is a million. Gradients on the way back
# suffer the same.
#
# Now everything together. The network is `new_network` of section 2: flatten the 8 × 8 pixels to
# 64 numbers, 128 ReLUs, 10 scores, softmax. The softmax is inside the loss, because their joint
# gradient is $p - y$. First the gradient check, as agreed. Then the loop, which is the same for
# nearly all networks of today: shuffle, and for each batch forward, loss, backward, step.
#
# *Predict:* how many parameters has it? How many of 359 new digits will it read?

# %%
from dlcourse.nn import Adam, check_gradients

net = new_network()
sizes = [parameter.value.size for parameter in net.parameters()]
confirm("parameters, W and b of both layers", sizes, [8192, 128, 1280, 10])
confirm("parameters, all", sum(sizes), 9610)
check_gradients(new_network(hidden=5), x[:3])  # raises an error if one is wrong
check_gradients(loss, net.forward(x[:3]), y[:3])


def train(net, optimizer, x, y, epochs, seed=0):
    """Train; return the loss on the validation set after each epoch."""
    curve, rng = [], np.random.default_rng(seed)
    for _ in range(epochs):
        for rows in batches(len(x), 32, rng):
            loss.forward(net.forward(x[rows], training=True), y[rows])
            optimizer.zero_grad()
            net.backward(loss.backward())
            optimizer.step()
        curve.append(loss.forward(net.forward(x_val), y_val))
    return curve


# %%
def read(net, images):
    return net.forward(images).argmax(axis=1)  # the class with the largest score


curves, nets = {}, {}
for name in ("SGD", "momentum", "Adam"):
    nets[name] = new_network()
    rate = {"SGD": 0.03, "momentum": 0.03, "Adam": 0.001}[name]
    optimizer = OPTIMIZERS[name](nets[name].parameters(), rate)
    curves[f"{name}, rate {rate}"] = train(nets[name], optimizer, x, y, epochs=30)

right = np.mean(read(nets["Adam"], digits.x_test) == digits.y_test)
confirm("test accuracy, Adam", right, 0.978, decimals=3)
confirm("over 95 %", bool(right > 0.95), True)
fig, ax = figure()
for (name, curve), dashes in zip(curves.items(), ("-", "--", "-."), strict=True):
    ax.plot(range(1, 31), curve, dashes, label=name)
ax.set(xlabel="epoch", ylabel="loss, validation set", ylim=(0, None))
ax.legend()
show(
    fig,
    alt="Validation loss against epoch for three optimizers on the digits. SGD falls "
    "slowest and is still above 0.2 after 30 epochs. Adam falls faster, momentum "
    "fastest. Both level off a little below 0.1.",
)

# %% [markdown]
# ## 12 More than one number
#
# *Answer.* It has 9610 parameters and reads 351 of 359. Momentum is plain SGD with a memory, at the
# same rate, and ten times as fast.
#
# **Accuracy** is the share of right answers. Which are the others, the wrong ones? The **confusion
# matrix** counts, in row $i$ and column $j$, how often class $i$ was taken for class $j$. The right
# answers stand on its diagonal.
#
# *Predict:* which digits will it confuse?

# %%
from dlcourse.nn import confusion_matrix

answers = read(nets["Adam"], digits.x_test)
matrix = confusion_matrix(nets["Adam"].forward(digits.x_test), digits.y_test)
confirm("right, the diagonal", np.trace(matrix), 351)
confirm("wrong, all the rest", matrix.sum() - np.trace(matrix), 8)
show(
    draw_confusion(matrix, list("0123456789")),
    alt="A table of 10 by 10 counts, truth down, answer across. The diagonal holds 32 "
    "to 36 each. Beside it stand eight mistakes: 8 taken for 1 twice, and 4 for "
    "7, 5 for 9, 6 for 4, 6 for 5, 8 for 9 and 9 for 5 once each.",
)
wrong = np.flatnonzero(answers != digits.y_test)
titles = [f"{digits.y_test[n]}, read {answers[n]}" for n in wrong]
show(
    draw_digits(digits.x_test[wrong, :, :, 0], titles, columns=8),
    alt="The eight digits that were misread. Several are hard for people, too: an 8 "
    "that is closed like a thick 1, a 6 whose loop is nearly square.",
)

# %% [markdown]
# ## 13 The clinic
#
# *Answer.* Those that look alike; a few of the eight you may misread yourself.
#
# Back to the patients. The 30 numbers were measured on cells of a lump; the answer is 1 if it was
# **malignant**, cancer, and 0 if it was benign. Now the two kinds of mistake are not alike. A false
# alarm costs a second examination. A missed cancer may cost a life. So ask two questions:
#
# - **Precision**: of those called ill, how many are? $\text{TP} / (\text{TP} + \text{FP})$
# - **Recall**: of those who are ill, how many were found? $\text{TP} / (\text{TP} + \text{FN})$
#
# TP are the true positives (ill and found), FP the false positives (false alarms), FN the false
# negatives (missed). The **F1** score is $2 \, \text{TP} / (2 \, \text{TP} + \text{FP} +
# \text{FN})$, one number from both.
#
# The network gives a probability. That 0.5 makes it *ill* is your decision: the **threshold**. The
# second cell tries others.
#
# *Predict:* a program says *benign* to everyone, and 37 in 100 are ill. What are its accuracy and
# its recall? And with a lower threshold, which of precision and recall rises?

# %%
from dlcourse.nn import BinaryCrossEntropy, Sigmoid, accuracy, f1, precision, recall

known, ill = standardised(patients.x_train), patients.y_train
rng = np.random.default_rng(0)
doctor = Sequential(Dense(30, 1, rng=rng), Sigmoid())  # one neuron: logistic regression
bce, adam = BinaryCrossEntropy(), Adam(doctor.parameters(), lr=0.01)
for _ in range(30):
    for rows in batches(len(ill), 32, rng):
        bce.forward(doctor.forward(known[rows], training=True)[:, 0], ill[rows])
        adam.zero_grad()
        doctor.backward(bce.backward()[:, None])
        adam.step()

chances = doctor.forward(standardised(patients.x_validation))[:, 0]
truth = patients.y_validation
for name, guess in (("benign to all", 0 * chances), ("one neuron", chances)):
    scores = [metric(guess, truth) for metric in (accuracy, precision, recall, f1)]
    print(f"{name:13}: accuracy {scores[0]:.3f}  precision {scores[1]:.3f}", end="  ")
    print(f"recall {scores[2]:.3f}  F1 {scores[3]:.3f}")
show(
    draw_confusion(confusion_matrix(chances, truth), ["benign", "malignant"]),
    alt="A table of truth down and answer across. Benign: 70 right, 1 false alarm. "
    "Malignant: 37 found, 6 missed.",
)

# %%
thresholds = np.linspace(0.01, 0.99, 99)
found = np.array([recall(chances, truth, threshold=t) for t in thresholds])
sure = np.array([precision(chances, truth, threshold=t) for t in thresholds])
fig, ax = figure()
ax.plot(thresholds, found, label="recall: of the ill, found")
ax.plot(thresholds, sure, "--", label="precision: of the alarms, right")
ax.set(xlabel="threshold", ylabel="share, validation set", ylim=(0.4, 1.03))
ax.legend(loc="lower center")
show(
    fig,
    alt="Recall and precision against the threshold. Recall falls in steps, from "
    "nearly 1 on the left to about one half. Precision rises from 0.6 to 1. They "
    "cross near a threshold of 0.2.",
)
chosen = thresholds[found > 0.95].max()  # finds more than 95 of 100
chances = doctor.forward(standardised(patients.x_test))[:, 0]
print(f"chosen threshold {chosen:.2f}; on the test set, once:")
for t in (0.5, chosen):
    scores = [m(chances, patients.y_test, threshold=t) for m in (recall, precision)]
    print(f"threshold {t:.2f}: recall {scores[0]:.2f}, precision {scores[1]:.2f}")

# %% [markdown]
# ## 14 Break it
#
# *Answer.* Accuracy 0.623, recall 0: it finds nobody. **Never trust an accuracy before you know
# what the laziest answer gets.** A lower threshold raises recall, at the price of precision.
# It was chosen on validation data, like everything you choose.
#
# Four mistakes, ten epochs each, SGD with rate 0.3, digits of the validation set:
#
# 1. **Not scaled**: the pixels go from 0 to 16.
# 2. **Not shuffled**: the data are sorted by class, as many files are, and nobody mixes them.
# 3. **Torn apart**: the images are shuffled, the answers are not.
# 4. **Chosen on the test set.** A thousand programs, each of them a tossed coin, are tried on 50
#    patients. The best one is presented, with its result on these 50.
#
# *Predict:* for each of the four, about which accuracy? Which of them would you notice?


# %%
def trained(x, y, mix=True):
    net, rng = new_network(), np.random.default_rng(0)
    sgd = SGD(net.parameters(), lr=0.3)
    for _ in range(10):
        epoch = batches(len(x), 32, rng)
        for rows in epoch if mix else np.array_split(np.arange(len(x)), len(epoch)):
            loss.forward(net.forward(x[rows], training=True), y[rows])
            sgd.zero_grad()
            net.backward(loss.backward())
            sgd.step()
    return net


by_class, torn = np.argsort(y, kind="stable"), np.random.default_rng(5).permutation(y)
for name, net, images in (
    ("all in order", trained(x, y), x_val),
    ("not scaled", trained(16 * x, y), 16 * x_val),
    ("not shuffled", trained(x[by_class], y[by_class], mix=False), x_val),
    ("torn apart", trained(x, torn), x_val),
):
    print(f"{name:12}: right about {np.mean(read(net, images) == y_val):.0%}")

rng = np.random.default_rng(0)
coins = rng.integers(0, 2, size=(1000, 2050))  # 1000 programs, 2050 patients
truth = rng.integers(0, 2, size=2050)
on_50 = np.mean(coins[:, :50] == truth[:50], axis=1)
best = np.argmax(on_50)
print(f"the best coin: right about {on_50[best]:.0%} of the 50 it was chosen on")
print(f"and {np.mean(coins[best, 50:] == truth[50:]):.0%} of 2000 new patients")

# %% [markdown]
# ## Your turn
#
# *Answer.* Without scaling nothing is learned: inputs 16 times as large make curvatures 256 times
# as large, and $2 / c$ is that much smaller. Without shuffling the network forgets, class by class.
# Torn apart, there is nothing to learn. These three you notice. The fourth looks like a success.
# **Each look at the test set makes it a little less of a test.**
#
# *Task 1.* Write `iterations(n, size, epochs)`: how many steps a training takes, if the last batch
# of an epoch may be smaller. *Approach.* Count the full batches of one epoch. Is anything left?
# *Example.* `iterations(7, 3, 2)` is `6`.
#
# *Task 2.* Write `velocities(g, beta)`: the velocity $v$ of section 6 after each gradient in the
# array `g`, starting from 0. *Approach.* Walk through `g` with one number `v`, and note it after
# each step. Make a new array; do not change `g`. *Example.* `velocities(np.array([1.0, 1.0,
# 0.0]), 0.5)` is `[1.0, 1.5, 0.75]`.
#
# *Task 3.* Write `precision_recall(matrix)` for a confusion matrix of shape (2, 2): an array of
# the two numbers. Take 0 where you would divide by 0. *Approach.* Which entry is TP? Which sum is
# all alarms, which is all who are ill? *Example.* `precision_recall(np.array([[90, 2], [1, 6]]))`
# is `[0.75, 0.857]`, rounded.


# %%
def iterations(n, size, epochs):
    """For example iterations(7, 3, 2) is 6."""
    raise NotImplementedError("Replace this line by your answer.")


def velocities(g, beta):
    """For example velocities(np.array([1.0, 1.0, 0.0]), 0.5) is [1.0, 1.5, 0.75]."""
    raise NotImplementedError("Replace this line by your answer.")


def precision_recall(matrix):
    """For example precision_recall(np.array([[90, 2], [1, 6]])) is [0.75, 0.857]."""
    raise NotImplementedError("Replace this line by your answer.")


# %%
from dlcourse.lab.training.answers import (
    right_iterations,
    right_precision_recall,
    right_velocities,
)

check(
    iterations, right_iterations, [(7, 3, 2), (10_000, 200, 1), (32, 32, 5), (1, 8, 3)]
)
g = np.random.default_rng(3).normal(size=5).round(1)
check(
    velocities, right_velocities, [(np.array([1.0, 1.0, 0.0]), 0.5), (g, 0.9), (g, 0.0)]
)
tables = [[[90, 2], [1, 6]], [[50, 3], [7, 40]], [[9, 0], [1, 0]]]
check(
    precision_recall, right_precision_recall, [(np.array(table),) for table in tables]
)

# %% [markdown]
# ## Summary
#
# - **Split first**, scale by the training set, shuffle before each epoch. The test set is used
#   once.
# - A batch is a poll: its **noise** shrinks with the root of its size.
# - A **rate** is stable below $2 / c$. Climb a ladder of rates; the best is just before the cliff.
# - **Momentum** remembers the direction, **Adagrad** and **RMSProp** the size of the gradient,
#   **Adam** both. Adam with 0.001 is a good first try, momentum often as good in the end.
# - **He's weights** for ReLU keep the signal alive through many layers.
# - **Accuracy** hides which mistakes are made. Look at the confusion matrix, precision and recall.
#
# ### Where the decks are loose
#
# 1. In deck 002 the steps of batch, mini-batch and stochastic descent look alike. They differ in
#    the examples that the gradient is a mean over: all, a few, one.
# 2. It says that larger batches compute faster. They do for each example, until the machine is
#    busy; but an epoch then has fewer steps.
# 3. It quotes that batches over 32 are bad for the test error. The paper it refers to (Masters and
#    Luschi, 2018) found small batches best for its networks. With a larger rate that is warmed up
#    slowly, others have trained as well with batches of thousands.
# 4. It names a paper of 1999 for momentum. Polyak described it in 1964. RMSProp has no paper.
# 5. Deck 001 offers rates that adapt in place of trying rates. Adam, too, has a rate to try; it
#    only forgives more.
#
# ### The same in PyTorch and Keras
#
# ```python
# import torch  # x: (N, 1, 8, 8), y: (N,) whole numbers
#
# net = torch.nn.Sequential(
#     torch.nn.Flatten(), torch.nn.Linear(64, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10)
# )
# optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
# data = torch.utils.data.TensorDataset(x, y)
# for epoch in range(30):
#     for images, classes in torch.utils.data.DataLoader(data, batch_size=32, shuffle=True):
#         loss = torch.nn.functional.cross_entropy(net(images), classes)  # with softmax
#         optimizer.zero_grad()
#         loss.backward()
#         optimizer.step()
# ```
#
# ```python
# import keras  # x: (N, 8, 8, 1)
#
# net = keras.Sequential([
#     keras.layers.Flatten(),
#     keras.layers.Dense(128, activation="relu", kernel_initializer="he_normal"),
#     keras.layers.Dense(10, activation="softmax"),
# ])
# net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
# net.fit(x, y, batch_size=32, epochs=30, validation_data=(x_val, y_val))  # shuffles by itself
# ```
#
# In `dlcourse.nn`, `fit` is this loop, with the same arguments.
#
# **Further reading.** Sebastian Ruder, [An overview of gradient descent optimization
# algorithms](https://arxiv.org/abs/1609.04747). Gabriel Goh, [Why momentum really
# works](https://distill.pub/2017/momentum/), with pictures you can move. Kingma and Ba, [Adam: a
# method for stochastic optimization](https://arxiv.org/abs/1412.6980). Andrej Karpathy, [A recipe
# for training neural networks](https://karpathy.github.io/2019/04/25/recipe/).
#
# **Next.** Assignment `ps04`: write a rate finder and train digits by your own loop. Lesson 05
# looks at images as images.
