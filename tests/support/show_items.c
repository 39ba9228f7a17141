/* show_items.c - what the readers make of files, as JSON Lines: show_items [--from FORM] [--max-bytes N] [--encoding NAME] [-r] FILE...
 * A story: id, date, headline, publisher, url, text, place; what is not one: kind, message, place. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/source.h"

static int set(json_t *o, const char *key, dl_str s)
{
    return json_object_set_new(o, key, json_stringn(s.len ? s.ptr : "", s.len));
}

static int show(const dl__item *item)
{
    static const char *const kinds[] = { "story", "bad", "warning" };
    const dl_story *s = &item->story;
    json_t *o = json_object();
    int bad = set(o, "kind", (dl_str){ kinds[item->kind], strlen(kinds[item->kind]) });
    bad |= set(o, "place", (dl_str){ item->place, strlen(item->place) });
    if (item->kind == DL__ITEM_STORY)
        bad |= set(o, "id", s->id) | set(o, "date", s->date) | set(o, "headline", s->headline) |
               set(o, "publisher", s->publisher) | set(o, "url", s->url) | set(o, "text", s->text);
    else
        bad |= set(o, "message", (dl_str){ item->message, strlen(item->message) });
    bad |= json_dumpf(o, stdout, JSON_ENSURE_ASCII);
    json_decref(o);
    putchar('\n');
    return bad ? fprintf(stderr, "show_items: %s: not UTF-8\n", item->place), 1 : 0;
}

static int form(const char *name)
{
    static const char *const names[] = { "auto", "text", "jsonl", "csv", "html", "feed", "warc", "mbox" };
    for (int i = 0; i < DL__N_FORMS; i++)
        if (!strcmp(names[i], name))
            return i;
    return 0;
}

int main(int argc, char **argv)
{
    dl__source_options o = { .max_bytes = UINT64_C(8) << 20 };
    int i = 1, bad = 0;
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        if (!strcmp(argv[i], "-r"))
            o.recursive = true;
        else if (i + 1 < argc && !strcmp(argv[i], "--from"))
            o.form = (dl__form)form(argv[++i]);
        else if (i + 1 < argc && !strcmp(argv[i], "--encoding"))
            o.encoding = argv[++i];
        else if (i + 1 < argc && !strcmp(argv[i], "--max-unpacked"))
            o.max_unpacked = strtoull(argv[++i], NULL, 10);
        else if (i + 1 < argc && !strcmp(argv[i], "--max-bytes"))
            o.max_bytes = strtoull(argv[++i], NULL, 10);
    }
    dl__source *s = dl__source_new(&o, argv + i, (size_t)(argc - i));
    for (dl__item *item; s && (item = dl__source_next(s));) {
        bad |= show(item);
        dl__item_free(item);
    }
    bad |= !s || dl__source_failed(s);
    dl__source_free(s);
    return bad;
}
