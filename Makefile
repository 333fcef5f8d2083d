# `make` lists the targets. A fresh machine needs Python 3.11 or newer and make; the only network calls are pip's.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first of these that is 3.11 or newer; `make PYTHON=/path/to/python` takes another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALLED := .venv/.installed
PYTEST_FLAGS ?=

.PHONY: help serve test check format bench speed crowd eval index translated mutations guard coverage screenshots lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  \1\t/' | expand -t 16

serve: $(INSTALLED) ## build the index if need be, and open the chat on http://127.0.0.1:7860
	$(BIN)/policy-assistant serve

test: $(INSTALLED) ## run every test
	$(BIN)/pytest -n 2 --dist loadgroup $(PYTEST_FLAGS)

check: $(INSTALLED) ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED) ## lay the code out anew
	$(BIN)/ruff check --fix-only --select I .
	$(BIN)/ruff format .

bench: $(INSTALLED) ## measure build, start, answers and memory
	$(BIN)/python -m eval.bench

speed: $(INSTALLED) ## measure our page beside a bare Gradio page, in a real browser
	$(BIN)/python -m eval.bench.page

crowd: $(INSTALLED) ## 100 people chatting at once for two minutes, as Gradio clients
	$(BIN)/python -m eval.bench.crowd

eval: $(INSTALLED) ## score the answers to the project's own questions
	$(BIN)/policy-assistant eval run

index: $(INSTALLED) ## build the index if it is missing or stale
	$(BIN)/policy-assistant index

translated: $(INSTALLED) ## note that the English translations belong to the plans as they stand now
	$(BIN)/python -m corpus.sums corpus/documents

mutations: $(INSTALLED) ## change copies of the plans in 500 places, and see whether the answers follow
	$(BIN)/python -m eval.mutations

guard: $(INSTALLED) ## corrupt 10,000 right answers, and see which wrong ones the guard lets pass
	$(BIN)/python -m eval.guard

coverage: $(INSTALLED) ## which cells and numbers of the plan no question asks for
	$(BIN)/python -m eval.coverage_report

screenshots: $(INSTALLED) ## take the pictures of the chat in docs/screenshots (needs Chromium and Noto CJK)
	$(BIN)/python -m docs.screenshots

lock: ## pin the newest versions that fit pyproject.toml in requirements.lock
	rm -rf .venv-lock
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --upgrade setuptools --editable '.[dev]'
	head -2 requirements.lock > .venv-lock/lock
	.venv-lock/bin/python -m pip freeze --all --exclude-editable | grep -v '^pip==' | sed -E 's/\+[a-z0-9.]+$$//' >> .venv-lock/lock
	mv .venv-lock/lock requirements.lock
	rm -rf .venv-lock

clean: ## remove the environment, the indexes and all caches
	rm -rf .venv .venv-lock .data .pytest_cache .mypy_cache .ruff_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installs what is pinned, again whenever the pins or the package change.
$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found; install one, or run: make PYTHON=/path/to/python" >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@
