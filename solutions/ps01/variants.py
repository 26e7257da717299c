# %% [markdown]
# # ps01: right answers written another way

# %% variant="activations.both_branches"
# Both formulas for all numbers, then the safe one of each; NumPy warns, the values are right.
def step(z):
    return (np.asarray(z) > 0) * 1


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))


# %% variant="activations.masks"
# Fills a new array in two goes, one for each sign.
def step(z):
    z = np.asarray(z)
    result = np.zeros(z.shape)
    result[z > 0] = 1
    return result


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    result = np.empty(z.shape)
    left = z < 0
    result[left] = np.exp(z[left]) / (1 + np.exp(z[left]))
    result[~left] = 1 / (1 + np.exp(-z[~left]))
    return result


# %% variant="activations.logaddexp"
# Works with the logarithm of the sigmoid.
def step(z):
    return np.heaviside(z, 0.0)


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


# %% variant="activations.element_by_element"
# A function for one number, made to work on arrays.
def step(z):
    return np.vectorize(lambda value: 1.0 if value > 0 else 0.0)(z)


def sigmoid(z):
    def of_one(value):
        if value > 0:
            return 1 / (1 + np.exp(-value))
        power = np.exp(value)
        return power / (1 + power)

    return np.vectorize(of_one, otypes=[float])(z)


# %% variant="network.loops"
# One number at a time.
def layer(x, neurons):
    table = np.zeros((len(x), len(neurons)))
    for n, row in enumerate(x):
        for m, (w, b, g) in enumerate(neurons):
            z = b
            for value, weight in zip(row, w):
                z += value * weight
            table[n, m] = g(z)
    return table


def network(x, layers):
    result = x.copy()
    for neurons in layers:
        result = layer(result, neurons)
    return result


# %% variant="network.one_matrix_product"
# One product for all neurons, then each column through its own activation.
def layer(x, neurons):
    W = np.column_stack([w for w, _, _ in neurons])
    biases = np.array([b for _, b, _ in neurons])
    z = x @ W + biases
    return np.column_stack([g(z[:, m]) for m, (_, _, g) in enumerate(neurons)])


def network(x, layers):
    if not layers:
        return x
    return network(layer(x, layers[0]), layers[1:])


# %% variant="network.transposed_twice"
# Collects rows, one a neuron, and turns the table over.
def layer(x, neurons):
    return np.array([g(np.dot(x, w) + b) for w, b, g in neurons]).T


def network(x, layers):
    signals = [x]
    for neurons in layers:
        signals.append(layer(signals[-1], neurons))
    return signals[-1]


# %% variant="gates.smaller"
# Numbers just large enough.
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([6, 6], -9)
gates["OR"] = ([6, 6], -3)
gates["NAND"] = ([-6, -6], 9)
gates["MAJORITY"] = ([6, 6, 6], -9)
gates["FIRST OR BOTH"] = ([12, 6, 6], -9)

# %% variant="gates.scaled_by_a_factor"
# The simple gates, multiplied by one number for sureness; arrays for weights.
sure = 7.5
simple = {
    "AND": ([1, 1], -1.5),
    "OR": ([1, 1], -0.5),
    "NAND": ([-1, -1], 1.5),
    "MAJORITY": ([1, 1, 1], -1.5),
    "FIRST OR BOTH": ([2, 1, 1], -1.5),
}
gates = {name: (sure * np.array(w), sure * b) for name, (w, b) in simple.items()}

# %% variant="gates.uneven"
# Weights that differ although the inputs play the same part.
gates = {"NOT": ([-8.0], 4.0)}
gates.update(
    {
        "AND": ((9.0, 7.5), -12.0),
        "OR": ((9.0, 7.5), -4.0),
        "NAND": ((-9.0, -7.5), 12.5),
        "MAJORITY": ((9.0, 8.0, 8.5), -12.5),
        "FIRST OR BOTH": ((18.0, 8.0, 9.0), -13.0),
    }
)


# %% variant="line.loops"
# Point by point, with the root of the sum of squares.
def signed_distance(x, w, b):
    length = sum(weight**2 for weight in w) ** 0.5
    distances = []
    for point in x:
        z = b
        for weight, value in zip(w, point):
            z = z + weight * value
        distances.append(z / length)
    return np.array(distances)


def crossing(p, q, w, b):
    start = sum(weight * value for weight, value in zip(w, p)) + b
    rise = sum(weight * (end - begin) for weight, begin, end in zip(w, p, q))
    if rise == 0:
        return None
    t = -start / rise
    if t < 0 or t > 1:
        return None
    return np.array([begin + t * (end - begin) for begin, end in zip(p, q)])


# %% variant="line.unit_arrow"
# First brings the arrow to length 1.
def signed_distance(x, w, b):
    length = np.sqrt(np.sum(w**2))
    unit, offset = w / length, b / length
    return x.dot(unit) + offset


def crossing(p, q, w, b):
    d_p, d_q = signed_distance(np.array([p, q]), w, b)
    if np.sign(d_p) == np.sign(d_q):
        return None
    share = abs(d_p) / (abs(d_p) + abs(d_q))
    return (1 - share) * p + share * q


# %% variant="line.weighted_mean"
# The crossing as a mean of the two ends, weighted with z of the other end.
def signed_distance(x, w, b):
    return np.einsum("nd,d->n", x, w) / np.hypot.reduce(w) + b / np.hypot.reduce(w)


def crossing(p, q, w, b):
    zp = float(np.dot(w, p) + b)
    zq = float(np.dot(w, q) + b)
    if (zp > 0 and zq > 0) or (zp < 0 and zq < 0):
        return None
    return (zp * q - zq * p) / (zp - zq)


# %% variant="pocket.bias_as_weight"
# The bias is the weight of an extra input that is always 1.
def pocket(x, y, epochs):
    rows = np.column_stack([x, np.ones(len(x))])
    v = np.zeros(rows.shape[1])
    history = [int(((rows @ v > 0) != y).sum())]
    best = v.copy()
    for _ in range(epochs):
        for row, answer in zip(rows, y):
            guess = 1 if row @ v > 0 else 0
            if guess != answer:
                v += (answer - guess) * row
                count = int(((rows @ v > 0) != y).sum())
                if count < min(history):
                    best = v.copy()
                history.append(count)
                if count == 0:
                    return best[:-1], best[-1], history
    return best[:-1], best[-1], history


# %% variant="pocket.remembers_everything"
# Keeps every pair of weights and bias, and picks the best in the end.
def pocket(x, y, epochs):
    def count(w, b):
        wrong = 0
        for row, answer in zip(x, y):
            wrong += int(w @ row + b > 0) != answer
        return wrong

    states = [(np.zeros(x.shape[1]), 0.0)]
    history = [count(*states[0])]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            w, b = states[-1]
            error = answer - int(w @ row + b > 0)
            if error and history[-1] > 0:
                states.append((w + error * row, b + error))
                history.append(count(*states[-1]))
    w, b = states[int(np.argmin(history))]
    return w, b, history


# %% variant="pocket.one_long_loop"
# Numbers the steps instead of nesting loops; adds or subtracts the row by cases.
def pocket(x, y, epochs):
    n, d = x.shape
    w, b, history = np.zeros(d), 0.0, []
    best = (w.copy(), b)
    history.append(int(np.count_nonzero((x.dot(w) + b > 0).astype(int) - y)))
    for t in range(epochs * n):
        if history[-1] == 0:
            break
        i = t % n
        fires = x[i].dot(w) + b > 0
        if fires == bool(y[i]):
            continue
        if fires:
            w, b = w - x[i], b - 1
        else:
            w, b = w + x[i], b + 1
        wrong = int(np.count_nonzero((x.dot(w) + b > 0).astype(int) - y))
        if wrong < min(history):
            best = (w.copy(), b)
        history.append(wrong)
    return best[0], best[1], history


# %% variant="experiment.loop"
# One neuron at a time.
def rules_found(d, draws, rng):
    rows = all_rows(d)
    found = set()
    for _ in range(draws):
        w, b = rng.standard_normal(d), rng.standard_normal()
        rule = ""
        for row in rows:
            rule += "1" if row @ w + b > 0 else "0"
        found.add(rule)
    return found


two = rules_found(2, 3000, np.random.default_rng(11))
three = rules_found(3, 20000, np.random.default_rng(12))


# %% variant="experiment.binary_numbers"
# Writes each rule as a whole number first, then in binary digits.
def rules_found(d, draws, rng):
    answers = rng.normal(size=(draws, d)) @ all_rows(d).T + rng.normal(size=draws)[:, None] > 0
    powers = 2 ** np.arange(2**d)[::-1]
    return {format(int(number), f"0{2**d}b") for number in answers @ powers}


two = rules_found(2, 10000, np.random.default_rng())
three = rules_found(3, 50000, np.random.default_rng())


# %% variant="experiment.bias_as_weight"
# Draws the bias as one more weight.
def rules_found(d, draws, rng):
    rows = np.hstack([all_rows(d), np.ones((2**d, 1))])
    found = set()
    for weights in rng.normal(0, 1, (draws, d + 1)):
        digits = np.where(rows @ weights > 0, "1", "0")
        found.add("".join(digits))
    return found


rng = np.random.default_rng(2024)
two, three = rules_found(2, 2000, rng), rules_found(3, 20000, rng)
