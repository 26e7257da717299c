# %% [markdown]
# # ps03: wrong answers that students give, each with the hint it deserves

# %% mistake="losses.gradient_sign"
# Both gradients have their sign turned. When one prediction goes up, which way does the loss go,
# and what does your gradient say?
def absolute_error(p, y):
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(-miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    loss = weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    gradient = (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.mean(loss), -gradient / len(z)


# %% mistake="losses.mean_forgotten"
# The losses are means over the batch, but the gradients are those of a sum. Compare batches of
# one and of two.
def absolute_error(p, y):
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(miss)


def weighted_cross_entropy(z, y, weight):
    loss = weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    gradient = (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.mean(loss), gradient


# %% mistake="losses.sum_not_mean"
# The losses are sums over the batch, and they should be means. Give the same example twice: the
# loss must not grow.
def absolute_error(p, y):
    miss = p - y
    return np.sum(np.abs(miss)), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    loss = weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    gradient = (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.sum(loss), gradient / len(z)


# %% mistake="losses.absolute_value_forgotten"
# Misses to the left and to the right cancel in the absolute error. What does the formula put
# around each miss?
def absolute_error(p, y):
    miss = p - y
    return np.mean(miss), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    loss = weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    gradient = (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.mean(loss), gradient / len(z)


# %% mistake="losses.weight_on_both"
# The weight counts the examples with a no as well. Look at which of the two terms the formula
# gives it to.
def absolute_error(p, y):
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    loss = weight * y * np.logaddexp(0, -z) + weight * (1 - y) * np.logaddexp(0, z)
    gradient = weight * (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.mean(loss), gradient / len(z)


# %% mistake="losses.weight_on_no"
# The weight counts the wrong answers: it stands at the no, and belongs to the yes. Try an example
# with y = 1 and weight 2.
def absolute_error(p, y):
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    loss = y * np.logaddexp(0, -z) + weight * (1 - y) * np.logaddexp(0, z)
    gradient = weight * (1 - y) * sigmoid(z) - y * sigmoid(-z)
    return np.mean(loss), gradient / len(z)


# %% mistake="losses.gradient_without_weight"
# The loss has the weight and its gradient has not. Differentiate the term for y = 1 once more.
def absolute_error(p, y):
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    loss = weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    gradient = sigmoid(z) - y
    return np.mean(loss), gradient / len(z)


# %% mistake="losses.overflow"
# For large scores the loss is inf or nan, because the sigmoid is rounded to exactly 0 or 1 before
# its logarithm. Write the loss with the scores themselves.
def absolute_error(p, y):
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    p = sigmoid(z)
    loss = -(weight * y * np.log(p) + (1 - y) * np.log(1 - p))
    gradient = (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.mean(loss), gradient / len(z)


# %% mistake="losses.probabilities_clipped"
# Clipping the probability keeps the logarithm finite, but then large scores all cost the same.
# Try the score -1000 for a yes: the loss should be 1000 times the weight.
def absolute_error(p, y):
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    p = np.clip(sigmoid(z), 1e-12, 1 - 1e-12)
    loss = -(weight * y * np.log(p) + (1 - y) * np.log(1 - p))
    gradient = (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.mean(loss), gradient / len(z)


# %% mistake="losses.gradient_by_probability"
# This is the gradient by the probability, and it is asked for the gradient by the score. One node
# is missing on the way back: the sigmoid.
def absolute_error(p, y):
    miss = p - y
    return np.mean(np.abs(miss)), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    loss = weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    p = sigmoid(z)
    gradient = (1 - y) / (1 - p + 1e-12) - weight * y / (p + 1e-12)
    return np.mean(loss), gradient / len(z)


# %% mistake="losses.input_changed"
# The function writes into the array that it was given. Make a new array, for example with a minus
# sign instead of a minus-equal.
def absolute_error(p, y):
    p -= y
    miss = p
    return np.mean(np.abs(miss)), np.sign(miss) / len(miss)


def weighted_cross_entropy(z, y, weight):
    loss = weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    gradient = (1 - y) * sigmoid(z) - weight * y * sigmoid(-z)
    return np.mean(loss), gradient / len(z)


# %% mistake="graph.one_way_only"
# Only one of the two ways back to a is counted. The value a is used twice: what do two gradients
# do where they meet?
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * s  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da, "y": y - c}


# %% mistake="graph.gate_way_only"
# The way through the sigmoid is there, and the direct way from c to a is missing. Draw both edges
# that leave a.
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * a * s * (1 - s)  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da, "y": y - c}


# %% mistake="graph.sigmoid_slope_forgotten"
# The gradient passes the sigmoid without its local derivative. What is the slope of the sigmoid
# in terms of s?
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * s + dc * a  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da, "y": y - c}


# %% mistake="graph.ways_multiplied"
# The two gradients that meet at a are multiplied. Along one way you multiply; where ways meet,
# you do something else.
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * s * dc * a * s * (1 - s)  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da, "y": y - c}


# %% mistake="graph.sign_of_target"
# The derivative by y has the sign of the derivative by c. A larger y makes c - y smaller.
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * s + dc * a * s * (1 - s)  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da, "y": c - y}


# %% mistake="graph.factors_exchanged"
# The local derivatives of the product x w are exchanged. The derivative of a product by one
# factor is the other factor.
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * s + dc * a * s * (1 - s)  # two ways lead back to a
    return {"x": da * x, "w": da * w, "b": da, "y": y - c}


# %% mistake="graph.half_forgotten"
# The gradient of the loss is twice too large: the formula has a factor one half, and it cancels
# the 2 of the square.
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = 2 * (c - y)
    da = dc * s + dc * a * s * (1 - s)  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da, "y": 2 * (y - c)}


# %% mistake="graph.slope_at_s"
# The slope of the sigmoid is taken at s and not at a: s is already the sigmoid of a, and here the
# sigmoid is applied once more.
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * s + dc * a * sigmoid(s) * (1 - sigmoid(s))  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da, "y": y - c}


# %% mistake="graph.bias_times_input"
# The gradient of b is multiplied by x, like that of w. How fast does a follow b?
def graph_gradients(x, w, b, y):
    a = x * w + b
    s = sigmoid(a)
    c = a * s
    dc = c - y
    da = dc * s + dc * a * s * (1 - s)  # two ways lead back to a
    return {"x": da * w, "w": da * x, "b": da * x, "y": y - c}


# %% mistake="checker.first_not_worst"
# It returns the first wrong entry and not the most wrong one. Go through all entries before you
# decide.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    largest = tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            return index
    return None


# %% mistake="checker.absolute_error"
# It compares differences and not relative errors, so large entries look worse than small ones.
# Divide as in the formula.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.nudge_too_large"
# The nudge is so large that the curve bends within it, and right gradients look wrong. Take one
# of about the size that the approach names.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 0.1
        above = f(nudged)
        nudged[index] = x[index] - 0.1
        measured = (above - f(nudged)) / 0.2
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.one_sided_coarse"
# The difference is taken to one side only, which is not exact enough for this tolerance. Nudge up
# and down.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-4
        above = f(nudged)
        nudged[index] = x[index]
        measured = (above - f(nudged)) / 1e-4
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.divided_by_h"
# The difference between up and down spans two nudges and is divided by one. All measured slopes
# are twice too large.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 1e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.whole_numbers_cut"
# With whole numbers in x the nudge is cut off and nothing is measured. Which type has your copy?
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.input_changed"
# It nudges x itself, so after the call x is no longer quite what it was. Work on a copy.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        x[index] += 1e-5
        above = f(x)
        x[index] -= 2e-5
        measured = (above - f(x)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.tolerance_ignored"
# The tolerance that is handed over has no effect. Look for the number that you compare with.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, 1e-5
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.always_an_entry"
# It names an entry even when all are right. When should the answer be None?
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, -1.0
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.sign_not_seen"
# It compares sizes only, so an entry with its sign turned passes. Subtract first, then take the
# absolute value.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(abs(claimed) - abs(measured)) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.no_floor"
# Where claim and measurement are both as good as zero, rounding alone makes the relative error
# large. What is the third number in the maximum for?
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured))
        if error > largest:
            worst, largest = index, error
    return worst


# %% mistake="checker.flat_index"
# For an array with several axes it returns a place in the flattened array. Turn it into one index
# for each axis.
def wrong_entry(f, x, gradient, tolerance=1e-5):
    x = np.array(x, dtype=float)
    worst, largest = None, tolerance
    for index in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[index] = x[index] + 1e-5
        above = f(nudged)
        nudged[index] = x[index] - 1e-5
        measured = (above - f(nudged)) / 2e-5
        claimed = gradient[index]
        error = abs(claimed - measured) / max(abs(claimed), abs(measured), 1e-3)
        if error > largest:
            worst, largest = index, error
    return None if worst is None else (int(np.ravel_multi_index(worst, x.shape)),)


# %% mistake="gate.not_added"
# Each backward overwrites the gradients of the one before. They must be added to what is already
# there.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.x.T @ du
        self.db = du.sum(axis=0)
        self.dV = self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.input_one_way"
# The gradient by x comes back on one of its two ways only. The input goes into the sum and into
# the gate.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum(axis=0)
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T


# %% mistake="gate.gate_slope_forgotten"
# The gradient passes the gate's sigmoid without its local derivative. What is the slope of the
# sigmoid in terms of g?
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum(axis=0)
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.gate_not_applied_backward"
# The gradient of u is the arriving gradient itself. On the way forward u was multiplied by g, so
# what is its local derivative?
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        du = dy
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum(axis=0)
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.bias_per_row"
# The gradient of b has one row for each example. The bias is used once for every row: its
# gradients add up.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.bias_summed_over_all"
# The gradient of b is one number for all outputs. Its shape must be that of b: which axis is to
# be summed, and which is to stay?
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum()
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.averaged"
# The gradients of the parameters are divided by the number of rows. The layer knows no loss; the
# mean is already in dy.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du / len(dy)
        self.db = self.db + du.mean(axis=0)
        self.dV = self.dV + self.x.T @ dv / len(dy)
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.gate_has_the_bias"
# The bias b is added before the gate's sigmoid as well. In the formula it belongs to u alone.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V + self.b)
        return self.u * self.g

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum(axis=0)
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.zero_grad_empty"
# zero_grad leaves the old gradients where they are. Set all three to zero, and check after a
# second backward.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def zero_grad(self):
        pass

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum(axis=0)
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.no_gate"
# The output is the plain weighted sum: the gate is computed and then not used.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u

    def backward(self, dy):
        du = dy * self.g
        dv = dy * self.u * self.g * (1 - self.g)
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum(axis=0)
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="gate.arriving_gradient_changed"
# backward multiplies into the array dy that it was given. Others may still need it: make a new
# array.
class GatedLayer:
    def __init__(self, W, b, V):
        self.W, self.b, self.V = W, b, V
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros(np.shape(self.W))
        self.db = np.zeros(np.shape(self.b))
        self.dV = np.zeros(np.shape(self.V))

    def forward(self, x):
        self.x = x
        self.u = x @ self.W + self.b
        self.g = sigmoid(x @ self.V)
        return self.u * self.g

    def backward(self, dy):
        dv = dy * self.u * self.g * (1 - self.g)
        dy *= self.g
        du = dy
        self.dW = self.dW + self.x.T @ du
        self.db = self.db + du.sum(axis=0)
        self.dV = self.dV + self.x.T @ dv
        return du @ self.W.T + dv @ self.V.T


# %% mistake="network.mean_forgotten"
# The loss is a mean over the rows and the gradients are those of a sum. Compare with a batch of a
# single row.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.softmax_over_batch"
# The probabilities add up to 1 over the whole batch, and should for each row. Which axis does the
# sum run over?
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum())
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.tanh_slope_forgotten"
# The gradient passes the tanh without its local derivative. Which factor belongs to that node?
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.sigmoid_slope"
# The local derivative is that of the sigmoid, and the hidden layer is a tanh.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * h * (1 - h)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.shortcut_forgotten"
# The scores lack the shortcut from the input. Read the formula of z once more.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.shortcut_without_target"
# The gradient of the shortcut is made from the probabilities, before the target is subtracted. W2
# and S get the same gradient from the scores.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    d_shortcut = x.T @ dz / len(x)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": d_shortcut,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.target_added"
# The target is added where it should be subtracted. Softmax and cross-entropy send back
# prediction minus target.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] += 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.target_forgotten"
# The gradient by the scores is the probabilities alone; the target has no part in it. What is
# subtracted in each row?
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.overflow"
# Scores of 1000 make the exponential overflow. Subtract the largest score of each row first: the
# probabilities stay the same.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.bias_not_summed"
# The gradients of the biases have one row for each example, and should have the shapes of the
# biases.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da,
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz,
    }
    return loss, gradients


# %% mistake="network.sign_turned"
# All gradients have their sign turned, so that adding them would go downhill. A gradient points
# uphill; the minus belongs to the update rule.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p[rows, y])

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = -dz / len(x)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="network.loss_of_all_classes"
# The loss adds the logarithms of all classes. Only the probability of the true class of each row
# counts.
def network_gradients(net, x, y):
    rows = np.arange(len(x))
    h = np.tanh(x @ net["W1"] + net["b1"])  # (N, H)
    z = h @ net["W2"] + x @ net["S"] + net["b2"]  # (N, K)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.mean(log_p.sum(axis=1))

    dz = np.exp(log_p)
    dz[rows, y] -= 1
    dz = dz / len(x)  # (N, K)
    da = dz @ net["W2"].T * (1 - h**2)  # (N, H)
    gradients = {
        "W1": x.T @ da,
        "b1": da.sum(axis=0),
        "W2": h.T @ dz,
        "S": x.T @ dz,
        "b2": dz.sum(axis=0),
    }
    return loss, gradients


# %% mistake="train.start_at_zero"
# All weights start at zero, so all hidden units get the same gradient and stay alike for ever.
# Draw different numbers for them.
def train(x, y, rng):
    hidden, learning_rate = 8, 1.0
    net = {
        "W1": np.zeros((2, hidden)),
        "b1": np.zeros(hidden),
        "w2": np.zeros(hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses


# %% mistake="train.all_units_alike"
# All hidden units start with the same weights, so they get the same gradients and stay alike: the
# network is as narrow as one unit. Draw different numbers for them.
def train(x, y, rng):
    hidden, learning_rate = 8, 1.0
    net = {
        "W1": np.repeat(rng.normal(size=(2, 1)), hidden, axis=1),
        "b1": np.zeros(hidden),
        "w2": np.repeat(rng.normal(), hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses


# %% mistake="train.uphill"
# The gradient is added, so the loss climbs. Which sign has the update rule?
def train(x, y, rng):
    hidden, learning_rate = 8, 1.0
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] + learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses


# %% mistake="train.rate_too_small"
# The steps are so short that the way is not done when they run out. Print the loss every hundred
# steps, then choose a larger learning rate.
def train(x, y, rng):
    hidden, learning_rate = 8, 0.001
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses


# %% mistake="train.too_few_steps"
# The run stops long before the loss is where it should be. How many steps does the task allow?
def train(x, y, rng):
    hidden, learning_rate = 8, 1.0
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 10:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses


# %% mistake="train.one_hidden_unit"
# One hidden unit draws one line, and one line cannot part the lamp's two cases. Count how many
# starts arrive for each width.
def train(x, y, rng):
    hidden, learning_rate = 1, 1.0
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses


# %% mistake="train.own_generator"
# The start does not come from the rng that is handed over, so every run begins alike. Draw with
# rng.
def train(x, y, rng):
    rng = np.random.default_rng(0)
    hidden, learning_rate = 8, 1.0
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return net, losses


# %% mistake="train.untrained_net_returned"
# The network that comes back is not the one with the last loss. Which net does the loop change,
# and which do you return?
def train(x, y, rng):
    hidden, learning_rate = 8, 1.0
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    start = net
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
        losses.append(lamp_loss(net, x, y))
    return start, losses


# %% mistake="train.last_loss_missing"
# The last loss in the list is not that of the network that you return. After the last step the
# loss must be measured once more.
def train(x, y, rng):
    hidden, learning_rate = 8, 1.0
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    losses = []
    for _ in range(300):
        losses.append(lamp_loss(net, x, y))
        slopes = lamp_slopes(net, x, y)
        net = {name: net[name] - learning_rate * slopes[name] for name in net}
    return net, losses


# %% mistake="train.hidden_layer_frozen"
# Only the output weights learn; the hidden layer stays as it was drawn. Give every entry of the
# network its step.
def train(x, y, rng):
    hidden = 2
    net = {
        "W1": rng.normal(size=(2, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=hidden),
        "b2": np.array(0.0),
    }
    losses = [lamp_loss(net, x, y)]
    while losses[-1] >= 0.1 and len(losses) <= 1000:
        slopes = lamp_slopes(net, x, y)
        net = {**net, "w2": net["w2"] - slopes["w2"], "b2": net["b2"] - slopes["b2"]}
        losses.append(lamp_loss(net, x, y))
    return net, losses
