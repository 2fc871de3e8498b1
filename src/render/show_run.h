/* Inside the pages of runs. */
#ifndef RENDER_SHOW_RUN_H
#define RENDER_SHOW_RUN_H

#include "chepath/figure.h"

/* For people; its messages are not printed. */
void show_run(const chp_run *run, FILE *to);

#endif
