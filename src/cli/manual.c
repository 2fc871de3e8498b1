/* The manual page, the completions of the shells, and the list of examples: other
 * views on the records of the commands. `make install` asks for them.
 *
 *     chepath manual man|bash|zsh|fish|examples
 */
#include <stdio.h>
#include <string.h>

#include "cli/args.h"

/* --- man ------------------------------------------------------------------------ */

/* Text for troff: hyphens and backslashes are told apart from its own, and a line
 * does not begin with a dot or a quote that would make it a request. */
static void put_troff(const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (; *text; text++) {
        if (*text == '-' || *text == '\\')
            putchar('\\');
        putchar(*text == '\\' ? 'e' : *text);
    }
}

static void put_option(const option *o)
{
    fputs(".TP\n\\fB", stdout);
    if (o->letter)
        printf("\\-%c\\fR, \\fB", o->letter);
    fputs("\\-\\-", stdout);
    put_troff(o->name);
    fputs("\\fR", stdout);
    if (o->value) {
        fputs("=\\fI", stdout);
        put_troff(o->value);
        fputs("\\fR", stdout);
    }
    putchar('\n');
    put_troff(o->help);
    putchar('\n');
}

static bool is_study_option(const option *o)
{
    for (const option *s = chp_options_list(); s->name; s++)
        if (strcmp(s->name, o->name) == 0)
            return true;
    return false;
}

/* The options of studies have a section of their own. */
static void put_command(const command *c)
{
    printf(".SS chepath %s [OPTION...] %s\n", c->name,
           c->arguments ? c->arguments : "");
    put_troff(c->what);
    fputs(c->has_study_options ? ".\nIt takes the study options, too.\n" : ".\n",
          stdout);
    const option *o;
    for (size_t i = 0; (o = args_option(c, i)); i++)
        if (!c->has_study_options || !is_study_option(o))
            put_option(o);
    if (c->example) {
        fputs(".PP\nExample:\n.PP\n.RS 4\n.EX\n", stdout);
        put_troff(c->example);
        fputs("\n.EE\n.RE\n", stdout);
    }
}

static const char man_head[] =
    ".TH CHEPATH 1 \"\" \"chepath " CHP_VERSION "\" \"User Commands\"\n"
    ".SH NAME\n"
    "chepath \\- electrocatalytic free\\-energy pathways from VASP runs\n"
    ".SH SYNOPSIS\n"
    ".B chepath\n"
    ".I COMMAND\n"
    "[\\fIOPTION\\fR...] [\\fISTUDY\\fR or \\fIRUN\\fR...]\n"
    ".SH DESCRIPTION\n"
    "Turns a tree of VASP runs, or a table of energies, into electrocatalytic\n"
    "free\\-energy pathways, and tells the potential\\-determining step, the limiting\n"
    "potential, the selectivity, and what is wrong with the input.\n"
    ".PP\n"
    "A STUDY is a folder of runs, a \\fIchepath.yaml\\fR, a table or a\n"
    "\\fIresults.json\\fR. A RUN is a folder, whose files are read together and "
    "checked\n"
    "against each other, or one file, which is read alone.\n"
    ".SH COMMANDS\n";

static const char man_tail[] =
    ".SH EXIT STATUS\n"
    ".TP\n0\nDone.\n"
    ".TP\n1\nThe task failed, or an error stands (with \\fB\\-\\-strict\\fR: a "
    "warning).\n"
    ".TP\n2\nThe command line is wrong.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B NO_COLOR\nWhen set, no colour is printed.\n"
    ".TP\n.B XDG_CACHE_HOME\nWhere the cache of read runs is kept.\n";

static void write_man(void)
{
    fputs(man_head, stdout);
    for (const command *const *c = commands; *c; c++)
        put_command(*c);
    fputs(".SH STUDY OPTIONS\n", stdout);
    for (const option *o = chp_options_list(); o->name; o++)
        put_option(o);
    fputs(man_tail, stdout);
}

/* --- completions ---------------------------------------------------------------- */

typedef void put_word(const command *c, const option *o);

static void each_option(const command *c, put_word *put)
{
    const option *o;
    for (size_t i = 0; (o = args_option(c, i)); i++)
        put(c, o);
}

/* Text inside single quotes of a shell. */
static void put_quoted(const char *text)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*text);
}

static void put_bash(const command *c, const option *o)
{
    (void)c;
    printf(" --%s", o->name);
}

static void write_bash(void)
{
    puts("# bash completion for chepath\n"
         "_chepath()\n"
         "{\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} words=\n"
         "    if [ \"$COMP_CWORD\" = 1 ]; then");
    fputs("        words='help", stdout);
    for (const command *const *c = commands; *c; c++)
        printf(" %s", (*c)->name);
    puts("'\n"
         "    elif [ \"${word#-}\" != \"$word\" ]; then\n"
         "        case ${COMP_WORDS[1]} in");
    for (const command *const *c = commands; *c; c++) {
        printf("        %s) words='", (*c)->name);
        each_option(*c, put_bash);
        puts("' ;;");
    }
    puts("        esac\n"
         "    fi\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "}\n"
         "complete -o default -F _chepath chepath");
}

/* _arguments cuts a description at ] and an option at : */
static void put_zsh(const command *c, const option *o)
{
    (void)c;
    printf(" \\\n            '--%s[", o->name);
    for (const char *help = o->help; *help; help++)
        if (strchr("[]:", *help))
            printf("\\%c", *help);
        else
            put_quoted((char[]){ *help, '\0' });
    fputs("]'", stdout);
}

static void write_zsh(void)
{
    puts("#compdef chepath\n"
         "_chepath() {\n"
         "    if (( CURRENT == 2 )); then\n"
         "        local -a names=(");
    for (const command *const *c = commands; *c; c++) {
        printf("            '%s:", (*c)->name);
        put_quoted((*c)->what);
        puts("'");
    }
    puts("        )\n"
         "        _describe command names\n"
         "        return\n"
         "    fi\n"
         "    local name=$words[2]\n"
         "    shift words; (( CURRENT-- ))\n"
         "    case $name in");
    for (const command *const *c = commands; *c; c++) {
        printf("        %s) _arguments", (*c)->name);
        each_option(*c, put_zsh);
        puts(" '*:file:_files' ;;");
    }
    puts("    esac\n"
         "}\n"
         "_chepath \"$@\"");
}

static void put_fish(const command *c, const option *o)
{
    printf("complete -c chepath -n '__fish_seen_subcommand_from %s' -l %s", c->name,
           o->name);
    if (o->letter)
        printf(" -s %c", o->letter);
    fputs(" -d '", stdout);
    for (const char *help = o->help; *help; help++)
        printf(strchr("'\\", *help) ? "\\%c" : "%c", *help);
    puts("'");
}

static void write_fish(void)
{
    for (const command *const *c = commands; *c; c++)
        printf("complete -c chepath -n __fish_use_subcommand -a %s -d \"%s\"\n",
               (*c)->name, (*c)->what);
    for (const command *const *c = commands; *c; c++)
        each_option(*c, put_fish);
}

/* --- examples ------------------------------------------------------------------- */

static void write_examples(void)
{
    for (const command *const *c = commands; *c; c++)
        if ((*c)->example)
            puts((*c)->example);
}

int manual(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*write)(void);
    } views[] = {
        { "man", write_man },   { "bash", write_bash },         { "zsh", write_zsh },
        { "fish", write_fish }, { "examples", write_examples },
    };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (argc == 2 && strcmp(argv[1], views[i].name) == 0) {
            views[i].write();
            return EXIT_DONE;
        }
    fputs("usage: chepath manual man|bash|zsh|fish|examples\n", stderr);
    return EXIT_USAGE;
}
