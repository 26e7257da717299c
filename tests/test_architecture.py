"""The arrows of the house: an import goes only where the design says it may."""

import ast
import fnmatch
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dlcourse"

# IPython and traitlets are what ipywidgets is made of; PIL is what matplotlib writes pictures with.
PLOTS = {"numpy", "matplotlib", "ipywidgets", "IPython", "traitlets", "PIL"}

# For each part: the parts it may import, and the third-party packages (None: any).
ARROWS = {
    "nn": ((), {"numpy"}),
    "autodiff": ((), {"numpy"}),
    "hints": ((), {"numpy"}),
    "data": ((), {"numpy"}),
    "lab": (("nn", "data"), PLOTS),
    "course": (("hints", "grading"), None),
    "grading": ((), None),
    "cli": (("nn", "data", "lab", "hints", "course", "grading"), None),
}

TOP_LEVEL = {
    "README.md",
    "LICENSE",
    "Makefile",
    "pyproject.toml",
    "requirements.lock",
    "environment.yml",
    "nbgrader_config.py",
    ".ci",
    ".gitignore",
    ".pre-commit-config.yaml",
    "notebooks",
    "solutions",
    "assignments",
    "dlcourse",
    "tests",
    "benchmarks",
    "docs",
}
LONGEST_FILE = 260

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def part_of(path):
    """The part of the house that a module belongs to; "" for the package itself."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(path):
    """The modules that a file imports, each with the node that does it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the import with its full name"
            if node.module == "dlcourse":
                for alias in node.names:
                    yield f"dlcourse.{alias.name}", node
            else:
                yield node.module, node


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def test_every_part_has_its_arrows():
    parts = {part_of(path) for path in MODULES} - {""}
    assert parts <= ARROWS.keys()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_where_the_design_says(path):
    part = part_of(path)
    ours, others = ARROWS.get(part, ((), set()))
    wrong = []
    for module, node in imports(path):
        package, _, rest = module.partition(".")
        if package == "dlcourse":
            target = rest.partition(".")[0]
            allowed = target in (part, *ours) or target == "__version__"
        else:
            allowed = package in sys.stdlib_module_names or others is None or package in others
        if not allowed:
            wrong.append(f"{name_of(path)}:{node.lineno} imports {module}")
    assert wrong == []


def is_for_types_only(node):
    """Whether this is the block ``if TYPE_CHECKING:``, which never runs."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p) == "cli"], ids=name_of)
def test_command_line_imports_other_parts_only_inside_functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        node.lineno
        for holder in ast.walk(tree)
        if isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_types_only(holder)
        for node in ast.walk(holder)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    eager = [
        f"{name_of(path)}:{node.lineno} imports {module}"
        for module, node in imports(path)
        if module.startswith("dlcourse.")
        and not module.startswith(("dlcourse.cli", "dlcourse.__version__"))
        and node.lineno not in inside
    ]
    assert eager == []


@pytest.mark.parametrize("part", ["nn", "data", "hints"])
def test_importing_a_numpy_part_loads_no_other_package(part):
    program = (
        "import sys, numpy; before = set(sys.modules);"
        f"import dlcourse.{part};"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(sorted(new - {'numpy', 'dlcourse'} - sys.stdlib_module_names))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert finished.stdout.strip() == "[]"


def test_top_level_holds_what_the_design_names_and_nothing_else():
    ignored = [
        line.strip("/")
        for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    found = {
        path.name
        for path in ROOT.iterdir()
        if path.name != ".git" and not any(fnmatch.fnmatch(path.name, glob) for glob in ignored)
    }
    assert found == TOP_LEVEL


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_too_long_to_read_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
