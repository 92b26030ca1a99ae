# qtnet: `make report` builds the report from seeds/, `make test` runs every check.
# Both make their own virtual environment in .venv from the exact versions in .lock/.
PYTHON ?= python3
BIN := .venv/bin
# each file of tests whole in one process, since what is slow to build is shared within files; the longest first; one
# process more than cores, as some wait for a browser or a command
SIDE_BY_SIDE = -n $$($(BIN)/python -c 'import os; print(min(4, os.cpu_count() + 1))') --dist loadfile --no-loadscope-reorder
LONGEST_FIRST := tests/study tests/browser tests/notebooks tests/deposit tests qtnet
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help report test test-all bench calibrate matrix methods facts score train chromium latex lock clean

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

report: .venv/run.stamp ## build the report from seeds/ (reports/build/quantum/report.html)
	$(BIN)/qtnet run reports/quantum.toml

test: .venv/dev.stamp chromium latex ## run every check: format, lint, types, tests, doctests, notebooks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/qtnet lexicon lint
	$(BIN)/qtnet lexicon test
	$(BIN)/pytest -q -m "not slow" $(SIDE_BY_SIDE) $(LONGEST_FIRST)

test-all: test ## the same and the slow suites: calibration, best known values
	$(BIN)/pytest -q -m slow $(SIDE_BY_SIDE) $(LONGEST_FIRST)

bench: .venv/dev.stamp ## time extraction, blocs, frustration and null networks beside named peers (many minutes)
	$(BIN)/python -m tests.benchmarks

calibrate: .venv/dev.stamp ## measure coverage, size and power of all tests and intervals again, into data/calibration/
	$(BIN)/python -m tests.calibration

matrix: .venv/dev.stamp ## build a small study with every Python, locale and zone of the machine and compare bytes (makes environments)
	QTNET_MATRIX_MAKE=1 $(BIN)/pytest -q -m slow tests/reproducible

methods: .venv/dev.stamp ## write the generated tables of METHODS.md again
	$(BIN)/python -m tests.methods

facts: .venv/run.stamp ## extract data/facts/ again from seeds/
	$(BIN)/qtnet extract seeds --out data/facts

score: .venv/dev.stamp facts ## score extraction: the seeds, and every part of the corpus with weights trained on the others
	$(BIN)/qtnet score data/corpus/seeds/gold data/facts
	$(BIN)/python -m qtnet.facts.leftout data/corpus --record

train: .venv/dev.stamp ## train the domain and status weights and the pair model on data/corpus/ again
	$(BIN)/python -m qtnet.extract.attributes.domain_training data/corpus
	$(BIN)/python -m qtnet.extract.attributes.status_training data/corpus
	$(BIN)/python -m qtnet.extract.pair.train data/corpus

# The browser tests need a Chromium or Chrome; as root Debian's is installed, else the tests that need it are skipped
# and this line says what to install.
chromium:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    chromium fonts-dejavu-core fonts-liberation >/dev/null; \
	else echo "browser tests are skipped: install Chromium or Google Chrome to run them"; fi

# The tests of the paper export compile an article; where LaTeX cannot be installed they are skipped, and this line says so.
latex:
	@command -v pdflatex >/dev/null && command -v latexmk >/dev/null && kpsewhich siunitx.sty >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    texlive-latex-recommended texlive-fonts-recommended texlive-science latexmk lmodern >/dev/null; \
	else echo "LaTeX tests are skipped: install TeX Live with latexmk and siunitx to run them"; fi

lock: ## resolve the newest versions into .lock/ (needs uv)
	uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes pyproject.toml .lock/build.in -o .lock/run.txt
	uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes --extra dev -c .lock/run.txt pyproject.toml .lock/build.in -o .lock/dev.txt
	$(BIN)/python -m tests.reproducible.sbom

clean: ## remove what was built
	rm -rf .venv reports/build .mypy_cache .pytest_cache .ruff_cache
