/* Writing JSON, piece by piece, straight to a file. Numbers are the shortest that
 * read back the same; text is always valid UTF-8.
 *
 *     json j = json_to(file);
 *     json_object(&j, NULL);
 *     json_number(&j, "G_eV", -16.2);
 *     json_end(&j);
 *
 * `key` is the name in an object, NULL in an array and for the document itself. */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include <stdio.h>

#include "chepath/calc.h"

enum { JSON_DEEPEST = 32 };

typedef struct {
    FILE *to;
    int depth;
    struct {
        char close;
        bool is_empty, is_inline;
    } level[JSON_DEEPEST];
} json;

json json_to(FILE *to);

void json_object(json *j, const char *key);
void json_array(json *j, const char *key);
void json_row(json *j, const char *key);  // an array on one line, for numbers
void json_line(json *j, const char *key); // an object on one line
void json_end(json *j);                   // of the innermost object or array

void json_text(json *j, const char *key, const char *text); // NULL: null
void json_number(json *j, const char *key, double x);       // not finite: null
void json_count(json *j, const char *key, long long n);
void json_bool(json *j, const char *key, bool is_true);
void json_null(json *j, const char *key);
void json_fact(json *j, const char *key, chp_fact fact); // not known: null

/* A row of n numbers, counts, texts; of texts that end with NULL, or none at all. */
void json_numbers(json *j, const char *key, const double *x, size_t n);
void json_counts(json *j, const char *key, const size_t *counts, size_t n);
void json_texts(json *j, const char *key, const char *const *texts, size_t n);
void json_names(json *j, const char *key, const char *const *names);

/* Every message of the task, as an array. */
void json_messages(json *j, const char *key, const chp_diag *diag);

#endif
