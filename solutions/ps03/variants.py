# %% [markdown]
# # ps03: right answers written another way

# %% variant="losses.loop"
# One example at a time, with an if for the two kinds of truth.
def absolute_error(p, y):
    total = 0.0
    gradient = []
    for guess, truth in zip(p, y, strict=True):
        total += abs(guess - truth)
        if guess > truth:
            gradient.append(1 / len(p))
        elif guess < truth:
            gradient.append(-1 / len(p))
        else:
            gradient.append(0.0)
    return total / len(p), np.array(gradient)


def weighted_cross_entropy(z, y, weight):
    total = 0.0
    gradient = np.zeros(len(z))
    for n in range(len(z)):
        if y[n] == 1:
            total += weight * np.logaddexp(0, -z[n])
            gradient[n] = -weight * (1 - sigmoid(z[n])) / len(z)
        else:
            total += np.logaddexp(0, z[n])
            gradient[n] = sigmoid(z[n]) / len(z)
    return total / len(z), gradient


# %% variant="losses.max_trick"
# Stable by taking out the larger of the two exponents by hand; masks pick the kind of truth.
def absolute_error(p, y):
    above = (p > y).astype(float)
    below = (p < y).astype(float)
    loss = ((p - y) * (above - below)).mean()
    return loss, (above - below) / p.size


def softplus(t):
    return np.maximum(t, 0) + np.log1p(np.exp(-np.abs(t)))


def weighted_cross_entropy(z, y, weight):
    counts = np.where(y == 1, weight, 1.0)
    signs = np.where(y == 1, -1.0, 1.0)
    loss = (counts * softplus(signs * z)).mean()
    return loss, counts * signs * sigmoid(signs * z) / z.size


# %% variant="losses.one_formula"
# The two terms of the cross-entropy gathered: (1 - y) z plus a multiple of one softplus.
def absolute_error(p, y):
    N = p.shape[0]
    d = np.subtract(p, y)
    J = np.abs(d).sum() / N
    dJ = np.where(d == 0, 0.0, d / np.where(d == 0, 1.0, np.abs(d))) / N
    return float(J), dJ


def weighted_cross_entropy(z, y, weight):
    N = z.shape[0]
    factor = 1 + (weight - 1) * y
    J = ((1 - y) * z + factor * np.logaddexp(0, -z)).sum() / N
    dJ = (1 - y - factor * (1 - sigmoid(z))) / N
    return float(J), dJ


# %% variant="graph.every_edge"
# Each edge of the graph has a line of its own.
def graph_gradients(x, w, b, y):
    m = x * w
    a = m + b
    s = sigmoid(a)
    c = a * s
    d = c - y
    dL_dd = d
    dL_dc = dL_dd
    dL_dy = -dL_dd
    dL_da_direct = dL_dc * s
    dL_ds = dL_dc * a
    ds_da = s * (1 - s)
    dL_da = dL_da_direct + dL_ds * ds_da
    dL_db = dL_da
    dL_dm = dL_da
    return dict(x=dL_dm * w, w=dL_dm * x, b=dL_db, y=dL_dy)


# %% variant="graph.product_rule"
# The derivative of a times sigmoid(a) by the product rule, in one line.
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    miss = a * s - y
    slope = s * (1 + a * (1 - s))
    blame = miss * slope
    grads = {}
    for name, factor in (("x", w), ("w", x), ("b", 1.0)):
        grads[name] = blame * factor
    grads["y"] = -miss
    return grads


# %% variant="graph.forward_mode"
# Derivatives carried forward beside the values, one input at a time.
def graph_gradients(x, w, b, y):
    values = {"x": x, "w": w, "b": b, "y": y}
    result = {}
    for name in values:
        dx, dw, db, dy = (1.0 if name == other else 0.0 for other in values)
        a, da = x * w + b, dx * w + x * dw + db
        s = sigmoid(a)
        ds = s * (1 - s) * da
        c, dc = a * s, da * s + a * ds
        result[name] = (c - y) * (dc - dy)
    return result


# %% variant="checker.whole_array"
# Measures everything first, then computes all relative errors as one array.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    point = np.asarray(x, dtype=float)
    measured = np.empty(point.shape)
    h = 1e-5
    for index in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[index] += h
        down[index] -= h
        measured[index] = (f(up) - f(down)) / (2 * h)
    claimed = np.asarray(gradient, dtype=float)
    size = np.maximum(np.maximum(np.abs(claimed), np.abs(measured)), 1e-3)
    errors = np.abs(claimed - measured) / size
    if errors.max() <= tolerance:
        return None
    return tuple(int(i) for i in np.unravel_index(errors.argmax(), errors.shape))


# %% variant="checker.flat_loop"
# Runs over a flattened copy and puts each entry back after use.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    shape = np.shape(x)
    flat = np.array(x, dtype=float).ravel()
    claims = np.ravel(gradient)
    errors = []
    for k in range(flat.size):
        middle = flat[k]
        flat[k] = middle + 2e-5
        high = f(flat.reshape(shape))
        flat[k] = middle - 2e-5
        low = f(flat.reshape(shape))
        flat[k] = middle
        slope = (high - low) / 4e-5
        errors.append(abs(claims[k] - slope) / max(abs(claims[k]), abs(slope), 1e-3))
    worst = int(np.argmax(errors))
    return np.unravel_index(worst, shape) if errors[worst] > tolerance else None


# %% variant="checker.four_points"
# A finer difference from four points, nudges made by adding an array with a single entry.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = x + 0.0
    candidates = {}
    for index in np.ndindex(*x.shape):
        step = np.zeros_like(x)
        step[index] = 1e-4
        near = (f(x + step) - f(x - step)) / 2e-4
        far = (f(x + 2 * step) - f(x - 2 * step)) / 4e-4
        slope = (4 * near - far) / 3
        scale = max(abs(gradient[index]), abs(slope), 1e-3)
        error = abs(gradient[index] - slope) / scale
        if error > tolerance:
            candidates[index] = error
    return max(candidates, key=candidates.get) if candidates else None


# %% variant="gate.loops"
# All gradients with loops over rows, inputs and outputs.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros_like(self.W, dtype=float)
        self.db = np.zeros_like(self.b, dtype=float)
        self.dV = np.zeros_like(self.V, dtype=float)

    def forward(self, x):
        self.x = x
        rows, outputs = len(x), len(self.b)
        self.u, self.g = np.zeros((rows, outputs)), np.zeros((rows, outputs))
        for n in range(rows):
            for o in range(outputs):
                self.u[n, o] = sum(x[n] * self.W[:, o]) + self.b[o]
                self.g[n, o] = sigmoid(sum(x[n] * self.V[:, o]))
        return self.u * self.g

    def backward(self, dy):
        dx = np.zeros(self.x.shape)
        for n, o in np.ndindex(dy.shape):
            du = dy[n, o] * self.g[n, o]
            dv = dy[n, o] * self.u[n, o] * self.g[n, o] * (1 - self.g[n, o])
            self.db[o] += du
            for i in range(self.x.shape[1]):
                self.dW[i, o] += self.x[n, i] * du
                self.dV[i, o] += self.x[n, i] * dv
                dx[n, i] += self.W[i, o] * du + self.V[i, o] * dv
        return dx


# %% variant="gate.one_matrix"
# W and V side by side in one matrix, so that one product does for both halves.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W = W
        self.b = b
        self.V = V
        self.both = np.hstack([W, V])
        self.zero_grad()

    def zero_grad(self):
        outputs = self.W.shape[1]
        self.dboth = np.zeros(self.both.shape)
        self.dW, self.dV = self.dboth[:, :outputs], self.dboth[:, outputs:]
        self.db = np.zeros(outputs)

    def forward(self, x):
        total = x @ self.both
        u, v = np.split(total, 2, axis=1)
        self.kept = x, u + self.b, sigmoid(v)
        return self.kept[1] * self.kept[2]

    def backward(self, dy):
        x, u, gate = self.kept
        dtotal = np.hstack([dy * gate, dy * u * (gate - gate**2)])
        self.dboth += x.T @ dtotal
        self.db += np.ones(len(x)) @ dtotal[:, : len(self.b)]
        return dtotal @ self.both.T


# %% variant="gate.einsum"
# Sums written with einsum, gradients added in place, other names.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = np.array(W), np.array(b), np.array(V)
        self.dW, self.db, self.dV = 0.0 * self.W, 0.0 * self.b, 0.0 * self.V

    def zero_grad(self):
        for gradient in (self.dW, self.db, self.dV):
            gradient[...] = 0.0

    def forward(self, x):
        self.inputs = x.copy()
        self.opening = 1 / (1 + np.exp(-(x @ self.V)))
        self.flow = x @ self.W + self.b
        return self.opening * self.flow

    def backward(self, dy):
        d_flow = self.opening * dy
        d_gate = self.opening * (1 - self.opening) * self.flow * dy
        self.dW += np.einsum("ni,no->io", self.inputs, d_flow)
        self.dV += np.einsum("ni,no->io", self.inputs, d_gate)
        self.db += np.einsum("no->o", d_flow)
        return np.einsum("no,io->ni", d_flow, self.W) + np.einsum("no,io->ni", d_gate, self.V)


# %% variant="network.one_hot"
# With one-hot targets, and the shortcut as extra hidden units.
def network_gradients(net, x, y):
    N, H = len(x), len(net["b1"])
    hidden = np.tanh(x @ net["W1"] + net["b1"])
    wide = np.hstack([hidden, x])
    out = np.vstack([net["W2"], net["S"]])
    scores = wide @ out + net["b2"]
    scores -= scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    p = e / e.sum(axis=1, keepdims=True)
    target = np.eye(len(net["b2"]))[y]
    loss = np.sum(target * (np.log(e.sum(axis=1, keepdims=True)) - scores)) / N
    delta = (p - target) / N
    dout = wide.T @ delta
    dwide = delta @ out.T
    dhidden = (1 - hidden * hidden) * dwide[:, :H]
    grads = dict(W1=x.T @ dhidden, W2=dout[:H], S=dout[H:])
    grads["b1"] = np.ones(N) @ dhidden
    grads["b2"] = np.ones(N) @ delta
    return loss, grads


# %% variant="network.row_by_row"
# One row at a time: the gradients of all rows are added up.
def network_gradients(net, x, y):
    grads = {name: np.zeros(value.shape) for name, value in net.items()}
    loss = 0.0
    for row, label in zip(x, y, strict=True):
        h = np.tanh(row @ net["W1"] + net["b1"])
        z = h @ net["W2"] + row @ net["S"] + net["b2"]
        top = max(z)
        log_sum = top + np.log(sum(np.exp(z - top)))
        loss += (log_sum - z[label]) / len(x)
        dz = np.exp(z - log_sum)
        dz[label] -= 1
        dz /= len(x)
        da = (net["W2"] @ dz) * (1 - h**2)
        grads["b2"] += dz
        grads["W2"] += np.outer(h, dz)
        grads["S"] += np.outer(row, dz)
        grads["b1"] += da
        grads["W1"] += np.outer(row, da)
    return loss, grads


# %% variant="network.helper_and_einsum"
# A helper for the logarithm of softmax, and einsum for the sums over the batch.
def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1, keepdims=True)


def network_gradients(net, x, y):
    W1, b1, W2, S, b2 = (net[k] for k in ("W1", "b1", "W2", "S", "b2"))
    hidden = np.tanh(x @ W1 + b1)
    logs = log_softmax(hidden @ W2 + x @ S + b2)
    J = -np.take_along_axis(logs, y[:, None], axis=1).mean()
    d = np.exp(logs)
    np.subtract.at(d, (np.arange(len(y)), y), 1.0)
    d /= len(y)
    d_in = np.einsum("nk,hk->nh", d, W2) / np.cosh(x @ W1 + b1) ** 2
    return float(J), {
        "W1": np.einsum("nd,nh->dh", x, d_in),
        "b1": np.einsum("nh->h", d_in),
        "W2": np.einsum("nh,nk->hk", hidden, d),
        "S": np.einsum("nd,nk->dk", x, d),
        "b2": np.einsum("nk->k", d),
    }


# %% variant="train.for_and_break"
# Another width, rate and start, a for loop with a break, updates in place on its own arrays.
def train(x, y, rng):
    H, eta = 12, 0.5
    net = {"W1": rng.uniform(-1, 1, size=(2, H)), "b1": rng.uniform(-1, 1, size=H)}
    net["w2"], net["b2"] = rng.uniform(-1, 1, size=H), np.zeros(())
    losses = []
    for _ in range(1000):
        losses.append(lamp_loss(net, x, y))
        if losses[-1] < 0.1:
            return net, losses
        for name, slope in lamp_slopes(net, x, y).items():
            net[name] = net[name] - eta * slope
    losses.append(lamp_loss(net, x, y))
    return net, losses


# %% variant="train.own_backward"
# The backward pass written by hand, which is much faster, and a lower target.
def train(x, y, rng):
    W1, b1 = rng.normal(0, 0.7, size=(2, 10)), np.zeros(10)
    w2, b2 = rng.normal(0, 0.7, size=10), np.array(0.0)
    losses = [lamp_loss({"W1": W1, "b1": b1, "w2": w2, "b2": b2}, x, y)]
    for _ in range(1000):
        h = np.tanh(x @ W1 + b1)
        delta = (sigmoid(h @ w2 + b2) - y) / len(y)
        d_hidden = np.outer(delta, w2) * (1 - h**2)
        w2, b2 = w2 - 1.5 * (h.T @ delta), b2 - 1.5 * delta.sum()
        W1, b1 = W1 - 1.5 * (x.T @ d_hidden), b1 - 1.5 * d_hidden.sum(axis=0)
        net = {"W1": W1, "b1": b1, "w2": w2, "b2": np.array(b2)}
        losses.append(lamp_loss(net, x, y))
        if losses[-1] < 0.05:
            break
    return net, losses


# %% variant="train.momentum"
# Each step keeps part of the speed of the one before.
def train(x, y, rng):
    shapes = {"W1": (2, 8), "b1": (8,), "w2": (8,), "b2": ()}
    net = {name: 0.8 * rng.normal(size=shape) for name, shape in shapes.items()}
    speed = {name: 0.0 for name in shapes}
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.09 and len(losses) < 1000:
        slopes = lamp_slopes(net, x, y)
        speed = {name: 0.8 * speed[name] - 0.3 * slopes[name] for name in net}
        net = {name: net[name] + speed[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses
