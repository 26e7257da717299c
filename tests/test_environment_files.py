"""pyproject.toml, environment.yml and requirements.lock name the same packages."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()

INSTALLED_EXTRAS = ("plots", "lab", "lecturer", "dev")  # the others are for special hosts
NAME_ON_CONDA = {"matplotlib": "matplotlib-base", "dask": "dask-core"}
LOCKED_LINE = re.compile(r"[a-z0-9.-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [^:/@]+)?")


def declared():
    """What pyproject.toml asks for, by name, in the extras that both other files install."""
    extras = PROJECT["optional-dependencies"]
    lines = PROJECT["dependencies"] + [line for name in INSTALLED_EXTRAS for line in extras[name]]
    requirements = [Requirement(line) for line in lines]
    return {
        canonicalize_name(requirement.name): requirement.specifier
        for requirement in requirements
        if requirement.name != PROJECT["name"]
    }


def locked():
    """The versions of requirements.lock that apply to this Python and system, by name."""
    requirements = [Requirement(line) for line in LOCK]
    return {
        canonicalize_name(requirement.name): Version(next(iter(requirement.specifier)).version)
        for requirement in requirements
        if requirement.marker is None or requirement.marker.evaluate()
    }


def needed(names):
    """``names`` and everything that they need, by the metadata of what is installed."""
    found, todo = set(), [(name, frozenset()) for name in names]
    while todo:
        name, extras = todo.pop()
        if (name, extras) in found:
            continue
        found.add((name, extras))
        for line in distribution(name).requires or []:
            requirement = Requirement(line)
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in extras or {""}):
                wanted = (canonicalize_name(requirement.name), frozenset(requirement.extras))
                todo.append(wanted)
    return {name for name, _ in found}


def test_environment_file_has_the_packages_and_bounds_of_the_project():
    packages = [entry for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)]
    requirements = [Requirement(re.sub(r"(?<![<>=!])=(?!=)", "==", line)) for line in packages]
    bounds = {requirement.name: requirement.specifier for requirement in requirements}
    del bounds["python"], bounds["pip"]
    assert bounds == {NAME_ON_CONDA.get(name, name): spec for name, spec in declared().items()}


def test_environment_file_installs_the_project_itself_and_nothing_else_by_pip():
    by_pip = [entry["pip"] for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict)]
    assert by_pip == [["--editable ."]]


def test_environment_file_has_a_python_that_the_project_supports():
    (python,) = [e for e in ENVIRONMENT["dependencies"] if str(e).startswith("python=")]
    assert SpecifierSet(PROJECT["requires-python"]).contains(python.removeprefix("python="))


def test_lock_holds_names_and_versions_only():
    assert [line for line in LOCK if not LOCKED_LINE.fullmatch(line)] == []


def test_lock_is_sorted_and_names_each_package_once_for_a_system():
    names = [Requirement(line).name for line in LOCK]
    assert names == sorted(names)
    applying = [r.name for r in map(Requirement, LOCK) if not r.marker or r.marker.evaluate()]
    assert len(applying) == len(set(applying))


def test_locked_versions_are_within_the_bounds_of_the_project():
    versions = locked()
    outside = {
        name: str(versions.get(name))
        for name, bounds in declared().items()
        if name not in versions or not bounds.contains(versions[name])
    }
    assert outside == {}


def test_lock_holds_what_the_project_needs_and_nothing_else():
    assert locked().keys() == needed(declared())
