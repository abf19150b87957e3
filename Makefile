# make assess   (the default) installs chetai into .venv, once, and assesses CASE
# make test     every test                       make check   style, types, import contracts
# make law      the shipped rulebooks on their own bench: check, coverage, mutation, proofs; writes docs/law.md
# make agree    CASES random cases, all evaluators against each other
# make bench    benchmarks                       make clean   removes what the others made
#
# PYTHON=/path/to/python chooses another interpreter than the newest python3 (make clean first).

.DEFAULT_GOAL := assess
.PHONY: assess test check law agree bench clean FORCE
.SUFFIXES:

CASE ?= scenarios/ke-hoach-131/nhan-qua-cua-doi-tuong-thanh-tra/case.yaml
CASES ?= 200000
JOBS ?= auto
PYTHON ?= $(shell sh .ci/preflight --python)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
DURABLE = $(shell sed -n 's/^ *\(durable-rules==[^ ]*\) *$$/\1/p' setup.cfg)

assess: $(VENV)/.runtime
	@$(BIN)/chetai assess $(CASE)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

check: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

law: $(VENV)/.dev
	$(BIN)/python -m tests.law.figures

agree: $(VENV)/.dev
	$(BIN)/python -m tests.agreement.campaign $(CASES)

bench: $(VENV)/.dev
	$(BIN)/python -m pytest benchmarks --benchmark-only

clean:
	rm -rf $(VENV) build dist *.egg-info .benchmarks .coverage .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The two stamps are written last, and `venv --clear` removes them first: an interrupted installation leaves none, and
# the next run starts anew.
#
# durable-rules is always compiled here, never taken from pip's cache, where a build without the flag below may lie:
# CPython 3.13 dropped PyEval_CallObject, and only the import would tell. (Its setup.py overrides CFLAGS.)
$(VENV)/.runtime: setup.cfg pyproject.toml $(if $(wildcard $(BIN)/python),,FORCE)
	@PYTHON='$(PYTHON)' sh .ci/preflight
	@echo "Installing chetai into $(VENV) with $(PYTHON): once, less than a minute." >&2
	@'$(PYTHON)' -m venv --clear $(VENV)
	@if $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 13))'; then \
		export CPPFLAGS="$${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"; \
	fi; \
	$(PIP) install --quiet --no-cache-dir --use-pep517 '$(DURABLE)'
	@$(BIN)/python -c 'import durable.engine'
	@$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@echo "Installing the developers' tools into $(VENV): once." >&2
	@$(PIP) install --quiet --editable '.[dev]'
	@touch $@

FORCE:
