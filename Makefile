# The commands of this project. Each installs what is missing before it builds.

SHELL := /bin/sh
BUILD := .build/release
OUTPUT := output
# Packages of Debian that tests use as independent judges of our pictures, completion scripts and reading of
# Markdown.
JUDGES := chromium cmark fish fonts-dejavu-core fonts-liberation graphviz libxml2-utils zsh

.PHONY: demo test gallery lint bench dependencies judges clean

## demo: draw a neuron and a small network, before and after backward, into output/
demo: dependencies
	@swift build -c release --product multigrad --quiet
	@$(BUILD)/multigrad neuron --values 2,0 --weights -3,1 --bias 6.8813735870195432 -o $(OUTPUT)/neuron.svg
	@$(BUILD)/multigrad mlp 3,4,4,1 --rows 0..0 -o $(OUTPUT)/mlp.svg

## test: build and run all tests
test: dependencies judges
	swift test

## gallery: draw every picture of output/README.md anew
gallery: dependencies
	@swift build -c release --product multigrad --quiet
	@grep '^multigrad ' $(OUTPUT)/README.md | PATH="$(CURDIR)/$(BUILD):$$PATH" sh -e

## lint: check the format of all Swift files
lint:
	swift format lint --strict --recursive Package.swift Sources Tests Snippets \
	  Benchmarks/Package.swift Benchmarks/Sources

## bench: measure start-up and PNGs against Graphviz's own, a gradient check against a pass, programs
## against CPython, and what a view of a million nodes costs
bench: dependencies
	@swift build -c release --product multigrad --quiet
	@swift run --package-path Benchmarks -c release --quiet StartUp $(BUILD)/multigrad
	@swift run --package-path Benchmarks -c release --quiet GradientCheckCost
	@swift run --package-path Benchmarks -c release --quiet ProgramCost $(BUILD)/multigrad
	@swift run --package-path Benchmarks -c release --quiet AutomaticView
	@swift run --package-path Benchmarks -c release --quiet PNGEncoding

clean:
	rm -rf .build Benchmarks/.build

# Swift must be there already; Graphviz and zlib are installed where they are missing.
dependencies:
	@command -v swift >/dev/null 2>&1 || { \
	  echo "There is no Swift here. Install Swift 6.2 or newer from https://swift.org/install and try again." >&2; \
	  exit 1; }
	@if pkg-config --exists libgvc zlib 2>/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq libgraphviz-dev zlib1g-dev pkg-config >/dev/null; \
	elif command -v brew >/dev/null 2>&1; then \
	  brew install graphviz zlib pkg-config; \
	else \
	  echo "Graphviz's library or zlib is missing, and there is neither apt-get nor brew to install it with. Install Graphviz and zlib with their headers (libgvc, zlib) and pkg-config, and try again." >&2; \
	  exit 1; \
	fi

# Where there is no apt-get, or no such package, the tests that need it say so and are skipped.
judges:
	@command -v apt-get >/dev/null 2>&1 || exit 0; missing=; \
	for package in $(JUDGES); do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	$$sudo apt-get update -qq; \
	for package in $$missing; do \
	  $$sudo env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$package >/dev/null || \
	    echo "$$package could not be installed; the tests that need it are skipped." >&2; \
	done
