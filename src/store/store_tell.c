/* store_tell.c - what the mentions of a story tell, as cells: mentions of one cell agree in type, status, dyad, day and place, and are
 * always one event.  See store_link.h and docs/linking.md. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Types that are told one for the other. */
static const struct {
    const char *type, *family;
} FAMILY[] = { { NULL, NULL } };

/* Types in which all take part alike: who is called actor, who recipient, does not matter.  Nor does it where an agreement is signed
 * or ratified. */
static const char *const MUTUAL[] = { "AGREE", "CONSULT", "COOPERATE", NULL };
static const char SIGNED[] = "057";
/* Types that happen at a place: the story's scene counts as theirs. */
static const char *const BODILY[] = { "PROTEST", "ASSAULT", "COERCE", "MOBILIZE", NULL };

/* Role codes as classes. What is not here is civil, none is the state. */
static const struct {
    const char *role;
    char class;
} CLASS[] = { { "GOV", 'S' }, { "MIL", 'S' }, { "COP", 'S' }, { "JUD", 'S' }, { "LEG", 'S' },
              { "SPY", 'S' }, { "", 'S' },    { "REB", 'R' }, { "UAF", 'R' }, { "SEP", 'R' },
              { "INS", 'R' }, { "RAD", 'R' }, { "CRM", 'R' }, { "OPP", 'O' } };

static bool among(const char *word, const char *const *list)
{
    while (*list && strcmp(*list, word) != 0)
        list++;
    return *list != NULL;
}

static char class_of(const char *code)
{
    for (size_t i = 0; i < sizeof CLASS / sizeof CLASS[0]; i++)
        if (!strncmp(code, CLASS[i].role, 3) && (*CLASS[i].role || !*code))
            return CLASS[i].class;
    return 'C';
}

/* ---- sides ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Each once, in order. */
static void put_party(dl__side *s, const char *party)
{
    for (int i = 0; i < s->n; i++)
        if (!strcmp(s->party[i], party))
            return;
    if (s->n == DL__MAX_SIDE)
        return;
    (void)snprintf(s->party[s->n++], sizeof s->party[0], "%s", party);
    qsort(s->party, (size_t)s->n, sizeof s->party[0], by_text);
}

/* "TUR" and "TUR:S" agree, "TUR:S" and "TUR:R" do not. */
static bool party_agrees(const char *a, const char *b)
{
    size_t n = strcspn(a, ":"), m = strcspn(b, ":");
    return n == m && !memcmp(a, b, n) && (!a[n] || !b[m] || !strcmp(a + n, b + m));
}

static int in_both(const dl__side *a, const dl__side *b)
{
    int n = 0;
    for (int i = 0; i < a->n; i++)
        for (int k = 0; k < b->n; k++)
            if (party_agrees(a->party[i], b->party[k])) {
                n++;
                break;
            }
    return n;
}

bool dl__what_within(const dl__what *few, const dl__what *more)
{
    return !strcmp(few->family, more->family) && in_both(&few->actors, &more->actors) == few->actors.n &&
           in_both(&few->recipients, &more->recipients) == few->recipients.n &&
           few->actors.n + few->recipients.n < more->actors.n + more->recipients.n;
}

static bool against(const dl__side *a, const dl__side *b)
{
    return a->n && b->n && !in_both(a, b);
}

bool dl__what_against(const dl__what *a, const dl__what *b)
{
    return against(&a->actors, &b->actors) || against(&a->recipients, &b->recipients);
}

bool dl__place_agrees(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), k = n < m ? n : m;
    const char *more = n < m ? b : a;
    return !memcmp(a, b, k) && (!k || !more[k] || more[k] == '/');
}

static void write_side(const dl__side *s, dl__strbuf *out)
{
    for (int i = 0; i < s->n; i++)
        dl__strbuf_printf(out, "%s%s", i ? "," : "", s->party[i]);
}

/* The parties up to `end`, one of the marks; what is behind it. NULL: no such text. */
static const char *parse_side(const char *text, char end, dl__side *side)
{
    side->n = 0;
    while (*text && *text != end) {
        size_t n = strcspn(text, ",>");
        if (!n || n > DL__MAX_PARTY || side->n == DL__MAX_SIDE)
            return NULL;
        memcpy(side->party[side->n], text, n);
        side->party[side->n++][n] = '\0';
        text += n + (text[n] == ',');
    }
    return *text == end ? text + (end != '\0') : NULL;
}

bool dl__what_parse(const char *text, dl__what *w)
{
    const char *space = strchr(text, ' ');
    size_t n = space ? (size_t)(space - text) + 2 : 0; /* the mark of status stands behind it */
    if (!n || n >= sizeof w->family || !space[1] || space[2] != ' ')
        return false;
    memcpy(w->family, text, n);
    w->family[n] = '\0';
    const char *rest = parse_side(space + 3, '>', &w->actors);
    return rest && parse_side(rest, '\0', &w->recipients);
}

/* ---- a story's mentions ---- */

/* The mentions that are one event in the story; strings are those of the statement's row, copied. */
typedef struct node {
    int64_t event; /* 0: none yet */
    dl__what what;
    char type[16], status, day[11];
    bool exact, dated, mutual;
    char place[DL__MAX_PLACE + 1];
    int depth;           /* of the place: 0 none, 1 a country, 2 a part of it, 3 a town */
    dl__side classes[2]; /* as what's sides, with classes */
} node;

static const char *text_of(sqlite3_stmt *q, int i)
{
    const char *s = (const char *)sqlite3_column_text(q, i);
    return s ? s : "";
}

/* Columns of DL__Q_TOLD. */
enum {
    MENTION,
    EVENT,
    TYPE,
    POLARITY,
    TIME,
    MODALITY,
    DATE,
    DATE_END,
    GRANULARITY,
    DATE_FROM,
    DAY,
    COUNTRY,
    ADMIN1,
    PLACE,
    GEONAMEID,
    PLACE_GRANULARITY,
    PLACE_FROM,
    CAMEO
};

/* '+' told as done, '-' denied, 'f' to come, 'm' possible, asked or threatened. */
static char status_of(sqlite3_stmt *q)
{
    const char *modality = text_of(q, MODALITY);
    if (strcmp(text_of(q, POLARITY), "affirmed") != 0)
        return '-';
    if (!strcmp(text_of(q, TIME), "future"))
        return 'f';
    return !strcmp(modality, "asserted") || !strcmp(modality, "claimed") ? '+' : 'm';
}

/* The date, where it is better than what the node has: a day of the text before the story's. */
static void take_date(node *n, sqlite3_stmt *q)
{
    const char *unit = text_of(q, GRANULARITY), *from = text_of(q, DATE_FROM), *end = text_of(q, DATE_END);
    bool day = (!strcmp(unit, "day") || !strcmp(unit, "hour")) &&
               (!*end || !strncmp(end, text_of(q, DATE), 10)) && strlen(text_of(q, DAY)) == 10;
    bool exact = !strcmp(from, "text");
    if (!day || (n->dated && (n->exact || !exact)))
        return;
    n->dated = true;
    n->exact = exact;
    memcpy(n->day, text_of(q, DAY), 11);
}

/* The place, where it is finer than what the node has. */
static void take_place(node *n, sqlite3_stmt *q)
{
    const char *from = text_of(q, PLACE_FROM), *unit = text_of(q, PLACE_GRANULARITY);
    bool named = !strcmp(from, "text") || !strcmp(from, "sentence") ||
                 (!strcmp(from, "story") && among(n->type, BODILY));
    int depth = !named || !strcmp(unit, "region") ? 0
                : !strcmp(unit, "country")        ? 1
                : !strcmp(unit, "admin1")         ? 2
                                                  : 3;
    if (depth <= n->depth)
        return;
    char town[64];
    int64_t id = sqlite3_column_int64(q, GEONAMEID);
    if (id)
        (void)snprintf(town, sizeof town, "%lld", (long long)id);
    else
        (void)snprintf(town, sizeof town, "%s", text_of(q, PLACE));
    n->depth = depth;
    if (depth == 1)
        (void)snprintf(n->place, sizeof n->place, "%s", text_of(q, COUNTRY));
    else if (depth == 2)
        (void)snprintf(n->place, sizeof n->place, "%s/%.60s", text_of(q, COUNTRY), text_of(q, ADMIN1));
    else
        (void)snprintf(n->place, sizeof n->place, "%s/%.60s/%s", text_of(q, COUNTRY), text_of(q, ADMIN1),
                       town);
}

/* The parties of a mention. */
static int take_parties(dl__store *s, node *n, int64_t mention)
{
    dl__row r = dl__row_of(s, DL__Q_TOLD_PARTIES);
    dl__row_int(&r, mention);
    int rc;
    while ((rc = dl__row_step(&r)) == SQLITE_ROW) {
        const char *role = text_of(r.q, 0), *code = text_of(r.q, 1), *country = text_of(r.q, 2);
        char classed[DL__MAX_PARTY + 1];
        int side = !n->mutual && *role == 'r';
        dl__side *plain = side ? &n->what.recipients : &n->what.actors;
        r.rc = SQLITE_OK;
        if (!*country && !strncmp(code, "---", 3))
            continue; /* "gunmen" are not known again by that */
        (void)snprintf(classed, sizeof classed, "%s", *country ? country : code);
        put_party(plain, classed);
        if (*country)
            (void)snprintf(classed, sizeof classed, "%.3s:%c", country,
                           class_of(strnlen(code, 4) > 3 ? code + 3 : ""));
        put_party(&n->classes[side], classed);
    }
    dl__row_end(&r);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static const char *family_of(const char *type)
{
    for (size_t i = 0; FAMILY[i].type; i++)
        if (!strcmp(FAMILY[i].type, type))
            return FAMILY[i].family;
    return type;
}

/* Number of different countries, or codes, on both sides. */
static int n_parties(const dl__what *w)
{
    return w->actors.n + w->recipients.n - in_both(&w->actors, &w->recipients);
}

/* Can another story's mention be known to tell the same?  It takes a day, and a party or a town. */
static bool tells(const node *n)
{
    return n->event && n->dated && (n_parties(&n->what) > 0 || n->depth == 3);
}

static int find_cell(dl__store *s, const node *n, const char *what, int64_t day, int64_t *cell, bool *fresh)
{
    dl__row r = dl__row_of(s, DL__Q_FIND_CELL);
    dl__row_text(&r, what);
    dl__row_int(&r, day);
    dl__row_int(&r, n->exact);
    dl__row_text(&r, n->place);
    int rc = dl__row_step(&r);
    *fresh = rc != SQLITE_ROW;
    if (!*fresh)
        *cell = sqlite3_column_int64(r.q, 0);
    dl__row_end(&r);
    if (rc != SQLITE_DONE)
        return *fresh ? rc : SQLITE_OK;
    r = dl__row_of(s, DL__Q_ADD_CELL);
    dl__row_text(&r, what);
    dl__row_int(&r, day);
    dl__row_int(&r, n->exact);
    dl__row_text(&r, n->place);
    rc = dl__row_run(&r);
    *cell = sqlite3_last_insert_rowid(s->db);
    return rc;
}

static int end_node(dl__store *s, int64_t story, node *n, dl__numbers *fresh, dl__numbers *old)
{
    if (!tells(n))
        return SQLITE_OK;
    if (n_parties(&n->what) == 1) { /* one country alone or on both sides: which of its people? */
        n->what.actors = n->classes[0];
        n->what.recipients = n->classes[1];
    }
    dl__strbuf what;
    dl__strbuf_init(&what, DL__MAX_WHAT);
    dl__strbuf_printf(&what, "%s %c ", family_of(n->type), n->status);
    write_side(&n->what.actors, &what);
    dl__strbuf_putc(&what, '>');
    write_side(&n->what.recipients, &what);
    int64_t cell = 0;
    bool is_new = false;
    int rc = what.status ? SQLITE_NOMEM : find_cell(s, n, what.s, dl__day_number(n->day), &cell, &is_new);
    dl__strbuf_free(&what);
    if (rc)
        return rc;
    dl__numbers_add(is_new ? fresh : old, cell);
    dl__row r = dl__row_of(s, DL__Q_SET_CELL);
    dl__row_int(&r, cell);
    dl__row_int(&r, story);
    dl__row_int(&r, n->event);
    return dl__row_run(&r);
}

static void begin_node(node *n, sqlite3_stmt *q)
{
    *n = (node){ .event = sqlite3_column_int64(q, EVENT), .status = status_of(q) };
    (void)snprintf(n->type, sizeof n->type, "%.15s", text_of(q, TYPE));
    n->mutual = among(n->type, MUTUAL) || !strncmp(text_of(q, CAMEO), SIGNED, sizeof SIGNED - 1);
    (void)snprintf(n->what.family, sizeof n->what.family, "%s %c", family_of(n->type), n->status);
}

int dl__tell_story(dl__store *s, int64_t story, dl__numbers *fresh, dl__numbers *old)
{
    node n = { 0 };
    dl__row r = dl__row_of(s, DL__Q_TOLD); /* by event, the mention that tells it best first */
    dl__row_int(&r, story);
    int rc, failed = SQLITE_OK;
    while (!failed && (rc = dl__row_step(&r)) == SQLITE_ROW) {
        if (sqlite3_column_int64(r.q, EVENT) != n.event) {
            failed = end_node(s, story, &n, fresh, old);
            begin_node(&n, r.q);
        }
        take_date(&n, r.q);
        take_place(&n, r.q);
        if (!failed)
            failed = take_parties(s, &n, sqlite3_column_int64(r.q, MENTION));
        r.rc = SQLITE_OK;
    }
    dl__row_end(&r);
    if (failed || rc != SQLITE_DONE)
        return failed ? failed : rc;
    rc = end_node(s, story, &n, fresh, old);
    return rc ? rc : fresh->rc ? fresh->rc : old->rc;
}
