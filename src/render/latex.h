/* Text for LaTeX, escaped. */
#ifndef RENDER_LATEX_H
#define RENDER_LATEX_H

#include <stdio.h>

#include "render/rich.h"

void latex_put(str text, FILE *to);
void latex_put_rich(rich text, FILE *to);

#endif
