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
export CORPUS

# --- ours ---------------------------------------------------------------------

PACKAGES := libxml-2.0 libfyaml jansson zlib libarchive sqlite3

# A module is a room's file NAME_module.c: it links a heavy library and is
# loaded when first needed, so that a plain start does not pay for it.
PACKAGES_dense := openblas lapacke
PACKAGES_cairo := cairo pangocairo
PACKAGES_hdf5  := hdf5

ALL_PACKAGES := $(PACKAGES) $(PACKAGES_dense) $(PACKAGES_cairo) $(PACKAGES_hdf5) check

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes $(if $(CI),-Werror)
CC_FLAGS = -std=c17 -fPIC -fvisibility=hidden -pthread $(WARN) $(CFLAGS) \
           -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Iinclude -Isrc -Itests \
           -I$(BUILD)/gen -MMD -MP $(shell pkg-config --cflags $(ALL_PACKAGES)) $(CPPFLAGS)
LIBS     = $(shell pkg-config --libs $(PACKAGES)) -pthread -ldl -lm

# --- what there is to build: a file is found by where it lies -----------------

object = $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard $(1)))

CLI     := $(call object,src/cli/*.c)
MODULE  := $(call object,src/*/*_module.c)
LIB     := $(filter-out $(CLI) $(MODULE),$(call object,src/*/*.c))
TEST    := $(call object,tests/*.c tests/*/*.c)
MODULES := $(patsubst %_module.o,$(BUILD)/lib/chepath/%.so,$(notdir $(MODULE)))

SO := $(BUILD)/lib/libchepath.so
A  := $(BUILD)/lib/libchepath.a
PROGRAM := $(BUILD)/bin/chepath
TESTS   := $(BUILD)/bin/tests

.PHONY: all
all: $(PROGRAM) $(SO) $(A) $(MODULES) ## build the library and the program

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CC_FLAGS) -c -o $@ $<

$(A): $(LIB)
	@mkdir -p $(@D)
	@rm -f $@
	$(AR) rcs $@ $^

$(SO): $(LIB)
	@mkdir -p $(@D)
	$(CC) -shared -Wl,-soname,libchepath.so.$(SOVERSION) $(LDFLAGS) -o $@.$(VERSION) $^ $(LIBS)
	ln -sf libchepath.so.$(VERSION) $@.$(SOVERSION)
	ln -sf libchepath.so.$(SOVERSION) $@

.SECONDEXPANSION:
$(MODULES): $(BUILD)/lib/chepath/%.so: $$(filter $$(BUILD)/obj/src/$$(percent)/$$*_module.o,$$(MODULE))
	@mkdir -p $(@D)
	$(CC) -shared $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs $(PACKAGES_$*)) -lm
percent := %

$(PROGRAM): $(CLI) $(SO)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -Wl,-rpath,'$$ORIGIN/../lib' -o $@ $(CLI) -L$(BUILD)/lib -lchepath

# The suites are found by where they lie: tests/ROOM/test_NAME.c gives suite_NAME().
SUITES := $(patsubst test_%.c,%,$(notdir $(sort $(wildcard tests/*/test_*.c))))
$(BUILD)/gen/suites.inc: $(wildcard tests/*/test_*.c) Makefile
	@mkdir -p $(@D)
	@printf 'SUITE(%s)\n' $(SUITES) > $@
$(BUILD)/obj/tests/run.o: $(BUILD)/gen/suites.inc

$(TESTS): $(TEST) $(A)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs check) $(LIBS)

-include $(patsubst %.o,%.d,$(CLI) $(LIB) $(MODULE) $(TEST))

# --- looking after the code ---------------------------------------------------

.PHONY: check floors format clean help
check: $(TESTS) all ## run every test
	$(TESTS)

floors: ## list every include that climbs to a higher floor
	@awk -f tests/floors.awk src/*/*.[ch]

format: ## lay out every source file by .clang-format
	clang-format -i $$(find src include tests -name '*.[ch]')

clean: ## remove build/
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12
