# `make run` and `make test`, each alone, do everything on a fresh machine: see docs/fresh-machine.md.
# ARGS is handed on: `make test ARGS="-k tiers"`.

BIN := .venv/bin
ARGS :=
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help setup run demo test second mutate bench bench-reading bench-rendering torture picture gallery golden lint types lock fresh clean distclean
.NOTPARALLEL:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## only make .venv ready, as every target does first
	@sh tools/setup.sh

run: setup ## bill the sample month into build/demo; again: nothing changes
	$(BIN)/billing demo $(DEMO) $(ARGS)

demo: setup ## the same from scratch
	rm -rf $(DEMO)
	$(BIN)/billing demo $(DEMO) $(ARGS)

test: setup ## every test
	$(BIN)/pytest -n auto $(ARGS)

second: setup ## thousands of random contracts against the second calculator
	$(BIN)/python -m tests.second.contracts_at_random_compared --batches 20 $(ARGS)

mutate: setup ## change each rule a little, and see whether a test notices: docs/mutation.md
	$(BIN)/python tools/mutation $(ARGS)

bench: setup ## what a month costs, and its parts; ARGS="--clients 1000"; docs/performance.md
	$(BIN)/python benchmarks/every.py $(ARGS)

bench-reading: setup ## what reading costs, beside pandas with calamine; ARGS="--rows 1000000"
	$(BIN)/python benchmarks/reading.py $(ARGS)

bench-rendering: setup ## what rendering costs, beside plain WeasyPrint and Chromium; ARGS="--count 50"
	$(BIN)/python benchmarks/rendering.py $(ARGS)

torture: setup ## kill, starve and damage it, and count: docs/reliability.md
	$(BIN)/python tools/torture $(ARGS)

picture: demo ## the picture in the README
	$(BIN)/python tools/picture.py $(DEMO)/outbox/2026-10/*_C013.pdf docs/pictures/invoice.png

gallery: demo ## the pictures of docs/gallery.md
	$(BIN)/python tools/gallery.py $(DEMO) docs/pictures/gallery

golden: setup ## write the golden files anew; then read the diff
	$(BIN)/pytest -n auto --golden $(ARGS)

lint: setup ## style, formatting, floors of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: setup ## mypy --strict
	$(BIN)/mypy

lock: setup ## write requirements.lock anew; ARGS=--upgrade for newer versions
	$(BIN)/pip install --quiet --target build/uv --upgrade uv
	build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras --group dev \
		--generate-hashes --custom-compile-command 'make lock' $(ARGS) -o requirements.lock pyproject.toml

fresh: ## as root: try run and test on fresh Debian machines
	sh tools/fresh.sh $(ARGS)

clean: ## remove what was built, and caches
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find billing tests tools -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## ... and .venv
	rm -rf .venv
