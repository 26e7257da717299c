import pytest
from speed.summary import verdict


def result(implementation, best, workload="lenet", threads=1):
    return {
        "workload": workload,
        "implementation": implementation,
        "threads": threads,
        "best": best,
    }


def test_ratio_is_our_best_time_over_pytorchs():
    found = verdict("lenet", 1, [result("dlcourse", 0.006), result("PyTorch", 0.008)])
    assert found.to_pytorch == pytest.approx(0.75)
    assert found.goal == 0.95
    assert found.missed() == ""


def test_the_faster_way_to_use_threads_counts():
    results = [
        result("dlcourse", 0.006, threads=2),
        result("dlcourse, BLAS threads", 0.004, threads=2),
    ]
    assert verdict("lenet", 2, results).ours["implementation"] == "dlcourse, BLAS threads"


def test_compiled_implementations_are_no_numpy_peers():
    results = [
        result("dlcourse", 0.006),
        result("JAX", 0.001),
        result("MyGrad", 0.030),
        result("DeZero", 0.018),
    ]
    found = verdict("lenet", 1, results)
    assert found.peer == "DeZero"
    assert found.faster == pytest.approx(3.0)


def test_misses_are_named_with_number_and_goal():
    results = [result("dlcourse", 0.010), result("PyTorch", 0.008), result("DeZero", 0.012)]
    said = verdict("lenet", 1, results).missed()
    assert "1.25 of PyTorch's time, goal 0.95" in said
    assert "1.2 times as fast as DeZero, goal 1.8" in said


def test_other_workloads_and_threads_do_not_mix():
    results = [
        result("dlcourse", 0.010),
        result("PyTorch", 0.001, threads=2),
        result("PyTorch", 0.002, workload="vgg"),
    ]
    assert verdict("lenet", 1, results).to_pytorch is None


def test_without_times_of_ours_there_is_no_verdict():
    assert verdict("lenet", 1, [result("dlcourse", None), result("PyTorch", 0.001)]) is None
