/* What most tests begin with: messages and memory, and a folder where it is asked for.
 *
 *     tcase_add_checked_fixture(tc, fixture_begin, fixture_end);
 */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "base/arena.h"
#include "chepath/diag.h"

extern chp_diag *diag;
extern arena memory;
extern const char *test_folder; // a new, empty one

void fixture_begin(void);
void fixture_begin_in_folder(void);
void fixture_end(void);

#endif
