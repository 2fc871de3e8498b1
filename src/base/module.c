#define _GNU_SOURCE // dladdr
#include "base/module.h"

#include <dlfcn.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"

str module_folder(void)
{
    Dl_info self = { 0 };
    if (!dladdr(__extension__(void *) module_folder, &self) || !self.dli_fname)
        return STR(".");
    const char *slash = strrchr(self.dli_fname, '/');
    return slash ? (str){ self.dli_fname, (size_t)(slash - self.dli_fname) } : STR(".");
}

static const void *load(arena *a, const char *name, chp_diag *diag)
{
    static const char *const places[] = { "chepath", "../lib/chepath" };
    str here = module_folder();
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *path =
            arena_print(a, "%.*s/%s/%s.so", (int)here.len, here.at, places[i], name);
        void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        const void *record = handle ? dlsym(handle, "chepath_module") : NULL;
        if (record)
            return record;
    }
    diag_error(diag, "no-module", NOWHERE,
               "the part '%s' of the program is missing: %s", name, dlerror());
    diag_hint(diag, "Install the program again: the folder chepath/ belongs beside "
                    "libchepath.so.");
    return NULL;
}

const void *module_load(const char *name, chp_diag *diag)
{
    arena scratch = { 0 };
    const void *record = load(&scratch, name, diag);
    arena_clear(&scratch);
    return record;
}
