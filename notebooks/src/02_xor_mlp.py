# %% [markdown]
# # 02 XOR and the multi-layer perceptron
#
# One neuron draws one straight line, and that is not enough for the lamp on your stairs. In
# this lesson you see why, you put a second layer of neurons behind the first, and the lamp
# works.
#
# **When you have worked through it, you can**
#
# - prove that no single neuron computes XOR, and set the weights of a small network that does;
# - write a dense layer, stack layers to any depth, and count their parameters;
# - name the common activation functions with their derivatives, and say why a network needs
#   one;
# - explain what a hidden layer does to the data, and what width and depth buy;
# - train a network in a playground, and recognise when training has failed.
#
# **You need** [00 Foundations](00_foundations.ipynb) (matrix product, batch, finite difference)
# and [01 The neuron](01_neuron.ipynb) (step, sigmoid, the line a neuron draws, the perceptron
# rule). Plan two sittings of about 75 minutes: sections 1 to 8, then 9 to 11 and the playground
# in 14. Sections 12 and 13 are a second helping and may wait for another day. Where you read
# *Predict*, scroll until the next cell is out of sight, and write your guess down.
#
# ## 1 The lamp on the stairs
#
# In 1969 Marvin Minsky and Seymour Papert proved in *Perceptrons* what one layer of neurons can
# never do. Many took it as a verdict on all neural networks, and money and interest went
# elsewhere for more than ten years.
#
# The smallest case of their point fits on a staircase. One switch is downstairs, one upstairs,
# and each of them switches the lamp, wherever the other one stands. So the lamp is on when
# **exactly one** of the two switches is up. This is called *exclusive or*, XOR for short.
#
# *Predict:* both switches are up. Is the lamp on?

# %%
import numpy as np

from dlcourse.data import xor
from dlcourse.lab import confirm, show
from dlcourse.lab.multilayer.lamp import draw_lamp

switches, lamp = xor()
table = np.column_stack([switches, lamp]).astype(int)
truth = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]
confirm("A, B and the lamp", table, truth, source="deck 001")
show(
    draw_lamp(lamp),
    alt="The lamp with its two switches A and B in four settings. 0, 0: dark. 0, 1: "
    "light. 1, 0: light. 1, 1: dark again.",
)

# %% [markdown]
# ## 2 One neuron tries
#
# *Answer.* No: the second switch undoes what the first one did.
#
# In lesson 01 the perceptron learned AND in six epochs and OR in four. Give the same perceptron
# the lamp. It starts with weights and bias 0 and sees the four settings in the order above.
#
# *Predict:* how many epochs will it need for XOR? And if you were allowed any line at all, how
# many of the four settings could you get right?

# %%
from dlcourse.lab.multilayer.never_done import draw_cycle, draw_mistakes
from dlcourse.nn import Neuron, Perceptron

gates = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": lamp}
mistakes = {}
for name, answers in gates.items():
    mistakes[name] = Perceptron([0, 0]).fit(switches, answers, epochs=20)
confirm("AND", mistakes["AND"], [1, 3, 3, 2, 1, 0])
confirm("OR ", mistakes["OR"], [1, 2, 1, 0])
confirm("XOR", mistakes["XOR"], [2, 3] + 18 * [4])

# Now 1000 random lines instead of learned ones
rng = np.random.default_rng(0)
most = 0
for _ in range(1000):
    w1, w2, b = rng.normal(size=3)
    says_light = w1 * switches[:, 0] + w2 * switches[:, 1] + b > 0  # four answers
    most = max(most, np.sum(says_light == lamp))
confirm("most settings that any of 1000 lines gets right", most, 3)
show(
    draw_mistakes(mistakes),
    alt="Mistakes in each epoch. AND falls to 0 in epoch 6, OR in epoch 4. XOR rises "
    "to 4, all settings wrong, and stays there for ever.",
)

# %% [markdown]
# ## 3 It never will
#
# *Answer.* It never gets there, and three of four is the best that a thousand random lines do.
# (The perceptron makes four mistakes, because its weights change within the epoch: each setting
# meets another line.) Is it bad luck? No, and the proof takes four lines. A perceptron says 1
# when $w_1 A + w_2 B + b > 0$. For the lamp it would need
#
# $$\begin{aligned}
# \text{setting } 0,0 \text{ is dark:}  &\quad b \le 0 \\
# \text{setting } 0,1 \text{ is light:} &\quad w_2 + b > 0 \\
# \text{setting } 1,0 \text{ is light:} &\quad w_1 + b > 0 \\
# \text{setting } 1,1 \text{ is dark:}  &\quad w_1 + w_2 + b \le 0
# \end{aligned}$$
#
# Add the two middle lines: $w_1 + w_2 + 2b > 0$. Add the first and the last:
# $w_1 + w_2 + 2b \le 0$. Both cannot be true. So no weights exist, and no rule can find them.
#
# What does the perceptron do instead? Follow it on paper for one epoch, from $w = [-1, 0]$ and
# $b = 1$, which is where it stands after its second epoch. *Predict:* where is it one epoch
# later?


# %%
def follow(w, b, rounds):
    """Weights and bias of the perceptron after each setting of the switches."""
    path = []
    for setting, answer in rounds * list(zip(switches, lamp, strict=True)):
        guess = 1 if w @ setting + b > 0 else 0
        w, b = w + (answer - guess) * setting, b + (answer - guess)
        path.append([*w, b])
    return np.array(path).astype(int)


path = follow(np.array([0.0, 0.0]), 0.0, rounds=6)
confirm("after epoch 2, w1 w2 b", path[7], [-1, 0, 1])
confirm(
    "the four steps of epoch 3",
    path[8:12],
    [[-1, 0, 0], [-1, 1, 1], [0, 1, 2], [-1, 0, 1]],
)
confirm("steps of later epochs that differ", np.sum(path[12:] != path[8:-4]), 0)
show(
    draw_cycle(path, period=4, start=8),
    alt="w1, w2 and b after each of 24 examples. From the ninth on each runs through "
    "the same four values again and again: w1 through -1, -1, 0, -1; w2 through "
    "0, 1, 1, 0; b through 0, 1, 2, 1.",
)

# %% [markdown]
# ## 4 Two neurons look, a third decides
#
# *Answer.* It stands where it stood before. So it takes the same steps again, for ever: it runs in
# a circle.
#
# Now think like an electrician. XOR says: **at least one** switch is up, **but not both**. "At
# least one" is OR, "both" is AND, and for each a single neuron is enough. So let two neurons look
# at the switches, and a third neuron look at the two:
#
# | neuron | sees | fires when | weights | bias |
# |---|---|---|---|---|
# | $h_1$ | A, B | at least one is up | 1, 1 | -0.5 |
# | $h_2$ | A, B | both are up | 1, 1 | -1.5 |
# | lamp | $h_1, h_2$ | $h_1$ fires and $h_2$ does not | 1, -1 | -0.5 |
#
# $h_1$ and $h_2$ are **hidden neurons**, neither an input nor the answer. Together they make a
# **hidden layer**, and a network with hidden layers is a **multi-layer perceptron**, MLP for
# short.
#
# *Predict:* write the values of $h_1$, $h_2$ and the lamp for all four settings on paper.


# %%
def step(z):
    return (np.asarray(z) > 0).astype(float)  # 1 where z is above 0, else 0


h1, h2 = Neuron([1, 1], -0.5, activation=step), Neuron([1, 1], -1.5, activation=step)
decide = Neuron([1, -1], -0.5, activation=step)

table = []
for a, b in switches:
    seen = [h1.forward([a, b]), h2.forward([a, b])]
    table.append([a, b, *seen, decide.forward(seen)])

table = np.array(table).astype(int)
truth = [[0, 0, 0, 0, 0], [0, 1, 1, 0, 1], [1, 0, 1, 0, 1], [1, 1, 1, 1, 0]]
confirm("A, B, h1, h2 and the lamp", table, truth)
confirm("the lamp, against XOR", table[:, 4], lamp)

# %% [markdown]
# ## 5 The hidden layer moves the points
#
# How can a third neuron, which draws only one straight line, succeed where one line was proved
# to be too little? Because it does not look at the switches. It looks at $h_1$ and $h_2$. (In
# the picture A and B are called $x_1$ and $x_2$, as inputs usually are.)
#
# *Predict:* draw the four settings as points, but with $h_1$ to the right and $h_2$ upwards.
# Where does each of them land? Can one line separate the two classes now?


# %%
from dlcourse.lab.multilayer.two_spaces import draw_two_spaces


def hidden_layer(x):
    return np.column_stack([h1.forward(x), h2.forward(x)])  # (N, 2) -> (N, 2)


landed = hidden_layer(switches).astype(int)
confirm("the four settings land at", landed, [[0, 0], [1, 0], [1, 0], [1, 1]])
show(
    draw_two_spaces(
        switches,
        lamp,
        hidden_layer,
        decide.forward,
        names=("dark", "light"),
        labels=["0, 0", "0, 1", "1, 0", "1, 1"],
        grid=False,
        titles=(
            "what goes in: two lines are needed",
            "what the hidden layer shows: one line is enough",
        ),
    ),
    alt="Left: the four settings of the switches. The light ones, (0, 1) and (1, 0), "
    "lie in a band between two parallel lines. Right: the same settings by h1 and "
    "h2. The two light ones now share the place (1, 0), the dark ones are at (0, "
    "0) and (1, 1), and one line parts them.",
)

# %% [markdown]
# ## 6 The dense layer
#
# *Answer.* The two light settings fell on one another, and the problem became easy. Keep this
# picture. It is what every hidden layer of every network is for.
#
# Now put all neurons of a layer into one table. Several neurons that look at the same inputs are
# a **multi-output perceptron**, and because every input is connected with every neuron, the
# layer is called **dense**. With m inputs, neuron $i$ of a layer computes
#
# $$z_i = w_{0,i} + \sum_{j=1}^{m} x_j \, w_{j,i} \qquad y_i = g(z_i)$$
#
# where $w_{0,i}$ is the bias and $g$ the activation. Here $g$ is **tanh**, an S like the sigmoid,
# but from -1 to 1. Column $i$ of the weight matrix $W$ belongs to neuron $i$. For a
# batch X with one example in each row the whole layer is one line: $Y = g(X W + b)$.
#
# *Predict:* five examples, three inputs, four neurons. What are the shapes of X, W, b and Y?

# %%
from dlcourse.nn import Dense, Sequential, Tanh

rng = np.random.default_rng(1)
X, W, b = rng.normal(size=(5, 3)), rng.normal(size=(3, 4)), rng.normal(size=4)

by_loops = np.zeros((5, 4))
for n in range(5):  # for each example
    for i in range(4):  # for each neuron
        z = b[i]
        for j in range(3):  # for each input
            z += X[n, j] * W[j, i]
        by_loops[n, i] = np.tanh(z)

at_once = np.tanh(X @ W + b)  # (5, 3) @ (3, 4) + (4,) -> (5, 4)

dense = Dense(3, 4, rng=rng)  # the layer of the course's library
dense.W.value, dense.b.value = W, b  # `value` holds a parameter's numbers
from_library = Tanh().forward(dense.forward(X))

confirm("shape of Y", at_once.shape, [5, 4])
differences = [np.abs(by_loops - at_once).max(), np.abs(from_library - at_once).max()]
confirm("loops and library against one line", differences, [0, 0], decimals=12)

# %% [markdown]
# ## 7 Width, depth and parameters
#
# *Answer.* X is (5, 3), W (3, 4), b (4,) and Y (5, 4).
#
# Layers are stacked: the outputs of one are the inputs of the next. Data never flow back, so the
# network is called **feed-forward**. Some words:
#
# - **width** of a layer: its number of neurons;
# - **depth** of a network: its number of layers. The inputs compute nothing and are **not
#   counted**. With more than one hidden layer a network is **deep**;
# - **parameters**: all the numbers that training may change, weights and biases.
#
# The network 3-4-2 has 3 inputs, one hidden layer of 4 neurons and 2 outputs. The library's
# `Sequential` puts layers and activations one behind the other.
#
# *Predict:* how many parameters does 3-4-2 have, and how many the deeper 3-4-4-1? Draw both
# first, a circle for each input and each neuron. Count the lines between the circles, and do not
# forget that every neuron has a bias.

# %%
from dlcourse.lab.multilayer.layer_diagram import draw_layers

rng = np.random.default_rng(0)
net_342 = Sequential(Dense(3, 4, rng=rng), Tanh(), Dense(4, 2, rng=rng))
net_3441 = Sequential(
    Dense(3, 4, rng=rng), Tanh(), Dense(4, 4, rng=rng), Tanh(), Dense(4, 1, rng=rng)
)


def count(net):
    return sum(parameter.value.size for parameter in net.parameters())


confirm("neurons of 3-4-2", 4 + 2, 6, source="deck 002")
confirm("parameters of 3-4-2", count(net_342), 26, source="deck 002")
confirm("neurons of 3-4-4-1", 4 + 4 + 1, 9, source="deck 002")
confirm("parameters of 3-4-4-1", count(net_3441), 41, source="deck 002")
net_3441.summary()
show(
    draw_layers([3, 4, 2], [3, 4, 4, 1]),
    alt="Two networks. 3-4-2: 3 times 4 plus 4 is 16 parameters, 4 times 2 plus 2 is "
    "10, together 26. 3-4-4-1: 16, 20 and 5 parameters, together 41.",
)

# %% [markdown]
# ## 8 Let the network find the weights
#
# *Answer.* 26 and 41.
#
# You set nine numbers by hand for the lamp. For larger networks nobody can, so they are
# **trained**. For now training is a closed box called `fit`. It begins with random weights. It
# measures how wrong the outputs are by a single number, the **loss**: smaller is better. Then it
# moves every weight a little in the direction that makes the loss smaller, again and again. How
# large "a little" is, is set by the **learning rate** `lr`. How many examples it looks at for one
# such step is the batch size. How it knows the direction is the subject of lesson 03.
#
# One thing follows at once: the step function will not do. A little change of a weight does not
# change a step at all, so there is no direction to find. Hidden neurons here use tanh. The last
# neuron gives a **score** z (also called a *logit*), read as yes where it is above 0.
#
# *Predict:* 20 networks 2-2-1 begin with 20 different sets of random weights. How many learn
# the lamp? How many, if they have 3 or 4 hidden neurons?


# %%
from dlcourse.nn import SGD, BinaryCrossEntropy, fit


def train(net, x, y, lr=0.5, epochs=1000, batch=4):
    """Run the closed box: the net's weights are better afterwards."""
    loss = BinaryCrossEntropy(from_logits=True)  # how wrong yes-or-no scores are
    nudge = SGD(net.parameters(), lr=lr)  # what moves the weights
    column = y[:, None]  # one answer in each row, as the net gives them: (N, 1)
    rng = np.random.default_rng(0)  # shuffles the examples
    run = {"epochs": epochs, "batch_size": batch, "rng": rng, "progress": False}
    fit(net, loss, nudge, x, column, **run)  # ** hands the settings over by name
    return net


def lamp_net(width, seed):
    rng = np.random.default_rng(seed)
    return Sequential(Dense(2, width, rng=rng), Tanh(), Dense(width, 1, rng=rng))


def rights(net):
    return int(np.sum((net(switches)[:, 0] > 0) == lamp))  # (4, 1) -> (4,)


trained = {}
for width in (2, 3, 4):
    starts = [lamp_net(width, seed) for seed in range(20)]
    trained[width] = [train(net, switches, lamp) for net in starts]
    solved = sum(rights(net) == 4 for net in trained[width])
    expected = {2: 11, 3: 18, 4: 20}[width]
    confirm(f"{width} hidden neurons, solved of 20", solved, expected)

# %% [markdown]
# ### Break it: two ways to fail
#
# *Answer.* 11 of 20 learn it with 2 hidden neurons, 18 with 3, all with 4. Two are enough, you
# set them by hand yourself, and yet nine of twenty starts fail. Does more training help? One of
# the nine is only slow. The other eight are stuck: they are certain about two settings, say one
# half to the other two, and six times as much training did not free them. More hidden neurons
# than needed make such bad luck rare. Remember: that good weights *exist* does not mean that
# training *finds* them.
#
# The second way to fail is a mistake. Random weights look untidy. Why not start with all of them
# the same, say one half?
#
# *Predict:* how many of the four settings will four hidden neurons get right if all weights
# start at one half? What will the columns of W, one for each hidden neuron, look like after
# training?

# %%
from dlcourse.lab.multilayer.boundary import draw_boundaries
from dlcourse.nn import constant


def says_yes(net):
    return lambda x: 1 / (1 + np.exp(-net(x)[:, 0]))  # score -> probability


failed = [seed for seed in range(20) if rights(trained[2][seed]) < 4]
longer = [train(lamp_net(2, seed), switches, lamp, epochs=6000) for seed in failed]
confirm("starts that failed after 1000 epochs", len(failed), 9)
confirm(
    "of these, solved after 6000 epochs", sum(rights(net) == 4 for net in longer), 1
)

half = constant(0.5)
twins = Sequential(Dense(2, 4, init=half), Tanh(), Dense(4, 1, init=half))
train(twins, switches, lamp)
print("hidden weights of the twins, one neuron in each column:")
print(twins[0].W.value.round(2))
confirm("settings that the twins get right, of 4", rights(twins), 3)

shown = {"2 neurons, seed 0": trained[2][0], "2 neurons, seed 4": trained[2][4]}
outputs = {title: says_yes(net) for title, net in shown.items()}
outputs["4 neurons, all weights alike"] = says_yes(twins)
corners = {"names": ("dark", "light"), "limits": (-0.4, 1.4)}
show(
    draw_boundaries(outputs, switches, lamp, **corners),
    alt="Three trained networks over the four settings. Left: two lines, all four "
    "settings on the right side. Middle, stuck: (0, 1) and (1, 1) lie in a pale area "
    "where the output is about one half. Right, twins: a single line, three settings "
    "on the right side, one on the wrong one.",
)

# %% [markdown] slideshow={"slide_type": "slide"}
# *Answer.* The four twins began alike, saw the same, were corrected alike, and are alike still.
# Together they can do no more than one of them. So start from **different random weights**.
#
# ## 9 The activation zoo
#
# Tanh is one of many activation functions. All but the linear one have a bend, and section 10
# shows why. For training a function also needs a useful derivative, because the derivative is
# what tells `fit` the direction.
#
# | name | $g(z)$ | $g'(z)$ | where you meet it |
# |---|---|---|---|
# | linear | $z$ | $1$ | outputs that may be any number |
# | sigmoid | $\sigma(z) = 1 / (1 + e^{-z})$ | $g(z)\,(1 - g(z))$ | yes-or-no outputs |
# | tanh | $(e^z - e^{-z}) / (e^z + e^{-z})$ | $1 - g(z)^2$ | small networks, and lesson 06 |
# | ReLU | $\max(0, z)$ | $1$ if $z > 0$, else $0$ | the usual choice in hidden layers |
# | leaky ReLU | $\max(az, z)$, small $a$ | $1$ if $z > 0$, else $a$ | where ReLUs fall silent |
# | swish | $z\,\sigma(z)$ | $g(z) + \sigma(z)\,(1 - g(z))$ | many newer networks |
#
# ReLU is short for *rectified linear unit*. Its slope at exactly 0 is a matter of taste; we take
# 0. If z is negative for every example, a ReLU has slope 0 for all of them and learns no more.
# The leaky one keeps a small slope.
#
# The derivatives follow from the rules of lesson 00. For the sigmoid: $e^{-z}$ has the derivative
# $-e^{-z}$ (chain rule), so the quotient rule gives
#
# $$\sigma'(z) = \frac{e^{-z}}{(1 + e^{-z})^2} = \frac{1}{1 + e^{-z}} \cdot
# \frac{e^{-z}}{1 + e^{-z}} = \sigma(z)\,(1 - \sigma(z))$$
#
# *Predict:* which of them have a derivative that is nearly 0 far out on both sides? What does
# that mean for training, if a neuron's z is far out?


# %%
from dlcourse.lab.multilayer.activation_zoo import draw_softmax, draw_zoo


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


zoo = {
    "linear": (lambda z: z, lambda z: np.ones_like(z)),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "ReLU": (lambda z: np.maximum(0, z), lambda z: np.where(z > 0, 1.0, 0.0)),
    "leaky ReLU": (
        lambda z: np.maximum(0.1 * z, z),
        lambda z: np.where(z > 0, 1.0, 0.1),
    ),
    "swish": (
        lambda z: z * sigmoid(z),
        lambda z: z * sigmoid(z) + sigmoid(z) * (1 - z * sigmoid(z)),
    ),
}
z, h = np.linspace(-4, 4, 100), 1e-5  # 100 places, none of them at the kink z = 0
for name, (g, slope) in zoo.items():
    measured = (g(z + h) - g(z - h)) / (2 * h)  # finite difference, lesson 00
    difference = np.abs(slope(z) - measured).max()
    confirm(f"{name}, largest difference", difference, 0, decimals=8)
show(
    draw_zoo(zoo),
    alt="Six functions with their derivatives. Linear: slope 1. Sigmoid: an S from 0 "
    "to 1, slope at most a quarter. Tanh: an S from -1 to 1, slope at most 1. ReLU "
    "and leaky ReLU: a kink at 0. Swish: a smooth ReLU that dips below 0.",
)

# %% [markdown]
# ### Softmax: one function for a whole layer
#
# *Answer.* Sigmoid and tanh. A neuron whose z is far out hardly learns, which is one reason why
# ReLU took over in hidden layers.
#
# If the answer is one of K classes, the last layer gives K scores. **Softmax** turns them into
# probabilities, positive and together 1:
#
# $$p_i = \frac{e^{z_i}}{e^{z_1} + \dots + e^{z_K}}$$
#
# If one score grows, its own probability grows and all others shrink. So there is not one
# derivative but a table of K times K, with one row for each probability and one column for each
# score:
#
# $$\frac{\partial p_i}{\partial z_j} = p_i\,(1 - p_i) \text{ if } i = j, \text{ else } -p_i\,p_j$$
#
# *Predict:* add 100 to all scores. What happens to the probabilities?


# %%
def softmax(z):
    powers = np.exp(z - z.max())  # the same result, and no power is too large
    return powers / powers.sum()


scores = np.array([2.0, 1.0, 0.0])
p = softmax(scores)
table, measured = np.zeros((3, 3)), np.zeros((3, 3))
for j in range(3):
    for i in range(3):
        table[i, j] = p[i] * (1 - p[i]) if i == j else -p[i] * p[j]
    above, below = scores.copy(), scores.copy()
    above[j], below[j] = scores[j] + h, scores[j] - h
    measured[:, j] = (softmax(above) - softmax(below)) / (2 * h)
confirm("softmax of 2, 1, 0", p, [0.665, 0.245, 0.090], decimals=3)
confirm("after adding 100", softmax(scores + 100), [0.665, 0.245, 0.090], decimals=3)
confirm("table minus measured", np.abs(table - measured).max(), 0, decimals=8)
show(
    draw_softmax(scores),
    alt="Left: softmax of the scores 2, 1 and 0 as bars of 0.665, 0.245 and 0.090. "
    "Right: its table of derivatives, positive on the diagonal, negative beside it.",
)

# %% [markdown]
# ### Your turn: two small functions
#
# *Answer.* Nothing happens to the probabilities: only differences between scores count.
#
# **a)** *Task.* Two rooms share a corridor lamp that is on when both switches **agree**: both
# up or both down. Write `agree(a, b)` with step neurons: a hidden layer of two and one output
# neuron, as in section 4. It returns 1 or 0. *Approach.* Which hidden neurons do you need, and
# can you keep the two of XOR? *Example.* `agree(1, 1)` is 1, `agree(0, 1)` is 0.
#
# **b)** *Task.* tanh is a sigmoid in other clothes: stretched in height, squeezed in width,
# moved down. Write `tanh_from_sigmoid(z)` for an array of any shape, with `sigmoid` and no other
# function. *Approach.* The sigmoid runs from 0 to 1, tanh from -1 to 1: which factor and which
# shift make one into the other? Then compare the slopes at 0. *Example.*
# `tanh_from_sigmoid(0.0)` is 0.


# %%
def agree(a, b):
    raise NotImplementedError("Replace this line by your answer.")


def tanh_from_sigmoid(z):
    raise NotImplementedError("Replace this line by your answer.")


# %%
from dlcourse.hints import check


def agree_table(a, b):
    return {(0, 0): 1, (1, 1): 1}.get((a, b), 0)


check(agree, agree_table, [(1, 1), (0, 1), (1, 0), (0, 0)])
table = np.array([[-3.0, -0.5], [0.5, 2.0], [1.5, 3.0]])
check(tanh_from_sigmoid, np.tanh, [(0.0,), (1.0,), (table,)])

# %% [markdown]
# ## 10 Without a bend, depth is an illusion
#
# Take the activations out and stack three linear layers. Multiply two of them out:
#
# $$(X W_1 + b_1) W_2 + b_2 = X \underbrace{(W_1 W_2)}_{\text{one matrix}} +
# \underbrace{(b_1 W_2 + b_2)}_{\text{one bias}}$$
#
# Two linear layers are one linear layer. So are three, or a hundred. In the library the linear
# activation is called `Identity`, because it gives back what it gets.
#
# *Predict:* a network 2-8-8-1 with the linear activation has 105 parameters. How many
# parameters does the one layer have that does exactly the same? And what boundary will the
# network draw when it is trained on two arches, one above the other?

# %%
from dlcourse.nn import Identity

rng = np.random.default_rng(2)
deep = Sequential(Dense(2, 8, rng=rng), Identity(), Dense(8, 8, rng=rng), Identity())
deep = Sequential(deep, Dense(8, 1, rng=rng))  # a Sequential may hold another one
for parameter in deep.parameters():  # biases start at 0, so draw them too
    parameter.value = rng.normal(size=parameter.shape)

W1, b1, W2, b2, W3, b3 = (parameter.value for parameter in deep.parameters())
W, b = W1 @ W2 @ W3, (b1 @ W2 + b2) @ W3 + b3
X = rng.normal(size=(1000, 2))
difference = np.abs(deep.forward(X) - (X @ W + b)).max()
confirm("parameters of the deep linear network", count(deep), 105)
confirm("parameters of the one layer", W.size + b.size, 3)
confirm("largest difference on 1000 examples", difference, 0, decimals=9)

# %%
from dlcourse.data import two_curves

x, y = two_curves(200, np.random.default_rng(0))


def curves_net(activation):
    rng = np.random.default_rng(0)
    hidden = Dense(2, 8, rng=rng), activation, Dense(8, 8, rng=rng), activation
    return Sequential(*hidden, Dense(8, 1, rng=rng))


nets = {"linear": curves_net(Identity()), "tanh": curves_net(Tanh())}
for net in nets.values():
    train(net, x, y, lr=0.1, epochs=200, batch=20)
right = [np.sum((net(x)[:, 0] > 0) == y) for net in nets.values()]
confirm("right of 200, linear and tanh", right, [145, 200])
outputs = {f"2-8-8-1, {name}": says_yes(net) for name, net in nets.items()}
show(
    draw_boundaries(outputs, x, y, names=("lower arch", "upper arch")),
    alt="Two arches of points, one above the other. Left, the linear network: the "
    "boundary is a straight line that cuts through both arches. Right, the same "
    "network with tanh: the boundary bends between the two arches and separates "
    "them all.",
)

# %% [markdown]
# ## 11 A good description solves half the problem
#
# *Answer.* The one layer has 3 parameters, and its boundary is a straight line.
#
# Hidden neurons describe the data anew. Before, people did it by hand. No line separates a ring
# inside a ring. Now describe every point by its distance from the middle,
# $r = \sqrt{x_1^2 + x_2^2}$, and its direction, the angle $\theta$. These are its **polar
# coordinates**. Angles are measured in radians: half a turn is $\pi \approx 3.14$.
#
# *Predict:* what do the two rings look like with $\theta$ to the right and $r$ upwards? How
# many epochs will a perceptron need?


# %%
from dlcourse.data import rings


def polar(x):
    angle = np.arctan2(x[:, 1], x[:, 0])  # of the point (x1, x2), from -3.14 to 3.14
    radius = np.sqrt(x[:, 0] ** 2 + x[:, 1] ** 2)
    return np.column_stack([angle, radius])


x, y = rings(200, noise=0.06, rng=np.random.default_rng(0))
plain, on_polar = Perceptron([0, 0]), Perceptron([0, 0])
plain.fit(x, y, epochs=200)
epochs = len(on_polar.fit(polar(x), y, epochs=200))
confirm("right of 200 in the end, x1 and x2", np.sum(plain.forward(x) == y), 100)
confirm("right of 200 in the end, polar", np.sum(on_polar.forward(polar(x)) == y), 200)
confirm("epochs that polar needs", epochs, 10)


def softened(h):
    return sigmoid(20 * on_polar.weighted_sum(h))  # a soft step can be drawn


titles = ("x₁ and x₂: no line will do", "angle and radius: one line will")
options = {"names": ("inner ring", "outer ring"), "axis_names": ("angle θ", "radius r")}
options |= {"grid": False, "limits": ((-np.pi, np.pi), (0, 1.3))}
show(
    draw_two_spaces(x, y, polar, softened, titles=titles, **options),
    alt="Left: an inner and an outer ring, parted by a closed curve with a notch on "
    "the left. Right: the same points by angle and radius. The rings are two flat "
    "bands, and a slightly slanting straight line passes between them.",
)

# %% [markdown]
# ### The network finds its own description
#
# *Answer.* Two flat bands, and ten epochs. The perceptron took the first line that works, and it
# slants a little. That makes the notch on the left, where the angle jumps from half a turn to
# minus half a turn.
#
# For the rings somebody had to know about angles and radii. A hidden layer finds its
# description itself. This is **representation learning**, and it sets deep learning apart from
# the machine learning before it.
#
# Take the two arches once more, and a network 2-2-1. Because there are two hidden neurons, you
# can draw what they see.
#
# *Predict:* in the space of $h_1$ and $h_2$, what must the boundary of the output neuron look
# like?

# %%
x, y = two_curves(200, np.random.default_rng(0))
rng = np.random.default_rng(1)
net = Sequential(Dense(2, 2, rng=rng), Tanh(), Dense(2, 1, rng=rng))
train(net, x, y, lr=0.1, epochs=300, batch=20)
first, activation, last = net.layers


def hidden(x):
    return activation.forward(first.forward(x))


confirm("right of 200", np.sum((net(x)[:, 0] > 0) == y), 200)
arches = ("lower arch", "upper arch")
titles = ("what goes in", "what the hidden layer shows")
show(
    draw_two_spaces(x, y, hidden, says_yes(last), titles=titles, names=arches),
    alt="Left: two arches in a square grid, and a bent boundary between them. Right: "
    "the same points by the two hidden neurons. The grid is pressed into the "
    "corners of a square, and one straight line runs between the two classes.",
)

# %% [markdown]
# ## 12 Width: one hidden layer is enough, in principle
#
# *Answer.* A straight line: a single neuron draws no other.
#
# *Second helping: you may leave sections 12 and 13 for another day and go on to play in 14.*
#
# How far does this go? All the way, says the **universal approximation theorem** (Cybenko 1989,
# Hornik 1991, Leshno and others 1993): a network with one hidden layer comes as close as you
# like to any continuous function on a closed and bounded range, if the hidden layer is wide
# enough and its activation is continuous and not a polynomial. It does not say how wide is wide
# enough, nor that training finds the weights, nor what happens to new data.
#
# Watch it happen with ReLUs. One hidden ReLU gives a line with one kink, so H of them give a
# line with at most H kinks. Every width below is trained from four starts, and the best is shown.
#
# *Predict:* how many straight pieces can the network with two hidden neurons have?


# %%
from dlcourse.data import sines
from dlcourse.lab.multilayer.width_and_depth import count_pieces, draw_fits, draw_folds
from dlcourse.nn import MeanSquaredError, ReLU, he_uniform

x, y = sines(100, noise=0.0, rng=np.random.default_rng(0))


def fitted(width, seed):
    """Error and output of a network 1-width-1 of ReLUs after training."""
    rng = np.random.default_rng(seed)
    first = Dense(1, width, init=he_uniform, rng=rng)  # weights that suit ReLU
    net = Sequential(first, ReLU(), Dense(width, 1, rng=rng))
    first.b.value = rng.uniform(-1, 1, size=width)  # kinks all over the range
    nudge = SGD(net.parameters(), lr=0.02, momentum=0.9)  # momentum: lesson 04
    run = {"epochs": 2000, "batch_size": 100, "rng": rng}
    history = fit(net, MeanSquaredError(), nudge, x, y, progress=False, **run)
    return history["loss"][-1], net(x)


errors, fits = {}, {}
for width in (1, 2, 4, 16, 64):
    starts = [fitted(width, seed) for seed in range(4)]
    errors[width], fits[width] = min(starts, key=lambda pair: pair[0])
error_1, error_2, error_4, error_16, error_64 = errors.values()
confirm(
    "error with 1, 2, 4", [error_1, error_2, error_4], [0.27, 0.06, 0.01], decimals=2
)
confirm("16 beats 4, and 64 beats 16", error_4 > error_16 > error_64, True)
show(
    draw_fits(x, y, fits, errors),
    alt="A wavy target and five networks. 1 hidden neuron: one kink, far off. 2: the "
    "rough form. 4: close. 16: closer. 64: hardly to be told from the target. "
    "Last panel: the error falls with every step in width, from about 0.3 to "
    "about 0.0001.",
)

# %% [markdown]
# ## 13 Depth: folding instead of widening
#
# *Answer.* Three pieces: two kinks.
#
# If one layer is enough, why deep networks? Because *enough* can mean absurdly many. Here is a
# case that needs no training. Two ReLUs make a tent over the range from 0 to 1:
#
# $$t(x) = 2\,\text{ReLU}(x) - 4\,\text{ReLU}(x - \tfrac12)$$
#
# It folds the range in the middle: both halves are stretched over the whole range. Put the same
# two ReLUs behind it and they fold the folded line again.
#
# *Predict:* one fold makes 2 straight pieces. How many do five folds make, with ten ReLUs in
# all? How many ReLUs does a single hidden layer need for that?


# %%
from dlcourse.nn import zeros


def folds(depth):
    layers = [Dense(1, 2, init=zeros), ReLU()]
    layers[0].W.value, layers[0].b.value = [[1, 1]], [0, -0.5]
    for _ in range(depth - 1):
        again = Dense(2, 2, init=zeros)
        again.W.value, again.b.value = [[2, 2], [-4, -4]], [0, -0.5]
        layers += [again, ReLU()]
    last = Dense(2, 1, init=zeros)
    last.W.value = [[2], [-4]]
    return Sequential(*layers, last)


x = np.linspace(0, 1, 1025)
teeth = {depth: folds(depth)(x[:, None])[:, 0] for depth in (1, 2, 3, 5)}
pieces = [count_pieces(x, line) for line in teeth.values()]
confirm("pieces with 1, 2, 3 and 5 hidden layers", pieces, [2, 4, 8, 32])
confirm("parameters of the deep network", count(folds(5)), 31)

wide = Sequential(Dense(1, 32, init=zeros), ReLU(), Dense(32, 1, init=zeros))
wide[0].W.value, wide[0].b.value = np.ones((1, 32)), -np.arange(32) / 32  # kinks
changes = [32] + 15 * [-64, 64] + [-64]  # of the slope: first piece, then at each kink
wide[2].W.value = np.reshape(changes, (32, 1))
difference = np.abs(wide(x[:, None])[:, 0] - teeth[5]).max()
confirm("one layer of 32 ReLUs minus the deep network", difference, 0)
confirm("parameters of the wide network", count(wide), 97)
show(
    draw_folds(x, teeth),
    alt="Four saw-tooth lines over the range from 0 to 1, for 1, 2, 3 and 5 hidden "
    "layers of two ReLUs: one tooth, two, four and sixteen.",
)

# %% [markdown] slideshow={"slide_type": "slide"}
# *Answer.* Five folds make 32 pieces with ten ReLUs. A single layer needs 32: one for the slope
# of the first piece and 31 for the kinks. (The 31 cannot give that slope as well: each changes
# the slope by twice as much.) With ten layers it is 20 against 1024: depth multiplies, width only
# adds. This saw is made for the purpose, and not every function folds so well. But pictures and
# speech seem to: edges make corners, corners make wheels, wheels make cars. There, deep networks
# have done better with fewer parameters.
#
# ## 14 Play: the playground
#
# A **feature** is a number computed from the two coordinates before the network sees them, such
# as the radius. Every small picture is a feature or a neuron: its value at each place of the
# plane, orange for positive, purple for negative. The lines are weights, in the same colours.
# *Step* trains for one epoch, *Train* for 25, and the player beside it goes on until you stop it.
# *Reset* draws other random weights. Training never sees the small hollow points.
# *Regularisation* pulls all weights gently towards 0.
#
# 1. Rings, no hidden layer: hopeless. Now tick the feature *radius*, or *x₁²* and *x₂²*.
# 2. The four clouds, one hidden layer of 2. Press *Reset* and *Train* several times. How often
#    does it fail?
# 3. Moons, noise 0.5, 4 layers of 8. Train for about 400 epochs without regularisation: when do
#    the two loss curves part? (If they stay together, press *Reset* and try again.) Then set it
#    to 0.01 and go on training. What do the curves do?
#
# And, if you like:
#
# - Rings, only *x₁* and *x₂*, one hidden layer of 3. How many straight edges does the inner
#   region have? Then try 2.
# - Spirals, 2 layers of 8. Which activation gets there first? What does *linear* do?
# - Rings, 2 layers of 6. What does the loss do at the largest learning rate, and at the smallest?

# %%
from dlcourse.lab.multilayer.playground import playground

playground()

# %% [markdown]
# ## Summary
#
# - **No single neuron computes XOR**: four inequalities prove it.
# - A **hidden layer** moves the points to where one line is enough.
# - A **dense layer** is $g(XW + b)$. With I inputs and O neurons it has I · O + O parameters.
# - **Activations** supply the bend. Without one, any stack of layers is a single linear layer.
# - **Representation learning**: the network finds a description that makes the problem easy.
# - **One hidden layer can approximate any continuous function**, if it is wide enough. Depth
#   can do with far fewer neurons. That weights exist does not mean that training finds them.
# - Start from **different random weights**: neurons that begin as twins stay twins.
#
# You have trusted `fit` for a whole lesson. Next you open the box: [03 Backpropagation by
# hand](03_backprop_by_hand.ipynb).

# %% [markdown]
# ## The same in PyTorch and Keras
#
# For reading only. Both are the network 2-4-1, trained on the lamp:
#
# ```python
# import torch                                             # PyTorch
# from torch import nn
# x = torch.tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
# y = torch.tensor([[0.], [1.], [1.], [0.]])
# net = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
# nudge = torch.optim.SGD(net.parameters(), lr=0.5)
# for epoch in range(1000):
#     nudge.zero_grad()
#     nn.BCEWithLogitsLoss()(net(x), y).backward()         # what lesson 03 explains
#     nudge.step()
# print((net(x) > 0).int())
# ```
#
# ```python
# import keras, numpy as np                                # Keras
# x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
# net = keras.Sequential([keras.Input((2,)), keras.layers.Dense(4, activation="tanh"),
#                         keras.layers.Dense(1, activation="sigmoid")])
# net.compile(optimizer=keras.optimizers.SGD(0.5), loss="binary_crossentropy")
# net.fit(x, y, epochs=1000, batch_size=4, verbose=0)
# print((net.predict(x) > 0.5).astype(int))
# ```
#
# ## Further reading
#
# - Minsky and Papert, *Perceptrons*, MIT Press, 1969.
# - Olah, [Neural Networks, Manifolds, and
#   Topology](http://colah.github.io/posts/2014-03-NN-Manifolds-Topology/), 2014: hidden layers
#   that bend space.
# - Nielsen, [Neural Networks and Deep
#   Learning](http://neuralnetworksanddeeplearning.com/chap4.html), chapter 4: universal
#   approximation by pictures.
# - Telgarsky, *Benefits of depth in neural networks*, 2016: the proof behind the folds of
#   section 13.
# - Goodfellow, Bengio and Courville, [Deep Learning](https://www.deeplearningbook.org), chapter 6.
