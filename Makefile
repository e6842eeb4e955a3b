# The pipeline, from the tidy tables to the documents:
#
#   data/releases/*.csv → analysis → figures/*.svg → report/report.*
#
# What each target does is printed by `make help`.

FORCE   ?= Hampshire
RELEASE ?=
DATE    ?=
REPLACE ?=
NAME     =

# What people give may hold any mark, and is quoted for the shell.
quoted   = '$(subst ','\'',$(value $1))'
GIVEN    = -force $(call quoted,FORCE) -release "$$(cat .build/release)"

FIGURES  = figures/quarters.svg figures/segmented.svg figures/force.svg figures/forest.svg figures/multiples.svg figures/funnel.svg figures/caterpillar.svg figures/vintages.svg
PICTURES = figures/quarters.png figures/force.png
REPORT   = report/evidence.csv
OTHERS   = report/report.md report/report.html report/report.pdf report/report-archive.pdf report/tables.ods report/changes.csv
TYPST    = report/typst/node_modules/.package-lock.json

ANALYSIS = go.mod go.sum $(wildcard analysis/*.go analysis/*/*.go)
READ     = $(ANALYSIS) $(wildcard data/*.go data/workbook/*.go)
DRAW     = $(ANALYSIS) $(wildcard figures/*.go figures/fonts/*)
WRITE    = $(ANALYSIS) $(wildcard report/*.go report/doc/*.go report/doc/*.css report/doc/*.js report/doc/*.typ report/doc/word/* report/sections/*.go report/sections/*.md report/fonts/* report/typst/*.mjs)

report: $(REPORT) $(OTHERS) $(FIGURES) ## make every document
	@echo "up to date: $(OTHERS) $(REPORT)"

# The commands write all their products together; the last one stands for the
# others, because Make 3.81, which macOS ships, has no grouped targets. A product
# that was removed by hand is made again.
figures: figures/vintages.svg ## draw the figures only

figures/vintages.svg: .build/figures .build/inputs
	@.build/figures $(GIVEN)

$(filter-out figures/vintages.svg,$(FIGURES)): figures/vintages.svg
	@test -f $@ || .build/figures $(GIVEN)
	@touch $@

$(REPORT): .build/report $(FIGURES) $(TYPST)
	@.build/report $(GIVEN)

$(OTHERS): $(REPORT)
	@test -f $@ || .build/report $(GIVEN)
	@touch $@

# The evidence bears a name, so it is written each time.
evidence: $(if $(strip $(value NAME)),$(REPORT) $(OTHERS),nameless) ## write the evidence that NAME submits to a committee, as Word
	@.build/figures -png $(GIVEN) >/dev/null
	@.build/report -evidence $(call quoted,NAME) $(GIVEN)

nameless:
	@echo 'make: who submits the evidence? make evidence NAME="A charity"' >&2; exit 1

# A RELEASE that is not yet in data/releases is a workbook to read first. Then,
# what the documents are made from, by content: another FORCE, another RELEASE or
# another cell rebuilds even where the file's time is older.
.build/inputs: .build/data always
	@mkdir -p .build
	@test ! -f data/SHA256SUMS.pending || .build/data settle
	@release=$(call quoted,RELEASE); release=$${release#"$$PWD"/}; release=$${release#./}; case "$$release" in \
	''|data/releases/*|[0-9][0-9][0-9][0-9]|[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) printf '%s\n' "$$release" > .build/release ;; \
	*) new=$$(.build/data import $(if $(DATE),-date $(call quoted,DATE)) $(if $(REPLACE),-replace) "$$release") && printf '%s\n' "$$new" > .build/release ;; \
	esac
	@{ printf '%s\n' $(call quoted,FORCE); cat .build/release; find data -name '*.csv' -o -name '*.json' -o -name SHA256SUMS | LC_ALL=C sort | xargs cksum; } > .build/inputs.new
	@if cmp -s .build/inputs.new $@; then rm .build/inputs.new; else mv .build/inputs.new $@; fi

.build/data: $(READ)
	@go build -o $@ ./data && touch $@
.build/figures: $(DRAW)
	@go build -o $@ ./figures && touch $@
.build/report: $(WRITE)
	@go build -o $@ ./report && touch $@

# The typesetter, at the version that package-lock.json pins. Without npm, or
# without a network, a typst of version 0.14 or later on the PATH serves as well.
$(TYPST): report/typst/package.json report/typst/package-lock.json
	@if command -v npm >/dev/null && echo "installing the typesetter" && (cd report/typst && npm ci --no-audit --no-fund --loglevel=error >/dev/null); then touch $@; \
	elif command -v typst >/dev/null; then mkdir -p report/typst/node_modules && touch $@; \
	else echo "make: the PDF needs Node with npm (and a network once), or typst 0.14 or later on the PATH; install one and run make again" >&2; exit 1; fi

forces: report/forces/index.html ## make two pages on every force, as HTML and PDF

report/forces/index.html: .build/report .build/figures .build/inputs $(TYPST)
	@.build/figures -briefs -release "$$(cat .build/release)" -o .build/forces
	@.build/report -briefs -release "$$(cat .build/release)" -figures .build/forces -o report/forces

test: $(TYPST) ## vet the code and run every test
	go vet ./...
	go tool staticcheck ./...
	go test ./...

# The workbook reader comes first: its ratio to inflating is of processor time, and
# suffers on a machine that the others have kept busy.
bench: $(TYPST) ## measure load, estimates, drawings and documents, and write README.md's table
	@mkdir -p .build
	go test -p 1 -run '^$$' -bench . -benchmem ./data ./analysis ./figures ./report/... | tee .build/bench.txt
	@go run ./report/readme -bench < .build/bench.txt

readme: ## write into README.md what the report finds
	@go run ./report/readme

simulate: ## draw counts for some minutes to see how often the limits hold
	@go run ./analysis/simulate
	@go run ./data sums

sums: ## record changed tables in data/SHA256SUMS
	@go run ./data sums

clean: ## remove what make report made
	rm -rf .build $(FIGURES) $(PICTURES) $(REPORT) $(OTHERS) report/evidence.docx report/forces

burn: clean ## remove the installed typesetter as well
	rm -rf report/typst/node_modules

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'FORCE="Thames Valley"   the police force of the section on one force'
	@echo 'RELEASE=FILE            the release to report on: a table in data/releases, or a workbook'
	@echo '                        of the Home Office to read first; the newest if not given'
	@echo 'DATE=2026-07-23         when that workbook was published, if its name does not say'
	@echo 'NAME="A charity"        who submits the evidence to a committee'
	@echo 'REPLACE=1               let it take the place of other figures of the same date'

always:

.PHONY: report figures forces evidence nameless test bench readme sums clean burn help always
