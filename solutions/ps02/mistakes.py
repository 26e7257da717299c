# %% [markdown]
# # ps02: wrong answers that students give, each with the hint it deserves

# %% mistake="elu.left_side_is_exp"
# On the left the exponential minus one is asked for, and the minus one is missing. Compare
# what you get just left and just right of zero: the two branches should meet.
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * np.exp(np.minimum(z, 0.0)))


def elu_slope(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


# %% mistake="elu.alpha_ignored"
# The factor alpha has no effect on the result. Call the function with alpha=2 and look at the
# numbers for negative z.
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0.0)))


def elu_slope(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, np.exp(np.minimum(z, 0.0)))


# %% mistake="elu.digits_lost"
# For tiny negative z the exponential is so near one that subtracting one leaves few right digits.
# Look for a NumPy function that computes the difference in one go.
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * (np.exp(np.minimum(z, 0.0)) - 1))


def elu_slope(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


# %% mistake="elu.slope_keeps_minus_one"
# The slope still holds the constant of the function. What is the derivative of a constant?
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


def elu_slope(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * np.expm1(np.minimum(z, 0.0)))


# %% mistake="elu.slope_zero_on_the_left"
# This is the slope of the ReLU, which is flat on the left. ELU is not flat there: take the
# derivative of its lower branch.
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


def elu_slope(z, alpha=1.0):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


# %% mistake="elu.slope_at_zero"
# At exactly zero the slope belongs to the upper branch here, and the task gives it to the lower
# one. Look at the comparison sign, with an alpha that is not one.
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


def elu_slope(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


# %% mistake="elu.changes_its_input"
# The function writes into the array it is given, so the caller's numbers are gone. Make a new
# array before you fill anything in.
def elu(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    z[z <= 0] = alpha * np.expm1(z[z <= 0])
    return z


def elu_slope(z, alpha=1.0):
    z = np.asarray(z, dtype=float)
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


# %% mistake="elu.integers_stay_integers"
# The result has the type of the input, so for whole numbers the fractions are cut off. Look at
# the dtype of the array you write into.
def elu(z, alpha=1.0):
    z = np.asarray(z)
    y = z.copy()
    y[z <= 0] = alpha * np.expm1(z[z <= 0])
    return y


def elu_slope(z, alpha=1.0):
    z = np.asarray(z)
    y = np.ones_like(z)
    y[z <= 0] = alpha * np.exp(z[z <= 0])
    return y


# %% mistake="mlp.biases_not_counted"
# Only the weights are counted. Every neuron also has a bias: add them for each layer.
def count_parameters(widths):
    return sum(widths[k] * widths[k + 1] for k in range(len(widths) - 1))


def forward(x, layers, activation):
    h = np.asarray(x)
    for W, b in layers[:-1]:
        h = activation(h @ W + b)
    return h @ layers[-1][0] + layers[-1][1]


# %% mistake="mlp.biases_for_the_inputs"
# Inputs are counted as if they had biases. Inputs compute nothing; only neurons have a bias.
def count_parameters(widths):
    total = sum(widths)
    for k in range(len(widths) - 1):
        total += widths[k] * widths[k + 1]
    return total


def forward(x, layers, activation):
    h = np.asarray(x)
    for W, b in layers[:-1]:
        h = activation(h @ W + b)
    return h @ layers[-1][0] + layers[-1][1]


# %% mistake="mlp.activation_after_the_last"
# The activation follows the last layer too. The task wants the last layer's sum as it is.
def count_parameters(widths):
    return sum((widths[k] + 1) * widths[k + 1] for k in range(len(widths) - 1))


def forward(x, layers, activation):
    h = np.asarray(x)
    for W, b in layers:
        h = activation(h @ W + b)
    return h


# %% mistake="mlp.no_activation"
# The activation is never called, so the whole network is one linear layer. Where does it belong?
def count_parameters(widths):
    return sum((widths[k] + 1) * widths[k + 1] for k in range(len(widths) - 1))


def forward(x, layers, activation):
    h = np.asarray(x)
    for W, b in layers:
        h = h @ W + b
    return h


# %% mistake="mlp.always_the_input"
# Every layer works on x, so the layers do not feed one another. Look at what stands in front of
# the matrix product in the second turn of the loop.
def count_parameters(widths):
    return sum((widths[k] + 1) * widths[k + 1] for k in range(len(widths) - 1))


def forward(x, layers, activation):
    h = np.asarray(x)
    for W, b in layers[:-1]:
        h = activation(np.asarray(x) @ W + b)
    return h @ layers[-1][0] + layers[-1][1]


# %% mistake="mlp.bias_after_activation"
# The bias is added behind the activation. A neuron multiplies, adds and only then activates.
def count_parameters(widths):
    return sum((widths[k] + 1) * widths[k + 1] for k in range(len(widths) - 1))


def forward(x, layers, activation):
    h = np.asarray(x)
    for W, b in layers[:-1]:
        h = activation(h @ W) + b
    return h @ layers[-1][0] + layers[-1][1]


# %% mistake="mlp.single_example_becomes_a_batch"
# One single example comes back as a batch of one. Print the shape of the result for an input of
# shape (2,): there should be one axis.
def count_parameters(widths):
    return sum((widths[k] + 1) * widths[k + 1] for k in range(len(widths) - 1))


def forward(x, layers, activation):
    h = np.atleast_2d(x)
    for W, b in layers[:-1]:
        h = activation(h @ W + b)
    return h @ layers[-1][0] + layers[-1][1]


# %% mistake="mlp.bias_forgotten"
# The biases are never added. With an input of zeros the network should not always give the same.
def count_parameters(widths):
    return sum((widths[k] + 1) * widths[k + 1] for k in range(len(widths) - 1))


def forward(x, layers, activation):
    h = np.asarray(x)
    for W, _ in layers[:-1]:
        h = activation(h @ W)
    return h @ layers[-1][0]


# %% mistake="collapse.biases_only_added"
# The biases are added up as they are, but the first bias goes through the second layer as well.
# Multiply out two layers on paper and look at what happens to the first bias.
def collapse(layers):
    W = layers[0][0]
    for next_W, _ in layers[1:]:
        W = W @ next_W
    return W, np.sum([np.resize(b, layers[-1][1].shape) for _, b in layers], axis=0)


# %% mistake="collapse.last_bias_only"
# Only the last bias is left. The biases before it also reach the output, multiplied by what
# comes behind them.
def collapse(layers):
    W = layers[0][0]
    for next_W, _ in layers[1:]:
        W = W @ next_W
    return W, layers[-1][1]


# %% mistake="collapse.wrong_order"
# The matrices are multiplied in the wrong order. Write the shapes under the product and see which
# inner axes meet; remember that x stands on the left.
def collapse(layers):
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = next_W @ W, b @ next_W + next_b
    return W, b


# %% mistake="collapse.elementwise"
# The matrices are multiplied element by element. Two layers in a row are a matrix product.
def collapse(layers):
    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        W, b = W * next_W, b * next_W + next_b
    return W, np.ravel(b)


# %% mistake="collapse.two_layers_only"
# Only the first two layers are folded, and the task says any number of them. Try a list of three
# and a list of one.
def collapse(layers):
    (W1, b1), (W2, b2) = layers[0], layers[1]
    return W1 @ W2, b1 @ W2 + b2


# %% mistake="collapse.changes_the_list"
# The list that is handed in is shorter afterwards. Go through it without taking anything out.
def collapse(layers):
    W, b = layers.pop(0)
    while layers:
        next_W, next_b = layers.pop(0)
        W, b = W @ next_W, b @ next_W + next_b
    return W, b


# %% mistake="collapse.changes_the_biases"
# An array that was handed in holds other numbers afterwards. Look for += on an array that you did
# not make yourself.
def collapse(layers):
    layers = list(layers)
    W, b = layers[-1]
    for previous_W, previous_b in reversed(layers[:-1]):
        b += previous_b @ W
        W = previous_W @ W
    return W, b


# %% mistake="collapse.bias_on_its_side"
# The bias has two axes, and it should have one. Print its shape.
def collapse(layers):
    W, b = np.array(layers[0][0]), np.array(layers[0][1]).reshape(1, -1)
    for next_W, next_b in layers[1:]:
        W, b = W @ next_W, b @ next_W + next_b
    return W, b


# %% mistake="switches.at_least_one"
# The lamp is also on when two or three switches are on. Which hidden neuron notices that, and
# with which sign should it reach the lamp?
def exactly_one():
    return np.ones((3, 2)), np.array([-0.5, -1.5]), np.array([1.0, 0.0]), -0.5


def parity(n):
    k = np.arange(n)
    return np.ones((n, n)), -0.5 - k, (-1.0) ** k, -0.5


# %% mistake="switches.at_the_edge"
# A threshold sits exactly at a whole number, so a small error of the switches turns the neuron.
# Which value lies as far as possible from both neighbouring counts?
def exactly_one():
    return np.ones((3, 2)), np.array([0.0, -1.0]), np.array([1.0, -1.0]), -0.5


def parity(n):
    k = np.arange(n)
    return np.ones((n, n)), -0.5 - k, (-1.0) ** k, -0.5


# %% mistake="switches.three_hidden"
# One hidden neuron for each switch works, but two are enough here. What matters is how many
# switches are on, not which.
def exactly_one():
    W1 = 2 * np.eye(3) - 1
    return W1, np.full(3, -0.5), np.ones(3), -0.5


def parity(n):
    k = np.arange(n)
    return np.ones((n, n)), -0.5 - k, (-1.0) ** k, -0.5


# %% mistake="switches.signs_do_not_alternate"
# All hidden neurons after the first pull the lamp down, so it stays off for three switches. Make
# the table for three switches: what must the third neuron do to the lamp?
def exactly_one():
    return np.ones((3, 2)), np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5


def parity(n):
    k = np.arange(n)
    return np.ones((n, n)), -0.5 - k, np.where(k == 0, 1.0, -1.0), -0.5


# %% mistake="switches.only_xor"
# This network has two hidden neurons for every n, so it knows one or more and two or more, and
# nothing beyond. How many counts must be told apart for n switches?
def exactly_one():
    return np.ones((3, 2)), np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5


def parity(n):
    return np.ones((n, 2)), np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5


# %% mistake="switches.odd_and_even_exchanged"
# The lamp is on for even counts and should be on for odd ones. Look at the setting where every
# switch is off: which part of the network decides it?
def exactly_one():
    return np.ones((3, 2)), np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5


def parity(n):
    k = np.arange(n)
    return np.ones((n, n)), -0.5 - k, -((-1.0) ** k), 0.5


# %% mistake="switches.one_neuron_for_each_setting"
# One hidden neuron for every odd setting is right, but there are far too many of them. Let a
# neuron watch how many switches are on instead of one setting.
def exactly_one():
    return np.ones((3, 2)), np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5


def parity(n):
    settings = all_settings(n)
    odd = settings[settings.sum(axis=1) % 2 == 1]
    return (2 * odd - 1).T, 0.5 - odd.sum(axis=1), np.ones(len(odd)), -0.5


# %% mistake="experiment.bias_not_drawn"
# The hidden neurons have no bias, so every line they draw goes through the corner (0, 0). Draw b
# as well.
def lucky_share(width, trials, rng):
    lucky = 0
    for _ in range(trials):
        W = rng.standard_normal((2, width))
        prediction = fit_output(np.tanh(XOR_X @ W), XOR_Y)
        lucky += bool(np.all((prediction > 0.5) == (XOR_Y > 0.5)))
    return lucky / trials


# %% mistake="experiment.own_generator"
# The function makes a generator of its own, so every call draws the same layers. Use the one that
# is handed in.
def lucky_share(width, trials, rng):
    rng = np.random.default_rng(0)
    lucky = 0
    for _ in range(trials):
        W = rng.standard_normal((2, width))
        b = rng.standard_normal(width)
        prediction = fit_output(np.tanh(XOR_X @ W + b), XOR_Y)
        lucky += bool(np.all((prediction > 0.5) == (XOR_Y > 0.5)))
    return lucky / trials


# %% mistake="experiment.drawn_once"
# The hidden layer is drawn once, before the loop, so all trials are the same trial. Where does
# the drawing belong?
def lucky_share(width, trials, rng):
    W = rng.standard_normal((2, width))
    b = rng.standard_normal(width)
    lucky = 0
    for _ in range(trials):
        prediction = fit_output(np.tanh(XOR_X @ W + b), XOR_Y)
        lucky += bool(np.all((prediction > 0.5) == (XOR_Y > 0.5)))
    return lucky / trials


# %% mistake="experiment.accuracy_instead"
# This is the mean share of right predictions. A layer counts as lucky only if all four
# predictions are right.
def lucky_share(width, trials, rng):
    right = 0.0
    for _ in range(trials):
        W = rng.standard_normal((2, width))
        b = rng.standard_normal(width)
        prediction = fit_output(np.tanh(XOR_X @ W + b), XOR_Y)
        right += np.mean((prediction > 0.5) == (XOR_Y > 0.5))
    return right / trials


# %% mistake="experiment.count_instead_of_share"
# This is the number of lucky layers, and a share between 0 and 1 is asked for. What is missing
# in the last line?
def lucky_share(width, trials, rng):
    lucky = 0
    for _ in range(trials):
        W = rng.standard_normal((2, width))
        b = rng.standard_normal(width)
        prediction = fit_output(np.tanh(XOR_X @ W + b), XOR_Y)
        lucky += bool(np.all((prediction > 0.5) == (XOR_Y > 0.5)))
    return lucky


# %% mistake="experiment.no_activation"
# Without tanh the hidden layer only shears and turns the four points, and no width helps. Look at
# step 2 of the task.
def lucky_share(width, trials, rng):
    lucky = 0
    for _ in range(trials):
        W = rng.standard_normal((2, width))
        b = rng.standard_normal(width)
        prediction = fit_output(XOR_X @ W + b, XOR_Y)
        lucky += bool(np.all((prediction > 0.5) == (XOR_Y > 0.5)))
    return lucky / trials


# %% mistake="experiment.threshold_zero"
# The predictions are compared with zero, and the two classes are 0 and 1. Which number lies in the
# middle between them?
def lucky_share(width, trials, rng):
    lucky = 0
    for _ in range(trials):
        W = rng.standard_normal((2, width))
        b = rng.standard_normal(width)
        prediction = fit_output(np.tanh(XOR_X @ W + b), XOR_Y)
        lucky += bool(np.all((prediction > 0) == (XOR_Y > 0)))
    return lucky / trials


# %% mistake="experiment.any_instead_of_all"
# A layer counts as lucky here as soon as one prediction is right. Which of any and all is
# meant by "all four predictions"?
def lucky_share(width, trials, rng):
    lucky = 0
    for _ in range(trials):
        W = rng.standard_normal((2, width))
        b = rng.standard_normal(width)
        prediction = fit_output(np.tanh(XOR_X @ W + b), XOR_Y)
        lucky += bool(np.any((prediction > 0.5) == (XOR_Y > 0.5)))
    return lucky / trials


# %% mistake="sketch.slopes_instead_of_bends"
# Each neuron brings the full slope of its piece, but the slopes of earlier pieces are still there.
# Only the change of slope belongs to a corner.
def sketch(xs, ys):
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    slopes = np.append(np.diff(ys) / np.diff(xs), 0.0)
    return np.ones(len(xs)), -xs, slopes, ys[0]


# %% mistake="sketch.not_flat_on_the_right"
# The last piece runs on beyond the last corner. A last neuron has to take its slope away there.
def sketch(xs, ys):
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    slopes = np.diff(ys) / np.diff(xs)
    bends = np.diff(slopes, prepend=0.0)
    return np.ones(len(bends)), -xs[:-1], bends, ys[0]


# %% mistake="sketch.starts_at_zero"
# The line has the right form but stands at the wrong height. What does the network give to the
# left of all corners, where every ReLU is zero?
def sketch(xs, ys):
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    slopes = np.diff(ys) / np.diff(xs)
    bends = np.diff(slopes, prepend=0.0, append=0.0)
    return np.ones(len(xs)), -xs, bends, 0.0


# %% mistake="sketch.distances_forgotten"
# The height from corner to corner is used as the slope. Divide it by how far the corners are apart.
def sketch(xs, ys):
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    slopes = np.diff(ys)
    bends = np.diff(slopes, prepend=0.0, append=0.0)
    return np.ones(len(xs)), -xs, bends, ys[0]


# %% mistake="sketch.corner_on_the_wrong_side"
# The bends sit at minus x instead of at x. At which x is the neuron's sum x + b equal to zero?
def sketch(xs, ys):
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    slopes = np.diff(ys) / np.diff(xs)
    bends = np.diff(slopes, prepend=0.0, append=0.0)
    return np.ones(len(xs)), xs, bends, ys[0]


# %% mistake="sketch.first_slope_forgotten"
# The first piece comes out flat, because only the changes between two pieces are built. The first
# corner changes the slope too, from zero.
def sketch(xs, ys):
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    slopes = np.diff(ys) / np.diff(xs)
    bends = np.diff(slopes, append=0.0)
    return np.ones(len(bends)), -xs[1:], bends, ys[0]


# %% mistake="sketch.starts_with_a_slope"
# The first piece runs on to the left of the first corner. There the line has to be flat: which
# ReLU can start the first slope exactly at the first corner?
def sketch(xs, ys):
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    slopes = np.diff(ys) / np.diff(xs)
    bends = np.diff(slopes, append=0.0)
    far = xs[0] - 100.0
    bias = np.append(-far, -xs[1:])
    return np.ones(len(xs)), bias, np.append(slopes[0], bends), ys[0] - slopes[0] * (xs[0] - far)
