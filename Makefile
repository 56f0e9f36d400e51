# A day's work on newsclean. Needs make and Python 3.11, 3.12 or 3.13; everything else goes into .venv.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-fast lint format types check docs clean python

VENV := .venv
BIN := $(VENV)/bin
# What the whole test suite needs: the tools, and the extras whose tests would otherwise be skipped.
TEST_EXTRAS := dev,metrics,parquet,postgres,redis,render,corpus,ray

# A name on the PATH is not yet a Python (pyenv's shims are there for versions it cannot run), so each is tried.
USABLE := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	if $$name -c '$(USABLE)' >/dev/null 2>&1; then echo $$name; break; fi; done)

# The tests start hundreds of processes: where bytecode is forbidden, each would compile newsclean anew, for a second.
export PYTHONDONTWRITEBYTECODE :=

PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: $(VENV)/.installed  ## crawl the small news site of fixtures/ into newsclean.db and show what was cut
	@$(BIN)/python -m fixtures.demo

test: $(VENV)/.installed-for-tests  ## run the whole test suite
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-fast: $(VENV)/.installed-for-tests  ## run the tests that take no time
	$(BIN)/python -m pytest -m "not slow"

lint: $(VENV)/.installed-for-tests  ## look for mistakes with ruff
	$(BIN)/ruff check .

format: $(VENV)/.installed-for-tests  ## format the code, and mend what ruff can mend
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

types: $(VENV)/.installed-for-tests  ## check the types with mypy
	$(BIN)/mypy

check: lint  ## lint, formatting and types, changing nothing
	$(BIN)/ruff format --check .
	$(MAKE) --no-print-directory types

docs: $(VENV)/.installed-for-tests  ## write the generated pages of docs/ and the README's picture anew
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.picture

clean:  ## remove what can be made again: .venv, caches, build results, the demo's own files
	rm -rf $(VENV) build dist .demo .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	find newsclean spiders tests fixtures benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Both stamps are older than a changed pyproject.toml, so a changed list of dependencies is installed at the next
# target; an environment whose Python has gone or is too old is made anew.
python:
	@test -n "$(PYTHON)" || { \
		echo "No Python 3.11, 3.12 or 3.13 with venv was found (tried python3.13, python3.12, python3.11, python3)." >&2; \
		echo "Install one (on Debian or Ubuntu: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3.12 ..." >&2; \
		exit 1; }

$(VENV)/.installed: pyproject.toml | python
	@$(BIN)/python -c '$(USABLE)' >/dev/null 2>&1 || { \
		echo "Making $(VENV) with $$($(PYTHON) --version)"; rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	@echo "Installing newsclean and what it needs into $(VENV) (a minute or two)"
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.installed-for-tests: $(VENV)/.installed
	@echo "Installing what the tests and checks need into $(VENV) (a minute or two)"
	@$(PIP_INSTALL) --editable '.[$(TEST_EXTRAS)]'
	@touch $@
