# The pipeline, from the tidy tables to the documents:
#
#   data/releases/*.csv → analysis → figures/*.svg → report/report.*
#
# What each target does is printed by `make help`.

# Every rule stands here. Make would try its own for C, SCCS and others on each source file,
# which takes it three times as long as all else that it does.
MAKEFLAGS += --no-builtin-rules

AREA    ?=
FORCE   ?=
RELEASE ?=
BASE    ?=
DATE    ?=
REPLACE ?=
NAME     =
TEXT     =
NUMBER   =
ALL      =
INQUIRY  =
ABOUT    =
ASKS     =
OUT      =

# What people give may hold any mark. Each variable becomes the text that it is, so
# that Make runs no $(shell …) in it, and recipes take it from the environment, as
# "$$FORCE", where no shell reads it either. data settle then keeps it in .build/given.
GIVEN    = AREA FORCE RELEASE BASE DATE REPLACE NAME TEXT NUMBER INQUIRY ABOUT ASKS OUT
COMMAND := $(foreach v,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $v))),$v))
$(foreach v,$(GIVEN) $(COMMAND),$(eval override $v := $$(value $v)))
export $(GIVEN)

# Which figures there are stands in figures/figures.go, and which documents in report/main.go.
# These are listed when the command is built: to ask it each time takes as long as to settle
# what is due.
FIGURES  = figures/*.svg
PICTURES = figures/*.png
NUMBERS  = figures/*.csv
REPORT   = $$(cat .build/report.names)
PAGE     = report/explore.html
CHECKED  = report/factcheck.html report/factcheck.csv report/factcheck.md
FORCES   = report/forces/*.html report/forces/*.pdf report/forces/*.csv report/forces/*.svg report/forces/style.css
AREAS    = report/areas/*.html report/areas/*.pdf report/areas/*.csv report/areas/*.svg report/areas/style.css
STAMPS   = .build/figures.made .build/pictures.made .build/report.made .build/forces.made .build/areas.made
TYPST    = report/typst/node_modules/.made

# The arguments of the commands, and what a document is made from beside its command.
RELEASED = -release "$$(cat .build/given/release)" -base "$$(cat .build/given/base)"
CHOSEN   = $(RELEASED) -area "$$(cat .build/given/area)"
TABLES   = .build/tables .build/given/release .build/given/base data/SHA256SUMS
SETTING  = CITATION.cff report/typst/package-lock.json report/typst/compile.mjs report/fonts/* figures/fonts/*

CODE     = go.mod go.sum $(wildcard analysis/*.go analysis/*/*.go analysis/*/*/*.go)
READ     = $(CODE) $(wildcard data/*.go data/intake/*.go data/workbook/*.go data/workbook/inflate/*.go)
DRAW     = $(CODE) $(wildcard figures/*.go figures/*/*.go figures/fonts/*)
PRINT    = $(CODE) $(wildcard report/doc/*.* report/doc/*/*.* report/csp/*.go report/proof/*.go)
WRITE    = $(PRINT) $(wildcard report/*.go report/sections/*.* report/sections/*/*.*)
CHECK    = $(PRINT) $(wildcard report/factcheck/*.go report/factcheck/*/*.* report/factcheck/text/pdf/*.go)
EXPLORE  = $(READ) $(DRAW) $(WRITE) $(CHECK) $(wildcard report/explore/*.* report/explore/*/*.go)

# The rules below take turns: those that settle what is due come first in every line.
.NOTPARALLEL:

report: due $(if $(strip $(OUT)),elsewhere,.build/report.made) ## make every document
	@$(if $(strip $(OUT)),:,echo "up to date: $(REPORT)")

# Reports of several areas stand beside each other in folders of their own. Nobody keeps
# watch over these, so they are made each time.
elsewhere: due .build/figures .build/report $(TYPST)
	@mkdir -p -- "$$OUT/figures"
	@.build/figures $(CHOSEN) -o "$$OUT/figures" >/dev/null
	@.build/report $(CHOSEN) -figures "$$OUT/figures" -o "$$OUT"

figures: due $(if $(strip $(OUT)),drawn,.build/figures.made .build/pictures.made) ## draw the figures only, as SVG and PNG

drawn: due .build/figures
	@mkdir -p -- "$$OUT/figures"
	@.build/figures $(CHOSEN) -o "$$OUT/figures"
	@.build/figures -png $(CHOSEN) -o "$$OUT/figures"

# The evidence bears a name, so it is written each time.
evidence: $(if $(strip $(NAME)),$(if $(strip $(OUT)),elsewhere,due .build/report.made),nameless) ## write the evidence that NAME submits to a committee, as Word
	@.build/figures -evidence $(CHOSEN) -o .build/pictures >/dev/null
	@.build/report -evidence "$$NAME" -inquiry "$$INQUIRY" -about "$$ABOUT" -asks "$$ASKS" -date "$$DATE" $(CHOSEN)$(if $(strip $(OUT)), -figures "$$OUT/figures" -o "$$OUT")

nameless:
	@echo 'make: who submits the evidence? make evidence NAME="A charity"' >&2; exit 1

# Both take report/evidence.csv as it stands, whatever area it is on.
verify: .build/evidence ## compute every number of report/evidence.csv again, and stop at the first that differs
	@.build/evidence verify

trace: $(if $(strip $(NUMBER)),.build/evidence,numberless) ## print what NUMBER rests on, down to the lines of the tables
	@.build/evidence $(if $(strip $(ALL)),-all )trace "$$NUMBER"

numberless:
	@echo 'make: which number? make trace NUMBER="5,734", or the name of a row of report/evidence.csv' >&2; exit 1

forces: due .build/forces.made ## make two pages on every force, as HTML and PDF

areas: due $(if $(strip $(AREA)$(FORCE)),briefs,.build/areas.made) ## make two pages on every region, Wales and England, or on each of AREA

# Of areas that somebody names. They are not watched either.
briefs: due .build/figures .build/report $(TYPST)
	@.build/figures -briefs "$$(cat .build/given/area)" $(RELEASED) -o .build/areas
	@.build/report -briefs "$$(cat .build/given/area)" $(RELEASED) -figures .build/areas -o report/areas

# A page links to no picture, because drawing all takes longer than all else of the pages.
pictures: forces areas ## draw the chart of each of these pages as PNG as well
	@.build/figures -png -briefs forces $(RELEASED) -o report/forces
	@.build/figures -png -briefs areas $(RELEASED) -o report/areas

# A RELEASE that is not yet in data/releases is a workbook, and is read first. Then
# every stamp of which a file was changed or removed goes, and what it stands for is
# made again. A stamp lists what was made, and from what, by content: no time counts.
due: .build/data .build/figures .build/report .build/report.names
	@.build/data settle -area "$$AREA" -force "$$FORCE" -release "$$RELEASE" -base "$$BASE" -date "$$DATE" -replace "$$REPLACE" $(STAMPS)

.build/figures.made: | .build/figures
	@.build/figures $(CHOSEN)
	@.build/data made $@ $(TABLES) .build/given/area $(FIGURES)

# No document needs the pictures, and they take longer to draw than the drawings.
.build/pictures.made: | .build/figures.made
	@.build/figures -png $(CHOSEN)
	@.build/data made $@ .build/figures.made $(TABLES) .build/given/area $(PICTURES)

.build/report.made: | .build/figures.made .build/report $(TYPST)
	@.build/report $(CHOSEN)
	@.build/data made $@ .build/figures.made $(TABLES) .build/given/area $(SETTING) $(REPORT) $(NUMBERS)

.build/forces.made: | .build/figures .build/report $(TYPST)
	@.build/figures -briefs forces $(RELEASED) -o .build/forces
	@.build/report -briefs forces $(RELEASED) -figures .build/forces -o report/forces
	@.build/data made $@ $(TABLES) $(SETTING) $(FORCES)

.build/areas.made: | .build/figures .build/report $(TYPST)
	@.build/figures -briefs areas $(RELEASED) -o .build/areas
	@.build/report -briefs areas $(RELEASED) -figures .build/areas -o report/areas
	@.build/data made $@ $(TABLES) $(SETTING) $(AREAS)

page: $(PAGE) ## make one page that checks, compares, traces and reads a release, offline

$(PAGE): .build/explore-page data/SHA256SUMS $(wildcard report/fonts/* figures/fonts/*)
	@.build/explore-page

# The checker takes what the tables say, and the text is somebody's: it is read each time.
factcheck: $(if $(strip $(TEXT)),.build/factcheck,textless) ## check the numbers of TEXT, a file or a folder, or - for standard input
	@AREA="$${AREA:-$$FORCE}" .build/factcheck -- "$$TEXT"

textless:
	@echo 'make: which text? make factcheck TEXT=article.docx' >&2; exit 1

# A command that is built anew makes everything of its own anew.
.build/data: $(READ) | .build/go
	@go build -buildvcs=false -o $@ ./data && touch $@
.build/figures: $(DRAW) | .build/go
	@go build -buildvcs=false -o $@ ./figures/draw && touch $@ && rm -f $(STAMPS)
.build/report: $(WRITE) | .build/go
	@go build -buildvcs=false -o $@ ./report && touch $@ && rm -f .build/report.made .build/forces.made .build/areas.made

.build/report.names: .build/report
	@.build/report -list >$@.new && mv $@.new $@

.build/factcheck: $(CHECK) | .build/go
	@go build -buildvcs=false -o $@ ./report/factcheck && touch $@

.build/explore-page: $(EXPLORE) | .build/go
	@go build -buildvcs=false -o $@ ./report/explore && touch $@

.build/evidence: go.mod go.sum $(wildcard analysis/stats/*.go analysis/verify/*.go report/evidence/*.go) | .build/go
	@go build -buildvcs=false -o $@ ./report/evidence && touch $@

# A Go that is too old to read go.mod says so in words that few understand.
.build/go: go.mod
	@mkdir -p .build
	@go list -m >/dev/null 2>&1 || { \
	echo "make: needs Go $$(sed -n 's/^go //p' go.mod) or later, and found $$(go version 2>/dev/null || echo none); install it from https://go.dev/dl" >&2; exit 1; }
	@touch $@

# The typesetter, at the version that package-lock.json pins; see go doc ./report/typst.
$(TYPST): report/typst/package.json report/typst/package-lock.json | .build/go
	@go run -buildvcs=false ./report/typst

test: $(TYPST) ## vet the code and run the tests; EVERY=1 on every force and case, as in CI
	go vet ./...
	go tool staticcheck ./...
	go test -vet=off ./...

# The workbook reader comes first: its ratio to inflating is of processor time, and
# suffers on a machine that the others have kept busy.
bench: $(TYPST) ## measure load, estimates, drawings and documents, and write README.md's table
	@mkdir -p .build
	go test -p 1 -run '^$$' -bench . -benchmem ./data ./analysis/records ./analysis ./figures ./report/... | tee .build/bench.txt
	@go run ./report/readme -bench < .build/bench.txt

readme: | .build/go ## write into README.md what the report finds
	@go run ./report/readme

simulate: | .build/go ## draw counts for some minutes to see how often the limits hold
	@go run ./analysis/simulate
	@go run ./data sums

sums: | .build/go ## record changed tables in data/SHA256SUMS
	@go run ./data sums

clean: ## remove what make report made
	rm -rf $$(.build/report -list 2>/dev/null || go run -buildvcs=false ./report -list)
	rm -rf .build $(FIGURES) $(PICTURES) $(NUMBERS) report/evidence.docx report/forces report/areas $(CHECKED) $(PAGE)

burn: clean ## remove the installed typesetter as well
	rm -rf report/typst/node_modules

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'AREA="South West"       the area of the section on one area: a police force, a region,'
	@echo '                        England, Wales, or several joined by +; FORCE= is the same; "Kent; Essex"'
	@echo '                        sets several side by side, and the section is about the first'
	@echo 'RELEASE=FILE            the release to report on: a table in data/releases, or a workbook'
	@echo '                        of the Home Office to read first; the newest if not given'
	@echo 'BASE=2019/20            the year that changes within the new definition are measured from;'
	@echo '                        2018/19, its first settled year, if not given'
	@echo 'DATE=2026-07-23         when that workbook was published, if its name does not say'
	@echo 'TEXT=article.docx       the text to check: plain, Markdown, HTML, Word, OpenDocument or PDF;'
	@echo '                        DATE is when it was published, AREA what it is about if it does not say'
	@echo 'OUT="of Essex"          the folder to write the report, its figures or the evidence to, where one'
	@echo '                        of another area must stay; report if not given'
	@echo 'NUMBER="5,734"          the number to trace, as a document prints it, or its name in evidence.csv;'
	@echo '                        ALL=1 prints every row that it rests on'
	@echo 'NAME="A charity"        who submits the evidence to a committee; INQUIRY="..." to which inquiry,'
	@echo '                        ABOUT="..." or a file, who they are and why, ASKS=file what they recommend,'
	@echo '                        DATE="26 November 2026" the day on which they do'
	@echo 'REPLACE=1               let it take the place of other figures of the same date'

.PHONY: report elsewhere figures drawn forces pictures page evidence nameless verify trace numberless factcheck textless due test bench readme simulate sums clean burn help
