/* link.c - first fit, in the order of the text: a later mention joins the first event that it agrees with. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "link/link.h"

#include <string.h>

static const char *country(const dl_document *d, uint32_t mention)
{
    const dl_entity *e = &d->entities[d->mentions[mention].entity];
    return *e->country ? e->country : e->code;
}

/* 2 a party in common, 1 one side silent, 0 they differ. */
static int sides(const dl_document *d, const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    if (!na || !nb)
        return 1;
    for (uint32_t i = 0; i < na; i++) {
        for (uint32_t k = 0; k < nb; k++) {
            if (d->mentions[a[i]].entity == d->mentions[b[k]].entity ||
                strcmp(country(d, a[i]), country(d, b[k])) == 0)
                return 2;
        }
    }
    return 0;
}

static bool dates_agree(const dl_event *a, const dl_event *b)
{
    if (strcmp(a->date_from, "text") != 0 || strcmp(b->date_from, "text") != 0)
        return true;
    size_t n = 0;
    while (a->date[n] && a->date[n] == b->date[n])
        n++;
    return !a->date[n] || !b->date[n]; /* one is the other, or a month that holds the day */
}

/* A town, or something in one, that the text puts the event in. */
static const dl_place *town(const dl_event *e)
{
    const dl_place *p = e->place;
    bool put = p && strcmp(e->place_from, "text") == 0;
    return put && (strcmp(p->granularity, "city") == 0 || strcmp(p->granularity, "point") == 0) ? p : NULL;
}

static bool places_agree(const dl_event *a, const dl_event *b)
{
    const dl_place *p = town(a), *q = town(b);
    return !p || !q || strcmp(p->name, q->name) == 0;
}

static bool one_event(const dl_document *d, const dl_event *a, const dl_event *b)
{
    if (strcmp(a->type, b->type) != 0 || a->polarity != b->polarity ||
        (a->time == DL_FUTURE) != (b->time == DL_FUTURE))
        return false;
    int actors = sides(d, a->actors, a->n_actors, b->actors, b->n_actors);
    int recipients = sides(d, a->recipients, a->n_recipients, b->recipients, b->n_recipients);
    return actors && recipients && actors + recipients > 2 && dates_agree(a, b) && places_agree(a, b);
}

/* Whether any mention that is already in the event contradicts this one's date or town. */
static bool joins(const dl_document *d, size_t first, size_t i, uint32_t link)
{
    for (size_t k = first; k < i; k++) {
        if (d->events[k].link == link &&
            !(dates_agree(&d->events[k], &d->events[i]) && places_agree(&d->events[k], &d->events[i])))
            return false;
    }
    return true;
}

dl_status dl__link_events(dl_document *d, dl_error *err)
{
    (void)err;
    for (size_t i = 0; i < d->n_events; i++) {
        size_t first = i > DL__LINK_WINDOW ? i - DL__LINK_WINDOW : 0;
        d->events[i].link = (uint32_t)i;
        for (size_t k = first; k < i; k++) {
            if (!one_event(d, &d->events[k], &d->events[i]) || !joins(d, first, i, d->events[k].link))
                continue;
            d->events[i].link = d->events[k].link;
            break;
        }
    }
    return DL_OK;
}
