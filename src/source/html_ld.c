/* html_ld.c - what a page says of its story as JSON-LD, in the words of schema.org; see html_priv.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/html_priv.h"

#include "source/day.h"

#include <jansson.h>
#include <string.h>

enum { MAX_DEPTH = 6 };

static void set(dl__strbuf *to, const json_t *v)
{
    if (!to->len && json_is_string(v))
        dl__utf8_mend((dl_str){ json_string_value(v), json_string_length(v) }, to);
}

/* A story: NewsArticle, ReportageNewsArticle, BlogPosting, ... */
static bool is_story(const json_t *type)
{
    size_t i;
    const json_t *one;
    if (json_is_array(type)) {
        json_array_foreach(type, i, one) if (json_is_string(one) && is_story(one)) return true;
        return false;
    }
    const char *s = json_string_value(type);
    return s && (strstr(s, "Article") || strstr(s, "BlogPosting") || strstr(s, "Report"));
}

static void story(const json_t *o, dl__html_meta *m)
{
    const json_t *by = json_object_get(o, "publisher"), *url = json_object_get(o, "url"),
                 *date = json_object_get(o, "datePublished");
    set(&m->headline, json_object_get(o, "headline"));
    set(&m->body, json_object_get(o, "articleBody"));
    set(&m->url, url ? url : json_object_get(o, "mainEntityOfPage"));
    if (json_is_array(by))
        by = json_array_get(by, 0);
    set(&m->publisher, json_is_object(by) ? json_object_get(by, "name") : by);
    if (!m->date[0] && json_is_string(date))
        dl__day_read((dl_str){ json_string_value(date), json_string_length(date) }, m->date);
}

/* Objects in a list or a @graph, and the story that a page is about. */
static void look(const json_t *v, dl__html_meta *m, unsigned depth)
{
    size_t i;
    const json_t *one;
    if (depth > MAX_DEPTH)
        return;
    if (json_is_array(v)) {
        json_array_foreach(v, i, one) look(one, m, depth + 1);
    } else if (json_is_object(v)) {
        if (is_story(json_object_get(v, "@type")))
            story(v, m);
        look(json_object_get(v, "@graph"), m, depth + 1);
        look(json_object_get(v, "mainEntity"), m, depth + 1);
    }
}

void dl__html_ld(const char *json, size_t len, dl__html_meta *m)
{
    json_t *v = json_loadb(json, len, JSON_DISABLE_EOF_CHECK, NULL); /* broken: it says nothing */
    look(v, m, 0);
    json_decref(v);
}
