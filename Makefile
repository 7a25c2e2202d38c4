# Two commands for a newcomer: `make demo` and `make test`. The rest is for those who carry on.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check lint format lock schema picture clean

demo: $(VENV)/run
	$(BIN)/variorum demo

test: $(VENV)/dev
	$(BIN)/pytest

check: lint test

lint: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Locked environments: what running needs, then what the checks need besides.
$(VENV)/run: requirements/run.txt pyproject.toml $(wildcard hatch_build.py)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "variorum needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

lock:
	cd requirements && for set in run dev; do pip-compile --quiet --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --upgrade $$set.in -o $$set.txt; done

# The README's picture, drawn from the demo.
picture: $(VENV)/run
	$(BIN)/python tools/picture.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# The JSON Schemas that ship are made from the types.
schema: $(VENV)/run
	$(BIN)/python -c 'import json; from variorum.model import schema as s; [open(f"src/variorum/model/{name}.schema.json", "w").write(json.dumps(made, indent=1) + "\n") for name, made in (("document-ledger", s.ledger_schema()), ("comparison", s.comparison_schema()), ("sheet", s.sheet_schema()))]'
