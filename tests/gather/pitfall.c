#include "gather/pitfall.h"

str pitfall_fixture(const char *name)
{
    str text = file_text(&folder.a, arena_print(&folder.a, "tests/data/%s", name));
    ck_assert_msg(text.len > 0, "%s is not there", name);
    return text;
}

static void put(const content *f)
{
    const size_t most = sizeof f->changes / sizeof *f->changes;
    str text = f->fixture ? pitfall_fixture(f->fixture) : str_of(f->changes[0].to);
    for (size_t i = 0; f->fixture && i < most && f->changes[i].from; i++)
        text = edited(&folder.a, text, f->changes[i].n, f->changes[i].from,
                      f->changes[i].to);
    if (f->cut_before)
        text = cut_before(&folder.a, text, 1, f->cut_before);
    if (f->followed_by)
        text = joined(&folder.a, text, pitfall_fixture(f->followed_by));
    folder_put(f->name, text);
}

static bool says(const chp_run *run, const pitfall *p)
{
    const chp_message *m;
    for (size_t i = 0; (m = chp_diag_get(run->diag, i)); i++)
        if (strcmp(m->code, p->code) == 0 &&
            (p->severity == UNSAID || (int)m->severity == p->severity) &&
            (!p->fact || strstr(m->fact, p->fact)))
            return true;
    return false;
}

const chp_run *pitfall_read(void)
{
    chp_read_options options = chp_read_defaults();
    options.keep_steps = true;
    chp_diag_allow(folder.diag, "energy-changes");
    chp_diag_allow(folder.diag, "smearing");
    return folder_read(&folder.path, 1, &options);
}

void pitfall_check(const pitfall *p)
{
    for (size_t i = 0; i < 3 && p->files[i].name; i++)
        put(&p->files[i]);
    const chp_run *run = pitfall_read();
    bool is_sound = !isnan(p->sigma0_eV);
    ck_assert_msg(run->is_refused != is_sound, "%s", p->what);
    if (is_sound)
        ck_assert_msg(fabs(run->calc.energies.sigma0_eV.value - p->sigma0_eV) < 1e-8,
                      "%s: %.8f", p->what, run->calc.energies.sigma0_eV.value);
    if (p->severity != UNASKED)
        ck_assert_msg(says(run, p) == (p->severity != UNSAID), "%s", p->what);
    ck_assert_msg(!p->see || p->see(&run->calc), "%s", p->what);
}
