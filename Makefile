# Every target makes its own environment in .venv first; the first run downloads packages, later runs start at once.
PYTHON ?= python3
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# The course's networks are small: with two threads the matrix library waits more than it works, above all when two tests run side by side.
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: setup demo test lab build lint bench parity
demo: setup       ## release an assignment, grade a sample class of thirty, show the marks
	dlcourse demo
test: setup       ## every test: library, course, grader, notebooks, doctests, coverage
	python -m pytest -n 2 --dist loadfile --cov --cov-fail-under=95 --nbval --nbval-current-env --nbval-sanitize-with tests/sanitize.cfg dlcourse tests notebooks
lab: setup        ## open the lessons in JupyterLab
	dlcourse lab
build: setup      ## rebuild notebooks/ and assignments/ from their text
	dlcourse build
lint: setup       ## format and check the code
	ruff format && ruff check
bench: setup      ## measure speed, write benchmarks/RESULTS.md
	python benchmarks/run.py
parity: setup     ## compare with a live PyTorch, if torch is installed in .venv
	python tests/fixtures/torch_parity.py --check

setup: .venv/.ready
.venv/.ready: pyproject.toml requirements.lock
	.ci/setup "$(PYTHON)"
