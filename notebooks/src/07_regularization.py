# %% [markdown]
# # 07 Regularization: learning what holds tomorrow
#
# A network that knows its lessons by heart has learned nothing yet. What counts is the answer to
# a question that it has never seen. In this lesson you make a network fail on purpose, you
# measure what its error consists of, and then you try every remedy on the same patient.
#
# **When you have worked through it, you can**
#
# - tell underfitting from overfitting by two curves, and say which gap is normal;
# - split an error into bias², variance and noise, and prove by measurement that they add up;
# - write L1 and L2 penalties, inverted dropout, early stopping and both normalizations;
# - choose between the remedies, and judge them without fooling yourself.
#
# **You need** lesson 00 (mean), lesson 03 (loss, backward pass, gradient check) and lesson 04
# (training set and test set, mini-batches, Adam, the digits). Plan 90 minutes. Where you read
# *Predict*, scroll until the next cell is out of sight, and write your guess down.
#
# ## 1 Four parameters and an elephant
#
# In the spring of 1953 Freeman Dyson showed Enrico Fermi a calculation that agreed well with
# Fermi's measurements. Fermi asked how many free parameters it had. Four. He answered with a
# sentence of John von Neumann: *with four parameters I can fit an elephant, and with five I can
# make him wiggle his trunk.* Today's networks have billions. Was Fermi wrong?
#
# Twelve measurements of a curve, each off by chance (**noise**, with standard deviation 0.4), and
# three polynomials fitted to them. A polynomial of **degree** $d$ is
# $w_0 + w_1 x + w_2 x^2 + \dots + w_d x^d$.
#
# *Predict:* degree 1, 3 or 11: which is closest to the twelve points? Which one would you trust
# near the right edge?

# %%
import itertools

import numpy as np

from dlcourse.lab import confirm, show
from dlcourse.lab.generalization.fits import draw_errors, draw_fits


def truth(x):
    return np.sin(3 * x + 0.6)  # in real life nobody knows it


def powers(x, degree):
    return np.vander(x, degree + 1, increasing=True)  # columns 1, x, x², ...


def fit_polynomial(x, y, degree):
    return np.linalg.lstsq(powers(x, degree), y, rcond=None)[0]  # least squares


rng = np.random.default_rng(2)
x, grid = np.linspace(-1, 1, 12), np.linspace(-1, 1, 201)
y = truth(x) + rng.normal(0, 0.4, size=12)
fits = {f"degree {d}": powers(grid, d) @ fit_polynomial(x, y, d) for d in (1, 3, 11)}
show(
    draw_fits(x, y, grid, truth(grid), fits),
    alt="Twelve points scattered around one wave, fitted three times. Degree 1, a "
    "straight line, misses the wave. Degree 3 follows it. Degree 11 goes "
    "through every point and swings far out of the picture between the outer "
    "ones.",
)

# %% [markdown]
# ## 2 The error that counts
#
# *Answer.* Degree 11 goes through all twelve points, and nobody would trust it at the edge.
#
# The twelve points are the **training set**. The **training error**, here the mean squared error
# on them, says how well the model repeats what it was given. The **test error** is the same mean
# over measurements that had no part in the fit. To be good at these is called **generalization**,
# and it is all we want. What a model is able to fit is its **capacity**: for a polynomial the
# degree, for a network width, depth and how long it trains.
#
# - **Underfitting**: too little capacity. Both errors are high.
# - **Overfitting**: the model follows the noise as well. The training error is low, the test error
#   high, and *every further step in that direction makes it higher*.
#
# *Predict:* the training error over degree 0 to 11: does it ever rise? And the test error?

# %%
x_new = rng.uniform(-1, 1, size=2000)
y_new = truth(x_new) + rng.normal(0, 0.4, size=2000)

train_error, test_error = np.zeros(12), np.zeros(12)
print("degree   training      test   largest weight")
for degree in range(12):
    w = fit_polynomial(x, y, degree)
    train_error[degree] = np.mean((powers(x, degree) @ w - y) ** 2)
    test_error[degree] = np.mean((powers(x_new, degree) @ w - y_new) ** 2)
    both = f"{train_error[degree]:10.2f} {test_error[degree]:10.2f}"
    print(f"{degree:6d} {both} {np.abs(w).max():13.0f}")

confirm("the training error never rises", np.all(np.diff(train_error) < 1e-9), True)
confirm("training error of degree 11", train_error[11], 0.0, decimals=6)
confirm("best degree on new measurements", np.argmin(test_error), 3)
show(
    draw_errors(train_error, test_error, 0.4**2),
    alt="Errors against the degree. The training error falls from 0.9 to 0. The "
    "test error falls to 0.2 at degree 3, stays low up to degree 8 and then "
    "climbs out of the picture. A dotted line at 0.16 marks the noise.",
)

# %% [markdown]
# ## 3 Bias and variance, by hand
#
# *Answer.* More capacity can only bring the training error down: the better polynomial contains
# the simpler one. The test error has a lowest point. Why does it rise? Repeat the experiment in
# your mind. Tomorrow you measure again, the noise falls otherwise, and you get another fit.
#
# Look at one place $x$. The truth there is $f = 1$. On three days your fits predict 1, 4 and 4,
# with mean $\bar p = 3$.
#
# - **Bias** is how far the *mean* prediction is from the truth: $\bar p - f$.
# - **Variance** is how far the predictions scatter around their own mean: the mean of
#   $(p - \bar p)^2$.
# - New measurements at this place come out as 0 or 2, so **noise** is the mean of $(y - f)^2$.
#
# $$\text{expected squared error} \;=\; \text{bias}^2 + \text{variance} + \text{noise}$$
#
# *Predict:* work out all three, then the mean of all six squared errors, each prediction with each
# measurement.

# %%
f, predictions, new_y = 1, [1, 4, 4], [0, 2]

mean_prediction = sum(predictions) / 3
bias2 = (mean_prediction - f) ** 2
variance = sum((p - mean_prediction) ** 2 for p in predictions) / 3
noise = sum((y_n - f) ** 2 for y_n in new_y) / 2
confirm("bias²", bias2, 4)
confirm("variance", variance, 2)
confirm("noise", noise, 1)

squares = [(p - y_n) ** 2 for p in predictions for y_n in new_y]
print("squared errors:", squares)
confirm("their mean", sum(squares) / 6, 7)
confirm("bias² + variance + noise", bias2 + variance + noise, 7)

# %% [markdown]
# ## 4 Bias and variance, measured
#
# It was no accident. Write the error as a sum of three steps,
# $p - y = (p - \bar p) + (\bar p - f) + (f - y)$, and square it. The three squares are variance,
# bias² and noise. The mixed products vanish on average: the first and the last step are 0 on
# average and know nothing of each other, as the noise of a new measurement had no part in the fit.
#
# Now with 4000 days instead of three. The places $x$ stay the same, the noise is new each day, and
# all 4000 fits are made at once. Each is tested at 101 places, on a new measurement.
#
# *Predict:* which of the three parts falls when the degree rises, which rises, which stays?


# %%
def decompose(predictions, truth):
    """Bias² and variance of predictions (days, places), the mean over the places."""
    mean_prediction = predictions.mean(axis=0)  # (places,)
    bias2 = np.mean((mean_prediction - truth) ** 2)
    variance = np.mean((predictions - mean_prediction) ** 2)
    return bias2, variance


by_hand = decompose(np.array([[1.0], [4.0], [4.0]]), np.array([1.0]))
confirm("the example of section 3", by_hand, [4, 2])

rng = np.random.default_rng(0)
places = np.linspace(-1, 1, 101)
days = truth(x) + rng.normal(0, 0.4, size=(4000, 12))  # what was measured to learn from
new_days = truth(places) + rng.normal(0, 0.4, size=(4000, 101))  # and to test with
noise = 0.4**2


def fits_of_all_days(degree, strength=0.0):
    A = powers(x, degree)  # (12, degree + 1)
    pull = (
        12 * strength * np.diag([0.0] + [1.0] * degree)
    )  # comes into play in section 5
    W = np.linalg.solve(A.T @ A + pull, A.T @ days.T)  # (degree + 1, 4000)
    return (powers(places, degree) @ W).T  # (4000, 101)


# %%
from dlcourse.lab.generalization.decomposition import draw_many_fits, draw_parts


def parts_of(runs):
    """Decompose each run, print a table, and return what the figure needs."""
    print("           bias²  variance   noise     sum  measured")
    table = []
    for name, predictions in runs.items():
        bias2, variance = decompose(predictions, truth(places))
        measured = np.mean((predictions - new_days) ** 2)
        table.append((bias2, variance, measured))
        row = (bias2, variance, noise, bias2 + variance + noise, measured)
        print(f"{name:>8}" + "".join(f"{number:8.3f}" for number in row))
    return np.array(table).T


degrees = {str(degree): fits_of_all_days(degree) for degree in range(10)}
bias2, variance, measured = parts_of(degrees)
off = np.abs(bias2 + variance + noise - measured) / measured
confirm("sum and measured error agree within 1 %", np.all(off < 0.01), True)
confirm(
    "degree 3: bias² + variance + noise",
    (bias2 + variance)[3] + noise,
    0.22,
    decimals=2,
)
confirm("degree 3: measured error", measured[3], 0.22, decimals=2)
chosen = {f"degree {degree}": degrees[str(degree)] for degree in (1, 3, 9)}
show(
    draw_many_fits(places, chosen, truth(places)),
    alt="Forty fits for each of three degrees, with their mean and the truth. "
    "Degree 1: the lines lie close together, and all of them miss the wave: "
    "high bias. Degree 3: a narrow bundle along the wave. Degree 9: the mean "
    "lies on the wave, but single fits swing wildly around it, most of all near "
    "the edges: high variance.",
)

# %% [markdown]
# ## 5 A brake instead of fewer gears
#
# *Answer.* Bias² falls with the degree, variance rises, and the noise stays, whatever you do. The
# sum agrees with the measured error in every row.
#
# You could now choose the degree with the smallest sum. There is another way: keep the high
# capacity, and make it costly to use. Look at the largest weights in section 2. A wild curve needs
# large weights, of opposite signs. So put a price on them, a **penalty**:
#
# $$J = \frac{1}{N} \sum_n (p_n - y_n)^2 \;+\; \lambda \sum_{k \ge 1} w_k^2$$
#
# The number $\lambda$ (lambda) is the **strength**. The bias weight $w_0$ costs nothing: where a
# curve lies says nothing about how wild it is. Everything that makes a model generalize better at
# the price of a higher training error is called **regularization**, after Tikhonov's work of 1943.
# For the polynomial, setting the derivative to zero gives the solution at once: the term `pull` in
# section 4. Statistics calls it *ridge regression*.
#
# *Predict:* a polynomial of degree 9, strength from 0 to 10. Which of the parts rises now?

# %%
strengths = [0, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10]
ridge = {f"{strength:g}": fits_of_all_days(9, strength) for strength in strengths}
ridge_bias2, ridge_variance, ridge_measured = parts_of(ridge)
confirm("bias² rises", np.all(np.diff(ridge_bias2[1:]) > 0), True)
confirm("variance falls", np.all(np.diff(ridge_variance) < 0), True)
confirm("best strength", strengths[np.argmin(ridge_measured)], 0.001)
left = {"xlabel": "capacity: degree", "settings": list(degrees), "bias2": bias2}
right = {"xlabel": "strength λ, at degree 9", "settings": list(ridge)}
left |= {"variance": variance, "measured": measured}
right |= {"bias2": ridge_bias2, "variance": ridge_variance, "measured": ridge_measured}
show(
    draw_parts([left, right], noise),
    alt="Stacked bars of noise, bias² and variance, with the measured error as a "
    "diamond on top of every bar. Left, over degree 0 to 9: bias² shrinks to "
    "nothing by degree 5, variance grows. Right, over the strength at degree 9: "
    "variance shrinks, bias² grows. Both pictures have their lowest bar in the "
    "middle.",
)

# %% [markdown]
# ### Play: capacity and strength
#
# The right picture is the left one, seen in a mirror: **strength is capacity turned down
# smoothly.** Now it is your turn. Blue is the error on the measurements, red the error on new ones
# (exact, computed from the truth).
#
# 1. Degree 11, strength 0. Press **New data** several times. Which of the curves changes most?
# 2. Stay at degree 11 and look for the best strength. How close do you get to the best degree
#    without a penalty?
# 3. Degree 11, strength 0, and more points. At how many is the penalty no longer needed?
# 4. Find a setting with a gap between blue and red that is nevertheless the best one.

# %%
from dlcourse.lab.generalization.capacity import Capacity, capacity_plaything

capacity_plaything(Capacity(degree=9))

# %% [markdown]
# ## 6 A patient: the digits, with wrong labels
#
# Now a network, and real data: the digits of lesson 04. It gets only 200 images to learn from, and
# somebody has made mistakes: for 40 of them the label is wrong. The hidden layer has 128 neurons.
# That is enough to learn 200 images by heart, mistakes included.
#
# The data come in three parts. The network learns from the **training set**. All choices, such as
# a strength or when to stop, are made on the **validation set**. The **test set** is used once, at
# the end. Section 13 shows why.
#
# *Predict:* the loss on the training set goes to 0. What does the loss on the validation set do?

# %%
from dlcourse.data import load_digits
from dlcourse.nn import Adam, CrossEntropy, Dense, Penalized, ReLU, Sequential, fit

data = load_digits(rng=np.random.default_rng(0), flat=True, validation_share=0.2)
x_train, y_train = data.x_train, data.y_train.copy()
rng = np.random.default_rng(1)
wrong = np.arange(len(y_train)) % 5 == 0  # every fifth label
y_train[wrong] = (y_train[wrong] + rng.integers(1, 10, size=wrong.sum())) % 10
small = (x_train[:200], y_train[:200])
confirm("wrong labels among 200", np.sum(y_train[:200] != data.y_train[:200]), 40)


def network(seed, width=128, between=(), after=()):  # more layers around the ReLU
    rng = np.random.default_rng(seed)
    first, last = Dense(64, width, rng=rng), Dense(width, 10, rng=rng)
    return Sequential(first, *between, ReLU(), *after, last)


def train(model, examples, seed, penalties=(), callbacks=(), watch=True):
    epochs = 60 * 200 // len(examples[0])  # more images, fewer epochs: as many steps
    loss = Penalized(CrossEntropy(), *penalties)
    optimizer = Adam(model.parameters(), lr=0.005)
    options = {"batch_size": 20, "rng": np.random.default_rng(seed), "progress": False}
    options |= {"validation": data.validation if watch else None}
    options |= {"callbacks": callbacks, "epochs": epochs}
    return fit(model, loss, optimizer, *examples, **options)


# %%
from dlcourse.lab.generalization.loss_curves import draw_loss_curves

by_heart = train(network(0), small, 0)
honest = train(network(0), (small[0], data.y_train[:200]), 0)
runs = {
    "200 images, 40 labels wrong": (by_heart["loss"], by_heart["val_loss"]),
    "200 images, all labels right": (honest["loss"], honest["val_loss"]),
}
for title, (on_training, on_validation) in runs.items():
    last, lowest = on_validation[-1], min(on_validation)
    print(f"{title}: training ends at {on_training[-1]:.1f}, ", end="")
    print(f"validation at {last:.1f}, best {lowest:.1f}")
show(
    draw_loss_curves(runs, top=2.5),
    alt="Loss on training and validation set in 60 epochs. Left, 40 labels wrong: the "
    "validation loss is lowest around epoch 20 and then rises, while the training loss "
    "goes on falling to nearly 0, so the gap between them widens. Right, all labels "
    "right: the training loss falls to 0, the validation loss falls to 0.2 and stays "
    "there, with a gap that stays as it is.",
)

# %% [markdown]
# ## 7 Reading the curves, and a price on weights
#
# *Answer.* On the left the validation loss falls, turns and rises. On the right there is a gap as
# well, and nothing is wrong. **A gap alone is normal**: the network was made to fit the training
# set, so it does better there. (In the first epochs it even seems to do worse: the training loss is
# a mean over the epoch, and at its start the network knew less.) What gives overfitting away is a
# gap that **widens while the validation loss rises**. And two high curves that hardly fall mean
# underfitting.
#
# The first remedy you know from section 5. There are two common penalties. Their gradients are
# added to those of the loss:
#
# | | penalty | gradient | what it does |
# |---|---|---|---|
# | **L2** | $\lambda \sum w^2$ | $2 \lambda w$ | pulls in proportion: large weights most |
# | **L1** | $\lambda \sum \lvert w \rvert$ | $\lambda \, \mathrm{sign}(w)$ | pulls all alike |
#
# With plain gradient descent, L2 multiplies each weight by $1 - 2 \eta \lambda$ in every step. Its
# other name is **weight decay**.
#
# *Predict:* $w = [3, -1, 0]$, $\lambda = 0.1$. Both penalties and both gradients? Then, in
# the second cell, a linear neuron with twenty inputs learns from forty examples. Only the inputs
# 1, 2 and 3 matter, with weights 2, -3 and 1. Which penalty leaves the other weights close to zero?

# %%
from dlcourse.nn import numerical_gradient


def l1(w, strength):
    return strength * np.sum(np.abs(w)), strength * np.sign(w)


def l2(w, strength):
    return strength * np.sum(w**2), 2 * strength * w


w = np.array([3.0, -1.0, 0.0])
for name, penalty, value, gradient in (
    ("L1", l1, 0.4, [0.1, -0.1, 0.0]),
    ("L2", l2, 1.0, [0.6, -0.2, 0.0]),
):
    confirm(f"{name}, the penalty", penalty(w, 0.1)[0], value, decimals=1)
    confirm(f"{name}, its gradient", penalty(w, 0.1)[1], gradient, decimals=1)

somewhere = np.random.default_rng(3).normal(size=(4, 5))
for name, penalty in (("L1", l1), ("L2", l2)):
    measured_slope = numerical_gradient(lambda w, p=penalty: p(w, 0.1)[0], somewhere)
    right = np.allclose(penalty(somewhere, 0.1)[1], measured_slope, atol=1e-8)
    print(f"{name}: gradient check passed: {right}")

after_one_step = w - 0.5 * l2(w, 0.1)[1]  # learning rate 0.5, no other gradient
confirm("L2 alone, one step", after_one_step, 0.9 * w, decimals=1)

# %%
from dlcourse.lab.generalization.found_weights import draw_weights

rng = np.random.default_rng(4)
true_w = np.zeros(20)
true_w[:3] = [2, -3, 1]
inputs = rng.normal(size=(40, 20))
outputs = inputs @ true_w + rng.normal(size=40)

found = {}
for title, penalty, strength in (
    ("no penalty", l2, 0.0),
    ("L2, strength 0.3", l2, 0.3),
    ("L1, strength 0.5", l1, 0.5),
):
    w = np.zeros(20)
    for step in range(3000):
        slope = 2 * inputs.T @ (inputs @ w - outputs) / 40  # of the mean squared error
        w = w - 0.02 / (1 + step / 300) * (slope + penalty(w, strength)[1])
    found[title] = w
    print(f"{title:17} {np.sum(np.abs(w) < 0.01):2d} of 20 weights below 0.01")
show(
    draw_weights(found, true_w),
    alt="Twenty found weights beside the true ones. Without a penalty the seventeen "
    "idle ones scatter around 0. With L2 all are a little shorter. With L1 "
    "fifteen of the idle ones are 0, and the three true ones are a bit too "
    "short.",
)

# %% [markdown]
# ## 8 Early stopping
#
# *Answer.* L1 makes idle weights vanish, at the price of shortening the useful ones as well. L2
# makes all shorter and none zero. (Gradient descent with L1 keeps jumping over zero by tiny steps;
# a smaller and smaller learning rate brings it to rest.)
#
# The second remedy costs nothing. The validation loss in section 6 had a lowest point: **stop
# there.** But a curve trembles, so one bad epoch proves nothing. Wait for some epochs, the
# **patience**. When the loss has brought no new best for that long, stop, and **go back to the
# weights of the best epoch**.
#
# *Predict:* losses 5, 4, 3, 3.5, 3.2, 2.9, 3.1, 3.3, 3.4, 2, patience 3. When does training stop,
# and whose weights do you keep? And with patience 2?

# %%
from dlcourse.nn import EarlyStopping, evaluate


def stop_early(losses, patience):
    """Return the best epoch and the last one that is run, both counted from 1."""
    best, best_epoch = np.inf, 0
    for epoch, loss in enumerate(losses, start=1):
        if loss < best:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            return best_epoch, epoch
    return best_epoch, len(losses)


curve = [5, 4, 3, 3.5, 3.2, 2.9, 3.1, 3.3, 3.4, 2]
confirm("patience 3: best, last", stop_early(curve, 3), [6, 9])
confirm("patience 2: best, last", stop_early(curve, 2), [3, 5])

stopper = EarlyStopping(patience=10)  # the library's, watching val_loss
model = network(0)
history = train(model, small, 0, callbacks=[stopper])
val_losses = history["val_loss"]
confirm("epochs", (stopper.best_epoch, history.epochs), stop_early(val_losses, 10))
picked = stopper.best_epoch == 1 + np.argmin(val_losses)
confirm("it picks the best epoch of all it saw", picked, True)
now = evaluate(model, CrossEntropy(), *data.validation)["loss"]
confirm("and goes back to its weights", abs(now - min(val_losses)) < 1e-9, True)
print(f"saved {60 - history.epochs} of 60 epochs")

# %% [markdown]
# ## 9 Dropout
#
# *Answer.* Patience 3 finds 2.9 in epoch 6 and stops in epoch 9. The 2 in epoch 10 it never sees.
# Patience 2 gives up in epoch 5 already.
#
# The third remedy looks mad (Hinton and others, 2012). In every training step, switch off neurons
# at random: **dropout**. The rest must get along without them. No neuron can rely on one certain
# colleague, so each has to be useful by itself. The **rate** is the probability of being dropped,
# often one half in hidden layers.
#
# When training is over, nothing is dropped. But then, at rate one half, twice as much arrives at
# the next layer as it is used to. **Inverted dropout** takes care of that in training: whatever is
# kept is divided by the probability of keeping, $1 - \text{rate}$. Backward, the gradient is
# multiplied by the same mask: a neuron that was dropped is not to blame.
#
# *Predict:* $h = [2, 4, 6, 8]$, rate one half, and the mask keeps the first and the third. What
# comes out? And on average over all 16 masks?

# %%
from dlcourse.lab.generalization.thinned import draw_thinned
from dlcourse.nn import Dropout


def drop(h, rate, rng):
    """Inverted dropout: return what is left of h, and the mask with its factor."""
    mask = (rng.random(h.shape) >= rate) / (1 - rate)  # 0 or 1 / (1 - rate)
    return h * mask, mask


h = np.array([2.0, 4.0, 6.0, 8.0])
confirm("mask 1 0 1 0", h * np.array([1, 0, 1, 0]) / (1 - 0.5), [4, 0, 12, 0])
all_masks = np.array(list(itertools.product([0, 1], repeat=4)))  # (16, 4)
confirm("mean over all 16 masks", np.mean(h * all_masks / 0.5, axis=0), [2, 4, 6, 8])

ours, _ = drop(np.ones((4, 5)), 0.3, np.random.default_rng(5))
theirs = Dropout(0.3, rng=np.random.default_rng(5))(np.ones((4, 5)), training=True)
confirm(
    "the library's, same random numbers", np.abs(ours - theirs).max(), 0.0, decimals=12
)
slope = numerical_gradient(
    lambda h: np.sum(drop(h, 0.5, np.random.default_rng(2))[0]), h
)
_, mask = drop(h, 0.5, np.random.default_rng(2))
confirm("backward is the mask again", slope - mask, np.zeros(4), decimals=6)

masks = np.random.default_rng(6).random((4, 5)) >= 0.4
thinned = {
    "all neurons": [[1] * 5] * 2,
    "one step": masks[:2],
    "the next step": masks[2:],
}
show(
    draw_thinned(thinned),
    alt="Three drawings of a network with two hidden layers of five neurons. Left: "
    "all are connected. In the middle and on the right some hidden neurons, "
    "other ones each time, are crossed out, and all their connections are gone.",
)

# %% [markdown]
# ### Train with it, predict without
#
# A network of three layers. `train_step` drops after both hidden layers, `predict` after none, and
# needs no correction. Deck 002 writes this with a $p$ that is the probability of **keeping**; our
# `rate`, like that of Keras and the $p$ of PyTorch, is the probability of **dropping**. For one
# half nobody notices. For 0.2 the difference is large.
#
# *Predict:* the mean of the first hidden layer over many masks is what `predict` has. Is that so
# for the output, too, two layers later?


# %%
def predict(net, x):
    h1 = np.maximum(0, x @ net["W1"])  # (N, 64)
    h2 = np.maximum(0, h1 @ net["W2"])  # (N, 64)
    return h1, h2, h2 @ net["W3"]  # (N, 1)


def train_step(net, x, rate, rng):
    h1, mask1 = drop(np.maximum(0, x @ net["W1"]), rate, rng)
    h2, mask2 = drop(np.maximum(0, h1 @ net["W2"]), rate, rng)
    return h1, h2, h2 @ net["W3"], mask1, mask2


rng = np.random.default_rng(7)
shapes = {"W1": (8, 64), "W2": (64, 64), "W3": (64, 1)}
net = {name: rng.normal(size=s) * np.sqrt(2 / s[0]) for name, s in shapes.items()}
one = rng.normal(size=(1, 8))
h1, h2, out = predict(net, one)
many = train_step(net, np.repeat(one, 20000, axis=0), 0.5, rng)  # 20000 masks at once

off = np.abs(many[0].mean(axis=0) - h1[0]).max() / h1.max()
confirm("layer 1, mean over 20000 masks is off by 2 % at most", off < 0.02, True)
confirm(
    "all of layer 1, with dropout over without",
    many[0].mean() / h1.mean(),
    1.0,
    decimals=2,
)
linear = many[0] @ net["W2"][:, 0]  # what the first neuron of layer 2 adds up
spread = np.abs(linear.mean() - h1[0] @ net["W2"][:, 0]) / linear.std()
confirm("its sum in layer 2 is off by 2 % of its spread at most", spread < 0.02, True)
print(f"layer 2 after ReLU: mean {many[1].mean():.2f}, without dropout {h2.mean():.2f}")
forgot = [h1.mean() / (0.5 * many[0].mean()), h2.mean() / (0.25 * many[1].mean())]
print(
    f"without the division: layer 1 gets {forgot[0]:.1f}, layer 2 {forgot[1]:.1f} times"
)

# %% [markdown]
# ## 10 More data, real and made
#
# *Answer.* For the dropped layer, and for every sum that is made of it, the mean is unchanged.
# After the next ReLU it holds roughly only: the mean of a bent function is not the bent function
# of the mean. It works well all the same. And without the division, each layer receives about
# twice what the layer before taught it to expect, and errors multiply from layer to layer.
#
# The best remedy of all is **more data**: noise averages out. Where you cannot get more, make
# some: change the images in ways that do not change what they show. This is **data
# augmentation**. A digit that moves by one pixel is still the same digit, so one image becomes
# five. Augment the training set only, and never let a changed copy of a training image slip into
# the test set.
#
# *Predict:* mirror images double the data, too. Good idea?

# %%
from dlcourse.lab.convolution.pictures import draw_pictures


def shift(images, right, down):
    """Move images (N, 64) of 8x8 pixels; what leaves on one side is lost."""
    padded = np.pad(images.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))
    moved = padded[:, 1 - down : 9 - down, 1 - right : 9 - right]
    return moved.reshape(-1, 64)


moves = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}
shifted = {name: shift(small[0], *move) for name, move in moves.items()}
five_times = (np.concatenate([small[0], *shifted.values()]), np.tile(small[1], 5))
confirm("shape", five_times[0].shape, [1000, 64])
mirrored = small[0].reshape(-1, 8, 8)[:, :, ::-1].reshape(-1, 64)
with_mirror = (np.concatenate([small[0], mirrored]), np.tile(small[1], 2))

first = np.flatnonzero(~wrong[:200] & (small[1] == 3))[0]  # a 3 with the right label
versions = {"original": small[0], **shifted, "mirror": mirrored}
show(
    draw_pictures({n: v[first].reshape(8, 8) for n, v in versions.items()}, side=1.9),
    alt="Six images of 8x8 pixels. A three; the same three a pixel more right, left, "
    "down and up; and mirrored, where it looks more like a capital letter E.",
)

# %% [markdown]
# ## 11 Batch norm and layer norm
#
# Two kinds of layers are often named among the remedies. Both bring numbers to mean 0 and variance
# 1 inside the network, then scale and shift them by two learned numbers, $\gamma$ (gamma) and
# $\beta$ (beta):
#
# $$y = \gamma \, \frac{x - \text{mean}}{\sqrt{\text{variance} + \varepsilon}} + \beta$$
#
# They differ in whose mean it is. **Batch norm** (2015): of each feature, over the batch. So in
# training an example's output depends on its neighbours, which adds a little noise. For
# predicting, it uses a running mean of the batches that it saw. **Layer norm** (2016): of each
# example, over its features. It has no memory and no need of neighbours, and Transformers use it.
#
# *Predict:* three examples with features 1, 10, 4 and 3, 30, 6 and 5, 20, 5. Which entry becomes 0
# in the first row, by each of the two? ($\varepsilon$, epsilon, is tiny and only prevents a
# division by 0.)

# %%
from dlcourse.lab.generalization.two_axes import draw_two_axes
from dlcourse.nn import BatchNorm, LayerNorm


def normalize(x, axis, eps=1e-5):
    mean = x.mean(axis=axis, keepdims=True)
    variance = x.var(axis=axis, keepdims=True)
    return (x - mean) / np.sqrt(variance + eps)


table = np.array([[1.0, 10, 4], [3, 30, 6], [5, 20, 5]])
over_batch, over_features = normalize(table, axis=0), normalize(table, axis=1)
confirm("batch norm, row 1", over_batch[0], [-1.22, -1.22, -1.22], decimals=2)
confirm("layer norm, row 1", over_features[0], [-1.07, 1.34, -0.27], decimals=2)
norm = BatchNorm(3)
library = norm(table, training=True)
confirm(
    "difference to the library's", np.abs(library - over_batch).max(), 0, decimals=9
)
library = LayerNorm(3)(table)
confirm("and to its layer norm", np.abs(library - over_features).max(), 0, decimals=9)
print(
    "batch norm, row 1 with other neighbours:", normalize(table[:2], axis=0)[0].round(2)
)
for _ in range(100):
    norm(table, training=True)  # the running mean arrives where it should
confirm("running mean", norm.running_mean.value, [3.0, 20.0, 5.0], decimals=2)
show(
    draw_two_axes(table),
    alt="The same table of three examples with three features, twice. Left, batch "
    "norm: a frame around each column. Right, layer norm: a frame around each "
    "row.",
)

# %% [markdown]
# ## 12 All remedies, one patient, one table
#
# *Answer.* None. In the first row every feature is below its mean, and 4 is close to the mean of
# its row, 5, but not equal to it.
#
# Now the trial: 200 digits with 40 wrong labels, three starts each, the same number of steps for
# all, strengths chosen on the validation set. The table gives the share of wrong answers **by the
# given labels** in training, and by the true labels in the test. Keep in mind: of the given
# labels, 20 % are wrong. A perfect network would be "wrong" on just these.
#
# *Predict:* which remedy wins? And which of these *hurt*: fewer neurons, mirror images, dropout,
# batch norm, early stopping?

# %%
from dlcourse.lab.generalization.remedies import draw_remedies
from dlcourse.nn import L1, L2, accuracy

PLAN = {
    "nothing": {},
    "8 neurons": {"width": 8},
    "L1": {"penalty": lambda weights: L1(weights, 0.002)},
    "L2": {"penalty": lambda weights: L2(weights, 0.01)},
    "dropout": {"rate": 0.65},
    "early stopping": {"stop": True},
    "5 times the data": {"examples": (x_train[:1000], y_train[:1000])},
    "shifted images": {"examples": five_times},
    "mirror images": {"examples": with_mirror},
    "batch norm": {"norm": BatchNorm},
    "layer norm": {"norm": LayerNorm},
    "three together": {"rate": 0.5, "stop": True, "examples": five_times},
}


def trial(seed, width=128, penalty=None, rate=0, stop=False, norm=None, examples=small):
    between = [norm(width)] if norm else []
    after = [Dropout(rate, rng=np.random.default_rng(seed))] if rate else []
    model = network(seed, width, between, after)
    weights = [p for p in model.parameters() if p.name == "W"]
    penalties = [penalty(weights)] if penalty else []
    stopping = [EarlyStopping(patience=5)] if stop else []
    train(model, examples, seed, penalties, stopping, watch=stop)
    parts = small, data.test
    return [100 - 100 * accuracy(model(images), labels) for images, labels in parts]


# %%
results = {}
print("wrong answers, %     training    test")
for name, settings in PLAN.items():
    results[name] = np.mean([trial(seed, **settings) for seed in range(3)], axis=0)
    print(f"{name:20} {results[name][0]:8.0f} {results[name][1]:7.0f}")

better = [name for name, both in results.items() if both[1] < results["nothing"][1] - 2]
confirm("remedies clearly better than nothing", len(better), 7)
print(", ".join(better))
show(
    draw_remedies(results, "wrong answers, %"),
    alt="For each remedy the share of wrong answers in training and in the test, as "
    "in the table above. Nothing: 0 and 19 %. Five times the data has the "
    "fewest wrong in the test, 7 %, three together 11 %, shifted images 12 %; "
    "early stopping, dropout, L2 and L1 lie between 13 and 15 %. Fewer neurons "
    "and mirror images are worse than nothing.",
)

# %% [markdown]
# *Answer.* More data wins, and made data comes next: mirror images hurt, because a mirrored 3 is
# no 3. Look at the training column. Without a remedy the network repeats all 40 mistakes of the
# labels; with a good one it refuses most of them. Eight neurons are wrong on a fifth of the labels
# as well, but not on the right fifth: that is bias, and it hurts too. Batch norm and layer norm do
# not help here. They make learning faster, wrong labels included. In deep networks that is what
# they are for.
#
# ### Play: hold it back
#
# A network with two hidden layers, on noisy points. Without any remedy the
# boundary goes out of its way for every stray point.
#
# 1. Find the L2 strength, then the dropout rate, with the lowest red curve at the end.
# 2. Which of the remedies keep the red curve from rising? Which only delay it?
# 3. No remedy, 240 points. Where does the gap go? What if you have 2 neurons?

# %%
from dlcourse.lab.generalization.strength import strength_plaything

strength_plaything()

# %% [markdown]
# ## 13 Break it: the test set wears out
#
# Why a validation set, if there is a test set already? Take fifty coin tosses as labels, and a
# thousand "models" that guess by tossing coins themselves. There is nothing to learn here. Choose
# the model that does best on the fifty.
#
# *Predict:* how many of fifty does the best one get right? And how many of fifty new ones?

# %%
rng = np.random.default_rng(12)
guesses = rng.integers(0, 2, size=(1000, 50))  # a thousand models
on_test = np.sum(guesses == rng.integers(0, 2, size=50), axis=1)
best = np.argmax(on_test)
on_new = [np.sum(guesses[best] == rng.integers(0, 2, size=50)) for _ in range(500)]
print(f"best of 1000 on the test set: {on_test[best]} of 50 right")
print(f"the same model on new tosses: {np.mean(on_new):.0f} of 50 right on average")

# %% [markdown]
# ### Your turn: a step with decay, and layer norm
#
# The best of a thousand looked able, and tossed coins. **Whatever you choose by, you overfit.** So
# choose on the validation set, and open the test set once.
#
# *Task 1.* Write `decay_step(w, grad, lr, strength)`: one step of gradient descent on a loss with
# an L2 penalty. `grad` is the gradient of the loss alone. *Approach.* Add the gradient of
# the penalty, then step. *Example.*
# `decay_step(np.array([2.0, -4.0]), np.array([1.0, 0.0]), 0.5, 0.5)` is `[0.5, -2.0]`.
#
# *Task 2.* Write `layer_norm(x, gamma, beta)` for `x` of shape (N, D), `gamma` and `beta` of shape
# (D,), with $\varepsilon = 10^{-5}$. *Approach.* Mean and variance of each row, kept as columns
# (N, 1). *Example.* With gamma 2, 2 and beta 1, 1 the row 3, 5 becomes nearly -1, 3.

# %%
from dlcourse.hints import check


def decay_step(w, grad, lr, strength):
    raise NotImplementedError("Replace this line by your answer.")


def layer_norm(x, gamma, beta):
    raise NotImplementedError("Replace this line by your answer.")


# %%
def reference_step(w, grad, lr, strength):
    return w - lr * (grad + l2(w, strength)[1])


def reference_norm(x, gamma, beta):
    return gamma * normalize(x, axis=1) + beta


rng = np.random.default_rng(1)
first = (np.array([2.0, -4.0]), np.array([1.0, 0.0]), 0.5, 0.5)
second = (rng.normal(size=(2, 3)).round(1), rng.normal(size=(2, 3)).round(1), 0.2, 0.3)
check(decay_step, reference_step, [first, second])

first = (np.array([[3.0, 5.0]]), np.array([2.0, 2.0]), np.array([1.0, 1.0]))
second = (rng.normal(size=(4, 3)).round(1), np.array([1.0, 2.0, 3.0]), np.zeros(3))
check(layer_norm, reference_norm, [first, second])

# %% [markdown]
# ## Summary
#
# - Error on new data = **bias² + variance + noise**. Capacity trades bias for variance, strength
#   trades them back.
# - A gap is normal. A gap that **widens while the validation loss rises** is overfitting.
# - **L2** shrinks, **L1** makes zeros, **dropout** lets no neuron rely on another, **early
#   stopping** keeps the best epoch, **more data** and **augmentation** beat them all.
# - Batch norm and layer norm help to train; they are no cure for wrong labels.
# - Learn on the training set, choose on the validation set, report on the test set, once.
#
# And Fermi? Networks have far more weights than examples, and yet they generalize. Past the point
# where it fits everything, the test error of a large model may fall *again* (**double descent**).
# So a picture with one lowest point, as in section 2 and in deck 002, is not the whole story.
#
# | here | PyTorch | Keras |
# |---|---|---|
# | `SGD(..., weight_decay=2λ)` | `SGD(..., weight_decay=2λ)` | `kernel_regularizer=L2(λ)` |
# | `Dropout(rate)` | `nn.Dropout(p)`, p: dropped | `layers.Dropout(rate)` |
# | `model(x, training=True)` | `model.train()`, then `model(x)` | `model(x, training=True)` |
# | `EarlyStopping(patience=5)` | your own loop | `EarlyStopping(restore_best_weights=True)` |
# | `BatchNorm(d)` | `nn.BatchNorm1d(d)` | `BatchNormalization()` |
# | `LayerNorm(d)` | `nn.LayerNorm(d)` | `LayerNormalization()` |
#
# The `momentum` of batch norm is the share that is *kept* here and in Keras, and the share that is
# *replaced* in PyTorch. With PyTorch, `model.eval()` before predicting switches dropout off and
# batch norm to its running means. To forget it is the commonest mistake with both. Keras' early
# stopping keeps the *last* weights unless you ask for the best ones.
#
# **Where the decks are loose.** Deck 001 calls a training loss below the test loss overfitting:
# section 7 says what is meant. Deck 002 writes `Dropout(p=0.5)` in one place and a $p$ that keeps
# in another: with one half, both are true.
#
# **Further reading.** Geman, Bienenstock and Doursat, *Neural networks and the bias/variance
# dilemma*, Neural Computation 4, 1992. Srivastava and others, [Dropout: a simple way to prevent
# neural networks from overfitting](https://jmlr.org/papers/v15/srivastava14a.html), 2014. Zhang
# and others, [Understanding deep learning requires rethinking
# generalization](https://arxiv.org/abs/1611.03530), 2017: networks learn random labels by heart.
# Belkin and others, [Reconciling modern machine learning and the bias-variance
# trade-off](https://arxiv.org/abs/1812.11118), 2019. Dyson, *A meeting with Enrico Fermi*, Nature
# 427, 2004.
#
# **Next.** In `ps07` you write all of this yourself, and beat an overfit network of your own.
