# The commands of this project. Each installs what is missing before it builds.

SHELL := /bin/sh
BUILD := .build/release
OUTPUT := output
# What has pictures of ours.
DOCUMENTS := README.md $(wildcard docs/*.md Sources/*/*.docc/*.md) $(OUTPUT)/README.md $(OUTPUT)/teaching.md
# Packages of Debian that judge our pictures, completion scripts, manual and reading of Markdown in tests.
JUDGES := chromium cmark fish fonts-dejavu-core fonts-liberation graphviz groff libxml2-utils mandoc zsh
# Where `make install` puts the command; who makes a package of it names a folder before that in DESTDIR.
PREFIX ?= /usr/local
# What it puts there, and `make uninstall` takes away.
INSTALLED := bin/multigrad share/man/man1/multigrad.1 share/bash-completion/completions/multigrad \
  share/zsh/site-functions/_multigrad share/fish/vendor_completions.d/multigrad.fish

.PHONY: demo test python pytorch sites gallery fresh plugin install uninstall staged lint \
  snippets docs api symbol-graphs bench dependencies judges virtual-environments clean

## demo: draw a neuron and a small network, before and after backward, into output/
demo: dependencies
	@swift build -c release --product multigrad --quiet
	@$(BUILD)/multigrad neuron --values 2,0 --weights -3,1 --bias 6.8813735870195432 -o $(OUTPUT)/neuron.svg
	@$(BUILD)/multigrad mlp 3,4,4,1 --rows 0..0 -o $(OUTPUT)/mlp.svg

## test: build and run all tests
test: dependencies judges
	swift test

## python: install the Python package into .build/python, and run its tests
python: VENV := .build/python
python: PIP := .build/python/bin/pip --quiet --disable-pip-version-check
python: NEEDED := from importlib.metadata import requires; \
  print(*(one.split(";")[0] for one in requires("multigrad") if "test" in one or "onnx" in one))
python: dependencies virtual-environments
	@swift build -c release --product multigrad --quiet
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(PIP) install ./Python
	@for package in $$($(VENV)/bin/python -c '$(NEEDED)'); do \
	  $(PIP) install "$$package" || \
	    echo "$$package could not be installed; the tests that need it are skipped." >&2; \
	done
	@cd Python && MULTIGRAD="$(abspath $(BUILD)/multigrad)" "$(abspath $(VENV))/bin/python" -m unittest

## pytorch: the tests of the Python package with PyTorch, where it can be installed; it takes 6 GB
pytorch: VENV := .build/python
pytorch: python
	@if $(VENV)/bin/pip install --quiet --disable-pip-version-check './Python[pytorch]'; then \
	  cd Python && MULTIGRAD="$(abspath $(BUILD)/multigrad)" "$(abspath $(VENV))/bin/python" -m unittest tests.test_pytorch tests.test_readme; \
	else \
	  echo "PyTorch cannot be installed here: its tests are skipped."; \
	fi

## sites: build the example sites of Tests/Sites by MkDocs, Jupyter Book and Sphinx
sites: dependencies virtual-environments
	@swift build -c release --product multigrad --quiet
	@python3 Tests/Sites/sites.py $(BUILD)/multigrad

## gallery: draw the pictures of our own documents that are stale
gallery: dependencies
	@swift build -c release --product multigrad --quiet
	@$(BUILD)/multigrad docs --redraw $(DOCUMENTS)

## fresh: name the pictures of our own documents that are stale
fresh: dependencies
	@swift build -c release --product multigrad --quiet
	@$(BUILD)/multigrad docs --check --redraw $(DOCUMENTS)

## plugin: draw the pictures of an example package by `swift package render-graphs`, and run that of docs/installing.md
plugin: EXAMPLE := .build/plugin-example
plugin: RENDER := swift package --package-path .build/plugin-example \
  --allow-writing-to-package-directory render-graphs
plugin: dependencies
	@mkdir -p $(EXAMPLE)
	@rm -rf $(EXAMPLE)/Sources $(EXAMPLE)/*.svg && cp -R Tests/PluginExample/. $(EXAMPLE)
	@$(RENDER)
	@grep -q 'a.grad -->3<!--' $(EXAMPLE)/README.md
	@grep -q '](product.svg)' $(EXAMPLE)/README.md
	@test -s $(EXAMPLE)/product.svg
	@test -s '$(EXAMPLE)/Sources/Example/Example.docc/Resources/sum~dark.svg'
	@$(RENDER) --check README.md
	@sed -i.before 's/2.0/2.5/' $(EXAMPLE)/README.md
	@if $(RENDER) --check README.md; then echo "A stale picture was not found." >&2; exit 1; fi
	@python3 Tests/Pages/package.py docs/installing.md $(EXAMPLE)
	@swift run --package-path $(EXAMPLE) --quiet Sketch && test -s parabola.svg && mv parabola.svg $(EXAMPLE)

## install: build the command, and install it below PREFIX with its manual and completions
install: staged
	@for file in $(INSTALLED); do \
	  place="$(DESTDIR)$(PREFIX)/$$file"; \
	  case $$file in bin/*) mode=755 ;; *) mode=644 ;; esac; \
	  mkdir -p "$$(dirname "$$place")" && install -m $$mode "$(STAGE)/$$file" "$$place" && echo "$$place" || exit 1; \
	done

## uninstall: remove what `make install` with the same PREFIX and DESTDIR has installed
uninstall:
	@for file in $(INSTALLED); do rm -f "$(DESTDIR)$(PREFIX)/$$file" || exit 1; done

# What is installed is built in a folder of its own, since it is linked otherwise. On Linux it brings the runtime
# of Swift with it, which may be removed, or stand where only its owner can read it, and leaves out the names for
# debuggers, which are most of its size; a Mac has the runtime.
SCRATCH := .build/installed
STAGE = $(SCRATCH)/stage
staged: LINKED := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib -Xlinker -s)
staged: dependencies
	@swift build -c release --product multigrad --quiet $(LINKED) --scratch-path $(SCRATCH)
	@rm -rf $(STAGE) && mkdir -p $(addprefix $(STAGE)/,$(dir $(INSTALLED)))
	@cp $(SCRATCH)/release/multigrad $(STAGE)/bin/multigrad
	@cd $(STAGE) && bin/multigrad --generate-manual >share/man/man1/multigrad.1
	@cd $(STAGE)/share && ../bin/multigrad --generate-completion-script bash >bash-completion/completions/multigrad
	@cd $(STAGE)/share && ../bin/multigrad --generate-completion-script zsh >zsh/site-functions/_multigrad
	@cd $(STAGE)/share && ../bin/multigrad --generate-completion-script fish >fish/vendor_completions.d/multigrad.fish

## lint: check the format of all Swift files
lint:
	swift format lint --strict --recursive Package.swift Plugins Sources Tests Snippets \
	  Benchmarks/Package.swift Benchmarks/Sources

## snippets: copy the Swift code of pages from Snippets, which are compiled
snippets:
	@python3 Tests/Pages/snippets.py

## docs: build the documentation of each library by DocC into .build/docs; compare the public interface with API
docs: symbol-graphs
	@python3 Tests/Pages/snippets.py --check
	@python3 Tests/Pages/api.py $(SYMBOL_GRAPHS) --check
	@rm -rf .build/docs && mkdir -p .build/docs
	@$(call document,Autograd,Autograd)
	@$(call document,NeuralNetworks,NeuralNetworks)
	@$(call document,MultiGrad,$(filter-out Autograd NeuralNetworks,$(LIBRARIES)))

## api: write the public interface of each library into API
api: symbol-graphs
	@python3 Tests/Pages/api.py $(SYMBOL_GRAPHS)

SYMBOL_GRAPHS := .build/symbol-graphs
# What users can import: `MultiGrad` brings all others.
LIBRARIES := Autograd ComputationGraph Diagnosis Diagrams Documentation Drawings ExpressionPrograms MultiGrad \
  NeuralNetworks Plots Rendering
# The documentation of a product, from its catalogue and the symbols of its modules; a warning ends it.
document = mkdir -p .build/docs/$(1).symbols && \
  for module in $(2); do cp $(SYMBOL_GRAPHS)/$$module.symbols.json $(SYMBOL_GRAPHS)/$$module@*.symbols.json \
    .build/docs/$(1).symbols 2>/dev/null || true; done; \
  docc convert Sources/$(1)/$(1).docc --additional-symbol-graph-dir .build/docs/$(1).symbols \
    --fallback-display-name $(1) --fallback-bundle-identifier multigrad.$(1) --warnings-as-errors \
    --transform-for-static-hosting --hosting-base-path $(1) --output-path .build/docs/$(1)

# Of our libraries alone: `swift package dump-symbol-graph` ends with an error where tests have not been built.
symbol-graphs: MODULES = $$(swift build --show-bin-path)
symbol-graphs: TRIPLE = $$(swift -print-target-info | sed -n 's/.*"triple": "\(.*\)".*/\1/p')
symbol-graphs: C_MODULES = $(foreach name,CGIF CGraphvizSystem CZlib,-Xcc -fmodule-map-file=Sources/$(name)/module.modulemap) \
  -Xcc -fmodule-map-file=$(MODULES)/CGraphviz.build/module.modulemap
symbol-graphs: dependencies
	@swift build --quiet
	@rm -rf $(SYMBOL_GRAPHS) && mkdir -p $(SYMBOL_GRAPHS)
	@for module in $(LIBRARIES); do \
	  swift symbolgraph-extract -module-name $$module -target $(TRIPLE) \
	    $(if $(filter Darwin,$(shell uname -s)),-sdk "$$(xcrun --show-sdk-path)") -I $(MODULES)/Modules \
	    $(C_MODULES) $$(pkg-config --cflags-only-I libgvc zlib libgif | sed 's/-I/-Xcc -I/g') \
	    -minimum-access-level public -skip-synthesized-members -output-dir $(SYMBOL_GRAPHS) || exit 1; \
	done

## bench: measure the tape against loops in C, a tape in C++, closures, micrograd, ADOL-C and CoDiPack (where CODIPACK
## names its headers), start-up and PNGs against Graphviz's own, our layout against dot, a gradient check against a
## pass, programs against CPython, pictures in documents against drawing alone, what a view of a million nodes costs,
## and snapshots from tape to picture and to file
bench: VENV := .build/micrograd
bench: dependencies virtual-environments
	@swift build -c release --product multigrad --quiet
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check micrograd || \
	  echo "micrograd could not be installed; it is not measured." >&2
	@MICROGRAD_PYTHON="$${MICROGRAD_PYTHON:-$(abspath $(VENV))/bin/python}" \
	  swift run --package-path Benchmarks -c release --quiet TapeSpeed
	@swift run --package-path Benchmarks -c release --quiet StartUp $(BUILD)/multigrad
	@swift run --package-path Benchmarks -c release --quiet LayoutQuality $(BUILD)/multigrad
	@swift run --package-path Benchmarks -c release --quiet GradientCheckCost
	@swift run --package-path Benchmarks -c release --quiet ProgramCost $(BUILD)/multigrad
	@swift run --package-path Benchmarks -c release --quiet DocumentationCost $(BUILD)/multigrad
	@swift run --package-path Benchmarks -c release --quiet AutomaticView
	@swift run --package-path Benchmarks -c release --quiet SnapshotSpeed
	@swift run --package-path Benchmarks -c release --quiet PNGEncoding

clean:
	rm -rf .build Benchmarks/.build

# Swift must be there already; Graphviz, zlib and giflib are installed where they are missing. Homebrew's
# giflib has no file for pkg-config, without which SwiftPM does not look where Homebrew puts it.
dependencies: GIF = $$(brew --prefix giflib)
dependencies:
	@command -v swift >/dev/null 2>&1 || { \
	  echo "There is no Swift here. Install Swift 6.2 or newer from https://swift.org/install and try again." >&2; \
	  exit 1; }
	@if pkg-config --exists libgvc zlib libgif 2>/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq libgif-dev libgraphviz-dev zlib1g-dev \
	    pkg-config >/dev/null; \
	elif command -v brew >/dev/null 2>&1; then \
	  brew install giflib graphviz zlib pkg-config && \
	  if ! pkg-config --exists libgif; then \
	    printf '%s\n' "Name: libgif" "Description: giflib" "Version: 5" "Cflags: -I$(GIF)/include" \
	      "Libs: -L$(GIF)/lib -lgif" >"$$(brew --prefix)/lib/pkgconfig/libgif.pc"; \
	  fi; \
	else \
	  echo "The library of Graphviz, zlib or giflib is missing, and there is neither apt-get nor brew to install it with. Install them with their headers (libgvc, zlib, libgif) and pkg-config, and try again." >&2; \
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

# Debian's Python comes without what virtual environments are made with.
virtual-environments:
	@if python3 -c 'import ensurepip, venv' 2>/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null 2>&1; then \
	  echo "There is no Python with virtual environments here. Install Python 3.11 or newer and try again." >&2; \
	  exit 1; \
	fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	$$sudo apt-get update -qq && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
