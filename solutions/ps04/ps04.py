# %% [markdown]
# # ps04: Train it yourself
#
# This assignment belongs to lesson 04. You write what stands around the gradient: batches, a split
# that leaks nothing, an optimizer with a memory, a finder for the learning rate, the numbers that
# judge a diagnosis. In the end you train a network that reads digits, by a loop of your own.
#
# | question | what you write | points |
# |---|---|---|
# | 1 | batches, in a new order each epoch | 4 |
# | 2 | a stratified split, and scaling without a leak | 5 |
# | 3 | Adam with weight decay, as a class | 5 |
# | 4 | a finder for the learning rate | 5 |
# | 5 | precision, recall, and the cheapest threshold | 5 |
# | 6 | an experiment: read digits, from any start | 4 |
# | 7 | explain | 3 |
#
# Plan for two to four hours. The questions do not depend on one another, so skip the one that
# holds you up and come back to it. You need NumPy; the digits of question 6 come with the course.
#
# Never change an array that is handed to you. Make a new one. All that is random comes from the
# `rng` that you are given, and from nowhere else, so that a run can be repeated.

# %% locked="setup"
import numpy as np

from dlcourse.data import load_digits


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
# ## Question 1: Batches (4 points)
#
# **Task.** Write the class `Batches`, so that a training loop can read
#
# ```python
# batches = Batches(x, y, size, rng)
# for epoch in range(epochs):
#     for x_batch, y_batch in batches:
#         ...
# ```
#
# - `Batches(x, y, size, rng, drop_last=False)` keeps what it needs. `x` is (N, ...), `y` is (N,).
# - `__iter__` is what Python calls when a `for` loop begins, so once each epoch. It goes through
#   all examples **once**, in a **new random order**, `size` of them at a time. The last batch may
#   be smaller; with `drop_last=True` such a smaller one is left out.
# - `__len__` is what Python calls for `len(batches)`: the number of batches of one epoch.
#
# **Approach.** Shuffle row numbers, not the arrays: an image must keep its answer. `__iter__` may
# collect all pairs in a list and return `iter(pairs)`; or you use `yield`.
#
# **Example.** With five examples, `len(Batches(x, y, 2, rng))` is 3, and the batches have 2, 2 and
# 1 rows. With `drop_last=True` there are two batches.


# %% answer="batches"
class Batches:
    """The batches of an epoch, in a new order each time."""

    def __init__(self, x, y, size, rng, drop_last=False):
        ### BEGIN SOLUTION
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last
        ### END SOLUTION

    def __len__(self):
        ### BEGIN SOLUTION
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1
        ### END SOLUTION

    def __iter__(self):
        ### BEGIN SOLUTION
        order = self.rng.permutation(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]
        ### END SOLUTION


# %% locked="batches-cases"
def numbered(n):
    """Examples (n, 2) and answers (n,) that show which row they are."""
    rows = np.arange(n)
    return np.column_stack([rows + 0.5, -rows]), 10 * rows


# %% test="batches" part="one_epoch" points=2
x, y = numbered(5)
epoch = list(Batches(x, y, 2, np.random.default_rng(1)))
sizes = sorted(len(x_batch) for x_batch, _ in epoch)
assert sizes == [1, 2, 2], f"Five examples in twos: expected batches of 2, 2, 1, got {sizes}."
assert sorted(np.concatenate([y_batch for _, y_batch in epoch])) == [0, 10, 20, 30, 40], (
    "Five examples in twos: each example should come exactly once in an epoch."
)
### BEGIN HIDDEN TESTS
for n, size in [(23, 5), (12, 4), (3, 8), (7, 1)]:
    x, y = numbered(n)
    epoch = list(Batches(x, y, size, np.random.default_rng(2)))
    left = n % size
    wanted = [size] * (n // size) + ([left] if left else [])
    got = [len(x_batch) for x_batch, _ in epoch]
    assert got == wanted, f"{n} examples, size {size}: expected sizes {wanted}, got {got}."
    x_seen = np.concatenate([x_batch for x_batch, _ in epoch])
    y_seen = np.concatenate([y_batch for _, y_batch in epoch])
    assert sorted(y_seen) == sorted(y), f"{n} examples, size {size}: not each came exactly once."
    expect(x_seen[:, 0] - 0.5, y_seen / 10, "rows of x and y that came together")
images = np.arange(24.0).reshape(6, 2, 2, 1)
for image_batch, y_batch in Batches(images, np.arange(6), 4, np.random.default_rng(3)):
    expect(image_batch[:, 0, 0, 0], 4.0 * y_batch, "images of shape (2, 2, 1) and their answers")
### END HIDDEN TESTS

# %% test="batches" part="new_order" points=1
x, y = numbered(40)
batches = Batches(x, y, 40, np.random.default_rng(1))
first, second = ([y_batch.tolist() for _, y_batch in batches] for _ in range(2))
assert first != second, "Two epochs had the same order: shuffle each time that a loop begins."
assert first != [y.tolist()], "The first epoch has the order of the data: shuffle it, too."
### BEGIN HIDDEN TESTS


def answers_of(batches):
    return np.concatenate([y_batch for _, y_batch in batches])


same, again, other = (
    answers_of(Batches(x, y, 7, np.random.default_rng(seed))) for seed in (4, 4, 5)
)
expect(same, again, "two epochs from equal rngs, which must be equal")
assert not np.array_equal(same, other), "Two different rngs gave the same order."
x_kept, y_kept = numbered(40)
expect(x, x_kept, "x after an epoch, which must not change")
expect(y, y_kept, "y after an epoch, which must not change")
batches = Batches(x, y, 7, np.random.default_rng(6))
third = [answers_of(batches) for _ in range(3)][-1]
assert sorted(third) == sorted(y), "In the third epoch not each example came exactly once."
moved = np.mean(answers_of(batches) // 70 != np.arange(40) // 7)
assert moved > 0.4, "The examples of a batch are always neighbours in the data: shuffle rows."
### END HIDDEN TESTS

# %% test="batches" part="count" points=1
x, y = numbered(5)
rng = np.random.default_rng(1)
assert len(Batches(x, y, 2, rng)) == 3, "Five examples in twos are 3 batches."
assert len(Batches(x, y, 2, rng, drop_last=True)) == 2, "Without the smaller last one, 2 batches."
### BEGIN HIDDEN TESTS
for n, size in [(12, 4), (13, 4), (3, 8), (8, 8), (200, 1)]:
    x, y = numbered(n)
    for drop_last in (False, True):
        batches = Batches(x, y, size, np.random.default_rng(2), drop_last=drop_last)
        wanted = n // size + (0 if drop_last or n % size == 0 else 1)
        what = f"{n} examples, size {size}, drop_last={drop_last}"
        assert len(batches) == wanted, f"{what}: expected len {wanted}, got {len(batches)}."
        came = sum(1 for _ in batches)
        assert came == wanted, f"{what}: expected {wanted} batches, {came} came."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2: A split that leaks nothing (5 points)
#
# **Task.** Write two functions.
#
# `stratified_split(y, share, rng)` gets the classes `y`, (N,), and returns two arrays of row
# numbers: those of the training set and those of the test set. Every row is in exactly one of
# them. Of the $n_k$ rows of class $k$, `share` times $n_k$ go into the test set, rounded up or
# down. Which ones is a matter of chance. The order of the row numbers does not matter.
#
# `standardise(x, train_rows)` gets all of `x`, (N, D), and returns all of it scaled: the mean of
# each column subtracted, divided by its standard deviation. Mean and deviation come from the
# **training rows only**. A column that is constant in the training rows is only shifted by its
# mean, and not divided.
#
# **Approach.** Split the rows of each class on their own. For the second function: which of the
# lines may look at `x`, and which only at `x[train_rows]`?
#
# **Example.** Of `y = np.array([0, 0, 0, 0, 1, 1])` with share 0.5, two rows of class 0 and one of
# class 1 go into the test set. `standardise(np.array([[1.0], [3.0], [6.0]]), np.array([0, 1]))` is
# `[[-1.0], [1.0], [4.0]]`.


# %% answer="split"
def stratified_split(y, share, rng):
    """Row numbers of the training set and of the test set, by class."""
    ### BEGIN SOLUTION
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)
    ### END SOLUTION


def standardise(x, train_rows):
    """All rows of x, scaled by mean and deviation of the training rows."""
    ### BEGIN SOLUTION
    known = x[train_rows]
    deviation = known.std(axis=0)
    return (x - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)
    ### END SOLUTION


# %% locked="split-cases"
def expect_parts(train, test, n):
    """Check that every row number from 0 to n - 1 is in exactly one of the two arrays."""
    rows = sorted([*np.asarray(train).tolist(), *np.asarray(test).tolist()])
    assert rows == list(range(n)), (
        f"Each of {n} rows should be in one set, once. Together the two sets hold {rows}."
    )


# %% test="split" part="all_rows" points=1
train, test = stratified_split(np.array([0, 0, 0, 0, 1, 1]), 0.5, np.random.default_rng(1))
expect_parts(train, test, 6)
### BEGIN HIDDEN TESTS
y = np.random.default_rng(2).integers(0, 4, size=50)
kept = y.copy()
train, test = stratified_split(y, 0.3, np.random.default_rng(3))
expect_parts(train, test, 50)
expect(y, kept, "y after stratified_split, which must not change")
same, again, other = (
    sorted(stratified_split(y, 0.3, np.random.default_rng(seed))[1]) for seed in (5, 5, 6)
)
assert same == again, "Two equal rngs gave two different test sets: draw with rng only."
assert same != other, "Two different rngs gave the same test set: let rng choose the rows."
### END HIDDEN TESTS

# %% test="split" part="shares" points=2
y = np.array([0, 0, 0, 0, 1, 1])
_, test = stratified_split(y, 0.5, np.random.default_rng(1))
expect(np.bincount(y[test]), [2, 1], "classes in the test set, share 0.5 of 4 and 2")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(7)
y = rng.permutation(np.repeat([0, 1, 2, 5], [300, 40, 10, 7]))
for share in (0.1, 0.25, 0.6):
    for seed in range(3):
        train, test = stratified_split(y, share, np.random.default_rng(seed))
        for label in (0, 1, 2, 5):
            n, got = np.sum(y == label), np.sum(y[test] == label)
            assert abs(got - share * n) < 1, (
                f"Share {share} of {n} rows of class {label}: expected about {share * n:g} in "
                f"the test set, got {got}."
            )
late = [np.mean(stratified_split(np.zeros(100), 0.5, np.random.default_rng(s))[1]) for s in (1, 2)]
assert all(35 < mean < 64 for mean in late), "The test set is not spread over the rows by chance."
### END HIDDEN TESTS

# %% test="split" part="scaling" points=2
x = np.array([[1.0], [3.0], [6.0]])
expect(standardise(x, np.array([0, 1])), [[-1.0], [1.0], [4.0]], "standardise, training rows 0, 1")
### BEGIN HIDDEN TESTS
x = np.random.default_rng(8).normal(5.0, 3.0, size=(12, 3)) * [1.0, 100.0, 0.01]
rows = np.array([11, 2, 3, 7, 5])
kept = x.copy()
got = standardise(x, rows)
expect(x, kept, "x after standardise, which must not change")
means = [sum(x[r, c] for r in rows) / 5 for c in range(3)]
spreads = [(sum((x[r, c] - means[c]) ** 2 for r in rows) / 5) ** 0.5 for c in range(3)]
wanted = [[(row[c] - means[c]) / spreads[c] for c in range(3)] for row in x]
expect(got, wanted, "standardise, 12 rows, of which 5 for training")
flat = np.array([[2.0, 1.0], [2.0, 3.0], [5.0, 2.0]])
expect(
    standardise(flat, np.array([0, 1])),
    [[0.0, -1.0], [0.0, 1.0], [3.0, 0.0]],
    "standardise, first column constant in the training rows",
)
whole = np.array([[1, 0], [3, 4]])
expect(standardise(whole, np.array([0, 1])), [[-1.0, -1.0], [1.0, 1.0]], "whole numbers")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3: Adam with weight decay (5 points)
#
# AdamW is what most large networks are trained with today. It is Adam, and besides it pulls every
# weight a little towards 0 in each step (lesson 07 says what for). The pull goes around the two
# memories: it is not part of the gradient. At step $t = 1, 2, \dots$
#
# $$v \leftarrow \beta_1 v + (1 - \beta_1)\, g \qquad s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2$$
#
# $$w \leftarrow w - \eta \left( \frac{v / (1 - \beta_1^t)}{\sqrt{s / (1 - \beta_2^t)} + \epsilon}
# + \lambda\, w \right)$$
#
# **Task.** Write the class `AdamW`. `AdamW(rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8)`
# makes one; $\eta$ is `rate` and $\lambda$ is `decay`. Its method `step(weights, gradients)` gets
# two dictionaries from name to array, with the same names, does one step for all of them, and
# returns a dictionary with the new weights. What it must remember, it keeps in the object, for
# each name on its own. Neither dictionary nor any array in them may change.
#
# **Approach.** Write the step for one array first. At which moment of a step does $t$ grow? Which
# $w$ stands on the right side of the formula?
#
# **Example.** `AdamW(0.1).step({"w": np.array([1.0, 1.0])}, {"w": np.array([5.0, -0.5])})` is
# `{"w": [0.9, 1.1]}`. With `decay=0.5` it is `{"w": [0.85, 1.05]}`.


# %% answer="adamw"
class AdamW:
    """Adam with decoupled weight decay; remembers its past for each name."""

    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        ### BEGIN SOLUTION
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0
        ### END SOLUTION

    def step(self, weights, gradients):
        """Return the new weights."""
        ### BEGIN SOLUTION
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
        return new
        ### END SOLUTION


# %% test="adamw" part="first_step" points=1
new = AdamW(0.1).step({"w": np.array([1.0, 1.0])}, {"w": np.array([5.0, -0.5])})
expect(new["w"], [0.9, 1.1], "AdamW(0.1), first step")
### BEGIN HIDDEN TESTS
new = AdamW(0.02, eps=1.0).step({"w": np.array([[3.0]])}, {"w": np.array([[4.0]])})
expect(new["w"], [[2.984]], "AdamW(0.02, eps=1), first step")
new = AdamW(1.0, beta1=0.5, beta2=0.5).step({"w": np.array([0.0])}, {"w": np.array([-2.0])})
expect(new["w"], [1.0], "AdamW(1, beta1=0.5, beta2=0.5), first step")
### END HIDDEN TESTS

# %% test="adamw" part="many_steps" points=2
adamw, weights = AdamW(0.1), {"w": np.array([0.0])}
for g in (1.0, 3.0):
    weights = adamw.step(weights, {"w": np.array([g])})
expect(weights["w"], [-0.19177811], "AdamW(0.1) after the gradients 1 and 3")
### BEGIN HIDDEN TESTS
adamw, weights = AdamW(0.05, beta1=0.8, beta2=0.95), {"w": np.array([1.0, -2.0])}
v, s, w = [0.0, 0.0], [0.0, 0.0], [1.0, -2.0]
for t, g in enumerate(np.random.default_rng(1).normal(size=(12, 2)), start=1):
    weights = adamw.step(weights, {"w": g})
    for i in range(2):
        v[i] = 0.8 * v[i] + 0.2 * g[i]
        s[i] = 0.95 * s[i] + 0.05 * g[i] ** 2
        w[i] -= 0.05 * (v[i] / (1 - 0.8**t)) / ((s[i] / (1 - 0.95**t)) ** 0.5 + 1e-8)
    expect(weights["w"], w, f"AdamW(0.05, beta1=0.8, beta2=0.95) after {t} steps")
### END HIDDEN TESTS

# %% test="adamw" part="decay" points=1
new = AdamW(0.1, decay=0.5).step({"w": np.array([1.0, 1.0])}, {"w": np.array([5.0, -0.5])})
expect(new["w"], [0.85, 1.05], "AdamW(0.1, decay=0.5), first step")
### BEGIN HIDDEN TESTS
adamw, weights = AdamW(0.1, decay=0.2), {"w": np.array([8.0])}
for _ in range(5):
    weights = adamw.step(weights, {"w": np.array([0.0])})
expect(weights["w"], [8.0 * 0.98**5], "AdamW(0.1, decay=0.2), 5 steps without any gradient")
adamw, weights = AdamW(0.1, decay=2.0), {"w": np.array([10.0])}
for g in (1.0, 1.0):
    weights = adamw.step(weights, {"w": np.array([g])})
expect(weights["w"], [6.22], "AdamW(0.1, decay=2), two steps with gradient 1")
### END HIDDEN TESTS

# %% test="adamw" part="memory" points=1
start = {"W": np.array([[1.0, 2.0]]), "b": np.array([0.5])}
given = {"W": np.array([[1.0, -1.0]]), "b": np.array([2.0])}
new = AdamW(0.1).step(start, given)
expect(new["W"], [[0.9, 2.1]], "W after one step")
expect(new["b"], [0.4], "b after one step")
expect(start["W"], [[1.0, 2.0]], "the weights that went in, which must not change")
### BEGIN HIDDEN TESTS
both, only_b, idle = AdamW(0.1), AdamW(0.1), AdamW(0.1)
weights, alone = start, {"b": start["b"]}
for g in np.random.default_rng(2).normal(size=(6, 3)):
    gradients = {"W": g[None, :2], "b": g[2:]}
    kept = {name: value.copy() for name, value in gradients.items()}
    weights = both.step(weights, gradients)
    alone = only_b.step(alone, {"b": g[2:]})
    for name in kept:
        expect(gradients[name], kept[name], f"gradients[{name!r}], which must not change")
assert set(weights) == {"W", "b"}, f"Expected new weights W and b, got {sorted(weights)}."
expect(weights["b"], alone["b"], "b trained beside W, and b trained alone, which must agree")
expect(start["W"], [[1.0, 2.0]], "the weights that went in, which must not change")
expect(idle.step({"b": start["b"]}, {"b": given["b"]})["b"], [0.4], "another AdamW's first step")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 4: A finder for the learning rate (5 points)
#
# In lesson 04 you climbed a ladder of rates, with a new run for each. One run is enough: begin with
# a tiny rate, raise it by the same factor with every step, and watch where the loss falls fastest.
#
# **Task.** Write three functions.
#
# 1. `ladder(low, high, count)`: an array of `count` rates. The first is `low`, the last is `high`,
#    and each is the one before times the same factor.
# 2. `range_test(probe, w, rates)`: `probe(w)` returns a pair, the loss at `w` and its gradient. For
#    each rate in turn: probe **once**, note the loss, take the step $w \leftarrow w - \eta g$. As
#    soon as a loss is not finite, or larger than 4 times the smallest noted before it, stop, and
#    do not note that loss. Return the list of losses. `w` itself must not change.
# 3. `suggest(rates, losses)`: smooth the losses, for they jump from batch to batch: $a \leftarrow
#    0.8\, a + 0.2\, \ell$ from $a = 0$, and divide by $1 - 0.8^t$ after $t$ losses, as Adam does.
#    Return the rate of the step that made the *smoothed* loss fall most. Note that the step with
#    `rates[i]` leads from `losses[i]` to `losses[i + 1]`. There may be fewer losses than rates.
#
# **Approach.** For the first, think of logarithms. For the second, write the loop with all
# conditions in words first.
#
# **Example.** `ladder(0.001, 1.0, 4)` is `[0.001, 0.01, 0.1, 1.0]`. With
# `probe = lambda w: (w**2, 2 * w)`, `range_test(probe, 1.0, [0.25, 0.25, 5.0, 1.0])` is
# `[1.0, 0.25, 0.0625]`. `suggest(np.array([0.1, 0.2, 0.4]), [5.0, 4.0, 1.0])` is 0.2.


# %% answer="finder"
def ladder(low, high, count):
    """Return count rates from low to high, each a fixed multiple of the one before."""
    ### BEGIN SOLUTION
    return low * (high / low) ** (np.arange(count) / (count - 1))
    ### END SOLUTION


def range_test(probe, w, rates):
    """Return the losses met while the rate climbs, until they run away."""
    ### BEGIN SOLUTION
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses
    ### END SOLUTION


def suggest(rates, losses):
    """Return the rate whose step made the smoothed loss fall most."""
    ### BEGIN SOLUTION
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]
    ### END SOLUTION


# %% test="finder" part="ladder" points=1
expect(ladder(0.001, 1.0, 4), [0.001, 0.01, 0.1, 1.0], "ladder(0.001, 1, 4)")
### BEGIN HIDDEN TESTS
expect(ladder(2.0, 32.0, 5), [2.0, 4.0, 8.0, 16.0, 32.0], "ladder(2, 32, 5)")
got = ladder(1e-5, 3.0, 40)
assert len(got) == 40, f"ladder(1e-5, 3, 40): expected 40 rates, got {len(got)}."
expect(got[[0, -1]], [1e-5, 3.0], "first and last of ladder(1e-5, 3, 40)")
expect(got[1:] / got[:-1], np.full(39, 300000 ** (1 / 39)), "factors of ladder(1e-5, 3, 40)")
### END HIDDEN TESTS

# %% test="finder" part="range_test" points=2
got = range_test(lambda w: (w**2, 2 * w), 1.0, [0.25, 0.25, 5.0, 1.0])
expect(got, [1.0, 0.25, 0.0625], "range_test of w², which runs away at rate 5")
### BEGIN HIDDEN TESTS
calls = []


def bowl(w):
    calls.append(np.array(w))
    return float(np.sum(w**2)) + 1.0, 2 * w


start = np.array([1.0, -2.0])
rates = np.array([0.05, 0.1, 0.2, 0.4])
got = range_test(bowl, start, rates)
expect(start, [1.0, -2.0], "w after range_test, which must not change")
assert len(calls) == 4, f"4 rates: expected 4 calls of probe, got {len(calls)}."
expect(got, [6.0, 5.05, 3.592, 1.93312], "range_test of w1² + w2² + 1")
noisy = iter([(loss, 0.0) for loss in (4.0, 2.0, 7.9, 1.0, 3.9, 8.0, 0.5)])
got = range_test(lambda w: next(noisy), 0.0, [0.1] * 7)
expect(got, [4.0, 2.0, 7.9, 1.0, 3.9], "range_test of the losses 4, 2, 7.9, 1, 3.9, 8, 0.5")
assert next(noisy) == (0.5, 0.0), "range_test went on after the loss had run away."
for strange in (np.nan, np.inf):
    bad = iter([(3.0, 1.0), (strange, 1.0), (1.0, 1.0)])
    got = range_test(lambda w, bad=bad: next(bad), 0.0, [0.1] * 3)
    expect(got, [3.0], f"range_test of the losses 3, {strange}, 1")
### END HIDDEN TESTS

# %% test="finder" part="suggest" points=2
got = suggest(np.array([0.1, 0.2, 0.4]), [5.0, 4.0, 1.0])
expect(got, 0.2, "suggest for the losses 5, 4, 1")
### BEGIN HIDDEN TESTS
rates = 0.01 * 2.0 ** np.arange(12)
falls_then_jumps = [8.0, 7.9, 7.5, 6.0, 3.0, 2.5, 2.4, 2.6, 6.0, 9.0]
expect(suggest(rates, falls_then_jumps), rates[3], "suggest, steepest at the fourth rate")
one_lucky_batch = [9.0, 9.0, 9.0, 9.0, 6.5, 9.0, 8.6, 7.0, 5.4, 3.8, 2.2, 6.0]
expect(suggest(rates, one_lucky_batch), rates[9], "suggest, where only smoothing finds the slope")
expect(suggest(rates, [3.0, 2.5, 2.4]), rates[0], "suggest with fewer losses than rates")
kept = list(one_lucky_batch)
suggest(rates, one_lucky_batch)
expect(one_lucky_batch, kept, "losses after suggest, which must not change")
### END HIDDEN TESTS

# %% [markdown]
# ## Question 5: What a mistake costs (5 points)
#
# **Task.** Write two functions.
#
# `by_class(matrix)` gets a confusion matrix (K, K): row $i$, column $j$ says how often class $i$
# was taken for class $j$. It returns an array (K, 3): for each class its precision, its recall
# and its F1 score,
#
# $$F_1 = \frac{2 \cdot \text{precision} \cdot \text{recall}}{\text{precision} + \text{recall}}$$
#
# Wherever you would divide by 0, the result is 0, and no warning is printed.
#
# `cheapest_threshold(p, y, missed, alarm)` gets the predicted probabilities `p`, (N,), and the
# truth `y`, (N,), 1 for ill and 0 for healthy. Somebody is called ill if `p > threshold`. Every
# ill person who is not called ill costs `missed`, every healthy one who is costs `alarm`. Return
# a threshold from 0 to 1 with the smallest total cost. If several do, any of them is right.
#
# **Approach.** For class $k$: which entry are the hits, which sum is all that was *called* $k$,
# which is all that *is* $k$? For the second: between two neighbouring values of `p` nothing
# changes, so only a few thresholds need to be tried. Do not forget *everyone* and *nobody*.
#
# **Example.** `by_class(np.array([[8, 2], [0, 5]]))` is, rounded, `[[1.0, 0.8, 0.889], [0.714, 1.0,
# 0.833]]`. For `p = np.array([0.2, 0.6, 0.7])`, `y = np.array([1, 0, 1])`, with `missed=10` and
# `alarm=1`, any threshold from 0 to below 0.2 is right: it costs 1.


# %% answer="costs"
def by_class(matrix):
    """Precision, recall and F1 of each class, (K, 3)."""
    ### BEGIN SOLUTION
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])
    ### END SOLUTION


def cheapest_threshold(p, y, missed, alarm):
    """A threshold from 0 to 1 with the smallest total cost."""
    ### BEGIN SOLUTION
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best
    ### END SOLUTION


# %% locked="costs-cases"
def total_cost(p, y, threshold, missed, alarm):
    """What the mistakes at a threshold cost."""
    cost = 0.0
    for chance, truth in zip(p, y, strict=True):
        if truth == 1 and not chance > threshold:
            cost += missed
        if truth == 0 and chance > threshold:
            cost += alarm
    return cost


# %% test="costs" part="precision_recall" points=1
got = by_class(np.array([[8, 2], [0, 5]]))
assert np.shape(got) == (2, 3), f"by_class: expected shape (2, 3), got {np.shape(got)}."
expect(got[:, :2], [[1.0, 0.8], [5 / 7, 1.0]], "precision and recall of [[8, 2], [0, 5]]")
### BEGIN HIDDEN TESTS
matrix = np.array([[50, 3, 2], [4, 20, 6], [1, 0, 14]])
kept = matrix.copy()
wanted = [[50 / 55, 50 / 55], [20 / 23, 20 / 30], [14 / 22, 14 / 15]]
expect(by_class(matrix)[:, :2], wanted, "precision and recall of three classes")
expect(matrix, kept, "matrix after by_class, which must not change")
### END HIDDEN TESTS

# %% test="costs" part="f1" points=2
expect(by_class(np.array([[8, 2], [0, 5]]))[:, 2], [8 / 9, 5 / 6], "F1 of [[8, 2], [0, 5]]")
### BEGIN HIDDEN TESTS
matrix = np.array([[50, 3, 2], [4, 20, 6], [1, 0, 14]])
expect(by_class(matrix)[:, 2], [100 / 110, 40 / 53, 28 / 37], "F1 of three classes")
with np.errstate(all="raise"):
    never_called = by_class(np.array([[7, 0, 0], [2, 0, 1], [0, 0, 3]]))
    never_there = by_class(np.array([[4, 1, 0], [2, 3, 0], [0, 0, 0]]))
expect(never_called[1], [0.0, 0.0, 0.0], "a class that is never called")
expect(never_there[2], [0.0, 0.0, 0.0], "a class that neither is there nor is called")
expect(never_there[0], [4 / 6, 4 / 5, 8 / 11], "the class beside it")
### END HIDDEN TESTS

# %% test="costs" part="threshold" points=2
p, y = np.array([0.2, 0.6, 0.7]), np.array([1, 0, 1])
got = cheapest_threshold(p, y, 10, 1)
assert 0 <= got < 0.2, f"missed=10, alarm=1: expected a threshold from 0 to below 0.2, got {got}."
### BEGIN HIDDEN TESTS
got = cheapest_threshold(p, y, 1, 10)
assert 0.6 <= got < 0.7, f"missed=1, alarm=10: expected one from 0.6 to below 0.7, got {got}."
rng = np.random.default_rng(9)
for missed, alarm in [(1, 1), (5, 1), (1, 5), (1000, 1), (1, 1000), (2.5, 0.5)]:
    y = rng.integers(0, 2, size=40)
    p = np.clip(0.5 * y + rng.normal(0.25, 0.3, size=40), 0.01, 0.99)
    kept = p.copy()
    got = cheapest_threshold(p, y, missed, alarm)
    expect(p, kept, "p after cheapest_threshold, which must not change")
    assert 0 <= got <= 1, f"Expected a threshold from 0 to 1, got {got}."
    lowest = min(total_cost(p, y, t, missed, alarm) for t in [0.0, *p, 1.0])
    cost = total_cost(p, y, got, missed, alarm)
    assert np.isclose(cost, lowest), (
        f"missed={missed}, alarm={alarm}: the threshold {got:.4f} costs {cost:g}, and {lowest:g} "
        "is possible."
    )
### END HIDDEN TESTS

# %% [markdown]
# ## Question 6: An experiment (4 points)
#
# Now put it together. Train the network of lesson 04, flatten - hidden ReLUs - 10 scores, on the 8
# × 8 digits, by a loop of your own. Nothing is wrong with the data, but they come as data come:
# **sorted by class**.
#
# **Task.** Write `train(x, y, slopes, rng)`. `x` is (N, 64), from 0 to 1, `y` is (N,), the classes.
# `slopes(net, x_batch, y_batch)` is given: it returns the gradients of the mean cross-entropy, a
# dictionary with the same names as `net`. It takes at most **64 rows**, and you may call it at most
# **1200 times**. Return the trained network, a dictionary `net` with `W1` (64, H), `b1` (H,), `W2`
# (H, 10), `b2` (10,). The width H, from 16 to 128, the start, the batches, the optimizer and the
# rate are yours. Draw with `rng` only.
#
# On test digits that your function never sees, more than **93 %** must be right, with **every**
# `rng` that is tried. The batches must be mixed: more than two classes in each, in the mean. Keep
# each run under about five seconds.
#
# **Approach.** Write the loop with plain SGD, then try momentum or Adam. Try a ladder of rates.
# Hold back some of your data to choose by. Choose with a margin: one lucky run is not enough.
#
# **Example.** See the first test cell: it splits the digits, trains and counts.


# %% locked="digits"
def scores(net, x):
    """The scores of the ten classes, (N, 10)."""
    return np.maximum(x @ net["W1"] + net["b1"], 0.0) @ net["W2"] + net["b2"]


def share_right(net, x, y):
    """The share of images that are read as their class."""
    return float(np.mean(scores(net, x).argmax(axis=1) == y))


class Slopes:
    """Gives gradients, counts how often it was asked, and for how many classes at a time."""

    def __init__(self):
        self.calls = 0
        self.classes = []

    def __call__(self, net, x, y):
        """Gradients of the mean cross-entropy by every entry of net, for a batch."""
        self.calls += 1
        self.classes.append(len(np.unique(y)))
        if len(x) > 64:
            raise ValueError(f"slopes takes at most 64 rows, got {len(x)}.")
        if self.calls > 1200:
            raise RuntimeError("slopes may be called at most 1200 times.")
        hidden = np.maximum(x @ net["W1"] + net["b1"], 0.0)
        z = hidden @ net["W2"] + net["b2"]
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        dz = (p - np.eye(10)[y]) / len(x)
        dh = (dz @ net["W2"].T) * (hidden > 0)
        return {"W1": x.T @ dh, "b1": dh.sum(axis=0), "W2": hidden.T @ dz, "b2": dz.sum(axis=0)}


def sorted_digits(seed):
    """Training digits, sorted by class, and test digits: x, y, x_test, y_test."""
    digits = load_digits(rng=np.random.default_rng(seed), flat=True)
    order = np.argsort(digits.y_train, kind="stable")
    return digits.x_train[order], digits.y_train[order], digits.x_test, digits.y_test


# %% answer="train"
def train(x, y, slopes, rng):
    """Train a network on digits that are sorted by class; return it."""
    ### BEGIN SOLUTION
    hidden, rate, beta = 64, 0.1, 0.9
    net = {
        "W1": rng.normal(0.0, np.sqrt(2 / 64), size=(64, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0.0, np.sqrt(1 / hidden), size=(hidden, 10)),
        "b2": np.zeros(10),
    }
    velocity = {name: np.zeros(value.shape) for name, value in net.items()}
    for _ in range(20):
        order = rng.permutation(len(x))
        for first in range(0, len(x), 32):
            rows = order[first : first + 32]
            gradients = slopes(net, x[rows], y[rows])
            velocity = {name: beta * velocity[name] + gradients[name] for name in net}
            net = {name: net[name] - rate * velocity[name] for name in net}
    return net
    ### END SOLUTION


# %% test="train" part="network" points=1
x, y, x_test, y_test = sorted_digits(1)
slopes = Slopes()
net = train(x, y, slopes, np.random.default_rng(1))
assert set(net) == {"W1", "b1", "W2", "b2"}, f"Expected W1, b1, W2, b2, got {sorted(net)}."
hidden = net["W1"].shape[1]
assert 16 <= hidden <= 128, f"Expected 16 to 128 hidden units, got {hidden}."
assert slopes.calls > 0, "The network was not trained: slopes was never called."
assert np.mean(slopes.classes) > 2, (
    f"A batch holds {np.mean(slopes.classes):.1f} classes in the mean: mix the digits, and take "
    "more than two at a time."
)
print(f"{hidden} hidden units, {slopes.calls} steps, right: {share_right(net, x_test, y_test):.1%}")
### BEGIN HIDDEN TESTS
shapes = {name: np.shape(value) for name, value in net.items()}
wanted = {"W1": (64, hidden), "b1": (hidden,), "W2": (hidden, 10), "b2": (10,)}
assert shapes == wanted, f"Expected shapes {wanted}, got {shapes}."
sorted_again = sorted_digits(1)
expect(x, sorted_again[0], "x after train, which must not change")
expect(y, sorted_again[1], "y after train, which must not change")
again, other = (train(x, y, Slopes(), np.random.default_rng(seed)) for seed in (1, 2))
expect(again["W1"], net["W1"], "W1 of two runs from equal rngs, which must be equal")
assert again["W1"].shape != other["W1"].shape or not np.allclose(again["W1"], other["W1"]), (
    "Two different rngs gave the same network: draw the start and the order with rng."
)
### END HIDDEN TESTS

# %% test="train" part="reads" points=3
x, y, x_test, y_test = sorted_digits(2)
net = train(x, y, Slopes(), np.random.default_rng(2))
right = share_right(net, x_test, y_test)
assert right > 0.93, f"Of the test digits {right:.1%} are right; expected more than 93 %."
### BEGIN HIDDEN TESTS
for seed in (11, 12, 13, 14):
    x, y, x_test, y_test = sorted_digits(seed)
    net = train(x, y, Slopes(), np.random.default_rng(seed))
    right = share_right(net, x_test, y_test)
    assert right > 0.93, f"From another start {right:.1%} are right; expected more than 93 %."
### END HIDDEN TESTS

# %% [markdown]
# ## Question 7: Explain (3 points)
#
# Answer in about ten sentences, with formulas or numbers where they help.
#
# 1. You switch on momentum with $\beta = 0.9$ and leave the rate as it is. In which directions of a
#    ravine do the steps grow, by how much, and in which do they not? Why does it help?
# 2. A colleague standardises all data, splits them into training and test set, trains with ten
#    learning rates, and reports the test accuracy of the best one. Name the two leaks, and say how
#    to repair each.

# %% [markdown] explain="why" points=3
# ### BEGIN SOLUTION
# 1. Along the floor the gradient keeps its sign and hardly changes, so the velocity adds up:
#    $g (1 + \beta + \beta^2 + \dots) = g / (1 - \beta)$, ten times the step for $\beta = 0.9$.
#    Across, the gradient changes its sign with each swing from wall to wall, and the terms of the
#    sum mostly cancel. The steepest direction limits the rate and the flattest decides how long
#    it takes, so it helps to be faster in the flat one alone. (1.5 points: the sum 0.5, the two
#    directions 0.5, why it helps 0.5)
# 2. First leak: mean and deviation of the scaling were computed with the test examples. Split
#    first, and scale by the training set alone. Second leak: the rate was chosen by the test set,
#    so the best of ten results is partly luck. Choose it on a validation set, and use the test
#    set once, for the rate that was chosen. (1.5 points: each leak 0.5, both repairs 0.5)
# ### END SOLUTION
