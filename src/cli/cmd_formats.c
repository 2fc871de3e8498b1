#include <stdio.h>

#include "cli/args.h"

static void print_text(void)
{
    chp_format f;
    for (size_t i = 0; chp_format_get(i, &f); i++)
        printf("%-10s %s\n%-10s known by %s\n%-10s %s\n", f.name, f.what, "",
               f.known_by, "", f.spec);
    puts("\nEach may be compressed (gzip, bzip2, xz, zstd, lzma, compress) or lie in "
         "an\n"
         "archive (tar, zip, 7z). A file is known by its content, not by its name.");
}

/* Our own texts: nothing in them needs escaping. */
static void print_json(void)
{
    chp_format f;
    printf("{\"schema\": 1, \"formats\": [");
    for (size_t i = 0; chp_format_get(i, &f); i++)
        printf("%s\n  {\"name\": \"%s\", \"what\": \"%s\", \"known_by\": \"%s\", "
               "\"spec\": \"%s\"}",
               i > 0 ? "," : "", f.name, f.what, f.known_by, f.spec);
    puts("\n]}");
}

static int run(int argc, char **argv)
{
    args a;
    if (!args_read(&a, &command_formats, argc, argv))
        return a.status;
    if (args_has(&a, "json"))
        print_json();
    else
        print_text();
    return args_end(&a, args_diag(&a));
}

const command command_formats = {
    .name = "formats",
    .what = "what is read, and by what it is known",
    .example = "chepath formats --json",
    .run = run,
};
