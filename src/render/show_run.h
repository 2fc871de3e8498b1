/* Inside the pages of runs. */
#ifndef RENDER_SHOW_RUN_H
#define RENDER_SHOW_RUN_H

#include "chepath/figure.h"
#include "render/json.h"

/* For people; its messages are not printed. */
void show_run(const chp_run *run, FILE *to);

/* What it says of its atoms, into the object that is open. */
void show_atoms_json(const chp_calc *calc, json *j);

#endif
