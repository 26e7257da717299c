"""What dlcourse.nn set out to reach, as ratios of best times."""

TO_PYTORCH = {
    1: {
        "xor": 0.15,
        "mlp": 0.65,
        "mlp-adam": 0.65,
        "lenet": 0.95,
        "vgg": 1.2,
        "conv": 1.2,
        "encoder": 1.05,
        "lstm": 1.45,
    },
    2: {
        "xor": 0.15,
        "mlp": 1.0,
        "mlp-adam": 1.0,
        "lenet": 1.35,
        "vgg": 1.4,
        "conv": 1.3,
        "encoder": 1.3,
        "lstm": 2.0,
    },
}
"""At most this share of PyTorch's time, by threads and workload."""

FASTER_THAN_NUMPY = {"lenet": 1.8, "vgg": 1.8, "conv": 1.8, "lstm": 1.8}
"""At least so many times as fast as the best NumPy peer."""
