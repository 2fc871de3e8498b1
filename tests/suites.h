/* Every tests/ROOM/test_NAME.c defines `Suite *suite_NAME(void)`. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>

#define SUITE(name) Suite *suite_##name(void);
#include "suites.inc"
#undef SUITE

#endif
