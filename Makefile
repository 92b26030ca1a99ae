# qtnet: `make report` builds the report from seeds/, `make test` runs every check.
# Both make their own virtual environment in .venv from the exact versions in .lock/.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help report test test-all check score facts lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/run.stamp: .lock/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "qtnet needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r .lock/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .lock/dev.txt .venv/run.stamp
	$(PIP) --require-hashes -r .lock/dev.txt
	@touch $@

lock: ## resolve the newest versions into .lock/ (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes pyproject.toml .lock/build.in -o .lock/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes --extra dev -c .lock/run.txt pyproject.toml .lock/build.in -o .lock/dev.txt
