# The two commands are `make run` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Node from the machine when it is recent enough, else the one that set-up puts into the virtual environment.
export PATH := $(abspath $(BIN)):$(PATH)
NODE_MAJOR := 22
HAS_NODE = [ "$$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/')" -ge $(NODE_MAJOR) ] 2>/dev/null

.PHONY: help setup run test check format bench fuzz schema constraints clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: $(VENV)/.installed ikdoemee/graphiql/dist/index.html tests/clients/node_modules/.installed ## install everything, start nothing

$(VENV)/.installed: pyproject.toml constraints/dev.txt constraints/node.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ikdoemee needs Python 3.11 or newer")'
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/dev.txt
	$(HAS_NODE) || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/node.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

ikdoemee/graphiql/dist/index.html: $(VENV)/.installed ikdoemee/graphiql/package-lock.json ikdoemee/graphiql/build.mjs ikdoemee/graphiql/index.html $(wildcard ikdoemee/graphiql/src/*)
	cd ikdoemee/graphiql && npm ci --silent --no-audit --no-fund && npm run --silent build
	touch $@

tests/clients/node_modules/.installed: $(VENV)/.installed tests/clients/package-lock.json
	cd tests/clients && npm ci --silent --no-audit --no-fund
	touch $@

run: setup ## serve a demo for Gent on 127.0.0.1:8000
	@$(BIN)/ikdoemee demo

test: setup ## run every test, on SQLite and PostgreSQL
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: setup ## format, lint, types, import contracts, schema
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/ikdoemee export-schema | diff -u schema.graphql - || { echo "schema.graphql differs from the code: run 'make schema'"; exit 1; }

format: setup ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: setup ## write schema.graphql
	$(BIN)/ikdoemee export-schema --output schema.graphql

benchmarks/peers/node_modules/.installed: $(VENV)/.installed benchmarks/peers/package-lock.json
	cd benchmarks/peers && npm ci --silent --no-audit --no-fund
	touch $@

bench: setup benchmarks/peers/node_modules/.installed ## measure this server beside others, write docs/benchmarks.md
	$(BIN)/python -m benchmarks

fuzz: setup ## run the property tests with many more examples
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n auto -k "property or properties"

constraints: ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --quiet --output-file constraints/runtime.txt
	uv pip compile pyproject.toml --upgrade --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --quiet --output-file constraints/dev.txt
	uv pip compile --group node --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --quiet --output-file constraints/node.txt

clean: ## remove what set-up and runs left behind, the demo database included
	rm -rf $(VENV) var ikdoemee/graphiql/dist ikdoemee/graphiql/node_modules tests/clients/node_modules benchmarks/peers/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
