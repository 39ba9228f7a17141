/* strings.c - see strings.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/strings.h"

#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

enum { FIRST_SLOTS = 1 << 12 };

bool dl__strings_init(pack_strings *s)
{
    *s = (pack_strings){ .n_slots = FIRST_SLOTS };
    dl__strbuf_init(&s->pool, UINT32_MAX - 1);
    s->slots = calloc(s->n_slots, sizeof *s->slots);
    return s->slots && dl__strings_add(s, "", 0) == 0;
}

void dl__strings_free(pack_strings *s)
{
    dl__strbuf_free(&s->pool);
    free(s->slots);
}

/* The slot that holds the string or would. */
static uint32_t *find(pack_strings *s, const char *text, size_t len)
{
    size_t at = (size_t)XXH3_64bits(text, len) & (s->n_slots - 1);
    while (s->slots[at]) {
        size_t offset = s->slots[at] - 1;
        if (s->pool.len - offset > len && memcmp(s->pool.s + offset, text, len) == 0 &&
            !s->pool.s[offset + len])
            break;
        at = (at + 1) & (s->n_slots - 1);
    }
    return &s->slots[at];
}

static bool grow(pack_strings *s)
{
    pack_strings larger = *s;
    larger.n_slots *= 2;
    larger.slots = calloc(larger.n_slots, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < s->n_slots; i++) {
        if (s->slots[i]) {
            const char *text = s->pool.s + s->slots[i] - 1;
            *find(&larger, text, strlen(text)) = s->slots[i];
        }
    }
    free(s->slots);
    *s = larger;
    return true;
}

uint32_t dl__strings_add(pack_strings *s, const char *text, size_t len)
{
    if (s->n >= s->n_slots / 2 && !grow(s))
        return UINT32_MAX;
    uint32_t *slot = find(s, text, len);
    if (!*slot) {
        size_t offset = s->pool.len;
        dl__strbuf_add(&s->pool, text, len);
        dl__strbuf_putc(&s->pool, '\0');
        if (s->pool.status != DL_OK)
            return UINT32_MAX;
        *slot = (uint32_t)offset + 1;
        s->n++;
    }
    return *slot - 1;
}
