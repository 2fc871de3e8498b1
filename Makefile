# libchepath, a library of reaction free energies, and chepath, its program.
#
#   make demo     install what is missing, build, run the examples
#   make check    install what is missing, build, run every test
#   make help     list the other targets

VERSION   := $(shell sed -n 's/^\#define CHP_VERSION "\(.*\)"/\1/p' include/chepath/api.h)
SOVERSION := $(firstword $(subst ., ,$(VERSION)))

# --- the user's: these, CFLAGS, CPPFLAGS, LDFLAGS and DESTDIR -----------------

PREFIX ?= /usr/local
BUILD  ?= build
CORPUS ?= ../shared
CFLAGS ?= -O2 -g
export BUILD CORPUS

# --- ours ---------------------------------------------------------------------

PACKAGES := libxml-2.0 libfyaml jansson zlib libarchive sqlite3

# A module is a room's file NAME_module.c: it links a heavy library and is
# loaded when first needed, so that a plain start does not pay for it.
PACKAGES_dense := openblas lapacke
PACKAGES_cairo := cairo pangocairo
PACKAGES_hdf5  := hdf5

ALL_PACKAGES := $(PACKAGES) $(PACKAGES_dense) $(PACKAGES_cairo) $(PACKAGES_hdf5) check

# Asked when first needed, and once: on a fresh machine the answer comes after deps.
package_cflags = $(eval package_cflags := $(shell pkg-config --cflags $(ALL_PACKAGES)))$(package_cflags)
package_libs   = $(eval package_libs := $(shell pkg-config --libs $(PACKAGES)))$(package_libs)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes $(if $(CI),-Werror)
CC_FLAGS = -std=c17 -fPIC -fvisibility=hidden -pthread $(WARN) $(CFLAGS) \
           -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Iinclude -Isrc -Itests \
           -I$(BUILD)/gen -MMD -MP $(package_cflags) $(CPPFLAGS)
LIBS     = $(package_libs) -pthread -ldl -lm

# What a command is about is shown; the command itself, with `make V=1`.
show = $(if $(V),,@echo '  $(1) $@';)

# --- what there is to build: a file is found by where it lies -----------------

object = $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard $(1)))

CLI     := $(call object,src/cli/*.c)
MODULE  := $(call object,src/*/*_module.c)
LIB     := $(filter-out $(CLI) $(MODULE),$(call object,src/*/*.c))
BENCH   := $(call object,tests/bench/*.c)
# A target is run by hand or by chance (libFuzzer), and on what once broke it (the tests).
FUZZER  := $(call object,tests/fuzz/libfuzzer.c)
DAMAGE  := $(call object,tests/fuzz/main.c)
TARGETS := $(call object,tests/fuzz/targets.c tests/fuzz/damage.c)
TEST    := $(filter-out $(BENCH) $(FUZZER) $(DAMAGE),$(call object,tests/*.c tests/*/*.c))
MODULES := $(patsubst %_module.o,$(BUILD)/lib/chepath/%.so,$(notdir $(MODULE)))

SO := $(BUILD)/lib/libchepath.so
A  := $(BUILD)/lib/libchepath.a
PROGRAM := $(BUILD)/bin/chepath
TESTS   := $(BUILD)/bin/tests

.PHONY: all
all: $(PROGRAM) $(SO) $(A) $(MODULES) ## build the library and the program

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call show,CC)$(CC) $(CC_FLAGS) -c -o $@ $<

$(A): $(LIB)
	@mkdir -p $(@D)
	@rm -f $@
	$(call show,AR)$(AR) rcs $@ $^

$(SO): $(LIB)
	@mkdir -p $(@D)
	$(call show,LD)$(CC) -shared -Wl,-soname,libchepath.so.$(SOVERSION) $(LDFLAGS) -o $@.$(VERSION) $^ $(LIBS)
	@ln -sf libchepath.so.$(VERSION) $@.$(SOVERSION)
	@ln -sf libchepath.so.$(SOVERSION) $@

.SECONDEXPANSION:
$(MODULES): $(BUILD)/lib/chepath/%.so: $$(filter $$(BUILD)/obj/src/$$(percent)/$$*_module.o,$$(MODULE))
	@mkdir -p $(@D)
	$(call show,LD)$(CC) -shared $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs $(PACKAGES_$*)) -lm
percent := %

$(PROGRAM): $(CLI) $(SO)
	@mkdir -p $(@D)
	$(call show,LD)$(CC) $(LDFLAGS) -Wl,-rpath,'$$ORIGIN/../lib' -o $@ $(CLI) -L$(BUILD)/lib -lchepath

# The suites are found by where they lie: tests/ROOM/test_NAME.c gives suite_NAME().
SUITES := $(patsubst test_%.c,%,$(notdir $(sort $(wildcard tests/*/test_*.c))))
$(BUILD)/gen/suites.inc: $(wildcard tests/*/test_*.c) Makefile
	@mkdir -p $(@D)
	@printf 'SUITE(%s)\n' $(SUITES) > $@
$(BUILD)/obj/tests/run.o: $(BUILD)/gen/suites.inc

$(TESTS): $(TEST) $(A)
	@mkdir -p $(@D)
	$(call show,LD)$(CC) $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs check) $(LIBS)

$(BUILD)/bin/bench: $(BENCH) $(A)
	@mkdir -p $(@D)
	$(call show,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bin/damage: $(DAMAGE) $(TARGETS) $(A)
	@mkdir -p $(@D)
	$(call show,LD)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bin/fuzz: $(FUZZER) $(TARGETS) $(A)
	@mkdir -p $(@D)
	$(call show,LD)$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

-include $(patsubst %.o,%.d,$(CLI) $(LIB) $(MODULE) $(TEST) $(BENCH) $(FUZZER) $(DAMAGE))

# --- what the libraries are called elsewhere ----------------------------------

DEBIAN := pkg-config libxml2-dev libfyaml-dev libjansson-dev zlib1g-dev libarchive-dev \
          libsqlite3-dev libopenblas-dev liblapacke-dev libcairo2-dev libpango1.0-dev \
          libhdf5-dev check fonts-dejavu-core
FEDORA := pkgconf-pkg-config libxml2-devel libfyaml-devel jansson-devel zlib-devel \
          libarchive-devel sqlite-devel openblas-devel lapack-devel cairo-devel \
          pango-devel hdf5-devel check-devel dejavu-sans-fonts
BREW   := pkgconf libxml2 libfyaml jansson zlib libarchive sqlite openblas lapack cairo \
          pango hdf5 check
CONDA  := -c conda-forge pkg-config libxml2-devel libfyaml jansson zlib libarchive sqlite \
          openblas liblapacke cairo pango hdf5 check font-ttf-dejavu-sans-mono

SUDO = $(if $(filter-out 0,$(shell id -u)),sudo)
APT  = $(SUDO) apt-get update && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
       apt-get install -y --no-install-recommends

.PHONY: deps
deps: ## install the libraries that are missing, or say their names
	@pkg-config --exists $(ALL_PACKAGES) 2>/dev/null || { \
	    if command -v apt-get >/dev/null; then $(APT) $(DEBIAN); else \
	        echo 'Libraries are missing. Install them with one of:'; \
	        echo '  dnf install $(FEDORA)'; \
	        echo '  brew install $(BREW)'; \
	        echo '  conda install $(CONDA)'; \
	        exit 1; \
	    fi; }

# --- using it -----------------------------------------------------------------

# On all cores, unless the user has said how many.
parallel = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

.PHONY: demo install uninstall
demo: deps ## run the examples, leave reports, figures and tables in out/
	@$(MAKE) --no-print-directory -s $(parallel) all
	@$(PROGRAM) run examples/fe-n4 -o out/fe-n4 --force
	@$(PROGRAM) compare examples/cu-ni/energies.csv --assume-zero=ZPE,thermal,TS \
	    -o out/cu-ni --force > /dev/null 2>&1
	@$(PROGRAM) run examples/oer/pt111.csv -r examples/oer/water-oxidation.yaml \
	    -o out/oer --force > /dev/null 2>&1
	@echo
	@echo "This was examples/fe-n4. Reports, figures and tables of all three examples:"
	@ls out/*/report.html out/*/*.pdf out/*/si-table.tex

installed = $(DESTDIR)$(PREFIX)
FOLDERS   = bin include/chepath lib/pkgconfig lib/chepath share/chepath/pathways \
            share/man/man1 share/bash-completion/completions \
            share/zsh/site-functions share/fish/vendor_completions.d

install: all ## into DESTDIR and PREFIX
	install -d $(addprefix $(installed)/,$(FOLDERS))
	install -m 755 $(PROGRAM) $(installed)/bin
	install -m 644 include/chepath.h $(installed)/include
	install -m 644 include/chepath/*.h $(installed)/include/chepath
	cp -P $(A) $(SO) $(SO).$(SOVERSION) $(SO).$(VERSION) $(installed)/lib
	install -m 644 $(MODULES) $(installed)/lib/chepath
	install -m 644 pathways/*.yaml $(installed)/share/chepath/pathways
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' src/chepath.pc.in \
	    > $(installed)/lib/pkgconfig/chepath.pc
	$(PROGRAM) manual man > $(installed)/share/man/man1/chepath.1
	$(PROGRAM) manual bash > $(installed)/share/bash-completion/completions/chepath
	$(PROGRAM) manual zsh > $(installed)/share/zsh/site-functions/_chepath
	$(PROGRAM) manual fish > $(installed)/share/fish/vendor_completions.d/chepath.fish

uninstall: ## what install laid down
	rm -rf $(addprefix $(installed)/,bin/chepath include/chepath include/chepath.h \
	    lib/libchepath.* lib/chepath lib/pkgconfig/chepath.pc share/chepath \
	    share/man/man1/chepath.1 share/bash-completion/completions/chepath \
	    share/zsh/site-functions/_chepath share/fish/vendor_completions.d/chepath.fish)

# --- looking after the code ---------------------------------------------------

pitfalls: ## where each pitfall of reading VASP is tested
	@sh tests/pitfalls.sh list

.PHONY: pitfalls check test asan tsan fuzz damage valgrind coverage golden bench lint floors format clean help
check: deps ## install what is missing, build, run every test
	@$(MAKE) --no-print-directory $(parallel) test

test: $(TESTS) all floors
	@status=0; CK_DEFAULT_TIMEOUT=100 $(TESTS) || status=1; sh tests/golden.sh || status=1; \
	    sh tests/pitfalls.sh || status=1; \
	    MAKE="$(MAKE)" CC="$(CC)" CFLAGS="$(CFLAGS)" LDFLAGS="$(LDFLAGS)" \
	    sh tests/install.sh || status=1; exit $$status

# (gcc 12 takes a format it has instrumented for one that may be null.)
SANITIZE = BUILD=build/$@ CFLAGS="-O1 -g -fsanitize=$(1) -Wno-format-truncation" \
           LDFLAGS="-fsanitize=$(1)"

asan: ## the tests under the address and undefined-behaviour sanitizers
	@UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 ASAN_OPTIONS=quarantine_size_mb=16 \
	    LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
	    $(MAKE) --no-print-directory check $(call SANITIZE,address$(comma)undefined)
comma := ,

tsan: ## the tests under the thread sanitizer
	@TSAN_OPTIONS=halt_on_error=1:suppressions=$(CURDIR)/tests/tsan.supp \
	    OPENBLAS_NUM_THREADS=1 \
	    $(MAKE) --no-print-directory check $(call SANITIZE,thread)

# What a sanitizer finds ends the run.
HALT = UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
       LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0

fuzz: ## each reader against libFuzzer for TIME=60 seconds; FUZZ=outcar: one
	@command -v clang >/dev/null || { \
	    echo 'fuzz: clang is missing: install the package clang (on Debian also'; \
	    echo '      libclang-rt-14-dev), or use "make damage", which needs none'; exit 1; }
	@$(MAKE) --no-print-directory $(parallel) build/fuzz/bin/fuzz fuzz-modules \
	    BUILD=build/fuzz CC="$(CLANG)" LDFLAGS="-fsanitize=address,undefined" \
	    CFLAGS="-O1 -g -fsanitize=address,undefined,fuzzer-no-link \
	        -Wno-missing-field-initializers"
	@BUILD=build sh tests/fuzz.sh seeds
	@$(HALT) BUILD=build sh tests/fuzz.sh run
CLANG := $(if $(findstring ccache,$(CC)),ccache )clang
export TIME FUZZ SEED

.PHONY: fuzz-modules
fuzz-modules: $(MODULES)

damage: ## damaged files under gcc's sanitizers for TIME=60 seconds
	@$(MAKE) --no-print-directory $(parallel) build/damage/bin/damage fuzz-modules \
	    $(call SANITIZE,address$(comma)undefined)
	@BUILD=build sh tests/fuzz.sh seeds
	@mkdir -p build/fuzz/finds
	@$(HALT) ASAN_OPTIONS=detect_leaks=0 \
	    build/damage/bin/damage build/fuzz/seeds build/fuzz/finds

valgrind: $(TESTS) all ## the tests under valgrind
	CK_FORK=no CK_DEFAULT_TIMEOUT=0 valgrind -q --leak-check=full \
	    --show-leak-kinds=definite --errors-for-leak-kinds=definite \
	    --suppressions=tests/valgrind.supp --error-exitcode=1 $(TESTS)

coverage: ## which lines the tests run, by file
	@$(MAKE) --no-print-directory check BUILD=build/coverage CFLAGS="-O0 -g --coverage" \
	    LDFLAGS=--coverage
	@find build/coverage/obj/src -name '*.gcda' -exec gcov -n -r -s $(CURDIR) {} + | \
	    awk -f tests/coverage.awk

bench: all $(BUILD)/bin/bench ## how fast, beside what else there is; BIG=1 with 1 GB
	@PATH=$(CURDIR)/$(BUILD)/bin:$$PATH $(BUILD)/bin/bench

golden: all ## rewrite what the golden tests and the READMEs expect
	@sh tests/golden.sh --rewrite

lint: floors ## cppcheck and gcc's strictest warnings
	@command -v cppcheck >/dev/null || { $(APT) cppcheck; }
	@cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr -j$$(nproc) \
	    --enable=warning,performance,portability --suppressions-list=tests/cppcheck.supp \
	    -Iinclude -Isrc -D__GNUC__ src
	@$(MAKE) --no-print-directory -s $(parallel) all BUILD=build/lint \
	    CFLAGS="-O2 -Werror $(STRICT)"

STRICT := -Wformat=2 -Wno-format-nonliteral -Wlogical-op -Wduplicated-cond -Wduplicated-branches \
          -Wnull-dereference -Wold-style-definition -Wredundant-decls -Wundef -Wvla \
          -Wwrite-strings

floors: ## list every include that climbs to a higher floor, and codes not listed
	@awk -f tests/floors.awk src/*/*.[ch] include/chepath.h include/chepath/*.h
	@awk -f tests/codes.awk src/base/codes.c src/*/*.[ch]

format: ## lay out every source file by .clang-format
	clang-format -i $$(find src include tests -name '*.[ch]')

clean: ## remove build/ and out/
	rm -rf build out

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12
