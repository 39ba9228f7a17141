/* fuzz_model.c - any bytes as a model or pack file.
 *
 * Checksums would stop nearly every changed file at the door, so each input is also run with its checksums and length
 * put right: then it is the readers of the sections that must not trust what they read. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "fuzz.h"
#include "lexicon/pack.h"
#include "model/dlm_layout.h"
#include "parse/engine.h"
#include "text/text.h"

static int swallow(void *user, const char *text, size_t len)
{
    (void)text;
    *(size_t *)user += len;
    return *(size_t *)user > (1u << 20); /* enough was seen */
}

static void open_all(const uint8_t *data, size_t len)
{
    char path[64];
    dl_error e;
    fuzz_file(data, len, path);
    dl__dlm m;
    if (dl__dlm_open(path, DL__DLM_MODEL, &m, &e) == DL_OK) {
        dl__splitter *s = NULL;
        dl__engine *g = NULL;
        if (dl__splitter_new(&m, &s, &e) == DL_OK) {
            dl_story story = { .text = DL_STR("Rain fell. \"Rivers didn't rise,\" he said on Sept. 5.") };
            dl_document *d = dl__document_new(&story);
            if (d && dl__text_split(s, d, &e) == DL_OK)
                dl_document_free(d);
        }
        if (dl__engine_new(&m, &g, &e) == DL_OK)
            dl__engine_free(g);
        dl__splitter_free(s);
        dl__dlm_close(&m);
    }
    dl__pack *p = NULL;
    if (dl__pack_open(path, &p, &e) == DL_OK) {
        const dl__index *x = dl__pack_index(p, "names");
        const dl__hit *hits;
        if (x && dl__index_find(x, "Rain", 4, &hits) > 0 && dl__index_max_words(x, "Rain", 4) == 0)
            abort();
        dl__pack_free(p);
    }
    size_t seen = 0;
    (void)!dl_dump(path, swallow, &seen, &e);
}

/* Make the container's checksums, length and alignment those of its bytes, as far as it has sections. */
static void repair(uint8_t *data, size_t len)
{
    dl__dlm_header h;
    memcpy(&h, data, sizeof h);
    memcpy(h.magic, DL__DLM_MAGIC, sizeof h.magic);
    h.version = 1;
    h.endian = DL__DLM_ENDIAN;
    h.len = len;
    memset(h.zero, 0, sizeof h.zero);
    size_t room = (len - sizeof h) / sizeof(dl__dlm_entry);
    if (h.n_sections > room)
        h.n_sections = (uint32_t)room;
    for (size_t i = 0; i < h.n_sections; i++) {
        uint8_t *at = data + sizeof h + i * sizeof(dl__dlm_entry);
        dl__dlm_entry e;
        memcpy(&e, at, sizeof e);
        if (e.offset <= len && e.len <= len - e.offset)
            e.hash = XXH3_64bits(data + e.offset, (size_t)e.len);
        e.zero = 0;
        memcpy(at, &e, sizeof e);
    }
    h.table_hash = XXH3_64bits(data + sizeof h, h.n_sections * sizeof(dl__dlm_entry));
    memcpy(data, &h, sizeof h);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    open_all(data, len);
    if (len < sizeof(dl__dlm_header))
        return 0;
    uint8_t *copy = malloc(len);
    if (!copy)
        return 0;
    memcpy(copy, data, len);
    repair(copy, len);
    open_all(copy, len);
    free(copy);
    return 0;
}
