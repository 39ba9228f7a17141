/* item.c - one story, or what is wrong with it.  See item.h, source.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/item.h"

#include "source/charset.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 150 }; /* bytes of jansson's message, which quotes the input, that are passed on */

dl__item *dl__item_new(const char *path, uint64_t line)
{
    dl__item *item = calloc(1, sizeof *item);
    size_t cap = strlen(path) + 32;
    char *place = malloc(cap);
    if (!item || !place) {
        free(item);
        free(place);
        return NULL;
    }
    const char *shown = strcmp(path, "-") ? path : "standard input";
    int n = line ? snprintf(place, cap, "%s:%llu", shown, (unsigned long long)line)
                 : snprintf(place, cap, "%s", shown);
    if (n < 0)
        place[0] = '\0';
    item->place = place;
    item->line = line;
    return item;
}

void dl__item_free(dl__item *item)
{
    if (!item)
        return;
    json_decref(item->json);
    free(item->extra);
    free(item->raw);
    free(item->made_id);
    free(item->place);
    free(item);
}

dl__item *dl__item_fail(dl__item *item, dl__item_kind kind, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (vsnprintf(item->message, sizeof item->message, format, args) < 0)
        item->message[0] = '\0';
    va_end(args);
    item->kind = kind;
    return item;
}

dl_str dl__path_stem(const char *path)
{
    if (!strcmp(path, "-"))
        return (dl_str)DL_STR("stdin");
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    return (dl_str){ name, dot && dot > name ? (size_t)(dot - name) : strlen(name) };
}

static void broken(dl__item *item, dl_str line, const json_error_t *e)
{
    size_t at = e->position > 0 ? (size_t)e->position : 0;
    if (json_error_code(e) == json_error_invalid_utf8 && at < line.len) {
        dl__item_fail(item, DL__ITEM_BAD, "invalid UTF-8 at byte %zu (0x%02X)", at,
                      (unsigned char)line.ptr[at]);
        return;
    }
    if (json_error_code(e) == json_error_null_character) {
        dl__item_fail(item, DL__ITEM_BAD, "NUL (\\u0000) in a string that ends at byte %zu", at);
        return;
    }
    char shown[SHOWN + 1];
    size_t n = 0;
    for (; n < SHOWN && e->text[n]; n++)
        shown[n] = (unsigned char)e->text[n] < 0x20 || e->text[n] == 0x7F ? ' ' : e->text[n];
    while (n == SHOWN && n && ((unsigned char)shown[n - 1] & 0xC0) == 0x80)
        n--; /* not in the middle of a character */
    shown[n] = '\0';
    dl__item_fail(item, DL__ITEM_BAD, "broken JSON at byte %zu: %s", at, shown);
}

bool dl__is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool dl__only_white(dl_str s)
{
    size_t i = 0;
    while (i < s.len && dl__is_white(s.ptr[i]))
        i++;
    return i == s.len;
}

/* Append a field to at without the white space around it; in one line, runs of white space become a blank. */
static dl_str copied(char *at, dl_str s, bool one_line)
{
    size_t n = 0;
    while (s.len && dl__is_white(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len && dl__is_white(s.ptr[s.len - 1]))
        s.len--;
    for (size_t i = 0; i < s.len; i++) {
        if (one_line && dl__is_white(s.ptr[i])) {
            if (n && at[n - 1] != ' ')
                at[n++] = ' ';
        } else {
            at[n++] = s.ptr[i];
        }
    }
    return (dl_str){ at, n };
}

bool dl__item_fill(dl__item *item, const dl_story *from)
{
    const dl_str *const in[] = { &from->id,        &from->date, &from->headline,
                                 &from->publisher, &from->url,  &from->text };
    dl_str *const to[] = { &item->story.id,        &item->story.date, &item->story.headline,
                           &item->story.publisher, &item->story.url,  &item->story.text };
    enum { N = sizeof in / sizeof in[0], TEXT = N - 1 };
    size_t n = 1;
    for (size_t i = 0; i < N; i++)
        n += in[i]->len;
    item->raw = malloc(n);
    if (!item->raw)
        return false;
    char *at = item->raw;
    for (size_t i = 0; i < N; i++) {
        *to[i] = copied(at, *in[i], i != TEXT);
        at += to[i]->len;
    }
    *at = '\0';
    return true;
}

static const char *kind(const json_t *v)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "a list",  [JSON_STRING] = "a string",
        [JSON_INTEGER] = "a number", [JSON_REAL] = "a number", [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",      [JSON_NULL] = "null"
    };
    return names[json_typeof(v)];
}

static const char *const KEYS[] = { "text", "headline", "date", "id", "publisher", "url" };
enum { N_KEYS = sizeof KEYS / sizeof KEYS[0] };

/* The keys that are read; a null stands for a key that is not there. */
static void fields(dl__item *item, const json_t *object)
{
    dl_story *s = &item->story;
    dl_str *const to[N_KEYS] = { &s->text, &s->headline, &s->date, &s->id, &s->publisher, &s->url };
    for (size_t i = 0; i < N_KEYS; i++) {
        const json_t *v = json_object_get(object, KEYS[i]);
        if (i == 0 && !v) {
            dl__item_fail(item, DL__ITEM_BAD, "no \"text\" in the story");
            return;
        }
        if (!v || (i > 0 && json_is_null(v)))
            continue;
        if (!json_is_string(v)) {
            dl__item_fail(item, DL__ITEM_BAD, "\"%s\" is %s, expected a string", KEYS[i], kind(v));
            return;
        }
        *to[i] = (dl_str){ json_string_value(v), json_string_length(v) };
    }
}

void dl__item_from_json(dl__item *item, dl_str line)
{
    const char *nul = line.len ? memchr(line.ptr, 0, line.len) : NULL;
    if (nul) {
        dl__item_fail(item, DL__ITEM_BAD, "NUL at byte %zu", (size_t)(nul - line.ptr));
        return;
    }
    json_error_t e;
    item->json = json_loadb(line.ptr, line.len,
                            JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_DECODE_ANY, &e);
    if (!item->json)
        broken(item, line, &e);
    else if (!json_is_object(item->json))
        dl__item_fail(item, DL__ITEM_BAD, "%s, expected a story: {\"text\": ...}", kind(item->json));
    else
        fields(item, item->json);
}

void dl__item_from_object(dl__item *item, json_t *object)
{
    item->json = object;
    fields(item, object);
}

/* Numbers are read as reals, so that a large one is no error; what was written as a whole number comes out as one. */
static json_t *as_written(const json_t *v)
{
    double x = json_real_value(v);
    bool whole =
        json_is_real(v) && x >= -9007199254740992.0 && x <= 9007199254740992.0 && x == (double)(json_int_t)x;
    return whole ? json_integer((json_int_t)x) : NULL;
}

/* Depth is bounded by jansson, which reads no deeper than 2048. */
static bool restore_numbers(json_t *v)
{
    const char *key;
    json_t *member, *whole;
    size_t i;
    bool ok = true;
    if (json_is_array(v)) {
        json_array_foreach(v, i, member)
        {
            whole = as_written(member);
            ok = ok && (whole ? !json_array_set_new(v, i, whole) : restore_numbers(member));
        }
    } else if (json_is_object(v)) {
        json_object_foreach(v, key, member)
        {
            whole = as_written(member);
            ok = ok && (whole ? !json_object_set_new(v, key, whole) : restore_numbers(member));
        }
    }
    return ok;
}

const char *dl__item_extra(dl__item *item)
{
    if (item->extra)
        return item->extra;
    json_t *rest =
        item->json ? json_copy(item->json) : NULL; /* shares the members, which nobody else reads */
    for (size_t i = 0; rest && i < N_KEYS; i++)
        (void)json_object_del(rest, KEYS[i]);
    if (rest && json_object_size(rest))
        item->extra = restore_numbers(rest) ? json_dumps(rest, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    else if (rest || !item->json)
        item->extra = calloc(1, 1);
    json_decref(rest);
    return item->extra;
}

static void set(dl_str *to, const char *s)
{
    if (s)
        *to = (dl_str){ s, strlen(s) };
}

bool dl__item_from_text(dl__item *item, dl_str text, const dl__source_options *o)
{
    size_t bad = dl__utf8_good(text);
    if (bad < text.len) {
        unsigned char c = (unsigned char)text.ptr[bad];
        dl__item_fail(item, DL__ITEM_BAD, c ? "invalid UTF-8 at byte %zu (0x%02X)" : "NUL at byte %zu", bad,
                      c);
        return true;
    }
    item->raw = malloc(text.len + 1);
    if (!item->raw)
        return false;
    if (text.len)
        memcpy(item->raw, text.ptr, text.len);
    item->raw[text.len] = '\0';
    dl_story_from_text(item->raw, text.len, item->date, &item->story, NULL);
    set(&item->story.id, o->id);
    set(&item->story.date, o->date);
    set(&item->story.publisher, o->publisher);
    return true;
}
