#include "cli/args.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const option common[] = {
    { 0, "json", NULL, "print one JSON document, and nothing else" },
    { 0, "strict", NULL, "count warnings as errors" },
    { 0, "allow", "CODE[,...]", "count errors of these codes as warnings" },
    { 'h', "help", NULL, "this help" },
    { 0 },
};

static const option of_reading[] = {
    { 'j', "jobs", "N", "read so many runs at a time (as many as there are cores)" },
    { 0, "cache", "FILE|none",
      "where runs that were read are kept (the user's cache)" },
    { 0, "max-unpacked", "GIB", "how large a compressed file may become (8)" },
    { 0 },
};

static void *allocate(size_t n, size_t size)
{
    void *at = calloc(n ? n : 1, size);
    if (at)
        return at;
    fputs("out of memory\n", stderr);
    abort();
}

/* --- all options of a command -------------------------------------------------- */

const option *args_option(const command *c, size_t i)
{
    static const option none[] = { { 0 } };
    const option *const tables[] = {
        c->options ? c->options : none,
        c->has_study_options ? chp_options_list() : none,
        c->reads_runs ? of_reading : none,
        common,
    };
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
        for (const option *o = tables[k]; o->name; o++)
            if (i-- == 0)
                return o;
    return NULL;
}

static bool is_named(const option *o, const char *name, size_t len)
{
    return strlen(o->name) == len && memcmp(o->name, name, len) == 0;
}

static const option *find_name(const command *c, const char *name, size_t len)
{
    const option *o;
    for (size_t i = 0; (o = args_option(c, i)); i++)
        if (is_named(o, name, len))
            return o;
    return NULL;
}

static const option *find_letter(const command *c, char letter)
{
    const option *o;
    for (size_t i = 0; (o = args_option(c, i)); i++)
        if (o->letter == letter)
            return o;
    return NULL;
}

/* --- did you mean -------------------------------------------------------------- */

/* The option that `name` may stand for, or NULL. */
static const char *closest(const command *c, const char *name)
{
    size_t n = 0;
    while (args_option(c, n))
        n++;
    const char **names = allocate(n + 1, sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = args_option(c, i)->name;
    const char *found = chp_nearest_word(name, names);
    free(names);
    return found;
}

/* --- misuse and help ----------------------------------------------------------- */

int args_misuse(const command *c, const char *fmt, ...)
{
    va_list list;
    va_start(list, fmt);
    fputs("chepath: error: ", stderr);
    vfprintf(stderr, fmt, list);
    va_end(list);
    fprintf(stderr, "\n  hint: chepath %s --help tells what there is.\n", c->name);
    return EXIT_USAGE;
}

static int unknown(const command *c, const char *name)
{
    const char *similar = closest(c, name);
    if (!similar)
        return args_misuse(c, "chepath %s has no option --%s", c->name, name);
    fprintf(stderr, "chepath: error: chepath %s has no option --%s\n", c->name, name);
    fprintf(stderr, "  hint: Did you mean --%s?\n", similar);
    return EXIT_USAGE;
}

/* Bytes of UTF-8 that take no column of their own. */
static int n_continued(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) == 0x80;
    return n;
}

static void print_option(const option *o, FILE *to)
{
    enum { COLUMN = 26 };
    int n = o->letter ? fprintf(to, "  -%c, --%s", o->letter, o->name)
                      : fprintf(to, "      --%s", o->name);
    if (o->value)
        n += fprintf(to, "=%s", o->value) - n_continued(o->value);
    if (n >= COLUMN)
        n = fprintf(to, "\n") - 1;
    fprintf(to, "%*s%s\n", COLUMN - n, "", o->help);
}

void args_help(const command *c, FILE *to)
{
    fprintf(to, "usage: chepath %s [OPTION...] %s\n\n%s\n\n", c->name,
            c->arguments ? c->arguments : "", c->what);
    const option *o;
    for (size_t i = 0; (o = args_option(c, i)); i++)
        if (o == find_name(c, o->name, strlen(o->name))) // not once more
            print_option(o, to);
    if (c->example)
        fprintf(to, "\nexample: %s\n", c->example);
}

/* --- reading ------------------------------------------------------------------- */

typedef struct {
    int n;
    char **word;
    int i; // the next one
} words;

static void add_given(args *a, const option *o, char *value)
{
    a->given[a->n_given++] = (given){ o->name, value };
}

/* --name, --name=VALUE, --name VALUE */
static bool read_long(args *a, words *w, char *text)
{
    size_t len = strcspn(text, "=");
    char *value = text[len] ? text + len + 1 : NULL;
    const option *o = find_name(a->command, text, len);
    if (!o) {
        text[len] = '\0';
        a->status = unknown(a->command, text);
        return false;
    }
    if (value && !o->value) {
        a->status = args_misuse(a->command, "--%s takes no value", o->name);
        return false;
    }
    if (o->value && !value && w->i < w->n)
        value = w->word[w->i++];
    if (o->value && !value) {
        a->status = args_misuse(a->command, "--%s needs a value: --%s=%s", o->name,
                                o->name, o->value);
        return false;
    }
    add_given(a, o, value);
    return true;
}

/* -T300, -T 300, -T=300, -ab */
static bool read_letters(args *a, words *w, char *text)
{
    for (; *text; text++) {
        const option *o = find_letter(a->command, *text);
        if (!o) {
            a->status = args_misuse(a->command, "chepath %s has no option -%c",
                                    a->command->name, *text);
            return false;
        }
        if (!o->value) {
            add_given(a, o, NULL);
            continue;
        }
        char *value = text[1] == '=' ? text + 2 : text[1] ? text + 1 : NULL;
        if (!value && w->i < w->n)
            value = w->word[w->i++];
        if (!value) {
            a->status = args_misuse(a->command, "-%c needs a value: -%c %s", o->letter,
                                    o->letter, o->value);
            return false;
        }
        add_given(a, o, value);
        return true;
    }
    return true;
}

static bool read_word(args *a, words *w, bool *only_operands)
{
    char *word = w->word[w->i++];
    if (*only_operands || word[0] != '-' || word[1] == '\0') {
        a->operands[a->n_operands++] = word;
        return true;
    }
    if (strcmp(word, "--") == 0) {
        *only_operands = true;
        return true;
    }
    return word[1] == '-' ? read_long(a, w, word + 2) : read_letters(a, w, word + 1);
}

void args_free(args *a)
{
    free(a->given);
    free(a->operands);
    a->given = NULL;
    a->operands = NULL;
}

static bool needs_operands(const command *c)
{
    return c->arguments && c->arguments[0] != '\0' && c->arguments[0] != '[';
}

static bool is_code(const char *word, size_t len)
{
    for (const char *const *code = chp_diag_codes(); *code; code++)
        if (strlen(*code) == len && strncasecmp(*code, word, len) == 0)
            return true;
    return false;
}

static int unknown_code(const char *word)
{
    const char *similar = chp_nearest_word(word, chp_diag_codes());
    fprintf(stderr, "chepath: error: --allow=%s: no message has this code\n", word);
    if (similar)
        fprintf(stderr, "  hint: Did you mean %s?\n", similar);
    else
        fputs("  hint: Each message ends in its code: [C03], [not-converged].\n",
              stderr);
    return EXIT_USAGE;
}

/* Are the lists of --allow made of codes? Told on standard error. */
static bool is_misallowed(args *a)
{
    for (size_t i = 0; i < a->n_given; i++) {
        char *word = a->given[i].value;
        if (strcmp(a->given[i].name, "allow") != 0)
            continue;
        for (size_t len = strcspn(word, ","); *word; len = strcspn(word, ",")) {
            if (!is_code(word, len)) {
                word[len] = '\0';
                a->status = unknown_code(word);
                return true;
            }
            word += len + (word[len] == ',');
        }
    }
    return false;
}

/* Options that do nothing without another, where a command has both. */
static const struct {
    const char *name, *needs, *form;
} companions[] = {
    { "force", "output", "--output=DIR" },
    { "absolute-potential", "charged", "--charged" },
    { "samples", "sigma", "--sigma=N2=0.15" }, // ensembles have members of their own
    { "seed", "sigma", "--sigma=N2=0.15" },
    { "omega-fit", "charged", "--charged" },
};

static bool is_alone(args *a)
{
    for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) {
        const char *name = companions[i].name, *needs = companions[i].needs;
        if (!args_has(a, name) || args_has(a, needs) ||
            !find_name(a->command, needs, strlen(needs)))
            continue;
        fprintf(stderr, "chepath: error: --%s does nothing without --%s\n", name,
                needs);
        fprintf(stderr, "  hint: Add %s, or leave it out.\n", companions[i].form);
        a->status = EXIT_USAGE;
        return true;
    }
    return false;
}

/* What the words lack to make sense; told on standard error. */
static bool is_incomplete(args *a)
{
    const command *c = a->command;
    if (a->n_operands == 0 && needs_operands(c))
        a->status = args_misuse(c, "chepath %s needs %s", c->name, c->arguments);
    else if (a->n_operands > 0 && !c->arguments)
        a->status = args_misuse(c, "chepath %s takes no '%s'", c->name, a->operands[0]);
    return a->status != EXIT_DONE || is_alone(a) || is_misallowed(a);
}

bool args_read(args *a, const command *c, int argc, char **argv)
{
    size_t n_letters = 0; // -abc gives three
    for (int i = 1; i < argc; i++)
        n_letters += strlen(argv[i]);
    *a = (args){ .command = c };
    a->given = allocate(n_letters, sizeof *a->given);
    a->operands = allocate((size_t)argc, sizeof *a->operands);
    words w = { argc, argv, 1 };
    bool only_operands = false, ok = true;
    while (ok && w.i < w.n)
        ok = read_word(a, &w, &only_operands);
    if (ok && args_has(a, "help")) {
        args_help(c, stdout);
        ok = false;
    } else if (ok) {
        ok = !is_incomplete(a);
    }
    if (!ok)
        args_free(a);
    return ok;
}

/* --- what was given ------------------------------------------------------------ */

static const given *last(const args *a, const char *name)
{
    for (size_t i = a->n_given; i-- > 0;)
        if (strcmp(a->given[i].name, name) == 0)
            return &a->given[i];
    return NULL;
}

bool args_has(const args *a, const char *name)
{
    return last(a, name) != NULL;
}

const char *args_value(const args *a, const char *name)
{
    const given *g = last(a, name);
    return g ? g->value : NULL;
}

bool args_count(const args *a, const char *name, long min, long max, long otherwise,
                long *out)
{
    const char *text = args_value(a, name);
    char *end = NULL;
    long value = text ? strtol(text, &end, 10) : otherwise;
    if (text && (end == text || *end != '\0' || value < min || value > max)) {
        args_misuse(a->command, "--%s=%s: a whole number from %ld to %ld is needed",
                    name, text, min, max);
        return false;
    }
    *out = value;
    return true;
}

bool args_number(const args *a, const char *name, double min, double max,
                 double otherwise, double *out)
{
    const char *text = args_value(a, name);
    char *end = NULL;
    double value = text ? strtod(text, &end) : otherwise;
    if (text && (end == text || *end != '\0' || !(value >= min && value <= max))) {
        args_misuse(a->command, "--%s=%s: a number from %g to %g is needed", name, text,
                    min, max);
        return false;
    }
    *out = value;
    return true;
}

/* --- messages ------------------------------------------------------------------ */

/* CODE,CODE: cut in place, for they must live as long as the messages. */
static void allow(chp_diag *diag, char *list)
{
    char *rest = NULL;
    for (char *code = strtok_r(list, ",", &rest); code;
         code = strtok_r(NULL, ",", &rest))
        chp_diag_allow(diag, code);
}

chp_diag *args_diag(const args *a)
{
    chp_diag *diag = chp_diag_new();
    for (size_t i = 0; i < a->n_given; i++)
        if (strcmp(a->given[i].name, "allow") == 0)
            allow(diag, a->given[i].value);
    return diag;
}

int args_end(args *a, chp_diag *diag)
{
    chp_diag_note_unused(diag);
    chp_severity fatal = args_has(a, "strict") ? CHP_WARNING : CHP_ERROR;
    int status = chp_diag_count(diag, fatal) > 0 ? EXIT_FAILED : EXIT_DONE;
    chp_diag_print(diag, stderr);
    chp_diag_free(diag);
    args_free(a);
    return status;
}
