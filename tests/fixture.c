#include "fixture.h"

#include "scratch.h"

chp_diag *diag;
arena memory;
const char *test_folder;

void fixture_begin(void)
{
    memory = (arena){ 0 };
    diag = chp_diag_new();
    test_folder = NULL;
}

void fixture_begin_in_folder(void)
{
    fixture_begin();
    test_folder = scratch_new(&memory);
}

void fixture_end(void)
{
    chp_diag_free(diag);
    if (test_folder)
        scratch_remove(test_folder);
    arena_clear(&memory);
}
