/* Coverage-guided: clang's libFuzzer calls us with what it made up. FUZZ names the
 * target, as in
 *
 *     FUZZ=outcar build/fuzz/bin/fuzz FILE
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz/targets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libfyaml 0.7.12 loses a kilobyte in fy_atom_format_text for a quoted text with very
 * many quotes in it. What we lose ourselves is found by `make asan`. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const target *t = target_named(getenv("FUZZ"));
    if (!t) {
        fputs("fuzz: set FUZZ to one of:", stderr);
        for (t = targets; t->name; t++)
            fprintf(stderr, " %s", t->name);
        fputc('\n', stderr);
        _exit(EXIT_FAILURE); // libFuzzer takes an exit() for a find
    }
    target_run(t, (str){ (const char *)data, size });
    return 0;
}
