/* Text for HTML, escaped. */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include <stdio.h>

#include "render/rich.h"

void html_put(str text, FILE *to);
void html_put_rich(rich text, FILE *to);

#endif
