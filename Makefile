# The commands of this repository; `make demo` and `make test` need a machine with Python 3.11 or newer and make, nothing else.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
# An environment that does not run, or runs another checkout (moved, copied, its Python gone), is made again.
$(shell $(BIN)/python -c 'import custodes, os, sys; sys.exit(not os.path.samefile(custodes.__path__[0], "src/custodes"))' 2>/dev/null || rm -f .venv/.core .venv/.dev)

.PHONY: demo test check fix spec prove bench soak docs clean lock java chromium assets
.DELETE_ON_ERROR:

# A made-up force, taken in and ranked, then served; SERVE=no ends after the printed table.
demo: .venv/.core assets
	$(BIN)/custodes demo $(if $(filter no,$(SERVE)),--no-serve)

# Every test, the Spark ones included; ARGS="-k words" picks some.
test: .venv/.dev java chromium assets
	$(BIN)/python -m pytest -n 2 $(ARGS)

# What must hold before a change goes in, apart from the tests: format, lint, types, floors, printed reference, locks.
check: .venv/.dev
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(BIN)/custodes reference --check && $(BIN)/python -m custodes.proving.report.block --check
	$(BIN)/python -m pytest -q tests/architecture/test_locks.py && $(BIN)/python -m pip check

# Puts right what a machine can: format, lint, the printed reference.
fix: .venv/.dev
	$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/custodes reference

# The specs alone: what each purpose, measure and indicator finds and leaves.
spec: .venv/.dev java
	$(BIN)/python -m pytest tests/spec $(ARGS)

# How good the detection is, against rivals, on made-up forces; ARGS="--staff 3000 --days 300 --seeds 20" is the whole run.
prove: .venv/.dev
	$(BIN)/custodes prove $(ARGS)

# Sizes and times, against named peers in the same run; ROWS=10000000 for those on record.
bench: .venv/.dev
	for file in benchmarks/*.py; do $(BIN)/python $$file --rows $(or $(ROWS),1000000) || exit 1; done

# The long tests: thousands of generated cases, and kills in number.
soak: .venv/.dev java chromium assets
	HYPOTHESIS_PROFILE=nightly CUSTODES_MATRIX=whole $(BIN)/python -m pytest -m "soak or not soak" $(ARGS)

# The documentation as pages in site/, with nothing fetched from elsewhere.
docs: .venv/.dev
	$(BIN)/zensical build --clean --strict

# Takes away what the other targets made.
clean:
	rm -rf .venv site build dist custodes-home .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache

# The hashed locks from pyproject.toml; UPGRADE=--upgrade takes newer versions.
lock: .venv/.dev
	$(COMPILE) $(UPGRADE) pyproject.toml requirements/build.in -o requirements/core.txt
	$(COMPILE) $(UPGRADE) --extra web -c requirements/core.txt pyproject.toml requirements/build.in -o requirements/web.txt
	$(COMPILE) $(UPGRADE) --extra web --extra spark -c requirements/web.txt pyproject.toml requirements/build.in -o requirements/spark.txt
	$(COMPILE) $(UPGRADE) --extra web --extra spark --extra prove --extra postgres --extra dev -c requirements/spark.txt pyproject.toml requirements/build.in -o requirements/dev.txt

# The environment to run Custodes: made new whenever its lock has changed.
.venv/.core: requirements/web.txt
	$(if $(PYTHON),,$(error Custodes needs Python 3.11 or newer; none was found. Install it, or name it: make demo PYTHON=/path/to/python3.11))
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) --require-hashes -r requirements/web.txt && $(INSTALL) --no-deps --no-build-isolation -e . && touch $@

# The same with what the tests, the checks and the documentation need.
.venv/.dev: .venv/.core requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt && touch $@

# Java 17 or newer, for the Spark tests.
java:
	@.ci/java

# Chromium, for the tests that look at pages.
chromium:
	@.ci/chromium

# The style sheets and the script of the pages, built again when their sources changed; axe-core for the tests beside them.
assets: .venv/.core
	@$(BIN)/python hatch_build.py$(if $(filter test soak,$(MAKECMDGOALS)), --tests)
