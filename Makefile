# Everything this project does, by name. Each target sets up what it needs, and does so once.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve watch test check build fix addresses search-report picture coverage bench requirements clean

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

ADDRESS ?= http://127.0.0.1:8000/
BROWSERS ?= chromium firefox webkit
QUERIES ?= tests/search/tuning.json tests/search/measuring.json
PYTHON := .venv/bin/python
PRETTY := "docs/assets/**/*.{js,css}" "handbook/runtime/*.mjs" "*.json" ".github/**/*.yml"
# MkDocs 1.x prints an advertisement for its successor, which has no plugins.
export NO_MKDOCS_2_WARNING := 1
export BROWSERS

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

serve: build ## Build the site and show it on http://127.0.0.1:8000/
	$(PYTHON) -m handbook.serve site --address $(ADDRESS)

watch: setup ## The same while writing: rebuilds and reloads on every change
	HANDBOOK_POLICY=false HANDBOOK_OFFLINE=false $(PYTHON) -m mkdocs serve --strict

test: setup ## Run all tests, in three browsers (BROWSERS=chromium leaves two of them out)
	$(PYTHON) -m tests.browser.install
	$(PYTHON) -m coverage run -m pytest --numprocesses 2 --dist worksteal
	$(PYTHON) -m coverage combine --quiet
	$(PYTHON) -m coverage report

check: setup ## Run every check that is no test: lint, format, types, strict builds
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	npx --no-install tsc
	npx --no-install tsc --project tsconfig.service-worker.json
	npx --no-install prettier --check $(PRETTY)
	$(PYTHON) -m mkdocs build --strict --site-dir build/check/mkdocs
	$(PYTHON) -m properdocs build --strict --config-file mkdocs.yml --site-dir build/check/properdocs

build: setup ## Build the site into site/
	@echo "Building the site"
	SITE_URL=$(ADDRESS) $(PYTHON) -m mkdocs build --strict

fix: setup ## Mend what the formatters and linters can mend by themselves
	.venv/bin/ruff check --fix
	.venv/bin/ruff format
	npx --no-install prettier --write $(PRETTY)

addresses: build ## Add every newly published address and id to tests/addresses.txt
	$(PYTHON) -m handbook.addresses site tests/addresses.txt

search-report: build ## Type queries into the search's box and count what is found (QUERIES=file MISSES=1 to see what is not)
	$(PYTHON) -m tests.browser.install
	$(PYTHON) -m tests.browser.search_report $(if $(MISSES),--misses) $(QUERIES)

picture: build ## Take the picture of the site that the README opens with, and make the home screen's icons
	$(PYTHON) -m tests.browser.picture
	$(PYTHON) -m tests.browser.icons

coverage: setup ## Simulate how often the logbook's estimate holds, and write the table that the page shows
	$(PYTHON) -m simulation

bench: build ## Measure the start and the answers in three browsers (ROUNDS=1 ONLY="ours bare-worker" BROWSERS=firefox)
	$(PYTHON) -m tests.browser.install
	$(PYTHON) -m bench $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(ONLY),--only $(ONLY))

requirements: .uv/bin/uv ## Pin requirements.in anew, with hashes and no index address
	$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.13 \
		--custom-compile-command "make requirements" --upgrade requirements.in --output-file requirements.txt

clean: ## Remove everything that was made
	rm -rf .uv .venv node_modules site build .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache

# --- Set-up: uv where there is none, then Python's packages and npm's, each when its lock file changed

UV := $(shell command -v uv || echo .uv/bin/uv)

.PHONY: setup
setup: .venv/.ready node_modules/.ready

.uv/bin/uv: requirements-uv.txt
	@echo "Fetching uv, which makes the Python environment"
	@python3 -m venv .uv || { echo "Python's venv module is needed; on Debian: apt install python3-venv" >&2; exit 1; }
	.uv/bin/python -m pip install --quiet --require-hashes --requirement requirements-uv.txt

.venv/.ready: requirements.txt .python-version $(UV)
	@echo "Setting up the Python environment"
	$(UV) venv --quiet --clear .venv
	$(UV) pip sync --quiet --python .venv/bin/python --require-hashes requirements.txt
	@touch $@

node_modules/.ready: package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "Node.js 20 or later with npm is needed: https://nodejs.org/" >&2; exit 1; }
	@echo "Fetching the browser's Python and the JavaScript tools"
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@
