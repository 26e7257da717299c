"""What importing the library costs and brings along."""

import subprocess
import sys

import dlcourse.nn

FOREIGN = """
import sys, numpy
before = set(sys.modules)
import dlcourse.nn, dlcourse.data
names = {name.split(".")[0] for name in set(sys.modules) - before}
print(sorted(names - set(sys.stdlib_module_names) - {"dlcourse", "numpy"}))
print(sorted(name for name in sys.modules if name.count(".") == 1 and name.startswith("dlcourse.")))
"""


def test_importing_nn_and_data_imports_nothing_but_numpy_and_the_standard_library():
    run = subprocess.run(
        [sys.executable, "-c", FOREIGN], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines() == ["[]", "['dlcourse.data', 'dlcourse.nn']"]


def test_all_lists_each_public_name_once():
    assert len(set(dlcourse.nn.__all__)) == len(dlcourse.nn.__all__)
    for name in dlcourse.nn.__all__:
        assert getattr(dlcourse.nn, name).__doc__, f"{name} has no docstring"
