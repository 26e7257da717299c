# %% [markdown]
# # 01 The neuron
#
# Every network, however large, is built from one small part. In this lesson you build it, look
# inside it, draw what it can decide, and let it learn from its mistakes.
#
# **When you have worked through it, you can**
#
# - run a neuron by hand: multiply, add, activate;
# - write a neuron and a small network, first with plain numbers, then for a whole batch at once;
# - draw the line that splits the plane for a neuron with two inputs, and read its output as a
#   probability;
# - train a perceptron, and say when this must succeed and when it cannot.
#
# **You need** [00 Foundations](00_foundations.ipynb): dot product, batch, broadcasting, slope.
# Plan 60 to 90 minutes. Where you read *Predict*, write your guess down first.

# %% [markdown]
# ## 1 Sixty-five years in one picture
#
# In July 1958 the *New York Times* reported on a machine that the US Navy expected to walk, talk,
# see and write one day. It was Frank Rosenblatt's **perceptron**. What it could really do, you
# will have built yourself within the hour. Do not mind the other names in the picture, you will
# meet most of them later. Notice the gaps instead: between the great years lie long quiet ones.
#
# (On dates books differ: Rosenblatt wrote a report in 1957 and a paper in 1958; learning by noisy
# steps goes back to Robbins and Monro in 1951.)

# %%
import numpy as np

from dlcourse.data import blobs
from dlcourse.hints import check
from dlcourse.lab import confirm, figure, show
from dlcourse.lab.neuron.diagram import draw_network, draw_neuron
from dlcourse.lab.neuron.learning_rule import draw_learning
from dlcourse.lab.neuron.line import NeuronState, draw_line, neuron_plaything
from dlcourse.lab.neuron.timeline import draw_timeline
from dlcourse.nn import Neuron, Perceptron

show(
    draw_timeline(),
    alt="Timeline. 1952 learning from noisy slopes. 1958 the perceptron learns. 1969 "
    "what a perceptron cannot do. 1986 back-propagation made known. 1989 "
    "convolution reads zip codes. 1997 LSTM. 1998 LeNet-5 reads bank cheques. "
    "2009 ImageNet. 2012 AlexNet. 2014 GAN. 2015 ResNet. 2017 Transformer. Half "
    "of the events lie after 1997, only three before 1980.",
)

# %% [markdown]
# ## 2 Multiply, add, activate
#
# A neuron takes several numbers in and gives one number out. It does three things:
#
# 1. **multiply** every input $x_i$ by its **weight** $w_i$, which says how much, and in which
#    direction, this input counts;
# 2. **add** the products and one more number, the **bias** $b$. The sum is called $z$:
#    $\; z = w_1 x_1 + w_2 x_2 + \dots + b = w \cdot x + b$;
# 3. **activate**: send $z$ through a function $g$, the **activation function**. The output is
#    $y = g(z)$.
#
# Rosenblatt's perceptron uses the **step function**: 1 if $z > 0$, otherwise 0. It decides yes or
# no.
#
# *Predict:* $w = [0, 1]$, $b = 4$, $x = [2, 3]$. What is $z$? What does the perceptron say?

# %%
w1, w2 = 0, 1
b = 4
x1, x2 = 2, 3

z = w1 * x1 + w2 * x2 + b  # multiply and add
y = 1 if z > 0 else 0  # activate

confirm("z", z, 7, source="deck 000")
confirm("y", y, 1)
show(
    draw_neuron([x1, x2], [w1, w2], b, f"z = {z}", y, activation="step"),
    alt="A perceptron. Input 2 is multiplied by 0 and input 3 by 1; both products and "
    "the bias 4 are added to z = 7; the step function turns 7 into the output 1.",
)

# %% [markdown]
# ## 3 From a step to a slope
#
# The step has a drawback. Whether $z$ is 1 or 1000, the output is the same 1. And its slope is 0
# everywhere, except at the jump, where it has none. In lesson 00 you saw that learning means
# following a slope. Here there is nothing to follow.
#
# So today's **neuron** uses a smooth activation. The classic one is the **sigmoid**, named after
# its shape, an S:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# For large $z$, $e^{-z}$ is nearly 0, so $\sigma(z)$ is nearly 1. For very negative $z$ it is
# nearly 0. In between it rises smoothly.
#
# *Predict:* what is $\sigma(0)$, exactly? And roughly, $\sigma(7)$ and $\sigma(-7)$?


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


confirm("sigmoid(0)", sigmoid(0.0), 0.5)
confirm("y = sigmoid(7)", sigmoid(z), 0.99909, decimals=5, source="deck 000")
confirm("sigmoid(-7)", sigmoid(-z), 0.00091, decimals=5)
confirm("their sum", sigmoid(z) + sigmoid(-z), 1.0, decimals=12)

# %%
line = np.linspace(-8, 8, 401)
fig, ax = figure()
ax.plot(line, np.where(line > 0, 1, 0), "--", label="step: yes or no")
ax.plot(line, sigmoid(line), label="sigmoid: more or less")
ax.plot([-7, 0, 7], sigmoid(np.array([-7.0, 0.0, 7.0])), "o", color="black")
ax.set(xlabel="z", ylabel="output y", yticks=[0, 0.5, 1])
ax.legend(loc="center left")
show(
    fig,
    alt="Output y against z. The step jumps from 0 to 1 at z = 0. The sigmoid rises "
    "smoothly from nearly 0 at z = -7 through one half at z = 0 to nearly 1 at z "
    "= 7.",
)

# %% [markdown]
# ## 4 A neuron in code
#
# Weights and bias stay with the neuron, inputs come and go. That is what a class is for: it keeps
# the first and takes the second. Running inputs through is called the **forward pass**.
#
# We write it with a loop first, so that you see every multiplication. If classes are new to you:
# `TinyNeuron([0, 1], 4)` makes one neuron by running `__init__`. Inside, `self` is this one
# neuron, and `self.bias` is what it remembers.


# %%
class TinyNeuron:
    """One sigmoid neuron, one multiplication at a time."""

    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, inputs):
        z = self.bias
        for i in range(len(inputs)):
            z = z + self.weights[i] * inputs[i]  # multiply, add
        return sigmoid(z)  # activate


confirm(
    "y", TinyNeuron([0, 1], 4).forward([2, 3]), 0.99909, decimals=5, source="deck 000"
)

# %% [markdown]
# ## 5 A network of three neurons
#
# The output of a neuron is a number, so it can be the input of another neuron. That is all a
# **neural network** is.
#
# Take two inputs, two neurons $h_1$ and $h_2$ that both read them, and a third, $o_1$, that reads
# $h_1$ and $h_2$. The two in the middle are called **hidden**, because nobody outside sees their
# outputs. All three have $w = [0, 1]$ and $b = 0$. The inputs are again $x = [2, 3]$.
#
# *Predict:* which of the two inputs does the whole network ignore? Will $o_1$ be larger or
# smaller than $h_2$?

# %%
h1 = TinyNeuron([0, 1], 0).forward([2, 3])
h2 = TinyNeuron([0, 1], 0).forward([2, 3])
o1 = TinyNeuron([0, 1], 0).forward([h1, h2])

confirm("h1 and h2", [h1, h2], [0.95257, 0.95257], decimals=5, source="deck 000")
confirm("o1", o1, 0.72163, decimals=5, source="deck 000")
show(
    draw_network(
        ["2", "3"],
        [f"h₁\n{h1:.5f}", f"h₂\n{h2:.5f}"],
        f"o₁\n{o1:.5f}",
        ([[0, 0], [1, 1]], [[0], [1]]),
    ),
    alt="Inputs 2 and 3 both lead to the hidden neurons h1 and h2, with weight 0 from "
    "the first and weight 1 from the second input. Both hidden neurons give "
    "0.95257. They lead to o1 with weights 0 and 1; o1 gives 0.72163.",
)

# %% [markdown]
# ## 6 All at once
#
# A loop in Python handles one number at a time. NumPy handles whole tables, and you know how from
# lesson 00: a **batch** has one input per row, the hidden neurons' weights stand in the columns
# of a table $W$, and the biases are added to every row by broadcasting.
#
# $$H = \sigma(X\,W + b) \qquad (N, 2) \; @ \; (2, 2) + (2,) \rightarrow (N, 2)$$
#
# The sigmoid of a table works entry by entry. This is the **vectorised** form. It is shorter and
# faster, and it is easy to get wrong. So we check it against the slow one, on 500 random inputs
# from `rng.normal`. In the code, `W[:, j]` is column j: all rows, one column. Make this a habit:
# *slow and clear first, then fast, then compare.*

# %%
rng = np.random.default_rng(1)
X = rng.normal(size=(500, 2))  # 500 inputs in rows
W, bias = rng.normal(size=(2, 2)), rng.normal(size=2)  # 2 hidden neurons in columns
v, c = rng.normal(size=2), rng.normal()  # the output neuron

H = sigmoid(X @ W + bias)  # (500, 2) @ (2, 2) + (2,) -> (500, 2)
fast = sigmoid(H @ v + c)  # (500, 2) @ (2,) + number -> (500,)

slow = np.zeros(500)
for n in range(500):
    hidden = [TinyNeuron(W[:, j], bias[j]).forward(X[n]) for j in range(2)]
    slow[n] = TinyNeuron(v, c).forward(hidden)

confirm("largest difference", np.max(np.abs(fast - slow)), 0.0, decimals=14)

# %% [markdown]
# ### The same neuron in the course's library
#
# `dlcourse.nn` holds everything you build in this course, tidied up. Its `Neuron` takes one input
# or a batch. From now on you may use it, because you have written it yourself.

# %%
neuron = Neuron([0, 1], 4)
confirm("one input", neuron.forward([2, 3]), 0.99909, decimals=5, source="deck 000")
confirm(
    "a batch",
    neuron.forward([[2, 3], [5, -4], [1, -11]]),
    [0.99909, 0.5, 0.00091],
    decimals=5,
)

# %% [markdown]
# ## 7 The line that a neuron draws
#
# Another neuron: $w = [3, -2]$ and bias 1. The bias is often written $w_0$, as if it were the
# weight of an extra input that is always 1. So
#
# $$z = 1 + 3 x_1 - 2 x_2.$$
#
# Where is the neuron undecided? Where $z = 0$, because there $y = \sigma(0)$ is one half. And
# $1 + 3x_1 - 2x_2 = 0$ is the equation of a **straight line**. On one side of it $z$ is positive,
# and the neuron says rather 1, on the other side rather 0. The weights point at right angles to
# the line, as in lesson 00; the green arrow below starts on the line and shows their direction
# only. The bias pushes the line away from the origin.
#
# *Predict:* on which side is $x = [-1, 2]$? And is $[1, 2]$ on the line?

# %%
neuron = Neuron([3, -2], 1)
z = 1 + 3 * (-1) - 2 * 2
confirm("z at [-1, 2]", z, -6, source="deck 002")
confirm("y at [-1, 2]", neuron.forward([-1, 2]), 0.00247, decimals=5, source="deck 002")

on_the_line = np.array([[-1.0, -1.0], [0.0, 0.5], [1.0, 2.0]])
confirm("y on 1 + 3x1 - 2x2 = 0", neuron.forward(on_the_line), [0.5, 0.5, 0.5])

points = [[-1, 2], [2, 1], [-1, -1]]
labels = [f"{point}: y = {neuron.forward(point):.3f}" for point in points]
show(
    draw_line(NeuronState(3, -2, 1), points, labels),
    alt="The plane of x1 and x2, shaded by the output. A straight line, 1 + 3 x1 - 2 "
    "x2 = 0, rises steeply from the lower left to the upper right. To its left "
    "the output is near 0: the point (-1, 2) has 0.002. To its right it is near "
    "1: (2, 1) has 0.993. (-1, -1) is on the line.",
)

# %% [markdown]
# ### Play: move the line
#
# Below you hold the weights and the bias of one neuron. Try to
#
# 1. turn the line until it is flat, then until it is upright;
# 2. move it without turning it;
# 3. make the surface steeper without moving the line;
# 4. swap the two sides.
#
# Which of these needed the bias, and which only the weights?

# %%
neuron_plaything()

# %% [markdown]
# ## 8 Logistic regression: the output as a probability
#
# A number between 0 and 1 that is one half when nothing speaks for either side: once a neuron has
# been trained on yes-or-no answers, you may read its $y$ as the **probability** of yes. A sigmoid
# neuron used this way is known in statistics as **logistic regression**, and decides for 1 when
# $y > 0.5$, which is when $z > 0$.
#
# What does a weight mean then? Look at the **odds**, $y / (1 - y)$: at odds of 3, yes is three
# times as likely as no. With $y = \frac{1}{1 + e^{-z}}$ and
# $1 - y = \frac{e^{-z}}{1 + e^{-z}}$ the fraction is simply
#
# $$\frac{y}{1 - y} = \frac{1}{e^{-z}} = e^{z}$$
#
# So adding 1 to an input with weight $w$ adds $w$ to $z$, and **multiplies the odds by $e^w$**,
# wherever you start.
#
# *Predict:* multiply both weights and the bias by 4. Does the line move? What happens to $y$?


# %%
def odds(y):
    return y / (1 - y)


before, after = neuron.forward([[0.0, 0.0], [1.0, 0.0]])  # x1 grows by 1
confirm("odds at [0, 0], where z = 1: e", odds(before), 2.718, decimals=3)
ratio = odds(after) / odds(before)
confirm("odds at [1, 0] are larger by e^3", ratio, 20.086, decimals=3)

for factor in [0.25, 1, 4]:
    scaled = Neuron([3 * factor, -2 * factor], factor)
    near, on = scaled.forward([[0.5, 1.0], [1.0, 2.0]])
    print(f"times {factor:<4}: {near:.3f} at [0.5, 1], {on:.3f} on the line at [1, 2]")

# %% [markdown]
# ## 9 Learning from mistakes
#
# *Answer.* The line stayed where it was, and the neuron only grew more certain: the direction of
# the weights is the decision, their size the certainty.
#
# So far somebody gave us the weights. For a sigmoid neuron, finding them takes a gradient; this
# waits until lesson 03. For the step there is an older and simpler way. Rosenblatt's machine
# learned from examples with known answers, by this rule. Go through the examples one by one. Let
# the perceptron guess. If the guess is right, change nothing. If it is wrong, move the weights
# **towards** the input when it should have said 1, and **away** from it when it should have said
# 0:
#
# $$w \leftarrow w + (\text{answer} - \text{guess}) \, x \qquad
# b \leftarrow b + (\text{answer} - \text{guess})$$
#
# Say $w = [0, 0]$, $b = 0$, and the input $(1, 1)$ with answer 1. The guess is 0, so answer minus
# guess is 1: $w$ becomes $[1, 1]$ and $b$ becomes 1.
#
# One pass through all examples is an **epoch**. When an epoch brings no mistake, the perceptron
# has learned all examples.


# %%
def learn(x, answers, epochs=20, use_bias=True):
    """Train a perceptron; return weights, bias, and what happened in each epoch."""
    w, b = np.zeros(x.shape[1]), 0.0
    mistakes, path = [], []
    for _ in range(epochs):
        wrong = 0
        for i in range(len(x)):
            guess = 1 if w @ x[i] + b > 0 else 0
            error = int(answers[i]) - guess  # 0, +1 or -1
            w = w + error * x[i]
            if use_bias:
                b = b + error
            wrong += abs(error)
        mistakes.append(wrong)
        path.append([*w, b])
        if wrong == 0:
            break
    return w, b, mistakes, path


# %% [markdown]
# ### AND: yes only if both
#
# Two switches in a row: the lamp is on only if both are on. This is AND, four examples in all. We
# start with $w = [0, 0]$ and $b = 0$.
#
# *Predict:* in the first epoch the perceptron meets (0, 0), (0, 1), (1, 0) and (1, 1), in this
# order. It starts with $z = 0$, so it says 0. How many mistakes will it make in this epoch?

# %%
inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND = np.array([0, 0, 0, 1])

w, b, mistakes, path = learn(inputs, AND)
for epoch in range(len(path)):
    w1, w2, b = path[epoch]
    print(f"epoch {epoch + 1}: mistakes {mistakes[epoch]}, w [{w1:g}, {w2:g}], b {b:g}")

confirm("mistakes in each epoch", mistakes, [1, 3, 3, 2, 1, 0])
confirm("weights", w, [2, 1])
confirm("bias", b, -2)
show(
    draw_learning(inputs, AND, path, mistakes),
    alt="Left: the four inputs of AND. Dashed lines show the perceptron after earlier "
    "epochs; the final line, -2 + 2 x1 + x2 = 0, cuts the corner (1, 1) off from "
    "the other three and touches (1, 0). Right: mistakes in epochs 1 to 6 are 1, "
    "3, 3, 2, 1 and 0.",
)

# %% [markdown]
# ### OR: yes if any
#
# *Look again.* In the picture above, the point (1, 0) lies on the final line itself. There $z = 0$,
# so the perceptron says 0, as it should.
#
# Now two switches side by side: the lamp is on if at least one is on. This is OR.
#
# *Predict:* three of four answers are now 1. Will it need more epochs than AND, or fewer?

# %%
OR = np.array([0, 1, 1, 1])

w, b, mistakes, path = learn(inputs, OR)
confirm("mistakes in each epoch", mistakes, [1, 2, 1, 0])
confirm("weights", w, [1, 1])
confirm("bias", b, 0)
show(
    draw_learning(inputs, OR, path, mistakes),
    alt="Left: the four inputs of OR. The final line, x1 + x2 = 0, passes through the "
    "corner (0, 0) itself and leaves the other three on its upper side. Right: "
    "mistakes in epochs 1 to 4 are 1, 2, 1 and 0.",
)

# %% [markdown]
# ### A hundred points
#
# The rule does not care how many examples there are. Two clouds of fifty points each, and the
# library's `Perceptron`, which learns as `learn` does.
#
# It is proved (Novikoff, 1962): **if some line separates the two classes, the perceptron finds
# one after finitely many corrections.** It finds *a* line, not the best one. And if no line
# exists, it never comes to rest.
#
# *Predict:* will each cloud's middle matter to where the line ends up, or only the points that
# were got wrong?

# %%
x, classes = blobs(100, 0.45, np.random.default_rng(3), centers=[[1, 1.5], [3, 2.5]])
perceptron = Perceptron([0, 0])
mistakes, path = [], []
while not mistakes or mistakes[-1] > 0:
    mistakes += perceptron.fit(x, classes, epochs=1)
    path.append([*perceptron.weights, perceptron.bias])

confirm("mistakes in each epoch", mistakes, [1, 4, 3, 4, 2, 2, 3, 3, 3, 1, 0])
confirm("right in the end, of 100", np.sum(perceptron.forward(x) == classes), 100)
show(
    draw_learning(x, classes, path, mistakes, limits=(-0.5, 4.5)),
    alt="Left: two clouds of fifty points, class 0 to the lower left of class 1. "
    "Dashed lines from earlier epochs turn and move until the final line passes "
    "between the clouds, close to some points. Right: the mistakes in epochs 1 to "
    "11 are 1, 4, 3, 4, 2, 2, 3, 3, 3, 1 and 0.",
)

# %% [markdown]
# ## 10 What goes wrong: no bias
#
# *Answer.* Only points that were got wrong ever moved the line; most of the hundred never
# mattered. Now back to four points.
#
# The commonest mistake with a neuron is to forget the bias. Everything still runs, there is no
# error message, and often it even seems to work.
#
# *Predict:* without a bias, $z = w_1 x_1 + w_2 x_2$. Through which point does the line always go?
# Can such a line separate (1, 1) from (0, 1) and (1, 0) and (0, 0)?

# %%
with_bias = learn(inputs, AND)[2] + [0] * 14  # it stopped after epoch 6
w, b, mistakes, path = learn(inputs, AND, use_bias=False)
print("mistakes in each epoch:", mistakes)
print("weights after epochs 1 to 4:", *np.array(path)[:4, :2])

fig, ax = figure()
ax.plot(range(1, 21), with_bias, "o-", label="with bias")
ax.plot(range(1, 21), mistakes, "s--", label="without bias")
ax.set(xlabel="epoch", ylabel="mistakes", ylim=(-0.2, 4.2), xticks=range(2, 21, 2))
ax.legend(loc="upper right", ncols=2)
show(
    fig,
    alt="Mistakes in each of 20 epochs on AND. With bias they go 1, 3, 3, 2, 1 and "
    "then stay at 0. Without bias they rise from 1 to 3 and stay there for ever.",
)

# %% [markdown]
# ## Your turn: a perceptron for a batch
#
# *Answer.* The line always goes through (0, 0), where $z = 0$. To say 0 at (0, 1) and (1, 0) it
# needs $w_2 \le 0$ and $w_1 \le 0$, and to say 1 at (1, 1) it needs $w_1 + w_2 > 0$. Both at once
# is impossible, so the perceptron goes round in a circle: after every epoch it is back at the same
# weights. Now write one that has everything it needs.
#
# *Task.* Write `decide(x, w, b)` for a batch `x` of shape (N, D), weights `w` of shape (D,) and a
# number `b`. It returns an array of shape (N,) with 1 where $w \cdot x + b > 0$, else 0.
#
# *Approach.* Compute all $z$ at once, as in section 6. Compare them with 0. Turn true and false
# into 1 and 0 with `.astype(int)`.
#
# *Example.* `decide(np.array([[2, 1], [-1, 2]]), np.array([3, -2]), 1)` is `[1, 0]`.


# %%
def decide(x, w, b):
    raise NotImplementedError("Replace this line by your answer.")


# %%
def decide_with_library(x, w, b):
    return Perceptron(w, b).forward(x)


four = np.array([[2.0, 1.0], [-1.0, 2.0], [0.0, 0.0], [1.0, 2.0]])  # the last: z = 0
three = np.array([[0.2, 0.3, 0.1], [-1.0, 2.0, 0.4]])
check(
    decide,
    decide_with_library,
    [(four, np.array([3.0, -2.0]), 1.0), (three, np.array([1.0, 0.5, -2.0]), -0.5)],
)

# %% [markdown]
# ## Your turn: a gate of your own
#
# *Task.* Write `neither(x1, x2)`, a perceptron that says 1 when both inputs are 0, and 0 in the
# three other cases. Choose the two weights and the bias yourself. The only `if` is the step:
# `1 if z > 0 else 0`.
#
# *Approach.* Mark the four points on paper and draw a line that cuts off (0, 0). Which inputs
# should speak against 1? And what makes the perceptron say 1 when nothing speaks?
#
# *Example.* `neither(0, 0)` is `1`, and `neither(1, 0)` is `0`.


# %%
def neither(x1, x2):
    raise NotImplementedError("Replace this line by your answer.")


# %%
def neither_table(x1, x2):
    return 1 - max(x1, x2)


check(neither, neither_table, [(0, 0), (0, 1), (1, 0), (1, 1)])

# %% [markdown]
# ## Summary
#
# - A neuron **multiplies** its inputs by weights, **adds** them and a bias, and **activates** the
#   sum: $y = g(w \cdot x + b)$.
# - With a **step** it is a perceptron and says yes or no. With a **sigmoid** it says how likely.
# - Outputs of neurons can be inputs of others: a **network**. The vectorised form runs a batch
#   through it at once.
# - A neuron with two inputs splits the plane along the **line** $w \cdot x + b = 0$. Multiply
#   weights *and bias* by the same positive number: the same line, more certainty.
# - The **perceptron rule** corrects the weights only after mistakes, and succeeds whenever a line
#   exists.
# - Without a bias, the line is nailed to the origin.
#
# AND has a line, OR has one. In 1969 Minsky and Papert showed what the absence of a line does,
# and interest in networks froze for years. A lamp with two switches is enough to see it:
# [02 XOR and the multi-layer perceptron](02_xor_mlp.ipynb).

# %% [markdown]
# ## The same in PyTorch and Keras
#
# Both call a layer of neurons *dense* or *linear*. For reading only:
#
# ```python
# import torch                                             # PyTorch
# neuron = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.Sigmoid())
# with torch.no_grad():
#     neuron[0].weight[:] = torch.tensor([[3.0, -2.0]])    # one row per neuron
#     neuron[0].bias[:] = 1.0
# print(neuron(torch.tensor([[-1.0, 2.0]])))               # about 0.00247
# ```
#
# ```python
# import keras, numpy as np                                # Keras
# neuron = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, activation="sigmoid")])
# neuron.layers[0].set_weights([np.array([[3.0], [-2.0]]), np.array([1.0])])
# print(neuron.predict(np.array([[-1.0, 2.0]])))           # about 0.00247
# ```
#
# PyTorch keeps one *row* of weights per neuron, Keras and this course one *column*. Remember it
# when you copy weights from one to the other.
#
# ## Further reading
#
# - Rosenblatt, *The perceptron: a probabilistic model for information storage and organization in
#   the brain*, Psychological Review, 1958.
# - Minsky and Papert, *Perceptrons*, MIT Press, 1969: the first chapters are easy to read and
#   sharp.
# - Nielsen,
#   [Neural Networks and Deep Learning](http://neuralnetworksanddeeplearning.com/chap1.html),
#   chapter 1.
# - Goodfellow, Bengio and Courville, [Deep Learning](https://www.deeplearningbook.org), section
#   1.2 on the history of the field.
