/* actor_code.c - owner x role -> code.  Country first, then what the holder is; the special replaces the general. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_priv.h"

#include <stdio.h>
#include <string.h>

static bool among(const char *sector, const char *list)
{
    return sector[0] && strlen(sector) == 3 && strstr(list, sector) != NULL;
}

/* "rebel" + "leader", "military" + "official", "Taliban" + "fighters": which of the two says more. */
const char *dl__acode_sectors(const char *before, const char *head)
{
    static const char AGAINST[] = "REB SEP INS UAF CRM OPP IMG", STATE[] = "MIL COP JUD LEG SPY";
    static const char YIELDS_TO_AGAINST[] = "GOV MIL COP LEG PTY UAF SPY CRM", YIELDS_TO_STATE[] = "GOV PTY";
    if (!before[0])
        return head;
    if (!head[0])
        return before;
    if (among(before, AGAINST) && among(head, YIELDS_TO_AGAINST))
        return before;
    if (among(before, STATE) && among(head, YIELDS_TO_STATE))
        return before;
    if (!strcmp(head, "MIL") && among(before, "COP SPY")) /* officers, forces and units of the police */
        return before;
    return head;
}

static void put(char *out, size_t cap, const char *s)
{
    size_t n = 0;
    for (; s[n] && n + 1 < cap; n++)
        out[n] = s[n];
    out[n] = '\0';
}

void dl__acode_compose(const dl__acode *owner, const char *sectors, dl__acode *out)
{
    if (owner && owner->org[0]) {
        *out = *owner;
        return;
    }
    dl__acode c = { "", "", "" };
    if (owner) {
        put(c.country, sizeof c.country, owner->country);
        sectors = dl__acode_sectors(owner->sectors, sectors);
    }
    put(c.sectors, sizeof c.sectors, sectors);
    *out = c;
}

static bool international(const char *code)
{
    static const char *const CLASS[] = { "IGO", "NGO", "MNC", "NGM", "IMG", "INT" };
    for (size_t i = 0; i < sizeof CLASS / sizeof CLASS[0]; i++)
        if (!strncmp(code, CLASS[i], 3))
            return true;
    return false;
}

void dl__acode_of_match(const dl__awork *w, const dl__amatch *m, dl__acode *out)
{
    *out = (dl__acode){ "", "", "" };
    const char *iso3 = dl__amatch_iso3(w, m), *sectors = dl__acell(w->a, m->table, m->row, DL__AC_sectors);
    const char *code = dl__acell(w->a, m->table, m->row, DL__AC_code);
    if (m->table == DL__AT_ORG && international(code)) {
        put(out->org, sizeof out->org, code);
        return;
    }
    if (m->table == DL__AT_PERSON) {
        const char *org = dl__acell(w->a, m->table, m->row, DL__AC_org);
        static const char AGAINST[] = "REB SEP INS UAF CRM"; /* no office that ends */
        if (m->time != 0)
            sectors = among(sectors, AGAINST) ? sectors : "";
        else if (international(org)) {
            put(out->org, sizeof out->org, org);
            return;
        }
    }
    if (m->table == DL__AT_ETHNIC)
        sectors = code;
    if (m->table == DL__AT_GROUP && !sectors[0])
        sectors = "REB";
    if (m->via == DL_VIA_metonym)
        sectors = "GOV";
    if (iso3[0] && !iso3[3])
        put(out->country, sizeof out->country, iso3);
    put(out->sectors, sizeof out->sectors, sectors);
}

void dl__acode_of_entity(const dl__awork *w, uint32_t entity, dl__acode *out)
{
    const dl_entity *e = &w->d->entities[entity];
    *out = (dl__acode){ "", "", "" };
    if (!e->country[0] && strncmp(e->code, "---", 3)) {
        put(out->org, sizeof out->org, e->code);
        return;
    }
    put(out->country, sizeof out->country, e->country);
    put(out->sectors, sizeof out->sectors, e->sectors);
}

const char *dl__acode_text(const dl__acode *c, char out[24])
{
    if (c->org[0])
        put(out, 24, c->org);
    else
        snprintf(out, 24, "%s%s", c->country[0] ? c->country : "---", c->sectors);
    return out;
}
