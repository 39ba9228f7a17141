/* decimal.h - numbers of the tables.  Layer: base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_BASE_DECIMAL_H
#define DL_BASE_DECIMAL_H
#include "dateline/dateline.h"

/* Read "-12.5" into *value; returns the first byte that is no part of it.  Not strtod(): the host's locale may want a comma. */
const char *dl__decimal(const char *s, double *value);
#endif
