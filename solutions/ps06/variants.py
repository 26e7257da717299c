# %% [markdown]
# # ps06: right answers written another way

# %% variant="forward.one_sequence"
# One sequence and one unit at a time, with plain sums.
def leaky_forward(net, x, h0):
    N, T, D = x.shape
    units, outputs = net["V"].shape
    H, Y = np.zeros((N, T, units)), np.zeros((N, T, outputs))
    for n in range(N):
        old = [float(value) for value in h0[n]]
        for t in range(T):
            fresh = []
            for j in range(units):
                total = net["b"][j]
                total += sum(x[n, t, d] * net["W"][d, j] for d in range(D))
                total += sum(old[k] * net["U"][k, j] for k in range(units))
                fresh.append(old[j] + net["alpha"][j] * (np.tanh(total) - old[j]))
            old = fresh
            H[n, t] = old
            Y[n, t] = net["d"] + np.dot(old, net["V"])
    return H, Y


# %% variant="forward.inputs_first"
# The products with the inputs of all steps come before the loop.
def leaky_forward(net, x, h0):
    driven = x @ net["W"] + net["b"]
    H = np.empty(driven.shape)
    h = h0.astype(float)
    for t in range(x.shape[1]):
        h = h + net["alpha"] * (np.tanh(driven[:, t] + h @ net["U"]) - h)
        H[:, t] = h
    return H, np.einsum("ntu,uo->nto", H, net["V"]) + net["d"]


# %% variant="forward.recursive"
# The rest of the sequence is another sequence, which begins at the new state.
def leaky_forward(net, x, h0):
    keep = 1 - net["alpha"]
    h = keep * h0 + (1 - keep) * np.tanh(
        np.hstack([x[:, 0], h0]) @ np.vstack([net["W"], net["U"]]) + net["b"]
    )
    y = h @ net["V"] + net["d"]
    if x.shape[1] == 1:
        return h[:, None], y[:, None]
    H, Y = leaky_forward(net, x[:, 1:], h)
    return np.concatenate([h[:, None], H], axis=1), np.concatenate([y[:, None], Y], axis=1)


# %% variant="backward.all_at_once"
# Slopes before the loop, weight gradients after it, as one product for all steps.
def leaky_backward(net, x, h0, H, dH):
    W, U, b, alpha = net["W"], net["U"], net["b"], net["alpha"]
    old = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    new = np.tanh(x @ W + old @ U + b)
    slope = alpha * (1 - new * new)
    total, back = np.zeros(H.shape), np.zeros(h0.shape)
    for t in range(H.shape[1] - 1, -1, -1):
        total[:, t] = dH[:, t] + back
        back = total[:, t] * (1 - alpha) + (total[:, t] * slope[:, t]) @ U.T
    da = total * slope
    return {
        "W": np.einsum("ntd,ntu->du", x, da),
        "U": np.einsum("ntk,ntu->ku", old, da),
        "b": da.sum(axis=(0, 1)),
        "alpha": (total * (new - old)).sum(axis=(0, 1)),
        "x": da @ W.T,
        "h0": back,
    }


# %% variant="backward.one_sequence"
# One sequence at a time, with outer products.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: 0.0 * net[name] for name in ("W", "U", "b", "alpha")}
    grads["x"], grads["h0"] = 0.0 * x, 0.0 * h0
    for n in range(len(x)):
        states = [h0[n], *H[n]]
        arriving = np.zeros(h0.shape[1])
        for t in range(x.shape[1], 0, -1):
            arriving = arriving + dH[n, t - 1]
            value = np.tanh(net["W"].T @ x[n, t - 1] + net["U"].T @ states[t - 1] + net["b"])
            at_sum = arriving * net["alpha"] * (1 - value) * (1 + value)
            grads["W"] += np.outer(x[n, t - 1], at_sum)
            grads["U"] += np.outer(states[t - 1], at_sum)
            grads["b"] += at_sum
            grads["alpha"] += arriving * (value - states[t - 1])
            grads["x"][n, t - 1] = net["W"] @ at_sum
            arriving = arriving - net["alpha"] * arriving + net["U"] @ at_sum
        grads["h0"][n] = arriving
    return grads


# %% variant="backward.value_from_states"
# The value of the tanh is got back from the two states and alpha.
def leaky_backward(net, x, h0, H, dH):
    dW, dU = np.zeros_like(net["W"]), np.zeros_like(net["U"])
    db, dalpha = np.zeros_like(net["b"]), np.zeros_like(net["b"])
    dx, dh = [], np.zeros_like(h0)
    steps = list(range(x.shape[1]))
    while steps:
        t = steps.pop()
        old = h0 if t == 0 else H[:, t - 1]
        move = (H[:, t] - old) / net["alpha"]
        value = old + move
        dh = dh + dH[:, t]
        da = dh * net["alpha"] * (1 - value**2)
        dW, dU = dW + x[:, t].T @ da, dU + old.T @ da
        db, dalpha = db + da.sum(0), dalpha + (dh * move).sum(0)
        dx.append(da @ net["W"].T)
        dh = (1 - net["alpha"]) * dh + da @ net["U"].T
    dx = np.stack(dx[::-1], axis=1)
    return {"W": dW, "U": dU, "b": db, "alpha": dalpha, "x": dx, "h0": dh}


# %% variant="cell.kept_as_dictionary"
# The kept values are a dictionary, and the blocks are cut by slices.
def cell_forward(net, x, h, c):
    n = c.shape[1]
    a = x @ net["W"] + h @ net["U"] + net["b"]
    k = {"x": x, "h": h, "c": c}
    k["i"], k["f"] = sigmoid(a[:, :n]), sigmoid(a[:, n : 2 * n])
    k["g"] = np.tanh(a[:, 2 * n : 3 * n])
    k["new"] = k["f"] * c + k["i"] * k["g"]
    k["o"] = sigmoid(a[:, 3 * n :] + net["p"] * k["new"])
    k["tanh"] = np.tanh(k["new"])
    return k["o"] * k["tanh"], k["new"], k


def cell_backward(net, kept, dh, dc):
    k, n = kept, dh.shape[1]
    da = np.empty((len(dh), 4 * n))
    da[:, 3 * n :] = dh * k["tanh"] * k["o"] * (1 - k["o"])
    at_cell = dc + dh * k["o"] / np.cosh(k["new"]) ** 2 + da[:, 3 * n :] * net["p"]
    da[:, :n] = at_cell * k["g"] * k["i"] * (1 - k["i"])
    da[:, n : 2 * n] = at_cell * k["c"] * k["f"] * (1 - k["f"])
    da[:, 2 * n : 3 * n] = at_cell * k["i"] * (1 - k["g"] ** 2)
    grads = {"x": da @ net["W"].T, "h": da @ net["U"].T, "c": at_cell * k["f"]}
    grads |= {"W": k["x"].T @ da, "U": k["h"].T @ da, "b": np.ones(len(dh)) @ da}
    grads["p"] = np.sum(da[:, 3 * n :] * k["new"], axis=0)
    return grads


# %% variant="cell.computed_again"
# Nothing is kept but the inputs; the backward pass computes the gates once more.
def gates(net, x, h, c):
    a = x @ net["W"] + h @ net["U"] + net["b"]
    i, f, g, o = a.reshape(len(x), 4, -1).transpose(1, 0, 2)
    i, f, g = sigmoid(i), sigmoid(f), np.tanh(g)
    new = c * f + g * i
    return i, f, g, sigmoid(o + new * net["p"]), new


def cell_forward(net, x, h, c):
    *_, o, new = gates(net, x, h, c)
    return np.tanh(new) * o, new, [x, h, c]


def cell_backward(net, kept, dh, dc):
    x, h, c = kept
    i, f, g, o, new = gates(net, x, h, c)
    d_o = dh * np.tanh(new) * o * (1 - o)
    d_new = dc + dh * o * (1 - np.tanh(new) ** 2) + net["p"] * d_o
    blocks = [d_new * g * i * (1 - i), d_new * c * f * (1 - f), d_new * i * (1 - g * g), d_o]
    da = np.concatenate(blocks, axis=1)
    both = np.hstack([x, h]).T @ da
    D = x.shape[1]
    back = da @ np.vstack([net["W"], net["U"]]).T
    return {
        "x": back[:, :D],
        "h": back[:, D:],
        "c": f * d_new,
        "W": both[:D],
        "U": both[D:],
        "b": da.sum(0),
        "p": (d_o * new).sum(0),
    }


# %% variant="cell.row_by_row"
# One example at a time, gradients added up with outer products.
def cell_forward(net, x, h, c):
    h_new, c_new, kept = np.empty(c.shape), np.empty(c.shape), []
    for n in range(len(x)):
        i, f, g, o = np.split(net["W"].T @ x[n] + net["U"].T @ h[n] + net["b"], 4)
        i, f, g = sigmoid(i), sigmoid(f), np.tanh(g)
        c_new[n] = f * c[n] + i * g
        o = sigmoid(o + net["p"] * c_new[n])
        h_new[n] = o * np.tanh(c_new[n])
        kept.append((x[n], h[n], c[n], i, f, g, o, c_new[n]))
    return h_new, c_new, kept


def cell_backward(net, kept, dh, dc):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "p")}
    rows = {"x": [], "h": [], "c": []}
    for (x, h, c, i, f, g, o, new), by_h, by_c in zip(kept, dh, dc):
        d_o = by_h * np.tanh(new) * o * (1 - o)
        d_new = by_c + by_h * o * (1 - np.tanh(new) ** 2) + d_o * net["p"]
        da = np.concatenate(
            [d_new * g * i * (1 - i), d_new * c * f * (1 - f), d_new * i * (1 - g**2), d_o]
        )
        grads["W"] += np.outer(x, da)
        grads["U"] += np.outer(h, da)
        grads["b"] += da
        grads["p"] += d_o * new
        rows["x"].append(net["W"] @ da)
        rows["h"].append(net["U"] @ da)
        rows["c"].append(d_new * f)
    return {**grads, **{name: np.array(values) for name, values in rows.items()}}


# %% variant="clip.one_long_vector"
# All entries are put into one long vector.
def clip_gradients(gradients, limit):
    everything = np.concatenate([np.ravel(g) for g in gradients.values()])
    size = np.abs(everything).max()
    norm = size * np.linalg.norm(everything / size) if size > 0 else 0.0
    if norm <= limit:
        return {name: np.array(g) for name, g in gradients.items()}, norm
    return {name: g / norm * limit for name, g in gradients.items()}, norm


# %% variant="clip.hypot"
# The norm grows array by array with hypot, which does not overflow.
def clip_gradients(gradients, limit):
    norm = 0.0
    for g in gradients.values():
        for entry in np.nditer(g):
            norm = float(np.hypot(norm, entry))
    clipped = {}
    for name, g in gradients.items():
        clipped[name] = g * (limit / norm) if norm > limit else g.copy()
    return clipped, norm


# %% variant="clip.fixed_scale"
# A fixed power of two keeps the squares in range.
def clip_gradients(gradients, limit):
    small = 2.0**-600
    large = any(np.abs(g).max() > 1e100 for g in gradients.values())
    unit = small if large else 1.0
    norm = np.sqrt(sum(np.vdot(g * unit, g * unit) for g in gradients.values())) / unit
    factor = limit / max(norm, limit)
    return dict(zip(gradients, [factor * g for g in gradients.values()])), norm


# %% variant="sampling.logarithms"
# The softmax by way of the logarithm of the sum.
def chances(scores, temperature):
    z = np.array(scores, dtype=float) / temperature
    return np.exp(z - np.logaddexp.reduce(z))


def pick(p, u):
    right_end, last = 0.0, 0
    for k, length in enumerate(p):
        right_end += length
        if length > 0:
            last = k
            if u < right_end:
                return k
    return last


def write(step, state, first, length, temperature, rng):
    written = [first]
    while len(written) <= length:
        scores, state = step(state, written[-1])
        written.append(pick(chances(scores, temperature), rng.random()))
    return written[1:]


# %% variant="sampling.counting"
# The index is the number of right ends that are not beyond u.
def chances(scores, temperature):
    z = [float(score) / temperature for score in scores]
    top = max(z)
    powers = np.array([np.exp(value - top) for value in z])
    return powers / sum(powers)


def pick(p, u):
    possible = [k for k in range(len(p)) if p[k] > 0]
    passed = int(np.sum(np.cumsum([p[k] for k in possible]) <= u))
    return possible[min(passed, len(possible) - 1)]


def write(step, state, first, length, temperature, rng):
    def go_on(state, k, left):
        if left == 0:
            return []
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        return [k, *go_on(state, k, left - 1)]

    return go_on(state, first, length)


# %% variant="sampling.draws_first"
# All random numbers are drawn before the first step.
def chances(scores, temperature):
    z = np.asarray(scores) / temperature
    z = np.exp(z - np.max(z))
    return z / z.sum()


def pick(p, u):
    beyond = (np.cumsum(p) > u) & (np.asarray(p) > 0)
    return int(np.argmax(beyond)) if beyond.any() else int(np.max(np.nonzero(p)))


def write(step, state, first, length, temperature, rng):
    written = []
    for u in [rng.random() for _ in range(length)]:
        scores, state = step(state, written[-1] if written else first)
        written.append(pick(chances(scores, temperature), u))
    return written


# %% variant="memory.more_units"
# More units, and it stops when the batches are solved.
def train(task, rng):
    lstm = nn.LSTM(8, 48, return_sequences=False, forget_bias=4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), lstm, nn.Dense(48, 4, rng=rng))
    loss, adam = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    value = 1.0
    while task.left > 0 and value > 0.01:
        x, y = task.batch()
        value = loss(model(x, training=True), y)
        adam.zero_grad()
        model.accumulate(loss.backward())
        adam.step()

    def answer(x):
        return np.argmax(model(x), axis=-1)

    return answer


# %% variant="memory.one_hot"
# One-hot letters instead of an embedding, and the input gates begin nearly shut.
def train(task, rng):
    def one_hot(x):
        return np.eye(8)[x]

    lstm = nn.LSTM(8, 32, return_sequences=False, forget_bias=5.0, rng=rng)
    lstm.b.value[:32] = -1.0
    model = nn.Sequential(lstm, nn.Dense(32, 4, rng=rng))
    loss = nn.CrossEntropy()
    optimizer = nn.Adam(model.parameters(), lr=0.01, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(one_hot(x), training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(one_hot(x)).argmax(axis=1)


# %% variant="memory.data_first"
# All batches are dealt first, and then the library trains in one epoch.
def train(task, rng):
    dealt = [task.batch() for _ in range(250)]
    x, y = (np.concatenate(part) for part in zip(*dealt))
    model = nn.Sequential(
        nn.Embedding(8, 8, rng=rng),
        nn.LSTM(8, 32, return_sequences=False, forget_bias=4.0, rng=rng),
        nn.Dense(32, 4, rng=rng),
    )
    optimizer = nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    nn.fit(model, nn.CrossEntropy(), optimizer, x, y, epochs=1, rng=rng, progress=False)
    return lambda x: model(x).argmax(axis=1)
