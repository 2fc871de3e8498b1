#include "render/beyond.h"

#include "render/words.h"

static void put_turnover(json *j, const chp_profile *p, const chp_turnover *x)
{
    const chp_profile_step *s = &p->steps[x->tdts];
    json_object(j, NULL);
    json_number(j, "U_V", p->at[x->at].U_V);
    json_number(j, "span_eV", x->span_eV);
    json_line(j, "tdts");
    json_count(j, "step", (long long)x->tdts);
    json_text(j, "from", s->from);
    json_text(j, "to", s->to);
    json_number(j, "control", x->control_T);
    json_end(j);
    json_line(j, "tdi");
    json_count(j, "level", (long long)x->tdi);
    json_text(j, "state", level_name(p, x->tdi));
    json_number(j, "control", x->control_I);
    json_end(j);
    json_number(j, "tof_s", x->tof_s);
    json_end(j);
}

void json_barriers(json *j, const chp_profile *p)
{
    if (p->n_barriers == 0)
        return;
    json_array(j, "barriers");
    for (size_t i = 0; i < p->n_barriers; i++) {
        json_line(j, NULL);
        json_count(j, "step", (long long)p->barriers[i].step);
        json_number(j, "dG_eV", p->barriers[i].dG_eV);
        json_text(j, "source", p->barriers[i].source);
        json_end(j);
    }
    json_end(j);
    json_array(j, "energetic_span");
    for (size_t i = 0; i < p->n_turnovers; i++)
        put_turnover(j, p, &p->turnovers[i]);
    json_end(j);
}
