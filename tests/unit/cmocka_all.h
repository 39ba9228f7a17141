/* cmocka_all.h - cmocka with the headers that it needs before it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TESTS_CMOCKA_ALL_H
#define DL_TESTS_CMOCKA_ALL_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#endif
