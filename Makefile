# Everything sets itself up: a bare Python >= 3.11 with pip is enough.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help render build check test lint bench golden clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

render: $(VENV)/.installed ## the paper and its supplement to HTML, PDF and DOCX, in _rendered/
	$(BIN)/numerate render

build: $(VENV)/.installed ## numbers, tables and figures from the data, in _generated/
	$(BIN)/numerate build

check: $(VENV)/.installed ## find what makes the paper disagree with its data
	$(BIN)/numerate check --strict

lint: $(VENV)/.installed-test ## ruff and mypy, both strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint ## lint, then every test (two at a time)
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.installed-test ## speed, as ratios to the bare tools
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/pooling.py

golden: $(VENV)/.installed-test ## write the golden files anew; look at the diff before you commit it
	NUMERATE_GOLDEN=write $(BIN)/python -m pytest -n 2 -q

clean: ## remove what can be made again
	rm -rf $(VENV) _rendered .pytest_cache .mypy_cache .ruff_cache .hypothesis
