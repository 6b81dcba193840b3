# Every target prepares what it needs, so that `make run` and `make test` work in a fresh clone.

.DEFAULT_GOAL := help
.PHONY: help prepare build run test year torture attacks fuzz lint format bench clean

# A build shows its progress on a terminal, and in a pipe only what went wrong.
quiet := $(shell test -t 2 || echo --quiet)
sources := Sources Tests Benchmarks Package.swift

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

prepare: ## Install what building and running need and this machine lacks
	@scripts/prepare run

build: prepare ## Build the program
	@echo "Building quorate (several minutes the first time)."
	@swift build -c debug --product quorate $(quiet)

run: build ## Build, then run the demonstration: a sample partnership, mail captured in a folder
	@.build/debug/quorate demo

test: ## Install what the tests need and is missing, then run them all
	@scripts/prepare test
	@echo "Building the program and its tests (several minutes the first time)."
	@swift build --build-tests --explicit-target-dependency-import-check error $(quiet)
	swift test --skip-build --skip 'Interop|EndToEndTests'
	swift test --skip-build --no-parallel --filter 'Interop|EndToEndTests'
	scripts/verify-unit .build/debug/quorate
	@if ls Tests/Interop/test_*.py >/dev/null 2>&1; then \
		.venv/bin/python -m unittest discover --start-directory Tests/Interop; fi

year: prepare ## Rehearse an authority's whole year, 1,500 conferences, and tally it from the rulebook
	@echo "Building the optimised rehearsal (several minutes the first time)."
	@for product in quorate YearRehearsal; do swift build -c release --product $$product $(quiet) || exit; done
	YEAR_BUILD=.build/release YEAR_CONFERENCES=1500 \
		python3 -m unittest discover --start-directory Tests/Interop --pattern 'test_year.py'

torture: ## Kill the daemon 1,000 times among hostile servers, on a full disk, with the clock set
	@scripts/prepare test
	@echo "Building the program (several minutes the first time)."
	@swift build -c debug --product quorate $(quiet)
	cd Tests && python3 -m Torture ../.build/debug/quorate $(or $(KILLS),1000) $(SEED)

attacks: ## Send every field of every form something hostile, in every role's name
	@scripts/prepare test
	@swift build -c debug --product quorate $(quiet)
	.venv/bin/python -m unittest discover --start-directory Tests/Interop --pattern test_attacks.py

fuzz: prepare ## Run ten million mutated inputs through the parsers of what comes in, and keep the corpus
	@echo "Building the parsers with their instruments (many minutes the first time)."
	scripts/fuzz

lint: ## Check the format and the rules that the compiler does not know
	swift format lint --strict --parallel --recursive $(sources)
	scripts/lint

format: ## Put the sources into the project's format
	swift format --in-place --parallel --recursive $(sources)

bench: ## Install the peers that are missing, then measure beside them
	@scripts/prepare bench
	@echo "Building the optimised program (several minutes the first time)."
	@swift build -c release --product quorate $(quiet)
	Benchmarks/run

clean: ## Remove what was built, and the Python environment
	swift package clean
	rm -rf .venv .build/peers
