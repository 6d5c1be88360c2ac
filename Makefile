# `make` makes everything, `make test` tests it, `make help` lists the rest.
#
# The environment is .venv: what requirements.lock pins, then this package. Its stamps are set when
# a step is done, so that an install which was stopped is begun again. It belongs to its folder: in
# a copy of the project, or after a move, it is made anew.

SHELL := /bin/sh
.DEFAULT_GOAL := all
.PHONY: all environment test test-browser lint lock clean help

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The first Python that is new enough; to name one: make PYTHON=python3.12
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

ifneq ($(shell cat .venv/.folder 2>/dev/null):$(wildcard .venv/bin/python),$(CURDIR):.venv/bin/python)
$(shell rm -f .venv/.locked .venv/.ready .venv/.browser)
endif

# Where two makes run at once, the second waits for the first, and finds the environment ready.
ALONE := $(if $(shell command -v flock),flock Makefile)

# Tables are always made anew, which takes seconds; reports only where an input of theirs changed.
# Status 3 is that of pages that could not be read: reports are made from the others.
all: environment
	@status=0; \
	$(BIN)/hemicycle tidy --raw data/raw --out data/processed || status=$$?; \
	[ $$status -eq 0 ] || [ $$status -eq 3 ] || exit $$status; \
	$(BIN)/hemicycle build || exit $$?; \
	[ $$status -eq 0 ] || echo 'Some pages could not be read: they are listed above.' >&2; \
	exit $$status

test: environment
	@$(BIN)/python -m pytest -n auto --dist loadfile -rs

# The tests in a browser: they need Chromium, and two packages more.
test-browser: environment
	@$(ALONE) $(MAKE) --silent --no-print-directory .venv/.browser
	@$(BIN)/python -m pytest tests/browser -rs

lint: environment
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

environment:
	@$(ALONE) $(MAKE) --silent --no-print-directory .venv/.ready

.venv/.ready: .venv/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.locked: requirements.lock
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo 'Python 3.11 or newer is needed; install it, or name it: make PYTHON=python3.12' >&2; \
	exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	echo 'This Python cannot make an environment: install python3-venv (on Debian and Ubuntu: apt-get install python3-venv).' >&2; \
	exit 1; }
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@printf '%s' '$(CURDIR)' > .venv/.folder
	@total=$$(grep -c '==' requirements.lock); \
	echo "Installing the $$total packages of requirements.lock into .venv; this takes a minute or two."; \
	$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	@touch $@

.venv/.browser: .venv/.ready requirements-browser.lock
	@$(PIP) install --no-deps --require-hashes --requirement requirements-browser.lock
	@touch $@

# Pins what pyproject.toml asks for, and keeps the pins that fit; make lock UPGRADE=1 renews all.
# jupyter-events asks for jsonschema with checks of formats that it never makes, and whose 38
# grammars take a second to import: the lock leaves them out.
COMPILE = "$$tools/bin/uv" pip compile --quiet --python-version 3.11 --universal \
	--generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)
lock:
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && \
	"$$tools/bin/python" -m pip --disable-pip-version-check --quiet install uv && \
	echo 'jsonschema>=4.23' > "$$tools/override" && \
	$(COMPILE) pyproject.toml --output-file requirements.lock --extra test --extra cluster \
		--override "$$tools/override" && \
	$(COMPILE) --group browser --constraint requirements.lock \
		--output-file requirements-browser.lock

clean:
	rm -rf .venv .cache .hypothesis .pytest_cache .ruff_cache
	find reports -mindepth 1 -maxdepth 1 ! -name README.md ! -name flagship -exec rm -rf {} +

help:
	@echo 'make        the environment, the tables and the reports'
	@echo 'make test   the tests, in the same environment'
	@echo 'make test-browser   the tests in a browser, which needs Chromium'
	@echo 'make lint   what ruff says of the code and the notebooks'
	@echo 'make lock   requirements.lock from pyproject.toml; UPGRADE=1 takes the newest packages'
	@echo 'make clean  remove the environment, caches and reports that are not committed'
