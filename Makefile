# Everything a developer does. Each target sets up what it needs: Python 3.11 or later, make and pip are enough.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE := src tests benchmarks docs
LOCK := uv pip compile pyproject.toml --extra brief --extra mcp --extra parquet --extra postgres --extra web --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --quiet

.PHONY: help run test check browser quick fix accept docs bench score ablate lock clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: .venv/run.stamp  ## set up, read the bundled samples into a register, open it in the browser
	@$(BIN)/shiguan add --register build/samples.db src/shiguan/samples/*
	@$(BIN)/shiguan serve --register build/samples.db --open

test: check browser  ## the whole gate: format, lint, types, import tiers, documentation, tests
	$(BIN)/pytest

check: .venv/dev.stamp  ## the fast half of the gate, which pre-commit runs as well
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

browser:  ## Chromium for the tests of the pages, from the system's packages where that is allowed
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  if command -v apt-get >/dev/null && test "$$(id -u)" = 0; then apt-get update -qq && apt-get install -qq -y chromium; \
	  elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo apt-get install -qq -y chromium; \
	  fi; }
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  echo "make: there is no Chromium and it cannot be installed from here; the pages are NOT tested in a browser" >&2; \
	  test -z "$$CI"; }

quick: check  ## the gate without the slow tests
	$(BIN)/pytest -m "not slow"

fix: .venv/dev.stamp  ## format, and mend what ruff can mend
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

accept: .venv/dev.stamp  ## write the snapshots of tests/pages anew; review the diff like code
	$(BIN)/python -m tests.pages.accept
	git --no-pager diff --stat -- tests/pages

docs: .venv/dev.stamp  ## write docs/reference anew
	$(BIN)/python -m docs.generate

bench: .venv/dev.stamp  ## speed, growth, memory and start-up, against jieba in the same run
	$(BIN)/python -m benchmarks.bench

score: .venv/dev.stamp  ## the gold sets, set by set
	$(BIN)/python -m benchmarks.score

ablate: .venv/dev.stamp  ## what each rule is worth on the open gold
	$(BIN)/python -m benchmarks.ablate

lock:  ## resolve the lock files anew (wants uv: pip install uv)
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --group dev -o requirements-dev.lock

clean:  ## remove the environment and every cache
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(CODE) -name __pycache__ -type d -exec rm -rf {} +

.venv/made.stamp:
	@test -n "$(PYTHON)" || { echo "make: no python found; install Python 3.11 or later" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "make: $(PYTHON) is too old; install Python 3.11 or say make PYTHON=/path/to/python3.11" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@touch $@

.venv/run.stamp: .venv/made.stamp requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
