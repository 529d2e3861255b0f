# make test      everything CI runs; installs what the tests need
# make build     the site, into public/
# make format    gofmt over all files

GO ?= go

.PHONY: build test format lint unit sitecheck browser tools bench bench-search

build:
	$(GO) run ./cmd/build

test: lint unit sitecheck browser

format:
	gofmt -w $$(git ls-files '*.go')

lint:
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "not formatted (run make format): $$out"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

unit:
	$(GO) test -race ./...
	$(GO) test ./internal/site/search # its JavaScript stands aside under -race

# The whole site is made and every link followed, then published for the
# browser tests.
sitecheck:
	$(GO) run ./cmd/build check
	$(GO) run ./cmd/build --out .tools/site

tools:
	test/browser/install

browser: tools sitecheck
	cd test/browser && node --test --test-concurrency=1

bench:
	$(GO) run ./cmd/bench $(BENCHFLAGS)

# Our search index beside Pagefind's, over the same made-up pages.
bench-search: tools
	$(GO) run ./cmd/bench-search $(BENCHFLAGS)
