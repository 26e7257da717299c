# %% [markdown]
# # ps04: right answers written another way

# %% variant="batches.list_of_pairs"
# Collects all pairs in a list; counts them by rounding up.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x = x
        self.y = y
        self.size = size
        self.rng = rng
        self.drop_last = drop_last

    def __len__(self):
        if self.drop_last:
            return len(self.y) // self.size
        return int(np.ceil(len(self.y) / self.size))

    def __iter__(self):
        rows = np.arange(len(self.y))
        self.rng.shuffle(rows)
        pairs = []
        for first in range(0, len(rows), self.size):
            part = rows[first : first + self.size]
            if len(part) == self.size or not self.drop_last:
                pairs.append((self.x[part], self.y[part]))
        return iter(pairs)


# %% variant="batches.sort_random_numbers"
# Draws a random number for each row and sorts by them; splits at the multiples of the size.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.data = (x, y)
        self.draw = rng.random
        cuts = list(range(size, len(x), size))
        whole = len(x) % size == 0
        self.cuts = cuts
        self.count = len(cuts) if drop_last and not whole else len(cuts) + 1

    def __len__(self):
        return self.count

    def __iter__(self):
        x, y = self.data
        parts = np.split(np.argsort(self.draw(len(x))), self.cuts)
        return ((x[rows], y[rows]) for rows in parts[: self.count])


# %% variant="batches.shuffled_copies"
# Shuffles copies of both arrays by one order and cuts slices from them.
class Batches:
    def __init__(self, x, y, size, rng, drop_last=False):
        self.x, self.y = np.array(x), np.array(y)
        self.size, self.rng, self.drop_last = size, rng, drop_last

    def __len__(self):
        extra = 0 if self.drop_last else self.size - 1
        return (len(self.x) + extra) // self.size

    def __iter__(self):
        order = self.rng.permutation(len(self.x))
        x, y = self.x[order], self.y[order]
        number = 0
        while number < len(self):
            cut = slice(number * self.size, (number + 1) * self.size)
            yield x[cut], y[cut]
            number += 1


# %% variant="split.choice_and_setdiff"
# Chooses the test rows of each class without return; the rest is what is not in the test set.
def stratified_split(y, share, rng):
    test = np.array([], dtype=int)
    for label in set(y.tolist()):
        members = np.where(y == label)[0]
        count = int(share * len(members))
        test = np.concatenate([test, rng.choice(members, size=count, replace=False)])
    return np.setdiff1d(np.arange(len(y)), test), test


def standardise(x, train_rows):
    mean = np.mean(x[train_rows], axis=0)
    deviation = np.std(x[train_rows], axis=0)
    deviation[deviation == 0] = 1
    return (x - mean) / deviation


# %% variant="split.mask"
# Shuffles all rows first, then walks along and fills the test set of each class.
def stratified_split(y, share, rng):
    wanted = {label: int(np.ceil(share * np.sum(y == label) - 1e-9)) for label in np.unique(y)}
    in_test = np.zeros(len(y), dtype=bool)
    for row in rng.permutation(len(y)):
        if wanted[y[row]] > 0:
            in_test[row] = True
            wanted[y[row]] -= 1
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)


def standardise(x, train_rows):
    columns = []
    for column in x.T:
        known = column[train_rows]
        shifted = column - known.mean()
        spread = np.sqrt(((known - known.mean()) ** 2).mean())
        columns.append(shifted / spread if spread > 0 else shifted)
    return np.array(columns).T


# %% variant="split.plain_python"
# Lists instead of arrays of row numbers; the scaling row by row.
def stratified_split(y, share, rng):
    train, test = [], []
    for label in sorted(set(y.tolist())):
        rows = [row for row in range(len(y)) if y[row] == label]
        rng.shuffle(rows)
        count = round(share * len(rows))
        test += rows[:count]
        train += rows[count:]
    return np.array(sorted(train)), np.array(sorted(test))


def standardise(x, train_rows):
    n = len(train_rows)
    mean = sum(x[row] for row in train_rows) / n
    variance = sum((x[row] - mean) ** 2 for row in train_rows) / n
    scale = np.where(variance == 0, 1.0, np.sqrt(variance))
    return np.array([(row - mean) / scale for row in x])


# %% variant="adamw.decay_first"
# Shrinks the weights first and steps from there; one small dictionary for each name.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.settings = rate, decay, beta1, beta2, eps
        self.memory = {}
        self.steps_done = 0

    def step(self, weights, gradients):
        rate, decay, beta1, beta2, eps = self.settings
        self.steps_done += 1
        result = {}
        for name in weights:
            zeros = np.zeros(np.shape(weights[name]))
            m = self.memory.setdefault(name, {"v": zeros, "s": zeros})
            m["v"] = beta1 * m["v"] + (1 - beta1) * gradients[name]
            m["s"] = beta2 * m["s"] + (1 - beta2) * np.square(gradients[name])
            v = m["v"] / (1 - beta1**self.steps_done)
            s = m["s"] / (1 - beta2**self.steps_done)
            shrunk = (1 - rate * decay) * weights[name]
            result[name] = shrunk - rate * v / (np.sqrt(s) + eps)
        return result


# %% variant="adamw.products_of_betas"
# Keeps the powers of the betas as running products; moves the means by a share of the gap.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay, self.eps = rate, decay, eps
        self.beta1, self.beta2 = beta1, beta2
        self.power1 = self.power2 = 1.0
        self.v, self.s = {}, {}

    def step(self, weights, gradients):
        self.power1 *= self.beta1
        self.power2 *= self.beta2
        new = dict(weights)
        for name, g in gradients.items():
            v = self.v.get(name, np.zeros_like(g))
            s = self.s.get(name, np.zeros_like(g))
            self.v[name] = v + (1 - self.beta1) * (g - v)
            self.s[name] = s + (1 - self.beta2) * (g * g - s)
            root = np.sqrt(self.s[name] / (1 - self.power2)) + self.eps
            move = self.v[name] / (1 - self.power1) / root
            new[name] = weights[name] - self.rate * (move + self.decay * weights[name])
        return new


# %% variant="adamw.whole_history"
# Remembers every gradient and computes both running means from the list each time.
class AdamW:
    def __init__(self, rate, decay=0.0, beta1=0.9, beta2=0.999, eps=1e-8):
        self.rate, self.decay = rate, decay
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.past = {}

    def mean(self, values, beta):
        shares = beta ** np.arange(len(values))[::-1]
        return sum(share * value for share, value in zip(shares, values, strict=True)) / sum(shares)

    def step(self, weights, gradients):
        new = {}
        for name in weights:
            past = self.past.setdefault(name, [])
            past.append(np.array(gradients[name], dtype=float))
            mean = self.mean(past, self.beta1)
            square = self.mean([g**2 for g in past], self.beta2)
            w = weights[name]
            new[name] = w - self.rate * mean / (self.eps + square**0.5) - self.rate * self.decay * w
        return new


# %% variant="finder.logarithms"
# Even steps of the logarithm; a while loop; the smoothing as weighted sums.
def ladder(low, high, count):
    return np.exp(np.linspace(np.log(low), np.log(high), count))


def range_test(probe, w, rates):
    noted, position, lowest = [], np.array(w, dtype=float), np.inf
    while len(noted) < len(rates):
        loss, gradient = probe(position)
        if np.isnan(loss) or np.isinf(loss) or loss > 4 * lowest:
            return noted
        position = position - rates[len(noted)] * np.asarray(gradient)
        noted.append(float(loss))
        lowest = min(lowest, loss)
    return noted


def suggest(rates, losses):
    smooth = []
    for last in range(1, len(losses) + 1):
        shares = 0.8 ** np.arange(last)[::-1]
        smooth.append(np.dot(shares, losses[:last]) / shares.sum())
    falls = [smooth[i] - smooth[i + 1] for i in range(len(smooth) - 1)]
    return rates[falls.index(max(falls))]


# %% variant="finder.geomspace"
# NumPy knows the ladder already; the smoothed list is compared step by step.
def ladder(low, high, count):
    return np.geomspace(low, high, count)


def range_test(probe, w, rates):
    losses = []
    smallest = float("inf")
    for rate in rates:
        loss, slope = probe(w)
        if not loss <= 4 * smallest or loss == float("inf"):
            break
        losses.append(loss)
        smallest = min(smallest, loss)
        w = w - rate * slope
    return losses


def suggest(rates, losses):
    a, before, best, steepest = 0.0, None, None, np.inf
    for i, loss in enumerate(losses):
        a = 0.8 * a + 0.2 * loss
        now = a / (1 - 0.8 ** (i + 1))
        if before is not None and now - before < steepest:
            best, steepest = i - 1, now - before
        before = now
    return rates[best]


# %% variant="finder.factor"
# Multiplies by the factor again and again; writes out every condition.
def ladder(low, high, count):
    factor = (high / low) ** (1 / (count - 1))
    rates = [low]
    while len(rates) < count:
        rates.append(rates[-1] * factor)
    return np.array(rates)


def range_test(probe, w, rates):
    losses = []
    for i in range(len(rates)):
        loss, gradient = probe(w)
        if np.isfinite(loss):
            if i > 0 and loss > 4 * np.min(losses):
                return losses
        else:
            return losses
        losses = [*losses, loss]
        w = np.subtract(w, rates[i] * gradient)
    return losses


def suggest(rates, losses):
    weights = np.array(
        [
            [0.8 ** (t - i) if i <= t else 0.0 for i in range(len(losses))]
            for t in range(len(losses))
        ]
    )
    smooth = weights @ np.array(losses) / weights.sum(axis=1)
    return float(rates[int((smooth[1:] - smooth[:-1]).argmin())])


# %% variant="costs.loops"
# Class by class with if; thresholds between the sorted probabilities.
def by_class(matrix):
    result = []
    for k in range(len(matrix)):
        hits = matrix[k, k]
        called = sum(matrix[i, k] for i in range(len(matrix)))
        true = sum(matrix[k, j] for j in range(len(matrix)))
        precision = hits / called if called > 0 else 0.0
        recall = hits / true if true > 0 else 0.0
        both = precision + recall
        result.append([precision, recall, 2 * precision * recall / both if both > 0 else 0.0])
    return np.array(result)


def cheapest_threshold(p, y, missed, alarm):
    edges = np.concatenate([[0.0], np.unique(p), [1.0]])
    middles = (edges[1:] + edges[:-1]) / 2
    costs = []
    for threshold in middles:
        ill = p > threshold
        costs.append(missed * (y[~ill] == 1).sum() + alarm * (y[ill] == 0).sum())
    return middles[np.argmin(costs)]


# %% variant="costs.divide_where"
# np.divide with where=; all thresholds at once in a table.
def by_class(matrix):
    def share(part, whole):
        return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)

    hits = np.diag(matrix).astype(float)
    precision, recall = share(hits, matrix.sum(axis=0)), share(hits, matrix.sum(axis=1))
    f1 = share(2 * precision * recall, precision + recall)
    return np.stack([precision, recall, f1], axis=1)


def cheapest_threshold(p, y, missed, alarm):
    thresholds = np.append(p, [0.0, 1.0])
    ill = p[None, :] > thresholds[:, None]
    costs = missed * (~ill & (y == 1)).sum(axis=1) + alarm * (ill & (y == 0)).sum(axis=1)
    return float(thresholds[costs.argmin()])


# %% variant="costs.walk_along"
# Walks along the sorted probabilities and keeps the cost up to date.
def by_class(matrix):
    matrix = np.array(matrix, dtype=float)
    table = np.zeros((len(matrix), 3))
    for k, (row, column) in enumerate(zip(matrix, matrix.T, strict=True)):
        if column.sum():
            table[k, 0] = row[k] / column.sum()
        if row.sum():
            table[k, 1] = row[k] / row.sum()
        if row[k]:
            table[k, 2] = 2 / (1 / table[k, 0] + 1 / table[k, 1])
    return table


def cheapest_threshold(p, y, missed, alarm):
    cost = alarm * np.sum(y == 0)
    best, lowest = 0.0, cost
    for index in np.argsort(p):
        cost += missed if y[index] == 1 else -alarm
        if cost < lowest:
            best, lowest = p[index], cost
    return best


# %% variant="train.adam"
# Adam and 128 hidden units.
def train(x, y, slopes, rng):
    net = {
        "W1": rng.normal(size=(64, 128)) * (2 / 64) ** 0.5,
        "b1": np.zeros(128),
        "W2": rng.normal(size=(128, 10)) * (2 / 128) ** 0.5,
        "b2": np.zeros(10),
    }
    v = {name: 0.0 for name in net}
    s = {name: 0.0 for name in net}
    t = 0
    while t + len(x) // 32 + 1 <= 1200:
        order = rng.permutation(len(x))
        for first in range(0, len(x), 32):
            t += 1
            rows = order[first : first + 32]
            for name, g in slopes(net, x[rows], y[rows]).items():
                v[name] = 0.9 * v[name] + 0.1 * g
                s[name] = 0.999 * s[name] + 0.001 * g**2
                size = np.sqrt(s[name] / (1 - 0.999**t)) + 1e-8
                net[name] = net[name] - 0.002 * v[name] / (1 - 0.9**t) / size
    return net


# %% variant="train.plain_sgd"
# No memory, a larger rate, batches drawn at random instead of epochs.
def train(x, y, slopes, rng):
    net = {
        "W1": 0.2 * rng.normal(size=(64, 100)),
        "b1": np.zeros(100),
        "W2": 0.1 * rng.normal(size=(100, 10)),
        "b2": np.zeros(10),
    }
    for _ in range(1200):
        rows = rng.integers(0, len(x), size=48)
        g = slopes(net, x[rows], y[rows])
        for name in net:
            net[name] = net[name] - 0.3 * g[name]
    return net


# %% variant="train.rate_decays"
# Momentum, batches of 64, uniform first weights, and a rate that shrinks over the epochs.
def train(x, y, slopes, rng):
    shapes = {"W1": (64, 48), "b1": (48,), "W2": (48, 10), "b2": (10,)}
    limits = {"W1": (6 / 64) ** 0.5, "b1": 0.0, "W2": (6 / 48) ** 0.5, "b2": 0.0}
    net = {name: rng.uniform(-limits[name], limits[name], shapes[name]) for name in shapes}
    speed = {name: np.zeros(shape) for name, shape in shapes.items()}
    for epoch in range(45):
        rate = 0.1 * 0.95**epoch
        order = rng.permutation(len(y))
        for rows in np.array_split(order, -(-len(y) // 64)):
            g = slopes(net, x[rows], y[rows])
            for name in net:
                speed[name] = 0.9 * speed[name] - rate * g[name]
                net[name] = net[name] + speed[name]
    return net
