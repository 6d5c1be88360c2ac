# `make` makes everything, `make test` tests it, `make help` lists the rest.
#
# The environment is .venv: what requirements.lock pins, then this package. Its two stamps are set
# when a step is done, so that an install which was stopped is begun again.

SHELL := /bin/sh
.DEFAULT_GOAL := all
.PHONY: all test lint lock clean help

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The first Python that is new enough; to name one: make PYTHON=python3.12
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

# Tables are always made anew, which takes seconds; reports only where an input of theirs changed.
# Status 3 is that of pages that could not be read: reports are made from the others.
all: .venv/.ready
	@status=0; \
	$(BIN)/hemicycle tidy --raw data/raw --out data/processed || status=$$?; \
	[ $$status -eq 0 ] || [ $$status -eq 3 ] || exit $$status; \
	$(BIN)/hemicycle build || exit $$?; \
	[ $$status -eq 0 ] || echo 'Some pages could not be read: they are listed above.' >&2; \
	exit $$status

test: .venv/.ready
	@$(BIN)/python -m pytest

lint: .venv/.ready
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

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
	@echo 'Installing the packages of requirements.lock into .venv; this takes a minute or two.'
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

# Pins what pyproject.toml asks for, and keeps the pins that fit; make lock UPGRADE=1 renews all.
lock:
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && \
	"$$tools/bin/python" -m pip --disable-pip-version-check --quiet install uv && \
	"$$tools/bin/uv" pip compile --quiet pyproject.toml --output-file requirements.lock \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra test --extra cluster $(if $(UPGRADE),--upgrade)

clean:
	rm -rf .venv .hypothesis .pytest_cache .ruff_cache
	find reports -mindepth 1 -maxdepth 1 ! -name README.md ! -name flagship -exec rm -rf {} +

help:
	@echo 'make        the environment, the tables and the reports'
	@echo 'make test   the tests, in the same environment'
	@echo 'make lint   what ruff says of the code and the notebooks'
	@echo 'make lock   requirements.lock from pyproject.toml; UPGRADE=1 takes the newest packages'
	@echo 'make clean  remove the environment, caches and reports that are not committed'
