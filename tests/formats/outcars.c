#include "formats/outcars.h"

#include <check.h>

str outcar_text(arena *a, const char *name)
{
    str text = file_text(a, arena_print(a, "tests/data/outcar/%s", name));
    ck_assert_msg(text.len > 0, "%s is not there", name);
    return text;
}

/* Where the n-th mark begins. */
static size_t find(str text, size_t n, str mark)
{
    str rest = text;
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(str_after(&rest, mark), "'%s' does not occur", mark.at);
    return text.len - rest.len - mark.len;
}

static size_t count(str text, str mark)
{
    size_t n = 0;
    while (str_after(&text, mark))
        n++;
    return n;
}

str joined(arena *a, str first, str second)
{
    char *both = arena_new(a, char, first.len + second.len + 1);
    if (first.len)
        memcpy(both, first.at, first.len);
    if (second.len)
        memcpy(both + first.len, second.at, second.len);
    return (str){ both, first.len + second.len };
}

static str edited_once(arena *a, str text, size_t n, str from, str to)
{
    size_t at = find(text, n, from);
    str head = joined(a, str_part(text, 0, at), to);
    return joined(a, head, str_from(text, at + from.len));
}

str edited(arena *a, str text, size_t n, const char *from, const char *to)
{
    if (n > 0)
        return edited_once(a, text, n, str_of(from), str_of(to));
    size_t n_all = count(text, str_of(from));
    ck_assert_uint_gt(n_all, 0);
    for (size_t i = n_all; i > 0; i--)
        text = edited_once(a, text, i, str_of(from), str_of(to));
    return text;
}

str cut_before(arena *a, str text, size_t n, const char *mark)
{
    size_t len = find(text, n, str_of(mark));
    return (str){ arena_str(a, str_part(text, 0, len)), len };
}

chp_message message_of(const outcome *o, const char *code)
{
    for (size_t i = 0; i < chp_diag_count(o->diag, CHP_NOTE); i++)
        if (strcmp(chp_diag_get(o->diag, i)->code, code) == 0)
            return *chp_diag_get(o->diag, i);
    return (chp_message){ .code = "", .fact = "" };
}
