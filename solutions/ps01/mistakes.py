# %% [markdown]
# # ps01: wrong answers that students give, each with the hint it deserves

# %% mistake="activations.sign_forgotten"
# The exponent has lost its minus sign, so this is the sigmoid of -z. Try z = 7: the answer
# should be close to 1.
def step(z):
    return (np.asarray(z) > 0).astype(float)


def sigmoid(z):
    return 1 / (1 + np.exp(z))


# %% mistake="activations.step_at_zero"
# The step is on already at zero, where it should still be off. Look at the sign of comparison and
# at the table of cases in the task.
def step(z):
    return (np.asarray(z) >= 0).astype(float)


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))


# %% mistake="activations.step_is_sign"
# Below zero the step gives -1, and the task asks for 0 there. This function answers a question
# about the sign instead.
def step(z):
    return np.sign(z)


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))


# %% mistake="activations.overflow_left"
# The formula is right, but far out on the left the exponential is larger than any float, and one
# over infinity is exactly 0. Print np.exp(720.0), then read the approach again.
def step(z):
    return (np.asarray(z) > 0).astype(float)


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


# %% mistake="activations.overflow_right"
# For large z this divides infinity by infinity, which is nan. Your second formula is the safe one
# only for one sign of z.
def step(z):
    return (np.asarray(z) > 0).astype(float)


def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


# %% mistake="activations.clipped"
# Cutting z off hides the overflow, but then all values beyond the cut are the same, and wrong.
# Compare your sigmoid of -720 and of -600.
def step(z):
    return (np.asarray(z) > 0).astype(float)


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


# %% mistake="activations.through_tanh"
# On paper this is the sigmoid, but for negative z it subtracts two numbers that are nearly equal
# and loses their digits. Print your sigmoid of -40.
def step(z):
    return (np.asarray(z) > 0).astype(float)


def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


# %% mistake="activations.single_number_only"
# An if can decide for one number, but not for an array of them. Try your functions on an array of
# three numbers.
def step(z):
    if z > 0:
        return 1.0
    return 0.0


def sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


# %% mistake="activations.in_place"
# The values are right, but they overwrite the array that was handed over. Print the input after
# the call, and let the function make a new array.
def step(z):
    z = np.asarray(z)
    z[...] = z > 0
    return z


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))


# %% mistake="network.bias_forgotten"
# The weighted sum lacks its bias. Compute one number of the example by hand and see by how much
# yours is off.
def layer(x, neurons):
    return np.stack([g(x @ np.asarray(w)) for w, b, g in neurons], axis=1)


def network(x, layers):
    for neurons in layers:
        x = layer(x, neurons)
    return x


# %% mistake="network.bias_after_activation"
# The bias is added to the output of the activation, and it belongs to the sum that goes into it.
# Recall the order: multiply, add, activate.
def layer(x, neurons):
    return np.stack([g(x @ np.asarray(w)) + b for w, b, g in neurons], axis=1)


def network(x, layers):
    for neurons in layers:
        x = layer(x, neurons)
    return x


# %% mistake="network.transposed"
# The table lies on its side: neurons are in the rows and inputs in the columns. Compare the shape
# of your result with the shape in the task.
def layer(x, neurons):
    return np.array([g(x @ np.asarray(w) + b) for w, b, g in neurons])


def network(x, layers):
    for neurons in layers:
        x = layer(x, neurons)
    return x


# %% mistake="network.first_activation_for_all"
# Every neuron gets the activation of the first one. Use two neurons with different activations and
# look at the second column.
def layer(x, neurons):
    W = np.array([w for w, b, g in neurons]).T
    b = np.array([b for w, b, g in neurons])
    return neurons[0][2](x @ W + b)


def network(x, layers):
    for neurons in layers:
        x = layer(x, neurons)
    return x


# %% mistake="network.activation_forgotten"
# This stops after multiply and add: the third step is missing. What does a neuron do with z?
def layer(x, neurons):
    return np.stack([x @ np.asarray(w) + b for w, b, g in neurons], axis=1)


def network(x, layers):
    for neurons in layers:
        x = layer(x, neurons)
    return x


# %% mistake="network.same_input_for_all_layers"
# Every layer is given the first input, so only the last layer has any effect. What goes into the
# second layer?
def layer(x, neurons):
    return np.stack([g(x @ np.asarray(w) + b) for w, b, g in neurons], axis=1)


def network(x, layers):
    out = x
    for neurons in layers:
        out = layer(x, neurons)
    return out


# %% mistake="network.only_two_layers"
# This runs the first and the last layer and skips all layers between them. Try a network of three
# layers, and one of none.
def layer(x, neurons):
    return np.stack([g(x @ np.asarray(w) + b) for w, b, g in neurons], axis=1)


def network(x, layers):
    x = layer(x, layers[0])
    if len(layers) > 1:
        x = layer(x, layers[-1])
    return x


# %% mistake="network.layers_backwards"
# The layers are run from the last to the first. Which of them reads the inputs of the network?
def layer(x, neurons):
    return np.stack([g(x @ np.asarray(w) + b) for w, b, g in neurons], axis=1)


def network(x, layers):
    for neurons in reversed(layers):
        x = layer(x, neurons)
    return x


# %% mistake="network.returns_in_the_loop"
# The function returns during the first turn of the loop. Look at how far the return is indented.
def layer(x, neurons):
    return np.stack([g(x @ np.asarray(w) + b) for w, b, g in neurons], axis=1)


def network(x, layers):
    for neurons in layers:
        x = layer(x, neurons)
        return x


# %% mistake="gates.not_sure_enough"
# The decisions are right, but the neuron is not sure enough of them. What happens to its output if
# you multiply the weights and the bias by the same number?
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([1.0, 1.0], -1.5)
gates["OR"] = ([1.0, 1.0], -0.5)
gates["NAND"] = ([-1.0, -1.0], 1.5)
gates["MAJORITY"] = ([1.0, 1.0, 1.0], -1.5)
gates["FIRST OR BOTH"] = ([2.0, 1.0, 1.0], -1.5)

# %% mistake="gates.no_bias"
# Without a bias every neuron says one half when all inputs are 0. Write down z for the first row
# of each table.
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([8.0, 8.0], 0.0)
gates["OR"] = ([8.0, 8.0], 0.0)
gates["NAND"] = ([-8.0, -8.0], 0.0)
gates["MAJORITY"] = ([8.0, 8.0, 8.0], 0.0)
gates["FIRST OR BOTH"] = ([16.0, 8.0, 8.0], 0.0)

# %% mistake="gates.and_is_or"
# The bias of AND is so small that one input alone is enough. Compute z for the row 0, 1.
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([8.0, 8.0], -4.0)
gates["OR"] = ([8.0, 8.0], -4.0)
gates["NAND"] = ([-8.0, -8.0], 12.0)
gates["MAJORITY"] = ([8.0, 8.0, 8.0], -12.0)
gates["FIRST OR BOTH"] = ([16.0, 8.0, 8.0], -12.0)

# %% mistake="gates.nand_keeps_the_bias"
# For NAND the signs of the weights were turned, but not the sign of the bias, so it never says 1.
# Which sign must z have when both inputs are 0?
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([8.0, 8.0], -12.0)
gates["OR"] = ([8.0, 8.0], -4.0)
gates["NAND"] = ([-8.0, -8.0], -12.0)
gates["MAJORITY"] = ([8.0, 8.0, 8.0], -12.0)
gates["FIRST OR BOTH"] = ([16.0, 8.0, 8.0], -12.0)

# %% mistake="gates.nand_is_nor"
# This NAND gives up as soon as one input is 1: that is the opposite of OR. Look at its rows 0, 1
# and 1, 0.
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([8.0, 8.0], -12.0)
gates["OR"] = ([8.0, 8.0], -4.0)
gates["NAND"] = ([-8.0, -8.0], 4.0)
gates["MAJORITY"] = ([8.0, 8.0, 8.0], -12.0)
gates["FIRST OR BOTH"] = ([16.0, 8.0, 8.0], -12.0)

# %% mistake="gates.majority_needs_all"
# This majority wants all three votes. Compute z when exactly two inputs are 1.
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([8.0, 8.0], -12.0)
gates["OR"] = ([8.0, 8.0], -4.0)
gates["NAND"] = ([-8.0, -8.0], 12.0)
gates["MAJORITY"] = ([8.0, 8.0, 8.0], -20.0)
gates["FIRST OR BOTH"] = ([16.0, 8.0, 8.0], -12.0)

# %% mistake="gates.first_counts_like_the_others"
# All three inputs count the same here, so the first one alone cannot decide. How many of the other
# inputs should it weigh as much as?
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([8.0, 8.0], -12.0)
gates["OR"] = ([8.0, 8.0], -4.0)
gates["NAND"] = ([-8.0, -8.0], 12.0)
gates["MAJORITY"] = ([8.0, 8.0, 8.0], -12.0)
gates["FIRST OR BOTH"] = ([8.0, 8.0, 8.0], -12.0)

# %% mistake="gates.too_large"
# The gates work, but some numbers are beyond the limit of 20 that the task sets. How large must z
# be for an output of 0.95? You need no more than that.
gates = {"NOT": ([-8.0], 4.0)}
gates["AND"] = ([100.0, 100.0], -150.0)
gates["OR"] = ([100.0, 100.0], -50.0)
gates["NAND"] = ([-100.0, -100.0], 150.0)
gates["MAJORITY"] = ([100.0, 100.0, 100.0], -150.0)
gates["FIRST OR BOTH"] = ([200.0, 100.0, 100.0], -150.0)


# %% mistake="line.not_divided"
# This is z, not the distance: z grows faster where the weights are larger. By what does the task
# say z grows for each unit that you walk?
def signed_distance(x, w, b):
    return x @ w + b


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    if start * end > 0:
        return None
    return p + start / (start - end) * (q - p)


# %% mistake="line.sign_lost"
# The distance has lost its sign, so both sides of the line look alike. Where does the absolute
# value come in?
def signed_distance(x, w, b):
    return np.abs(x @ w + b) / np.linalg.norm(w)


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    if start * end > 0:
        return None
    return p + start / (start - end) * (q - p)


# %% mistake="line.length_squared"
# The sum is divided by the square of the length of w. Is there a root missing?
def signed_distance(x, w, b):
    return (x @ w + b) / (w @ w)


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    if start * end > 0:
        return None
    return p + start / (start - end) * (q - p)


# %% mistake="line.bias_not_divided"
# Only the weighted sum is divided by the length of w, and the bias is added afterwards. Which of
# the two parts of z grows along the way?
def signed_distance(x, w, b):
    return x @ w / np.linalg.norm(w) + b


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    if start * end > 0:
        return None
    return p + start / (start - end) * (q - p)


# %% mistake="line.sum_of_sizes"
# The length of the arrow is not the sum of the sizes of its entries. Think of Pythagoras.
def signed_distance(x, w, b):
    return (x @ w + b) / np.sum(np.abs(w))


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    if start * end > 0:
        return None
    return p + start / (start - end) * (q - p)


# %% mistake="line.never_none"
# This finds where the endless line through p and q crosses, also where you never walk. Which
# values of t belong to the way?
def signed_distance(x, w, b):
    return (x @ w + b) / np.linalg.norm(w)


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    return p + start / (start - end) * (q - p)


# %% mistake="line.ends_left_out"
# A way that starts or ends exactly on the line is refused. The task says to whom start and end
# belong.
def signed_distance(x, w, b):
    return (x @ w + b) / np.linalg.norm(w)


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    if start * end >= 0:
        return None
    return p + start / (start - end) * (q - p)


# %% mistake="line.middle_of_the_way"
# This returns the middle of the way whenever the line lies between the ends. How far along you
# meet the line depends on z at both ends.
def signed_distance(x, w, b):
    return (x @ w + b) / np.linalg.norm(w)


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    if start * end > 0:
        return None
    return (p + q) / 2


# %% mistake="line.measured_from_the_wrong_end"
# The share of the way is measured from q, but walked from p. Put in a point p that lies almost on
# the line: how far should you walk?
def signed_distance(x, w, b):
    return (x @ w + b) / np.linalg.norm(w)


def crossing(p, q, w, b):
    start, end = w @ p + b, w @ q + b
    if start * end > 0:
        return None
    return p + end / (end - start) * (q - p)


# %% mistake="pocket.no_copy"
# The weights in the pocket go on changing, because the pocket holds the very array that you
# correct in place. Put a copy into it.
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = [int(np.sum((x @ w + b > 0) != y))]
    best_w, best_b, fewest = w, b, history[0]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = answer - int(row @ w + b > 0)
            if error != 0:
                w += error * row
                b += error
                history.append(int(np.sum((x @ w + b > 0) != y)))
                if history[-1] < fewest:
                    best_w, best_b, fewest = w, b, history[-1]
                if fewest == 0:
                    return best_w, best_b, history
    return best_w, best_b, history


# %% mistake="pocket.last_weights"
# The function returns the weights it ended with, not those with the fewest wrong rows. When is
# something put into your pocket?
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = [int(np.sum((x @ w + b > 0) != y))]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = answer - int(row @ w + b > 0)
            if error != 0:
                w = w + error * row
                b = b + error
                history.append(int(np.sum((x @ w + b > 0) != y)))
                if history[-1] == 0:
                    return w, b, history
    return w, b, history


# %% mistake="pocket.latest_of_equals"
# New weights replace those in the pocket also when they are only as good. The task says when they
# go in.
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = [int(np.sum((x @ w + b > 0) != y))]
    best_w, best_b, fewest = w, b, history[0]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = answer - int(row @ w + b > 0)
            if error != 0:
                w, b = w + error * row, b + error
                history.append(int(np.sum((x @ w + b > 0) != y)))
                if history[-1] <= fewest:
                    best_w, best_b, fewest = w, b, history[-1]
                if fewest == 0:
                    return best_w, best_b, history
    return best_w, best_b, history


# %% mistake="pocket.start_not_counted"
# The history lacks the count of the weights at the start, before any correction. How long is
# your history when nothing is wrong from the first row on?
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = []
    best_w, best_b, fewest = w, b, int(np.sum(y == 1))
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = answer - int(row @ w + b > 0)
            if error != 0:
                w, b = w + error * row, b + error
                history.append(int(np.sum((x @ w + b > 0) != y)))
                if history[-1] < fewest:
                    best_w, best_b, fewest = w, b, history[-1]
                if fewest == 0:
                    return best_w, best_b, history
    return best_w, best_b, history


# %% mistake="pocket.counted_once_an_epoch"
# The wrong rows are counted at the end of each epoch, and the task asks for a count after every
# correction. Good weights may come and go within one epoch.
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = [int(np.sum((x @ w + b > 0) != y))]
    best_w, best_b, fewest = w, b, history[0]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = answer - int(row @ w + b > 0)
            w, b = w + error * row, b + error
        history.append(int(np.sum((x @ w + b > 0) != y)))
        if history[-1] < fewest:
            best_w, best_b, fewest = w, b, history[-1]
        if fewest == 0:
            break
    return best_w, best_b, history


# %% mistake="pocket.bias_never_corrected"
# The bias stays 0 for ever, so the line can only turn about the origin. There are two things to
# correct after a wrong guess.
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = [int(np.sum((x @ w + b > 0) != y))]
    best_w, best_b, fewest = w, b, history[0]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = answer - int(row @ w + b > 0)
            if error != 0:
                w = w + error * row
                history.append(int(np.sum((x @ w + b > 0) != y)))
                if history[-1] < fewest:
                    best_w, best_b, fewest = w, b, history[-1]
                if fewest == 0:
                    return best_w, best_b, history
    return best_w, best_b, history


# %% mistake="pocket.wrong_direction"
# The correction moves the weights the wrong way: after it, the row is even more wrong. Which comes
# first in the difference, the answer or the guess?
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = [int(np.sum((x @ w + b > 0) != y))]
    best_w, best_b, fewest = w, b, history[0]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = int(row @ w + b > 0) - answer
            if error != 0:
                w, b = w + error * row, b + error
                history.append(int(np.sum((x @ w + b > 0) != y)))
                if history[-1] < fewest:
                    best_w, best_b, fewest = w, b, history[-1]
                if fewest == 0:
                    return best_w, best_b, history
    return best_w, best_b, history


# %% mistake="pocket.zero_means_yes"
# The perceptron says 1 also where the sum is exactly 0. It starts with all weights 0, so this
# matters from the first row on.
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = [int(np.sum((x @ w + b >= 0) != y))]
    best_w, best_b, fewest = w, b, history[0]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = answer - int(row @ w + b >= 0)
            if error != 0:
                w, b = w + error * row, b + error
                history.append(int(np.sum((x @ w + b >= 0) != y)))
                if history[-1] < fewest:
                    best_w, best_b, fewest = w, b, history[-1]
                if fewest == 0:
                    return best_w, best_b, history
    return best_w, best_b, history


# %% mistake="pocket.bias_left_behind"
# The pocket keeps the weights but not the bias that belongs to them. Which bias do you return?
def pocket(x, y, epochs):
    w, b = np.zeros(x.shape[1]), 0.0
    history = [int(np.sum((x @ w + b > 0) != y))]
    best_w, fewest = w, history[0]
    for _ in range(epochs):
        for row, answer in zip(x, y):
            error = answer - int(row @ w + b > 0)
            if error != 0:
                w, b = w + error * row, b + error
                history.append(int(np.sum((x @ w + b > 0) != y)))
                if history[-1] < fewest:
                    best_w, fewest = w, history[-1]
                if fewest == 0:
                    return best_w, b, history
    return best_w, b, history


# %% mistake="experiment.no_bias"
# These neurons have no bias, so none of them can answer 1 to the row of zeros. Draw a bias for each
# neuron, too.
def rules_found(d, draws, rng):
    found = set()
    for _ in range(draws):
        w = rng.normal(size=d)
        found.add("".join(str(int(z > 0)) for z in all_rows(d) @ w))
    return found


two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))


# %% mistake="experiment.one_neuron_for_all"
# The weights are drawn once, before the loop, so every turn sees the same neuron. Where does the
# drawing belong?
def rules_found(d, draws, rng):
    w, b = rng.normal(size=d), rng.normal()
    found = set()
    for _ in range(draws):
        found.add("".join(str(int(z > 0)) for z in all_rows(d) @ w + b))
    return found


two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))


# %% mistake="experiment.random_answers"
# Here the answers themselves are drawn, not the weights, so even rules that no neuron can decide
# are found. Draw weights and a bias, then let the neuron answer.
def rules_found(d, draws, rng):
    answers = rng.integers(0, 2, size=(draws, 2**d))
    return {"".join(map(str, row)) for row in answers}


two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))


# %% mistake="experiment.new_bias_for_each_row"
# Every row gets a bias of its own, as if it were answered by another neuron. One neuron has one
# bias for all rows.
def rules_found(d, draws, rng):
    found = set()
    for _ in range(draws):
        w, b = rng.normal(size=d), rng.normal(size=2**d)
        found.add("".join(str(int(z > 0)) for z in all_rows(d) @ w + b))
    return found


two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))


# %% mistake="experiment.list_with_repeats"
# A list keeps every rule as often as it was seen. The task asks for a set of different ones.
def rules_found(d, draws, rng):
    found = []
    for _ in range(draws):
        w, b = rng.normal(size=d), rng.normal()
        found.append("".join(str(int(z > 0)) for z in all_rows(d) @ w + b))
    return found


two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))


# %% mistake="experiment.generator_ignored"
# The function makes a generator of its own, so it gives the same result whatever generator it is
# handed. Draw from rng.
def rules_found(d, draws, rng):
    rng = np.random.default_rng(0)
    found = set()
    for _ in range(draws):
        w, b = rng.normal(size=d), rng.normal()
        found.add("".join(str(int(z > 0)) for z in all_rows(d) @ w + b))
    return found


two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))


# %% mistake="experiment.positive_only"
# No weight and no bias is ever negative here, so no input can speak against an answer. Which
# distribution does the task name?
def rules_found(d, draws, rng):
    weights, biases = rng.random((draws, d)), rng.random((draws, 1))
    answers = (weights @ all_rows(d).T + biases > 0).astype(int)
    return {"".join(map(str, row)) for row in answers}


two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))


# %% mistake="experiment.written_as_arrays"
# The rules are written with brackets and spaces, as an array is printed. A rule is one string of
# digits and nothing else: look at len of one of yours.
def rules_found(d, draws, rng):
    weights, biases = rng.normal(size=(draws, d)), rng.normal(size=(draws, 1))
    answers = (weights @ all_rows(d).T + biases > 0).astype(int)
    return {str(row) for row in answers}


two = rules_found(2, 2000, np.random.default_rng(1))
three = rules_found(3, 20000, np.random.default_rng(2))


# %% mistake="experiment.too_few_draws"
# The function is right, but it was run with too few draws to find the rare rules. The task says how
# many it takes at least.
def rules_found(d, draws, rng):
    found = set()
    for _ in range(draws):
        w, b = rng.normal(size=d), rng.normal()
        found.add("".join(str(int(z > 0)) for z in all_rows(d) @ w + b))
    return found


two = rules_found(2, 20, np.random.default_rng(1))
three = rules_found(3, 200, np.random.default_rng(2))
