# The pipeline, from the tidy tables to the documents:
#
#   data/releases/*.csv → analysis → figures/*.svg → report/report.*
#
# What each target does is printed by `make help`.

FORCE   ?= Hampshire
RELEASE ?=

FIGURES  = figures/quarters.svg figures/force.svg figures/forest.svg figures/multiples.svg figures/vintages.svg
REPORT   = report/evidence.csv
OTHERS   = report/report.md report/report.html report/report.pdf
TYPST    = report/typst/node_modules/.package-lock.json

DATA     = data/SHA256SUMS $(wildcard data/*.csv data/releases/*.csv)
ANALYSIS = go.mod go.sum $(wildcard analysis/*.go)
DRAW     = $(ANALYSIS) $(wildcard figures/*.go figures/fonts/*)
WRITE    = $(ANALYSIS) $(wildcard report/*.go report/doc/*.go report/doc/*.css report/doc/*.typ report/sections/*.go report/sections/*.md report/fonts/* report/typst/*.mjs)

report: $(REPORT) $(OTHERS) ## make every document
	@echo "up to date: $(OTHERS) $(REPORT)"

# The commands write all their products together; the last one stands for the
# others, because Make 3.81, which macOS ships, has no grouped targets. A product
# that was removed by hand is made again.
figures: figures/vintages.svg ## draw the figures only

figures/vintages.svg: $(DRAW) .build/inputs
	@go run ./figures -force "$(FORCE)" -release "$(RELEASE)"

$(REPORT): $(WRITE) figures/vintages.svg $(TYPST)
	@for f in $(FIGURES); do test -f $$f || { go run ./figures -force "$(FORCE)" -release "$(RELEASE)"; break; }; done
	@go run ./report -force "$(FORCE)" -release "$(RELEASE)"

$(OTHERS): $(REPORT)
	@test -f $@ || go run ./report -force "$(FORCE)" -release "$(RELEASE)"
	@touch $@

# What the documents are made from, by content: another FORCE, another RELEASE
# or another cell rebuilds even where the file's time is older.
.build/inputs: always
	@mkdir -p .build
	@{ printf '%s\n' "$(FORCE)" "$(RELEASE)"; cksum $(DATA); } > .build/inputs.new
	@if cmp -s .build/inputs.new $@; then rm .build/inputs.new; else mv .build/inputs.new $@; fi

# The typesetter, at the version that package-lock.json pins. Without npm, or
# without a network, a typst of version 0.14 or later on the PATH serves as well.
$(TYPST): report/typst/package.json report/typst/package-lock.json
	@if command -v npm >/dev/null && echo "installing the typesetter" && (cd report/typst && npm ci --no-audit --no-fund --loglevel=error >/dev/null); then touch $@; \
	elif command -v typst >/dev/null; then mkdir -p report/typst/node_modules && touch $@; \
	else echo "make: the PDF needs Node with npm (and a network once), or typst 0.14 or later on the PATH; install one and run make again" >&2; exit 1; fi

test: $(TYPST) ## vet the code and run every test
	go vet ./...
	go tool staticcheck ./...
	go test ./...

bench: $(TYPST) ## measure load, estimates, drawings and documents, and write README.md's table
	@mkdir -p .build
	go test -run '^$$' -bench . -benchmem ./... | tee .build/bench.txt
	@go run ./report/readme -bench < .build/bench.txt

readme: ## write into README.md what the report finds
	@go run ./report/readme

sums: ## record changed tables in data/SHA256SUMS
	@go run ./data sums

clean: ## remove what make report made
	rm -rf .build $(FIGURES) $(REPORT) $(OTHERS)

burn: clean ## remove the installed typesetter as well
	rm -rf report/typst/node_modules

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'FORCE="Thames Valley"                            the police force of the section on one force'
	@echo 'RELEASE=data/releases/offences-2023-10-19.csv    the release to report on; the newest if not given'

always:

.PHONY: report figures test bench readme sums clean burn help always
