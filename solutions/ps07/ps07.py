# %% [markdown]
# # ps07: What holds tomorrow
#
# This assignment belongs to lesson 07. You write the remedies against overfitting, you measure what
# an error consists of, and at the end you cure a network that has learned its examples by heart.
#
# | question | what you write | points |
# |---|---|---|
# | 1 | a penalty on weights, with its gradient | 4 |
# | 2 | early stopping, which never asks for an epoch too many | 5 |
# | 3 | bias², variance and noise of given predictions | 4 |
# | 4 | inverted dropout, forward and backward, also for whole channels | 6 |
# | 5 | batch norm: in training, in prediction, for images, and backward | 7 |
# | 6 | an experiment: beat an overfit network | 4 |
# | 7 | explain | 3 |
#
# Plan for two to four hours. The questions do not depend on one another, so skip the one that
# holds you up and come back to it. You need NumPy and nothing else. Never change an array that is
# handed to you. Make a new one.

# %% locked="setup"
import numpy as np


def expect(got, expected, what, tolerance=1e-6):
    """Compare two arrays; if they differ, say what was expected and what came."""
    assert got is not None, f"{what}: got None. Does the last line of the function return?"
    got, expected = np.asarray(got), np.asarray(expected)
    assert got.shape == expected.shape, (
        f"{what}: expected an array of shape {expected.shape}, got shape {got.shape}."
    )
    assert np.allclose(got, expected, rtol=tolerance, atol=1e-9), (
        f"{what}: expected {expected}, got {got}."
    )


# %% [markdown]
# ## Question 1: A price on weights (4 points)
#
# An *elastic net* uses both penalties at once. The parameters of a network come as a dictionary.
# Names that begin with `W` are weights, and only these are penalised; all others go free.
#
# $$\text{penalty} = \lambda_1 \sum |w| + \lambda_2 \sum w^2$$
#
# The sums run over all entries of all weights. Take 0 as the derivative of $|w|$ at 0.
#
# **Task.** Write `penalty(net, l1, l2)`. It returns a pair: the penalty, one number, and a
# dictionary with the gradient of the penalty by every entry of `net`. The dictionary has the
# names of `net`; each gradient has the shape of what it belongs to, and is 0 for what goes free.
#
# **Approach.** Work out one weight on paper: what does it cost, and how fast does the cost grow?
# Then go through the dictionary.
#
# **Example.** `penalty({"W": np.array([3.0, -1.0]), "b": np.array([5.0])}, 0.1, 0.01)` is
# `(0.5, {"W": [0.16, -0.12], "b": [0.0]})`.


# %% answer="penalty"
def penalty(net, l1, l2):
    """Elastic-net penalty on the weights of a network, and its gradient."""
    ### BEGIN SOLUTION
    total, gradients = 0.0, {}
    for name, value in net.items():
        gradients[name] = np.zeros(np.shape(value))
        if name.startswith("W"):
            total += l1 * np.abs(value).sum() + l2 * (value**2).sum()
            gradients[name] = l1 * np.sign(value) + 2 * l2 * value
    return total, gradients
    ### END SOLUTION


# %% test="penalty" part="value" points=1
value, _ = penalty({"W": np.array([3.0, -1.0])}, 0.1, 0.01)
expect(value, 0.5, "penalty of the weights 3 and -1 with l1 = 0.1, l2 = 0.01")
### BEGIN HIDDEN TESTS
two = {"W1": np.array([[1.0, -2.0], [0.0, 0.5]]), "W2": np.array([-4.0])}
expect(penalty(two, 0.0, 0.5)[0], 10.625, "penalty of two weights with l1 = 0, l2 = 0.5")
expect(penalty(two, 2.0, 0.0)[0], 15.0, "penalty of two weights with l1 = 2, l2 = 0")
expect(penalty(two, 0.2, 0.1)[0], 3.625, "penalty of two weights with l1 = 0.2, l2 = 0.1")
### END HIDDEN TESTS

# %% test="penalty" part="gradient" points=2
_, gradients = penalty({"W": np.array([3.0, -1.0])}, 0.1, 0.01)
expect(gradients["W"], [0.16, -0.12], "gradient at the weights 3 and -1")
### BEGIN HIDDEN TESTS
two = {"W1": np.array([[1.0, -2.0], [0.0, 0.5]]), "W2": np.array([-4.0])}
_, gradients = penalty(two, 0.0, 0.5)
expect(gradients["W1"], [[1.0, -2.0], [0.0, 0.5]], "gradient by W1 with l1 = 0, l2 = 0.5")
expect(gradients["W2"], [-4.0], "gradient by W2 with l1 = 0, l2 = 0.5")
_, gradients = penalty(two, 2.0, 0.25)
expect(gradients["W1"], [[2.5, -3.0], [0.0, 2.25]], "gradient by W1 with l1 = 2, l2 = 0.25")
### END HIDDEN TESTS

# %% test="penalty" part="free" points=1
value, gradients = penalty({"W": np.array([2.0]), "b": np.array([5.0])}, 0.1, 0.01)
expect(value, 0.24, "penalty of the weight 2; the bias 5 goes free")
expect(gradients["b"], [0.0], "gradient by the bias, which goes free")
### BEGIN HIDDEN TESTS
net = {
    "W1": np.array([[1.0, -1.0]]),
    "b1": np.array([7.0, -7.0]),
    "gamma": np.ones((2, 3)),
    "W2": np.array([[2.0], [0.0]]),
}
kept = {name: value.copy() for name, value in net.items()}
value, gradients = penalty(net, 1.0, 1.0)
expect(value, 10.0, "penalty of a network with biases and gamma, which go free")
assert set(gradients) == set(net), f"Expected gradients for {sorted(net)}, got {sorted(gradients)}."
for name in net:
    expect(net[name], kept[name], f"net['{name}'] after penalty, which must not change")
    wanted = np.zeros(kept[name].shape)
    if name.startswith("W"):
        wanted = np.sign(kept[name]) + 2 * kept[name]
    expect(gradients[name], wanted, f"gradient by {name}")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: Stop in time (5 points)
#
# Training hands you one validation loss after the other, one for each epoch. Epochs count from 1.
#
# - An epoch is a **new best** if its loss is smaller than that of the best epoch so far *by more
#   than* `min_delta`. The first epoch with a number is always a new best.
# - When `patience` epochs in a row have brought no new best, stop. The last of these is the last
#   epoch that runs.
# - A loss that is `nan` (not a number) is never a new best.
#
# **Task.** Write `stop_early(losses, patience, min_delta=0.0)`. It returns the pair
# `best_epoch, last_epoch`. If the losses run out first, the last epoch is the last one there was.
# If no epoch ever was a best one, `best_epoch` is 0.
#
# **Approach.** Carry three things from epoch to epoch, and play the example below on paper first.
# For the last point, `losses` is not a list but a *generator*: each loss costs an hour of training
# at the moment you ask for it. So use nothing but `for loss in losses`, and leave the loop in time.
#
# **Example.** `stop_early([5, 4, 4.5, 4.2, 3], patience=2)` is `(2, 4)`. With `patience=3` it is
# `(5, 5)`.


# %% answer="stopping"
def stop_early(losses, patience, min_delta=0.0):
    """Best epoch and last epoch of a training that is stopped early."""
    ### BEGIN SOLUTION
    best, best_epoch, epoch = np.inf, 0, 0
    for loss in losses:
        epoch += 1
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            break
    return best_epoch, epoch
    ### END SOLUTION


# %% test="stopping" part="best" points=1
expect(stop_early([5, 4, 4.5, 4.2, 3], 2)[0], 2, "best epoch of 5, 4, 4.5, 4.2, 3 with patience 2")
expect(stop_early([5, 4, 4.5, 4.2, 3], 3)[0], 5, "best epoch of 5, 4, 4.5, 4.2, 3 with patience 3")
### BEGIN HIDDEN TESTS
for curve, patience, best in [
    ([3, 2, 1], 1, 3),
    ([1, 2, 3], 2, 1),
    ([3, 2, 2, 2, 1], 3, 5),
    ([3, 2, 2, 2, 1], 2, 2),
    ([0.9, 0.5, 0.6, 0.4, 0.45, 0.41, 0.3], 2, 4),
    ([-1, -2, -1.5, -3], 2, 4),
]:
    expect(stop_early(curve, patience)[0], best, f"best epoch of {curve} with patience {patience}")
### END HIDDEN TESTS

# %% test="stopping" part="last" points=1
expect(stop_early([5, 4, 4.5, 4.2, 3], 2)[1], 4, "last epoch of 5, 4, 4.5, 4.2, 3 with patience 2")
expect(stop_early([5, 4, 4.5, 4.2, 3], 3)[1], 5, "last epoch of 5, 4, 4.5, 4.2, 3 with patience 3")
### BEGIN HIDDEN TESTS
for curve, patience, last in [
    ([3, 2, 1], 5, 3),
    ([1, 2, 3, 4, 5], 1, 2),
    ([1, 2, 3, 4, 5], 3, 4),
    ([4, 3, 5, 2, 5, 5, 5, 1], 2, 6),
    ([2, 2, 2, 2, 2], 3, 4),
]:
    expect(stop_early(curve, patience)[1], last, f"last epoch of {curve} with patience {patience}")
### END HIDDEN TESTS

# %% test="stopping" part="min_delta" points=1
got = stop_early([1.0, 0.95, 0.91, 0.5], patience=2, min_delta=0.1)
expect(got, (1, 3), "1, 0.95, 0.91, 0.5 with patience 2 and min_delta 0.1")
### BEGIN HIDDEN TESTS
got = stop_early([1.0, 0.94, 0.88, 0.82, 0.76], patience=3, min_delta=0.1)
expect(
    got, (5, 5), "a slow steady fall, patience 3, min_delta 0.1: epoch 3 beats epoch 1, 5 beats 3"
)
got = stop_early([4.0, 3.0, 2.5, 2.5], patience=2, min_delta=1.0)
expect(got, (3, 4), "4, 3, 2.5, 2.5 with min_delta 1: a gain of exactly 1 is not enough, 1.5 is")
### END HIDDEN TESTS

# %% test="stopping" part="nan" points=1
got = stop_early([2.0, 1.0, float("nan"), float("nan"), 0.5], patience=2)
expect(got, (2, 4), "2, 1, nan, nan, 0.5 with patience 2")
### BEGIN HIDDEN TESTS
nan = float("nan")
expect(stop_early([nan, 3.0, 2.0], 2), (3, 3), "nan, 3, 2 with patience 2")
expect(stop_early([nan, nan, nan, 1.0], 2), (0, 2), "nan, nan, nan, 1 with patience 2")
expect(stop_early([], 2), (0, 0), "no loss at all")
### END HIDDEN TESTS

# %% test="stopping" part="in_time" points=1
asked = []


def hourly(losses):
    """Hand out one loss after the other, and note how many were asked for."""
    for loss in losses:
        asked.append(loss)
        yield loss


expect(stop_early(hourly([3, 1, 2, 2, 0, 0]), 2), (2, 4), "a generator of 3, 1, 2, 2, 0, 0")
assert len(asked) == 4, f"4 epochs were needed, {len(asked)} were asked for."
### BEGIN HIDDEN TESTS
asked.clear()
expect(stop_early(hourly([5, 6, 4, 7, 7, 7, 3]), 3), (3, 6), "a generator of seven losses")
assert len(asked) == 6, f"6 epochs were needed, {len(asked)} were asked for."
asked.clear()
expect(stop_early(hourly([3, 2, 1]), 3), (3, 3), "a generator that runs out")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: What an error consists of (4 points)
#
# On each of $D$ days somebody measured, trained a model, and wrote down its predictions at $P$
# places, `predictions` (D, P). The true values there are `truth` (P,). On each day new measurements
# were made at the same places, to test with: `measured` (D, P).
#
# **Task.** Write
#
# - `decompose(predictions, truth, measured)`. It returns a dictionary with four arrays of shape
#   (P,), one number for each place: `"bias2"`, the squared bias; `"variance"`, the mean squared
#   distance of the predictions from their own mean; `"noise"`, the mean squared distance of the
#   measurements from the truth; `"error"`, the mean squared distance of prediction and measurement.
# - `best_capacity(runs, truth)`. `runs` is a dictionary from a capacity to its predictions (D, P).
#   It returns the capacity with the smallest bias² plus variance, averaged over the places.
#
# **Approach.** Which axis are the days? At every place the mean is over the days. The variance
# divides by $D$. The noise has no part in the choice: it is the same for all capacities.
#
# **Example.** For one place with truth 1, the predictions 1, 4, 4 and the measurements 0, 2, 2:
# `decompose(np.array([[1.0], [4.0], [4.0]]), np.array([1.0]), np.array([[0.0], [2.0], [2.0]]))` is
# `{"bias2": [4.0], "variance": [2.0], "noise": [1.0], "error": [3.0]}`. With three days only, the
# sum of the parts, 7, is far from the error. With thousands it is close.


# %% answer="parts"
def decompose(predictions, truth, measured):
    """Bias², variance, noise and error at each place."""
    ### BEGIN SOLUTION
    mean = predictions.mean(axis=0)
    return {
        "bias2": (mean - truth) ** 2,
        "variance": ((predictions - mean) ** 2).mean(axis=0),
        "noise": ((measured - truth) ** 2).mean(axis=0),
        "error": ((predictions - measured) ** 2).mean(axis=0),
    }
    ### END SOLUTION


def best_capacity(runs, truth):
    """Capacity whose predictions have the smallest bias² plus variance."""
    ### BEGIN SOLUTION
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)
    ### END SOLUTION


# %% locked="parts-cases"
def many_days(days, places, offset, spread, rng):
    """Predictions and measurements around the truth 0, 1, 2, ..., and the truth."""
    truth = np.arange(places, dtype=float)
    predictions = truth + offset + rng.normal(0.0, spread, size=(days, places))
    measured = truth + rng.normal(0.0, 0.5, size=(days, places))
    return predictions, truth, measured


# %% test="parts" part="bias_and_variance" points=2
three_days = np.array([[1.0], [4.0], [4.0]])
parts = decompose(three_days, np.array([1.0]), np.array([[0.0], [2.0], [2.0]]))
expect(parts["bias2"], [4.0], "bias² of the predictions 1, 4, 4 at truth 1")
expect(parts["variance"], [2.0], "variance of the predictions 1, 4, 4")
### BEGIN HIDDEN TESTS
predictions = np.array([[0.0, 2.0, -1.0], [2.0, 6.0, -1.0]])
truth = np.array([1.0, 3.0, 2.0])
kept = predictions.copy()
parts = decompose(predictions, truth, np.zeros((2, 3)))
expect(parts["bias2"], [0.0, 1.0, 9.0], "bias² at three places on two days")
expect(parts["variance"], [1.0, 4.0, 0.0], "variance at three places on two days")
expect(predictions, kept, "predictions after decompose, which must not change")
square = np.array([[1.0, 2.0], [5.0, 2.0]])
parts = decompose(square, np.array([2.0, 4.0]), square)
expect(parts["bias2"], [1.0, 4.0], "bias² at two places on two days")
expect(parts["variance"], [4.0, 0.0], "variance at two places on two days")
### END HIDDEN TESTS

# %% test="parts" part="noise_and_error" points=1
parts = decompose(three_days, np.array([1.0]), np.array([[0.0], [2.0], [2.0]]))
expect(parts["noise"], [1.0], "noise of the measurements 0, 2, 2 at truth 1")
expect(parts["error"], [3.0], "error of the predictions 1, 4, 4 against 0, 2, 2")
### BEGIN HIDDEN TESTS
days = many_days(20000, 4, offset=0.3, spread=0.8, rng=np.random.default_rng(5))
parts = decompose(*days)
total = parts["bias2"] + parts["variance"] + parts["noise"]
assert np.allclose(total, parts["error"], rtol=0.05), (
    f"Over 20000 days the parts add up to {total}, and the error is {parts['error']}."
)
expect(parts["noise"], np.mean((days[2] - days[1]) ** 2, axis=0), "noise over 20000 days")
expect(parts["error"], np.mean((days[0] - days[2]) ** 2, axis=0), "error over 20000 days")
### END HIDDEN TESTS

# %% test="parts" part="choice" points=1
runs = {"low": np.array([[3.0], [3.0]]), "high": np.array([[0.0], [2.0]])}
got = best_capacity(runs, np.array([1.0]))
assert got == "high", f"low has bias² 4, high has variance 1: expected 'high', got {got!r}."
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(6)
settings = {1: (1.0, 0.2), 2: (0.6, 0.3), 4: (0.1, 0.5), 8: (0.0, 0.9), 16: (0.0, 2.0)}
runs = {}
for capacity, (offset, spread) in settings.items():
    runs[capacity], truth, _ = many_days(500, 5, offset, spread, rng)
got = best_capacity(runs, truth)
assert got == 4, f"Least bias is at 8 and 16, least variance at 1, least sum at 4: got {got}."
runs = {"a": np.array([[-2.0, 2.0], [-2.0, 2.0]]), "b": np.array([[1.0, 1.0], [1.0, 1.0]])}
got = best_capacity(runs, np.zeros(2))
assert got == "b", f"a misses by -2 and 2, b by 1 and 1: expected 'b', got {got!r}."
runs = {"a": np.array([[1.0], [1.0]]), "b": np.array([[1.5], [-1.5]])}
got = best_capacity(runs, np.zeros(1))
assert got == "a", f"a has bias² 1, b has variance 2.25: expected 'a', got {got!r}."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: Inverted dropout (6 points)
#
# **Task.** Write `dropout(x, rate, rng, training, channels=False)` and
# `dropout_backward(grad, mask)`.
#
# - In training, each entry of `x` is dropped with probability `rate`, independently. What is kept
#   is scaled so that the expectation of each entry stays what it was.
# - When not training, nothing is dropped and nothing is scaled.
# - `dropout` returns the pair `y, mask`. The mask is whatever your `dropout_backward` needs, so
#   that it turns the gradient by `y` into the gradient by `x`.
# - With `channels=True`, `x` holds images or feature maps of shape (N, H, W, C), and each of the
#   N · C **maps** is dropped or kept as a whole. Neighbours in an image are alike, so dropping
#   single pixels would hide little. (The name for this is *spatial dropout*.)
#
# Draw with `rng` and nothing else. `rate` is at least 0 and below 1.
#
# **Approach.** `rng.random(shape)` draws numbers between 0 and 1. How many of them are below
# `rate`? For the channels, draw fewer numbers and let broadcasting repeat them.
#
# **Example.** With rate 0.2 and `x = np.ones((2, 3))`, every entry of `y` is 0 or 1.25, and of many
# entries one fifth is 0.


# %% answer="dropout"
def dropout(x, rate, rng, training, channels=False):
    """Inverted dropout: what is left of x, and the mask."""
    ### BEGIN SOLUTION
    if not training:
        return x.copy(), np.ones(x.shape)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) >= rate) / (1 - rate)
    return x * mask, mask
    ### END SOLUTION


def dropout_backward(grad, mask):
    """Gradient by x, from the gradient by y."""
    ### BEGIN SOLUTION
    return grad * mask
    ### END SOLUTION


# %% test="dropout" part="forward" points=2
y, _ = dropout(np.ones((100, 50)), 0.2, np.random.default_rng(0), True)
assert np.shape(y) == (100, 50), f"x has shape (100, 50), y has shape {np.shape(y)}."
found = np.unique(np.round(y, 9))
expect(found, [0.0, 1.25], "the different entries of y, for x = 1 and rate 0.2")
### BEGIN HIDDEN TESTS
x = np.random.default_rng(1).normal(5.0, 1.0, size=(200, 200))
kept_x = x.copy()
for rate in (0.1, 0.2, 0.5, 0.75):
    y, _ = dropout(x, rate, np.random.default_rng(2), True)
    share = np.mean(y == 0)
    assert abs(share - rate) < 0.025, f"Rate {rate}: {share:.3f} of 40000 entries were dropped."
    kept = y != 0
    expect(y[kept], x[kept] / (1 - rate), f"what is kept at rate {rate}")
    rows, columns = np.mean(y == 0, axis=1), np.mean(y == 0, axis=0)
    assert rows.std() > 0.005, f"Rate {rate}: every row has as many entries dropped. Drop freely."
    for shares, what in ((rows, "row"), (columns, "column")):
        assert shares.max() < 1, f"Rate {rate}: a whole {what} is dropped. Drop single entries."
        assert shares.min() > 0, f"Rate {rate}: a {what} has nothing dropped. Drop everywhere."
y, _ = dropout(x, 0.0, np.random.default_rng(2), True)
expect(y, kept_x, "y at rate 0")
expect(x, kept_x, "x after dropout, which must not change")
again = [dropout(x, 0.5, np.random.default_rng(seed), True)[0] for seed in (3, 3, 4)]
expect(again[0], again[1], "y drawn twice with the same rng: draw with rng only")
assert np.any(again[0] != again[2]), "Two different rngs dropped the same entries."
rng = np.random.default_rng(5)
first, second = (dropout(x, 0.5, rng, True)[0] for _ in range(2))
assert np.any(first != second), "Two calls in a row dropped the same entries."
### END HIDDEN TESTS

# %% test="dropout" part="backward" points=1
x = np.arange(1.0, 13.0).reshape(3, 4)
y, mask = dropout(x, 0.5, np.random.default_rng(6), True)
expect(dropout_backward(np.ones((3, 4)), mask), y / x, "gradient by x, for a gradient by y of 1")
### BEGIN HIDDEN TESTS
grad = np.random.default_rng(7).normal(size=(3, 4))
kept = grad.copy()
for rate in (0.25, 0.6):
    y, mask = dropout(x, rate, np.random.default_rng(8), True)
    expect(dropout_backward(grad, mask), kept * y / x, f"gradient by x at rate {rate}")
    expect(grad, kept, "grad after dropout_backward, which must not change")
### END HIDDEN TESTS

# %% test="dropout" part="prediction" points=1
x = np.arange(1.0, 7.0).reshape(2, 3)
y, mask = dropout(x, 0.5, np.random.default_rng(9), False)
expect(y, x, "y when not training")
### BEGIN HIDDEN TESTS
grad = np.array([[1.0, -2.0, 3.0], [0.5, 0.0, 7.0]])
expect(dropout_backward(grad, mask), grad, "gradient by x when not training")
y, _ = dropout(x, 0.9, np.random.default_rng(9), False)
expect(y, x, "y when not training, at rate 0.9")
images = np.ones((2, 3, 3, 4))
y, _ = dropout(images, 0.5, np.random.default_rng(9), False, channels=True)
expect(y, images, "images when not training, with channels=True")
many = np.mean([dropout(x, 0.5, np.random.default_rng(s), True)[0] for s in range(4000)], axis=0)
assert np.allclose(many, x, rtol=0.1), f"Mean over 4000 masks: {many}, without dropout {x}."
### END HIDDEN TESTS

# %% test="dropout" part="channels" points=2
maps = np.ones((20, 3, 3, 10))
y, _ = dropout(maps, 0.5, np.random.default_rng(10), True, channels=True)
assert np.shape(y) == maps.shape, f"x has shape {maps.shape}, y has shape {np.shape(y)}."
assert np.all(y == y[:, :1, :1, :]), "Some map is dropped in part: all of H x W, or nothing."
### BEGIN HIDDEN TESTS
maps = np.random.default_rng(11).uniform(1.0, 2.0, size=(60, 4, 5, 50))
for rate in (0.2, 0.5):
    y, mask = dropout(maps, rate, np.random.default_rng(12), True, channels=True)
    dropped = y[:, 0, 0, :] == 0
    whole = np.all((y == 0) == dropped[:, None, None, :])
    assert whole, f"Rate {rate}: some map is dropped in part."
    assert abs(dropped.mean() - rate) < 0.06, f"Rate {rate}: {dropped.mean():.2f} of maps dropped."
    expect(y[y != 0], maps[y != 0] / (1 - rate), f"what is kept of the maps at rate {rate}")
    shares = dropped.mean(axis=0)  # of the images, for each channel
    assert shares.min() > 0, "A channel is never dropped: each image has its own mask."
    assert shares.max() < 1, "A channel is dropped in all images: each image has its own mask."
    assert not dropped.all(axis=1).any(), "An image lost all its channels: drop maps, not images."
    grad = np.ones(maps.shape)
    expect(dropout_backward(grad, mask), y / maps, f"gradient by the maps at rate {rate}")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: Batch norm (7 points)
#
# Batch norm brings every feature, the last axis, to mean 0 and variance 1, then scales it by
# $\gamma$ and shifts it by $\beta$:
#
# $$\hat x = \frac{x - \mu}{\sqrt{v + \varepsilon}} \qquad y = \gamma \, \hat x + \beta$$
#
# In training, $\mu$ and $v$ are mean and variance of the batch, over all axes but the last; the
# variance divides by the number of values. And two running values follow:
#
# $$\text{running} \leftarrow m \cdot \text{running} + (1 - m) \cdot \text{batch}$$
#
# with the momentum $m$, for the mean and for this same variance. In prediction, $\mu$ and $v$ are
# the running ones, and nothing is updated.
#
# **Task.** Write the class `BatchNormalizer`.
#
# - `BatchNormalizer(features, momentum=0.9, eps=1e-5)` has the arrays `gamma` (ones), `beta`
#   (zeros), `running_mean` (zeros) and `running_variance` (ones), each of shape (features,).
# - `forward(x, training)` takes (N, features), or images (N, H, W, features), and returns an array
#   of the same shape.
# - `backward(grad)`, after a `forward` in training, stores `dgamma` and `dbeta`, both (features,),
#   and returns the gradient by `x`, in the shape of `x`.
#
# **Approach.** For images, all axes but the last are `(0, 1, 2)`. For the backward pass, remember
# that $\mu$ and $v$ depend on every $x$ of the batch: three ways lead from $y$ back to $x$. With
# $g = \gamma \cdot \text{grad}$ they add up to
#
# $$\frac{dL}{dx} = \frac{1}{\sqrt{v + \varepsilon}} \Big( g - \text{mean}(g) - \hat x \cdot
# \text{mean}(g \hat x) \Big)$$
#
# Derive it on paper if you can, and check yourself by finite differences in any case.
#
# **Example.** `BatchNormalizer(2).forward(np.array([[1.0, 10.0], [3.0, 30.0]]), True)` is nearly
# `[[-1.0, -1.0], [1.0, 1.0]]`, and then `running_mean` is `[0.2, 2.0]`.


# %% answer="batchnorm"
class BatchNormalizer:
    """Batch norm over the last axis."""

    def __init__(self, features, momentum=0.9, eps=1e-5):
        ### BEGIN SOLUTION
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)
        ### END SOLUTION

    def forward(self, x, training):
        """Normalize x, scale it and shift it."""
        ### BEGIN SOLUTION
        mean, variance = self.running_mean, self.running_variance
        self.axes = tuple(range(x.ndim - 1))
        if training:
            mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_variance = m * self.running_variance + (1 - m) * variance
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta
        ### END SOLUTION

    def backward(self, grad):
        """Store dgamma and dbeta, and return the gradient by x."""
        ### BEGIN SOLUTION
        self.dgamma = (grad * self.x_hat).sum(axis=self.axes)
        self.dbeta = grad.sum(axis=self.axes)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=self.axes)
        return self.scale * (g - g.mean(axis=self.axes) - self.x_hat * along)
        ### END SOLUTION


# %% test="batchnorm" part="training" points=2
norm = BatchNormalizer(2)
y = norm.forward(np.array([[1.0, 10.0], [3.0, 30.0]]), True)
expect(y, [[-1.0, -1.0], [1.0, 1.0]], "batch norm of two examples", tolerance=1e-4)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(1)
x = rng.normal(3.0, 2.0, size=(7, 4))
kept = x.copy()
norm = BatchNormalizer(4)
y = norm.forward(x, True)
expect(y, (kept - kept.mean(axis=0)) / np.sqrt(kept.var(axis=0) + 1e-5), "batch norm of (7, 4)")
expect(x, kept, "x after forward, which must not change")
norm = BatchNormalizer(4, eps=0.5)
norm.gamma, norm.beta = np.array([1.0, 2.0, -1.0, 0.5]), np.array([0.0, 1.0, 2.0, 3.0])
wanted = norm.gamma * (kept - kept.mean(axis=0)) / np.sqrt(kept.var(axis=0) + 0.5) + norm.beta
expect(norm.forward(x, True), wanted, "batch norm with gamma, beta and eps = 0.5")
expect(BatchNormalizer(1).forward(np.full((3, 1), 4.0), True), np.zeros((3, 1)), "a constant")
### END HIDDEN TESTS

# %% test="batchnorm" part="running" points=2
norm = BatchNormalizer(2)
norm.forward(np.array([[1.0, 10.0], [3.0, 30.0]]), True)
expect(norm.running_mean, [0.2, 2.0], "running mean after one batch")
expect(norm.running_variance, [1.0, 10.9], "running variance after one batch")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(2)
norm = BatchNormalizer(3, momentum=0.8)
mean, variance = np.zeros(3), np.ones(3)
for _ in range(5):
    x = rng.normal(1.0, 3.0, size=(6, 3))
    norm.forward(x, True)
    mean, variance = 0.8 * mean + 0.2 * x.mean(axis=0), 0.8 * variance + 0.2 * x.var(axis=0)
expect(norm.running_mean, mean, "running mean after five batches with momentum 0.8")
expect(norm.running_variance, variance, "running variance after five batches, momentum 0.8")
one = np.array([[4.0, -2.0, 0.0]])
norm.gamma, norm.beta = np.array([2.0, 1.0, 1.0]), np.array([0.0, 0.0, 5.0])
wanted = norm.gamma * (one - mean) / np.sqrt(variance + 1e-5) + norm.beta
expect(norm.forward(one, False), wanted, "prediction for a single example")
expect(norm.running_mean, mean, "running mean after a prediction, which must not change it")
expect(norm.running_variance, variance, "running variance after a prediction")
both = norm.forward(np.vstack([one, one + 100]), False)
expect(both[:1], wanted, "prediction for the same example beside another one")
### END HIDDEN TESTS

# %% test="batchnorm" part="images" points=1
images = np.arange(24.0).reshape(2, 2, 2, 3)
y = BatchNormalizer(3).forward(images, True)
assert np.shape(y) == images.shape, f"x has shape {images.shape}, y has shape {np.shape(y)}."
expect(np.round(y.mean(axis=(0, 1, 2)), 9) + 0.0, np.zeros(3), "mean of each feature of y")
### BEGIN HIDDEN TESTS
images = np.random.default_rng(3).normal(2.0, 4.0, size=(3, 4, 5, 2))
norm = BatchNormalizer(2)
rows = images.reshape(-1, 2)
wanted = (rows - rows.mean(axis=0)) / np.sqrt(rows.var(axis=0) + 1e-5)
expect(norm.forward(images, True), wanted.reshape(images.shape), "batch norm of images")
expect(norm.running_mean, 0.1 * rows.mean(axis=0), "running mean after a batch of images")
### END HIDDEN TESTS

# %% test="batchnorm" part="backward" points=2
norm = BatchNormalizer(1)
norm.forward(np.array([[1.0], [3.0]]), True)
norm.backward(np.array([[1.0], [5.0]]))
expect(norm.dbeta, [6.0], "dbeta for the gradients 1 and 5")
expect(norm.dgamma, [4.0], "dgamma for the gradients 1 and 5", tolerance=1e-4)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(4)
for shape in [(5, 3), (2, 3, 2, 3)]:
    x, upstream = rng.normal(1.0, 2.0, size=shape), rng.normal(size=shape)
    gamma, beta = rng.normal(size=3), rng.normal(size=3)

    def loss_at(x, gamma, beta, upstream=upstream):
        fresh = BatchNormalizer(3)
        fresh.gamma, fresh.beta = gamma, beta
        return np.sum(upstream * fresh.forward(x, True))

    norm = BatchNormalizer(3)
    norm.gamma, norm.beta = gamma, beta
    norm.forward(x, True)
    dx, kept = norm.backward(upstream), upstream.copy()
    given = {"x": (dx, x), "gamma": (norm.dgamma, gamma), "beta": (norm.dbeta, beta)}
    for name, (got, value) in given.items():
        wanted = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            nudge = np.zeros(value.shape)
            nudge[index] = 1e-5
            start = {"x": x, "gamma": gamma, "beta": beta}
            above = loss_at(**{**start, name: value + nudge})
            wanted[index] = (above - loss_at(**{**start, name: value - nudge})) / 2e-5
        assert np.shape(got) == wanted.shape, (
            f"Gradient by {name}: expected shape {wanted.shape}, got {np.shape(got)}."
        )
        np.testing.assert_allclose(got, wanted, atol=1e-6, err_msg=f"gradient by {name} is wrong")
    expect(upstream, kept, "grad after backward, which must not change")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: An experiment: beat the network that knows it by heart (4 points)
#
# Two arches of points, noisy ones, and only 60 of them to learn from. The cell below gives you a
# network with two hidden layers of 32 ReLU neurons, and `by_heart`, which trains it without any
# remedy. It gets every one of its 60 points right, and on new points it is often sure and wrong:
# the loss there is above 0.5, and mostly above 1.
#
# **Task.** Write `train(x, y, x_val, y_val, rng)`. The first two are the 60 training points,
# (60, 2), and their classes 0 or 1, (60,); the next two are 60 validation points. Return a network
# that `loss_of` understands. On 2000 **new** points its loss must be below 0.5 **and** below two
# thirds of the loss of the network that `by_heart` trained on the same points, for at least three
# draws of four. Draw with `rng` only; the same `rng` must give the same network. A run may take
# two seconds.
#
# The tests bring their own points, turned by an angle that you do not know. So what you learn
# here is a method, and drawing more points yourself will not help.
#
# **Approach.** Begin with the loop of `by_heart`. A penalty adds its gradient to `slopes_of`. The
# validation points may say when to stop, or which strength is best. Moving the training points a
# little at random in every step is a remedy too. Print the loss on the validation points with and
# without each remedy, for five values of `rng`, before you decide.
#
# **Example.** `loss_of(train(x, y, x_val, y_val, rng), x_new, y_new)` is a number near 0.3.


# %% locked="arches"
STEPS = 400  # of by_heart; you may take more or fewer


def arches(n, rng, turn=0.0):
    """Draw n noisy points on two arches, turned by an angle: x (n, 2) and classes y (n,)."""
    y = rng.integers(0, 2, size=n)
    angle = rng.uniform(0.0, np.pi, size=n)
    arch = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x = np.where(y[:, None] == 0, arch - [0.5, 0.25], [0.5, 0.25] - arch)
    x = x + rng.normal(0.0, 0.3, size=(n, 2))
    return x @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]), y


def first_weights(rng, hidden=32):
    """Draw a network: a dictionary with W1, b1, W2, b2, W3, b3."""
    net = {"b1": np.zeros(hidden), "b2": np.zeros(hidden), "b3": np.zeros(())}
    for name, shape in {"W1": (2, hidden), "W2": (hidden, hidden), "W3": (hidden,)}.items():
        net[name] = rng.normal(size=shape) * np.sqrt(2 / shape[0])
    return net


def layers_of(net, x):
    """Both hidden layers, and the score for class 1."""
    h1 = np.maximum(0, x @ net["W1"] + net["b1"])
    h2 = np.maximum(0, h1 @ net["W2"] + net["b2"])
    return h1, h2, h2 @ net["W3"] + net["b3"]


def loss_of(net, x, y):
    """Binary cross-entropy of the network, one number."""
    score = layers_of(net, x)[2]
    return float(np.mean(np.logaddexp(0.0, score) - y * score))


def slopes_of(net, x, y):
    """Gradients of the loss by everything in net: a dictionary with the same names."""
    h1, h2, score = layers_of(net, x)
    dscore = (0.5 * np.tanh(0.5 * score) + 0.5 - y) / len(y)
    dh2 = np.outer(dscore, net["W3"]) * (h2 > 0)
    dh1 = dh2 @ net["W2"].T * (h1 > 0)
    weights = {"W1": x.T @ dh1, "W2": h1.T @ dh2, "W3": h2.T @ dscore}
    return {**weights, "b1": dh1.sum(axis=0), "b2": dh2.sum(axis=0), "b3": dscore.sum()}


def adam_step(net, slopes, memory, rate=0.01):
    """One step of Adam: a new network. `memory` is a dictionary, empty before the first step."""
    memory["step"] = t = memory.get("step", 0) + 1
    after = {}
    for name, slope in slopes.items():
        m, v = memory.get(name, (0.0, 0.0))
        memory[name] = m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        after[name] = net[name] - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return after


def by_heart(x, y, x_val, y_val, rng):
    """Train without any remedy."""
    net, memory = first_weights(rng), {}
    for _ in range(STEPS):
        net = adam_step(net, slopes_of(net, x, y), memory)
    return net


def compare(train, seed, turn):
    """Losses on 2000 new points: of the network trained by heart, and of the one from train."""
    rng = np.random.default_rng(seed)
    points = *arches(60, rng, turn), *arches(60, rng, turn)
    new = arches(2000, rng, turn)
    nets = [method(*points, np.random.default_rng(seed)) for method in (by_heart, train)]
    return tuple(loss_of(net, *new) for net in nets)


def is_beaten(losses):
    """Whether the second of two losses is below 0.5, and below two thirds of the first."""
    return losses[1] < 0.5 and losses[1] < losses[0] * 2 / 3


# %% answer="experiment"
def train(x, y, x_val, y_val, rng):
    """Train a network that does well on new points; return it."""
    ### BEGIN SOLUTION
    trained, memory = first_weights(rng), {}
    for _ in range(400):
        moved = x + rng.normal(0.0, 0.2, size=x.shape)
        slopes = slopes_of(trained, moved, y)
        for name in ("W1", "W2", "W3"):
            slopes[name] = slopes[name] + 2 * 0.002 * trained[name]
        trained = adam_step(trained, slopes, memory)
    return trained
    ### END SOLUTION


# %% test="experiment" part="beats" points=1
pairs = [compare(train, seed, turn=0.0) for seed in (1, 2, 3, 4)]
for before, after in pairs:
    print(f"by heart {before:.2f}, yours {after:.2f}")
won = sum(map(is_beaten, pairs))
assert won >= 3, (
    f"Below 0.5 and below two thirds of the other loss in {won} draws of 4; expected 3."
)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(30)
points = *arches(60, rng), *arches(60, rng)
kept = [part.copy() for part in points]
nets = [train(*points, np.random.default_rng(seed)) for seed in (5, 5, 6)]
for part, before in zip(points, kept, strict=True):
    expect(part, before, "the points after train, which must not change")
same = [loss_of(net, *points[2:]) for net in nets]
assert same[0] == same[1], "The same rng gave two different networks: draw with rng only."
assert same[0] != same[2], "Two different rngs gave the same network: draw the start with rng."
### END HIDDEN TESTS

# %% test="experiment" part="everywhere" points=3
pairs = [compare(train, seed, turn=0.5) for seed in (5, 6, 7, 8)]
won = sum(map(is_beaten, pairs))
assert won >= 3, f"Points turned by half a radian: beaten in {won} draws of 4; expected 3."
### BEGIN HIDDEN TESTS
pairs = [compare(train, seed, turn=2.0) for seed in (11, 12, 13, 14)]
won = sum(map(is_beaten, pairs))
assert won >= 3, f"Points turned by two radians: beaten in {won} draws of 4; expected 3."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: Explain (3 points)
#
# Answer in about ten sentences.
#
# 1. A friend shows you two curves: the training loss ends at 0.20, the validation loss at 0.31.
#    She says: "There is a gap, so it overfits." What do you need to know before you agree? Describe
#    the course of the curves in three cases: overfitting, underfitting, and all is well.
# 2. Bias and variance: say for each of *more data*, *a stronger L2 penalty* and *a wider network*
#    what it does to the one and to the other, and why no remedy touches the noise.

# %% [markdown] explain="why" points=3
# ### BEGIN SOLUTION
# 1. A gap alone is normal, because the network was fitted to the training set. What counts is the
#    course over the epochs. Overfitting: the training loss goes on falling while the validation
#    loss has passed its lowest point and rises, so the gap widens. Underfitting: both losses are
#    high, close together, and have stopped falling. All is well: both have fallen, the validation
#    loss is flat or still falling, and the gap is about constant. One also has to know whether the
#    training loss was measured with dropout or a penalty in it: then it is not comparable.
#    (1.5 points: gap normal and course asked for, half; three cases, one)
# 2. More data: variance falls, because the noise of single examples averages out; the bias stays
#    about the same. A stronger L2 penalty: variance falls, because large weights are needed to
#    follow the noise; bias rises. A wider network: bias falls, variance usually rises (with very
#    wide networks it may fall again). The noise is the scatter of new measurements around the
#    truth; it has nothing to do with the model, so no training can take it away. (1.5 points: one
#    for the three remedies, half for the noise)
# ### END SOLUTION
