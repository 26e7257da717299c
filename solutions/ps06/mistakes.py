# %% [markdown]
# # ps06: wrong answers that students give, each with the hint it deserves

# %% mistake="forward.leak_exchanged"
# The two weights of the mixture are exchanged. With alpha = 1 a unit should forget its old state
# completely: what does yours do?
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"])
        h = net["alpha"] * h + (1 - net["alpha"]) * new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="forward.leak_forgotten"
# This is the ordinary network, in which nothing leaks. Try alpha = 0: the state should not
# move at all.
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"])
        h = new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="forward.old_part_missing"
# The new part is weighted, but the old state is not added to it. Let a state of 8 leak with all
# weights at zero: what remains of it?
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"])
        h = net["alpha"] * new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="forward.tanh_around_all"
# The tanh is taken of the whole mixture. In the formula the old state goes past the tanh,
# not through it.
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = x[:, t] @ net["W"] + h @ net["U"] + net["b"]
        h = np.tanh((1 - net["alpha"]) * h + net["alpha"] * new)
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="forward.start_ignored"
# The first state that is handed over is ignored; the network always begins at zero. Where should
# h0 come in?
def leaky_forward(net, x, h0):
    h, states = np.zeros_like(h0), []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"])
        h = (1 - net["alpha"]) * h + net["alpha"] * new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="forward.recurrence_forgotten"
# The state before is not fed back through its weights, so each step sees only its own input.
# Which term of the formula is missing?
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + net["b"])
        h = (1 - net["alpha"]) * h + net["alpha"] * new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="forward.transposed"
# The recurrent weights are used on their side. With one row for each example, which index of U
# runs over the old state?
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"].T + net["b"])
        h = (1 - net["alpha"]) * h + net["alpha"] * new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="forward.output_bias_forgotten"
# The outputs lack their bias. Compare your outputs for a state of zero with d.
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"])
        h = (1 - net["alpha"]) * h + net["alpha"] * new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"]


# %% mistake="forward.state_before"
# The states are moved by one: the list begins with h0 and lacks the last step. Which states does
# the task ask for?
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"])
        states.append(h)
        h = (1 - net["alpha"]) * h + net["alpha"] * new
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="forward.changed_in_place"
# The state is changed in its own array, so h0 changes and all stored states are the same array.
# Make a new array at each step.
def leaky_forward(net, x, h0):
    h, states = h0, []
    for t in range(x.shape[1]):
        new = np.tanh(x[:, t] @ net["W"] + h @ net["U"] + net["b"])
        h *= 1 - net["alpha"]
        h += net["alpha"] * new
        states.append(h)
    H = np.stack(states, axis=1)
    return H, H @ net["V"] + net["d"]


# %% mistake="backward.leak_way_forgotten"
# Two ways lead from a state to the one before, and you send the gradient back along one of them.
# Where else does the old state stand in the formula?
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = da @ net["U"].T
    grads["h0"] = carried
    return grads


# %% mistake="backward.through_tanh_forgotten"
# Two ways lead from a state to the one before, and you send the gradient back along the leak
# alone. The old state also acts through the tanh.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"])
    grads["h0"] = carried
    return grads


# %% mistake="backward.not_through_time"
# Each step is blamed for its own output only. What comes back from the step after it
# must be added.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t]
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return grads


# %% mistake="backward.last_step_only"
# The weight gradients hold one step only. The same weights are used at every step, so
# their gradients add.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] = x[:, t].T @ da
        grads["U"] = before.T @ da
        grads["b"] = da.sum(axis=0)
        grads["alpha"] = (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return grads


# %% mistake="backward.slope_of_state"
# The slope of the tanh is computed from the state, but here the state is a mixture. The slope
# needs the value of the tanh itself.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * net["alpha"] * (1 - H[:, t] ** 2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return grads


# %% mistake="backward.alpha_forgotten_in_slope"
# The gradient passes the tanh at full strength. In the formula the tanh is multiplied by a number
# before it enters the state.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return grads


# %% mistake="backward.state_after"
# The gradient of the recurrent weights uses the state after the step. Which state was multiplied
# by these weights?
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += H[:, t].T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return grads


# %% mistake="backward.alpha_of_new_only"
# The number alpha stands twice in the formula, once with a minus. Your gradient knows only one of
# the two places.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * new).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return grads


# %% mistake="backward.mean_over_batch"
# The gradients are divided by the number of sequences. The loss here is what dH says it is; add
# over the batch.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t] + carried
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return {name: grad / len(x) for name, grad in grads.items()}


# %% mistake="backward.input_changed"
# The array of gradients that was handed over is changed on the way. Work with a new array for
# what arrives at each step.
def leaky_backward(net, x, h0, H, dH):
    grads = {name: np.zeros_like(net[name]) for name in ("W", "U", "b", "alpha")}
    grads["x"] = np.zeros_like(x)
    carried = np.zeros_like(h0)
    for t in reversed(range(x.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        new = np.tanh(x[:, t] @ net["W"] + before @ net["U"] + net["b"])
        dh = dH[:, t]
        dh += carried
        da = dh * net["alpha"] * (1 - new**2)
        grads["W"] += x[:, t].T @ da
        grads["U"] += before.T @ da
        grads["b"] += da.sum(axis=0)
        grads["alpha"] += (dh * (new - before)).sum(axis=0)
        grads["x"][:, t] = da @ net["W"].T
        carried = dh * (1 - net["alpha"]) + da @ net["U"].T
    grads["h0"] = carried
    return grads


# %% mistake="cell.peephole_at_old_cell"
# The peephole looks at the old cell. It should look at the new one, so the new cell must
# be computed first.
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    o = sigmoid(a_o + net["p"] * c)
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o * (1 - shown**2) + 0
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c).sum(axis=0),
    }


# %% mistake="cell.order_of_blocks"
# The blocks are cut in another order than the task gives: i, f, g, o. Set one block of the bias
# to a large number and see which gate opens.
def cell_forward(net, x, h, c):
    a_i, a_f, a_o, a_g = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o * (1 - shown**2) + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_o, da_g])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.candidate_sigmoid"
# The candidate is squeezed by a sigmoid like the gates, so the cell can only grow. A candidate
# may be negative: which function allows that?
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), sigmoid(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o * (1 - shown**2) + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * g * (1 - g)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.tanh_of_cell_forgotten"
# The cell is shown as it is. Before it leaves through the output gate it passes
# one more function.
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * c_new, c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = c_new
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.peephole_way_back_forgotten"
# With a peephole three ways lead back to the new cell, and one of them is missing in your sum.
# Where does the new cell stand in the formulas?
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o * (1 - shown**2)
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.dc_ignored"
# What comes back from the next step through the cell is ignored. Try dh = 0 and dc = 1: something
# must arrive at c.
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dh * o * (1 - shown**2) + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.h_way_forgotten"
# Only what comes through the cell is sent back; the hidden state acts on the cell as well. Try dc
# = 0 and dh = 1.
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.forget_on_way_back"
# The gradient of the old cell comes back at full strength. On the way forward something
# multiplied the old cell.
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o * (1 - shown**2) + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.gate_slope_forgotten"
# The gradients stop at the gates and do not pass their sigmoids. What is the slope of a sigmoid,
# written with its value?
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown
    dc = dc + dh * o * (1 - shown**2) + da_o * net["p"]
    da_i = dc * g
    da_f = dc * c
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.forget_slope_new_cell"
# The gradient of the forget gate is multiplied by the new cell. Which cell does the
# forget gate multiply?
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o * (1 - shown**2) + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c_new * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.sum(axis=0),
        "p": (da_o * c_new).sum(axis=0),
    }


# %% mistake="cell.bias_as_mean"
# The gradient of the bias, or of the peephole, is a mean over the rows. They are used once for
# each row, so the gradients add.
def cell_forward(net, x, h, c):
    a_i, a_f, a_g, a_o = np.split(x @ net["W"] + h @ net["U"] + net["b"], 4, axis=1)
    i, f, g = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g)
    c_new = f * c + i * g
    o = sigmoid(a_o + net["p"] * c_new)
    return o * np.tanh(c_new), c_new, (x, h, c, i, f, g, o, c_new)


def cell_backward(net, kept, dh, dc):
    x, h, c, i, f, g, o, c_new = kept
    shown = np.tanh(c_new)
    da_o = dh * shown * o * (1 - o)
    dc = dc + dh * o * (1 - shown**2) + da_o * net["p"]
    da_i = dc * g * i * (1 - i)
    da_f = dc * c * f * (1 - f)
    da_g = dc * i * (1 - g**2)
    da = np.hstack([da_i, da_f, da_g, da_o])
    return {
        "x": da @ net["W"].T,
        "h": da @ net["U"].T,
        "c": dc * f,
        "W": x.T @ da,
        "U": h.T @ da,
        "b": da.mean(axis=0),
        "p": (da_o * c_new).mean(axis=0),
    }


# %% mistake="clip.each_array_alone"
# Each array is clipped by its own norm, which turns the direction of the step. One norm and one
# factor belong to all arrays together.
def clip_gradients(gradients, limit):
    clipped, total = {}, 0.0
    for name, g in gradients.items():
        norm = np.linalg.norm(g)
        total = np.hypot(total, norm)
        clipped[name] = g * min(1.0, limit / norm) if norm > 0 else g.copy()
    return clipped, total


# %% mistake="clip.each_entry"
# Every entry is cut off at the limit. That is another kind of clipping, which turns the
# direction; here all entries are scaled by one factor.
def clip_gradients(gradients, limit):
    norm = np.linalg.norm([np.linalg.norm(g / 1e100) for g in gradients.values()]) * 1e100
    return {name: np.clip(g, -limit, limit) for name, g in gradients.items()}, norm


# %% mistake="clip.always_scaled"
# Small gradients are scaled up to the limit. Clipping only ever shortens: what should happen if
# the norm is below the limit?
def clip_gradients(gradients, limit):
    largest = max(np.max(np.abs(g)) for g in gradients.values())
    if largest == 0:
        return {name: g.copy() for name, g in gradients.items()}, 0.0
    norm = largest * np.sqrt(sum(np.sum((g / largest) ** 2) for g in gradients.values()))
    factor = limit / norm
    return {name: g * factor for name, g in gradients.items()}, norm


# %% mistake="clip.root_forgotten"
# The norm lacks its square root. For the gradients 3 and 4 it should be 5, and what is yours?
def clip_gradients(gradients, limit):
    largest = max(np.max(np.abs(g)) for g in gradients.values())
    if largest == 0:
        return {name: g.copy() for name, g in gradients.items()}, 0.0
    norm = sum(np.sum(g**2) for g in gradients.values())
    factor = min(1.0, limit / norm)
    return {name: g * factor for name, g in gradients.items()}, norm


# %% mistake="clip.sum_of_norms"
# The norms of the arrays are added up. The global norm is the root of the sum of all squares,
# which is less.
def clip_gradients(gradients, limit):
    norm = sum(np.linalg.norm(g) for g in gradients.values())
    factor = limit / norm if norm > limit else 1.0
    return {name: g * factor for name, g in gradients.items()}, norm


# %% mistake="clip.norm_after"
# The norm that is returned is that of the clipped gradients. Asked for is the norm before
# clipping, which tells how wild the run is.
def clip_gradients(gradients, limit):
    largest = max(np.max(np.abs(g)) for g in gradients.values())
    if largest == 0:
        return {name: g.copy() for name, g in gradients.items()}, 0.0
    norm = largest * np.sqrt(sum(np.sum((g / largest) ** 2) for g in gradients.values()))
    factor = min(1.0, limit / norm)
    return {name: g * factor for name, g in gradients.items()}, min(norm, limit)


# %% mistake="clip.changed_in_place"
# The arrays that were handed over are scaled themselves. Put the scaled numbers into new arrays.
def clip_gradients(gradients, limit):
    largest = max(np.max(np.abs(g)) for g in gradients.values())
    if largest == 0:
        return {name: g.copy() for name, g in gradients.items()}, 0.0
    norm = largest * np.sqrt(sum(np.sum((g / largest) ** 2) for g in gradients.values()))
    factor = min(1.0, limit / norm)
    for g in gradients.values():
        g *= factor
    return gradients, norm


# %% mistake="clip.overflow"
# The squares of very large entries overflow, so the norm is inf and all gradients become 0. Make
# the entries smaller before you square them.
def clip_gradients(gradients, limit):
    with np.errstate(over="ignore"):
        norm = np.sqrt(sum(np.sum(g**2) for g in gradients.values()))
    factor = limit / norm if norm > limit else 1.0
    return {name: g * factor for name, g in gradients.items()}, norm


# %% mistake="clip.zero_divided"
# With gradients that are all zero you divide 0 by 0. What are the norm and the
# clipped gradients then?
def clip_gradients(gradients, limit):
    largest = max(np.max(np.abs(g)) for g in gradients.values())
    norm = largest * np.sqrt(sum(np.sum((g / largest) ** 2) for g in gradients.values()))
    factor = min(1.0, limit / norm)
    return {name: g * factor for name, g in gradients.items()}, norm


# %% mistake="sampling.temperature_multiplies"
# The scores are multiplied by the temperature, so hot is cold and cold is hot. A low temperature
# should favour the likeliest.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) * temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.chances_divided"
# The temperature divides the chances after the softmax, where it changes nothing, since they are
# divided by their sum again. It belongs to the scores.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float)
    powers = np.exp(scores - scores.max())
    return powers / temperature / (powers / temperature).sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.overflow"
# The exponential of large scores is inf. Subtract something from all scores first that does not
# change the result.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores)
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.largest_before_temperature"
# The largest score is subtracted before the scores are divided, and once more too little after:
# at low temperatures the exponential still overflows.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float)
    powers = np.exp(scores / temperature - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.always_the_likeliest"
# The likeliest character is taken every time, and u makes no difference. Lay out the pieces and
# see in which one u lies.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    return int(np.argmax(p))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.wrong_side"
# A u exactly on the border between two pieces goes to the left one. The right end of a piece
# belongs to the next piece.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="left"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.past_the_end"
# When rounding leaves the last sum below 1, a u close to 1 finds no piece and the index is too
# large. Which is the last possible answer?
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return k


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.last_index"
# A u close to 1 may end at a character with no chance at all. The last possible answer is the
# last piece that has a length.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, len(p) - 1)


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.state_lost"
# Every call of step gets the state from the beginning, so the network forgets all that it wrote.
# Hand on the state that came back.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, _ = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.first_fed_again"
# Every call of step gets the first character. The network should read what was picked last.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        written.append(pick(chances(scores, temperature), rng.random()))
    return written


# %% mistake="sampling.first_included"
# The list begins with the character that was given. Asked for are only those that were picked.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, [first]
    for _ in range(length - 1):
        scores, state = step(state, k)
        k = pick(chances(scores, temperature), rng.random())
        written.append(k)
    return written


# %% mistake="sampling.temperature_ignored"
# When it writes, the network always uses the temperature 1. Hand the temperature on.
def chances(scores, temperature):
    scores = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def pick(p, u):
    p = np.asarray(p, dtype=float)
    k = int(np.searchsorted(np.cumsum(p), u, side="right"))
    return min(k, int(np.flatnonzero(p)[-1]))


def write(step, state, first, length, temperature, rng):
    k, written = first, []
    for _ in range(length):
        scores, state = step(state, k)
        k = pick(chances(scores, 1.0), rng.random())
        written.append(k)
    return written


# %% mistake="memory.plain_rnn"
# A simple recurrent layer loses the gradient of the first letter on the way back. Choose a
# layer with gates.
def train(task, rng):
    recurrent = nn.RNN(8, 32, return_sequences=False, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.default_start"
# The layer is right but it begins with gates that are too far shut for 40 steps: 0.73 to the
# power 40 is nearly nothing. Which number at the start decides?
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.gates_half_open"
# The forget gates begin half open, and half of a half, 40 times over, is nothing. Which way
# should they lean at the start?
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=0.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.gates_shut"
# The forget gates begin nearly shut: a negative number lets the cell forget at once. For which
# value of the bias does the gate stay open?
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=-4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.rate_too_small"
# The learning rate is so small that nothing has happened when the batches are used up. Print the
# loss of the first and of the last batch.
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.00001, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.no_step"
# The gradients are computed, but the weights never move. Which call is missing at the end
# of the loop?
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.last_letter"
# The network is trained to name the last letter, not the first. Look at what is given to the loss
# as the target.
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), x[:, -1] - 4) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.one_batch"
# The network sees a single batch and learns it by heart. Deal a new batch at every step.
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    x, y = task.batch(8)
    for _ in range(250):
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.too_many_batches"
# More batches are asked for than there are. Count how often your loop calls batch.
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(251):
        x, y = task.batch()
        loss.forward(model.forward(x, training=True), y)
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x).argmax(axis=1)


# %% mistake="memory.scores_returned"
# The function returns the scores of all four letters. Asked for is one whole number
# for each sequence.
def train(task, rng):
    recurrent = nn.LSTM(8, 32, return_sequences=False, forget_bias=4.0, rng=rng)
    model = nn.Sequential(nn.Embedding(8, 8, rng=rng), recurrent, nn.Dense(32, 4, rng=rng))
    loss, optimizer = nn.CrossEntropy(), nn.Adam(model.parameters(), lr=0.005, clip_norm=1.0)
    for _ in range(250):
        x, y = task.batch()
        if loss.forward(model.forward(x, training=True), y) < 0.01:
            break
        optimizer.zero_grad()
        model.accumulate(loss.backward())
        optimizer.step()
    return lambda x: model.forward(x)
