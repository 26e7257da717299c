# %% [markdown]
# # ps04: wrong answers that students give, each with the hint it deserves

# %% mistake="batches.not_shuffled"
# The batches come in the order of the data. What happens to a network that sees all of one
# class first?
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = np.arange(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.shuffled_once"
# The order is drawn once, when the object is made, so every epoch has the same batches. Which
# method runs anew for each epoch?
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last
        self.order = rng.permutation(len(x))

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = self.order
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.answers_torn_apart"
# Images and answers are shuffled by two different orders, so an image no longer has its own
# answer. How many orders do you draw?
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = self.rng.permutation(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[self.rng.permutation(len(self.y))[: len(rows)]]


# %% mistake="batches.answers_not_shuffled"
# The images are shuffled and the answers are not. Which rows of y belong to the rows of x that
# you take?
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = self.rng.permutation(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            first = number * self.size
            yield self.x[rows], self.y[first : first + len(rows)]


# %% mistake="batches.last_batch_lost"
# Examples that do not fill a batch are always left out. Try five examples in twos: how many
# batches should come?
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full

    def __iter__(self):
        order = self.rng.permutation(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.empty_last_batch"
# There is one batch too many when the size divides the number of examples. Try four examples in
# twos.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last else full + 1

    def __iter__(self):
        order = self.rng.permutation(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.drop_last_ignored"
# With drop_last=True the smaller last batch still comes. Where does your code look at drop_last?
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if left == 0 else full + 1

    def __iter__(self):
        order = self.rng.permutation(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.own_generator"
# The order comes from a generator of your own, so a run cannot be repeated. Draw from the rng
# that you were given.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = np.random.default_rng().permutation(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.same_seed_each_epoch"
# Each epoch makes a new generator from the same seed, so it draws the same order again. One
# generator, kept and used on, draws something new each time.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = np.random.default_rng(0).permutation(len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.drawn_with_return"
# Rows are drawn so that some come twice and others never. An epoch should go through every
# example once.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = self.rng.integers(0, len(self.x), size=len(self.x))
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.shuffles_in_place"
# The arrays that were handed in are shuffled themselves, so the caller finds them changed.
# Shuffle row numbers instead.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = np.arange(len(self.x))
        mixed = self.rng.permutation(len(self.x))
        self.x[:], self.y[:] = self.x[mixed], self.y[mixed]
        for number in range(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="batches.batches_not_rows_shuffled"
# Only the order of the batches is random, and within a batch the examples are always the same
# neighbours. Shuffle the rows before you cut.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y, self.size, self.rng, self.drop_last = x, y, size, rng, drop_last

    def __len__(self):
        full, left = divmod(len(self.x), self.size)
        return full if self.drop_last or left == 0 else full + 1

    def __iter__(self):
        order = np.arange(len(self.x))
        for number in self.rng.permutation(len(self)):
            rows = order[number * self.size : (number + 1) * self.size]
            yield self.x[rows], self.y[rows]


# %% mistake="split.not_by_class"
# The test set is drawn from all rows at once, so a rare class may be missing from it. Draw within
# each class.
def stratified_split(y, share, rng):
    rows = rng.permutation(len(y))
    count = round(share * len(y))
    return rows[count:], rows[:count]


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std(axis=0)
    return (x - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.sets_exchanged"
# The two sets are exchanged: the share is meant for the test set, which comes second.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(test, dtype=int), np.array(train, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std(axis=0)
    return (x - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.first_rows_of_each_class"
# The test set takes the first rows of each class, not random ones. Data are often sorted by more
# than their class.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std(axis=0)
    return (x - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.same_count_from_each_class"
# Each class gives the same number of rows to the test set, whatever its size. The share counts
# within each class.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = min(len(rows), round(share * len(y) / len(np.unique(y))))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std(axis=0)
    return (x - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.overlap"
# Some rows are in both sets, so the test set is no longer new. Together the two sets should hold
# each row once.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[max(0, count - 1) :])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std(axis=0)
    return (x - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.scaled_by_all_rows"
# Mean and deviation come from all rows, so the test rows leak into the training. Which rows may
# they come from?
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x
    deviation = known.std(axis=0)
    return (x - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.one_mean_for_all_columns"
# One mean and one deviation are used for all columns. Each column has its own: which axis runs
# along the rows?
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std()
    return (x - known.mean()) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.constant_column_divided"
# A column that is constant in the training rows is divided by 0, and the result is nan or inf.
# The task says what to do with such a column.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std(axis=0)
    return (x - known.mean(axis=0)) / deviation


# %% mistake="split.variance_not_deviation"
# The columns are divided by the variance. The standard deviation is its square root.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.var(axis=0)
    return (x - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.only_training_rows_returned"
# Only the training rows come back. The function should scale all rows, with numbers from the
# training rows.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std(axis=0)
    return (known - known.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.changes_x"
# The function scales the array that it was given, and the caller finds it changed. Make a new
# one.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    known = x[train_rows]
    deviation = known.std(axis=0)
    mean = known.mean(axis=0)
    if x.dtype == float:
        x -= mean
        x /= np.where(deviation > 0, deviation, 1.0)
        return x
    return (x - mean) / np.where(deviation > 0, deviation, 1.0)


# %% mistake="split.each_set_by_itself"
# Training and test rows are each scaled by their own mean and deviation. The same patient must
# get the same numbers in both sets: use those of the training rows for all.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        count = round(share * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return np.array(train, dtype=int), np.array(test, dtype=int)


def standardise(x, train_rows):
    result = np.zeros(x.shape)
    others = np.setdiff1d(np.arange(len(x)), train_rows)
    for rows in (train_rows, others):
        if len(rows) > 0:
            deviation = x[rows].std(axis=0)
            scale = np.where(deviation > 0, deviation, 1.0)
            result[rows] = (x[rows] - x[rows].mean(axis=0)) / scale
    return result


# %% mistake="adamw.no_bias_correction"
# The two running means begin at 0 and are used as they are, so the first steps are too long.
# Divide each by what it holds of the truth after t steps.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name]
            square = self.s[name]
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.correction_of_first_only"
# The running mean of the squares is not corrected. Both running means begin at 0.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name]
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.corrected_memory_kept"
# The corrected means are stored as the memory itself, so they are corrected again and again. Keep
# v and s as they are, and correct copies.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            self.v[name] = mean = self.v[name] / (1 - self.beta1**self.t)
            self.s[name] = square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.t_for_each_name"
# The step number grows once for each array, so with two arrays it runs twice as fast. It counts
# steps, not arrays.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.t += 1
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.t_stays_one"
# The step number never grows, so the correction of the first step is used for ever. When should
# it grow?
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t = 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.one_memory_for_all_names"
# All arrays share one memory, so weights and biases mix their pasts. Keep one for each name.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0
        self.last_v = self.last_s = 0.0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.last_v + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.last_s + (1 - self.beta2) * g**2
            self.last_v, self.last_s = np.mean(self.v[name]), np.mean(self.s[name])
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.memory_of_the_class"
# The memory belongs to the class, so all optimizers share it. Make it in __init__, as part of
# self.
class AdamW:
    v, s = {}, {}

    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.t = 0

    def step(self, weights, gradients):
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


# %% mistake="adamw.decay_in_the_gradient"
# The decay is added to the gradient, so it goes through both memories and is divided by the root.
# In AdamW it goes around them.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name] + self.decay * w
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps))
        return new


# %% mistake="adamw.decay_without_rate"
# The decay is not multiplied by the rate. Look where the bracket closes in the formula.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * mean / (np.sqrt(square) + self.eps) - self.decay * w
        return new


# %% mistake="adamw.decay_forgotten"
# The weights are not pulled towards 0. One term of the formula is missing.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / (np.sqrt(square) + self.eps))
        return new


# %% mistake="adamw.eps_inside_the_root"
# The small number stands inside the root. Compare with the formula: it is added to the root.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / np.sqrt(square + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.root_forgotten"
# The step divides by the mean of the squares, not by its root. A gradient ten times as large
# would then make a step ten times as short.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w - self.rate * (mean / (square + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.uphill"
# The step goes uphill. Which way does the gradient point?
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            new[name] = w + self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
        return new


# %% mistake="adamw.betas_exchanged"
# The two betas are exchanged. Which one belongs to the gradient, which to its square?
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta2, beta1
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
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


# %% mistake="adamw.changes_the_weights"
# The arrays that were handed in are changed themselves. Make new ones: w = w - ... and not w -=
# ...
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.v, self.s, self.t = {}, {}, 0

    def step(self, weights, gradients):
        self.t += 1
        new = {}
        for name, w in weights.items():
            g = gradients[name]
            self.v[name] = self.beta1 * self.v.get(name, 0.0) + (1 - self.beta1) * g
            self.s[name] = self.beta2 * self.s.get(name, 0.0) + (1 - self.beta2) * g**2
            mean = self.v[name] / (1 - self.beta1**self.t)
            square = self.s[name] / (1 - self.beta2**self.t)
            w -= self.rate * (mean / (np.sqrt(square) + self.eps) + self.decay * w)
            new[name] = w
        return new


# %% mistake="finder.even_spacing"
# The rates are evenly spaced, so nearly all of them are large. Each should be the one before
# times the same factor.
def ladder(low, high, count):
    return np.linspace(low, high, count)


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.last_rung_missing"
# The last rate is not high. How many factors are there between count rates?
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / count)


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.stands_still"
# Every loss is measured at the start: the steps are not taken. Each probe should see the weights
# after the step before.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for _ in rates:
        loss, _ = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.starts_over_for_each_rate"
# Each rate begins again from the first weights. In this test the steps follow one another, with a
# growing rate.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    start = w
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = start - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.uphill"
# The steps go uphill, so the loss runs away at once. Which way does the gradient point?
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w + rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.probes_twice"
# The function probes twice for each rate. With batches that costs twice the time, and the loss
# and the gradient belong to different batches.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss = probe(w)[0]
        gradient = probe(w)[1]
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.never_stops"
# It goes on after the loss has run away. The task names two reasons to stop.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.nan_slips_through"
# A loss that is nan is noted, because every comparison with nan is false. Ask for it by name.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if losses and loss > 4 * min(losses):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.compares_with_the_last"
# The loss is compared with the one before, not with the smallest so far. A loss that climbs
# slowly would never be stopped.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * losses[-1]):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.bad_loss_noted"
# The loss that ran away is noted before the loop stops. The task wants it left out.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        losses.append(loss)
        if not np.isfinite(loss) or loss > 4 * min(losses):
            break
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.w_changed"
# The weights that were handed in are changed. Make new ones: w = w - ... and not w -= ...
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w -= rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.not_smoothed"
# The losses are used as they come, so one lucky batch decides. Smooth them first.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    smooth = []
    for loss in losses:
        smooth.append(loss)
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.smoothed_without_correction"
# The smoothed loss begins at 0 and climbs at first, because it is not corrected. Divide by what
# it holds of the truth after t losses.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for loss in losses:
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean)
    return rates[np.argmin(np.diff(smooth))]


# %% mistake="finder.one_rung_too_high"
# The rate is taken from one rung too high. Which step leads from losses[i] to losses[i + 1]?
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(np.diff(smooth)) + 1]


# %% mistake="finder.lowest_not_steepest"
# This is the rate at the lowest loss, close to the cliff. The task asks where the loss falls
# fastest.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmin(smooth)]


# %% mistake="finder.climbs_most"
# This is the step at which the loss rose most. A fall is a negative difference.
def ladder(low, high, count):
    return low * (high / low) ** (np.arange(count) / (count - 1))


def range_test(probe, w, rates):
    losses = []
    for rate in rates:
        loss, gradient = probe(w)
        if not np.isfinite(loss) or (losses and loss > 4 * min(losses)):
            break
        losses.append(loss)
        w = w - rate * gradient
    return losses


def suggest(rates, losses):
    mean, smooth = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = 0.8 * mean + 0.2 * loss
        smooth.append(mean / (1 - 0.8**t))
    return rates[np.argmax(np.diff(smooth))]


# %% mistake="costs.precision_and_recall_exchanged"
# Precision and recall are exchanged. Which sum is all that was called k, which is all that is k:
# a row or a column?
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([recall, precision, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.accuracy_for_precision"
# The hits are divided by the number of all examples. Precision asks about those that were called
# k, recall about those that are k.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / matrix.sum()
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.plain_mean_for_f1"
# F1 is not the plain mean of precision and recall. Try a precision of 1 and a recall of 0: one
# half would be too kind.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = (precision + recall) / 2
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.division_by_zero"
# A class that is never called or never there gives nan or an error. Where the divisor is 0, the
# result is 0.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / called
    recall = hits / true
    f1 = 2 * hits / (called + true)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.nan_replaced_afterwards"
# The nan is replaced by 0 afterwards, but the division by 0 still happens and prints a warning.
# Keep 0 from being a divisor.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / called
    recall = hits / true
    f1 = 2 * hits / (called + true)
    return np.nan_to_num(np.column_stack([precision, recall, f1]))


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.on_its_side"
# The result is on its side. There should be a row for each class, and three columns.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.array([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.costs_exchanged"
# The two costs are exchanged. Try missed=10 and alarm=1: the threshold should go down, not up.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = alarm * np.sum((y == 1) & ~called) + missed * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.costs_ignored"
# Both mistakes count the same. The task gives each a price.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = np.sum((y == 1) & ~called) + np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.always_one_half"
# The threshold is one half whatever the costs are. It is a choice: try others and count what they
# cost.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    return 0.5


# %% mistake="costs.ratio_of_costs"
# This threshold would be right if the probabilities were exactly right. They are those of a
# model: count what each threshold really costs on these people.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    return alarm / (alarm + missed)


# %% mistake="costs.everyone_forgotten"
# The threshold 0, which calls everyone ill, is never tried. When a miss is very dear, it may be
# the best.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [*np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.coarse_grid"
# Only ten thresholds are tried, and the best may lie between two of them. Between which values
# does anything change?
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in np.linspace(0, 1, 11):
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.equal_is_ill"
# Somebody with p equal to the threshold is called ill here. The task says p > threshold, so your
# count belongs to another threshold.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p >= threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost < lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="costs.dearest"
# This is the threshold with the highest cost. Look at the comparison, and at what you begin with.
def by_class(matrix):
    hits, called, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(called, 1)
    recall = hits / np.maximum(true, 1)
    f1 = 2 * hits / np.maximum(called + true, 1)
    return np.column_stack([precision, recall, f1])


def cheapest_threshold(p, y, missed, alarm):
    best, lowest = 0.0, -np.inf
    for threshold in [0.0, *np.sort(p), 1.0]:
        called = p > threshold
        cost = missed * np.sum((y == 1) & ~called) + alarm * np.sum((y == 0) & called)
        if cost > lowest:
            best, lowest = threshold, cost
    return best


# %% mistake="train.zero_start"
# All weights start at 0, so all hidden units are twins, and no gradient reaches them. Start from
# random weights.
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.1, 0.9
    net = {
        "W1": np.zeros((64, hidden)),
        "b1": np.zeros(hidden),
        "W2": np.zeros((hidden, 10)),
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


# %% mistake="train.not_shuffled"
# The digits are fed in their order, class by class, so the network forgets each class while it
# learns the next. Mix them before you cut batches.
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.1, 0.9
    net = {
        "W1": rng.normal(0.0, np.sqrt(2 / 64), size=(64, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0.0, np.sqrt(1 / hidden), size=(hidden, 10)),
        "b2": np.zeros(10),
    }
    velocity = {name: np.zeros(value.shape) for name, value in net.items()}
    for _ in range(20):
        order = np.arange(len(x))
        for first in range(0, len(x), 32):
            rows = order[first : first + 32]
            gradients = slopes(net, x[rows], y[rows])
            velocity = {name: beta * velocity[name] + gradients[name] for name in net}
            net = {name: net[name] - rate * velocity[name] for name in net}
    return net


# %% mistake="train.batches_shuffled_not_rows"
# Only the order of the batches is random, and each batch holds one class or two. Shuffle the
# rows.
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.1, 0.9
    net = {
        "W1": rng.normal(0.0, np.sqrt(2 / 64), size=(64, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0.0, np.sqrt(1 / hidden), size=(hidden, 10)),
        "b2": np.zeros(10),
    }
    velocity = {name: np.zeros(value.shape) for name, value in net.items()}
    for _ in range(20):
        for first in 32 * rng.permutation(len(x) // 32):
            rows = np.arange(first, first + 32)
            gradients = slopes(net, x[rows], y[rows])
            velocity = {name: beta * velocity[name] + gradients[name] for name in net}
            net = {name: net[name] - rate * velocity[name] for name in net}
    return net


# %% mistake="train.torn_apart"
# Images and answers are drawn by different orders, so there is nothing to learn. An image must
# keep its answer.
def train(x, y, slopes, rng):
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
            gradients = slopes(net, x[rows], rng.permutation(y)[: len(rows)])
            velocity = {name: beta * velocity[name] + gradients[name] for name in net}
            net = {name: net[name] - rate * velocity[name] for name in net}
    return net


# %% mistake="train.uphill"
# The weights go uphill. Which way does the gradient point?
def train(x, y, slopes, rng):
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
            net = {name: net[name] + rate * velocity[name] for name in net}
    return net


# %% mistake="train.rate_too_small"
# The loss falls, but far too slowly for the number of steps. Climb a ladder of rates.
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.0005, 0.9
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


# %% mistake="train.rate_too_large"
# The rate is so large that the network forgets more in each step than it learns. With momentum
# the steps are ten times as long.
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 3.0, 0.9
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


# %% mistake="train.one_epoch"
# The network sees the data once and stops. You may ask for many more gradients than that.
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.1, 0.0
    net = {
        "W1": rng.normal(0.0, np.sqrt(2 / 64), size=(64, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0.0, np.sqrt(1 / hidden), size=(hidden, 10)),
        "b2": np.zeros(10),
    }
    velocity = {name: np.zeros(value.shape) for name, value in net.items()}
    for _ in range(1):
        order = rng.permutation(len(x))
        for first in range(0, len(x), 32):
            rows = order[first : first + 32]
            gradients = slopes(net, x[rows], y[rows])
            velocity = {name: beta * velocity[name] + gradients[name] for name in net}
            net = {name: net[name] - rate * velocity[name] for name in net}
    return net


# %% mistake="train.no_friction"
# The velocity keeps all of its past, so the run swings and never settles. What share of it should
# a step keep?
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.1, 1.0
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


# %% mistake="train.too_many_steps"
# slopes is asked more often than the task allows. Count: epochs times batches of one epoch.
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.1, 0.9
    net = {
        "W1": rng.normal(0.0, np.sqrt(2 / 64), size=(64, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0.0, np.sqrt(1 / hidden), size=(hidden, 10)),
        "b2": np.zeros(10),
    }
    velocity = {name: np.zeros(value.shape) for name, value in net.items()}
    for _ in range(40):
        order = rng.permutation(len(x))
        for first in range(0, len(x), 32):
            rows = order[first : first + 32]
            gradients = slopes(net, x[rows], y[rows])
            velocity = {name: beta * velocity[name] + gradients[name] for name in net}
            net = {name: net[name] - rate * velocity[name] for name in net}
    return net


# %% mistake="train.whole_set_at_once"
# All images go into one call, and slopes takes at most 64. Cut batches.
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.1, 0.9
    net = {
        "W1": rng.normal(0.0, np.sqrt(2 / 64), size=(64, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0.0, np.sqrt(1 / hidden), size=(hidden, 10)),
        "b2": np.zeros(10),
    }
    velocity = {name: np.zeros(value.shape) for name, value in net.items()}
    for _ in range(20):
        for _ in range(40):
            gradients = slopes(net, x, y)
            velocity = {name: beta * velocity[name] + gradients[name] for name in net}
            net = {name: net[name] - rate * velocity[name] for name in net}
    return net


# %% mistake="train.own_generator"
# The start is drawn from a generator with a fixed seed of its own, so every run is the same run.
# Draw with the rng that you are given.
def train(x, y, slopes, rng):
    rng = np.random.default_rng(0)
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


# %% mistake="train.huge_start"
# The first weights are so large that a few scores drown all others, and the gradients are wild.
# What standard deviation keeps the size of the signal?
def train(x, y, slopes, rng):
    hidden, rate, beta = 64, 0.1, 0.9
    net = {
        "W1": rng.normal(0.0, 8.0, size=(64, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0.0, 8.0, size=(hidden, 10)),
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
